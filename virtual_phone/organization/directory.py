"""Who there is, and who may act for which account."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from virtual_phone.defects import Defects
from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.records import MOST_ACCOUNTS, Account, Membership, Person
from virtual_phone.organization.refusals import Reason, Refused
from virtual_phone.organization.roles import Role


@dataclass(frozen=True)
class Place:
    """A place in an account that a person has from the beginning."""

    account: Account
    person: Person
    role: Role


class Directory:
    """Persons and memberships. Not for several threads: the Organization guards it."""

    def __init__(
        self,
        persons: Iterable[Person],
        places: Iterable[Place],
        at: datetime,
        defects: Defects,
    ) -> None:
        self._defects = defects
        self._persons = list(persons)
        self._former: list[Membership] = []
        self._memberships = [
            Membership(place.account, place.person, place.person.contacts[0], place.role, at)
            for place in places
        ]

    def persons(self) -> list[Person]:
        """Everybody who can sign in, the longest-known first."""
        return list(self._persons)

    def person(self, contact: Contact) -> Person | None:
        """Who is reached that way; None where nobody of ours is."""
        return next((one for one in self._persons if contact in one.contacts), None)

    def accounts(self) -> list[Account]:
        """Every account that has a member, in the order in which they came."""
        return list(dict.fromkeys(one.account for one in self._memberships))

    def accounts_of(self, person: Person) -> list[Account]:
        """The accounts a person is a member of."""
        return [one.account for one in self._memberships if one.person is person][:MOST_ACCOUNTS]

    def choices_of(self, person: Person) -> list[Account]:
        """The accounts a person can choose from after log-in."""
        choices = self.accounts_of(person)
        last = self.membership_of(person, choices[-1]) if choices else None
        if last and self._defects.on("account-missing-from-chooser", kind=last.contact.kind):
            choices = choices[:-1]
        if self._defects.on("twentieth-account-missing"):
            choices = choices[: MOST_ACCOUNTS - 1]
        left = [one.account for one in self._former if one.person is person and self._stays(one)]
        return list(dict.fromkeys(choices + left))

    def members(self, account: Account) -> list[Membership]:
        """Who may act for the account, the longest-standing first."""
        return [one for one in self._memberships if one.account == account]

    def member_count(self, account: Account) -> int:
        """How many may act for the account."""
        wrong = self._defects.on("removed-member-still-counts")
        left = [one for one in self._former if wrong and one.account == account]
        return len(self.members(account)) + len(left)

    def membership_of(self, person: Person, account: Account) -> Membership | None:
        """A person's place there; None where they have none."""
        return next((one for one in self.members(account) if one.person is person), None)

    def is_member(self, contact: Contact, account: Account) -> bool:
        """Whether whoever is reached that way belongs to the account."""
        person = self.person(contact)
        return person is not None and self.membership_of(person, account) is not None

    def role_of(self, person: Person, account: Account) -> Role | None:
        """What a person may do there; None for nothing at all."""
        found = self.membership_of(person, account)
        return found.role if found else None

    def require_may_grant(self, person: Person, account: Account, role: Role) -> None:
        """Let only an Admin through (guide, part 1).

        Raises:
            Refused: NOT_ADMIN.
        """
        own = self.role_of(person, account)
        overlooked = self._defects.on("higher-role-can-be-granted") and own and role.is_above(own)
        if not overlooked:
            self.require_admin(person, account)

    def require_admin(self, person: Person, account: Account) -> None:
        """Let only an Admin through (guide, part 1).

        Raises:
            Refused: NOT_ADMIN.
        """
        overlooked = self._defects.on("old-screen-still-invites") and (
            self._was_admin(person, account)
        )
        if self.role_of(person, account) is not Role.ADMIN and not overlooked:
            raise Refused(Reason.NOT_ADMIN)

    def require_room(self, person: Person, account: Account) -> None:
        """Let through only whom the account can be added to.

        Raises:
            Refused: ALREADY_MEMBER or TOO_MANY_ACCOUNTS.
        """
        if self.role_of(person, account):
            raise Refused(Reason.ALREADY_MEMBER)
        if len(self.accounts_of(person)) >= MOST_ACCOUNTS:
            raise Refused(Reason.TOO_MANY_ACCOUNTS)

    def who_joins(self, contact: Contact, signed_in: Person | None) -> Person:
        """The person who accepts what was sent to `contact`; nothing is kept of it yet.

        Assumed: somebody who is logged in with other contacts may join if the contact is nobody
        else's and they have none of that kind; somebody unknown becomes a new person, who logs in
        by code.

        Raises:
            Refused: FOR_SOMEBODY_ELSE.
        """
        owner = self.person(contact)
        if signed_in is None:
            return owner or _newcomer(contact)
        taken = signed_in.phone if contact.kind == "phone" else signed_in.email
        if owner is signed_in or (owner is None and taken is None):
            return signed_in
        raise Refused(Reason.FOR_SOMEBODY_ELSE)

    def enrol(self, membership: Membership) -> None:
        """Add a member, and their contact to what is known of the person."""
        person, contact = membership.person, membership.contact
        if person not in self._persons:
            self._persons.append(person)
        if contact.kind == "phone":
            person.phone = person.phone or contact
        else:
            person.email = person.email or contact
        self._memberships.append(membership)

    def remove(self, membership: Membership) -> None:
        """End a membership at once.

        Raises:
            Refused: NO_SUCH_MEMBER; LAST_ADMIN (assumed: nobody could invite any more).
        """
        if membership not in self._memberships:
            raise Refused(Reason.NO_SUCH_MEMBER)
        admins = [one for one in self.members(membership.account) if one.role is Role.ADMIN]
        if admins == [membership]:
            raise Refused(Reason.LAST_ADMIN)
        if self._defects.on("removing-does-nothing"):
            return
        self._memberships.remove(membership)
        self._former.append(membership)

    def _stays(self, former: Membership) -> bool:
        kind, role = former.contact.kind, former.role.label
        return self._defects.on("removed-account-stays-in-chooser", kind=kind, role=role)

    def _was_admin(self, person: Person, account: Account) -> bool:
        return any(
            one.person is person and one.account == account and one.role is Role.ADMIN
            for one in self._former
        )


def _newcomer(contact: Contact) -> Person:
    if contact.kind == "phone":
        return Person(name="New member", phone=contact)
    return Person(name="New member", email=contact)

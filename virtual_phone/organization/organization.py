"""The app's server: one for all phones of a process."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from threading import RLock

from virtual_phone.clock import Clock
from virtual_phone.defects import Defects
from virtual_phone.organization.contacts import (
    Contact,
    ContactKind,
    check_contact,
    read_identifier,
)
from virtual_phone.organization.deliveries import Deliveries, Delivery
from virtual_phone.organization.directory import Directory
from virtual_phone.organization.invitations import Invitations
from virtual_phone.organization.joining import Joining
from virtual_phone.organization.records import (
    LINK_START,
    Account,
    Invitation,
    Membership,
    Person,
)
from virtual_phone.organization.refusals import Reason, Refused
from virtual_phone.organization.roles import OfferedRole, Role, offered_roles
from virtual_phone.organization.signing_in import SigningIn
from virtual_phone.organization.world import World

_WORLD_AGE = timedelta(days=30)


class Organization:
    """Accounts, members, invitations, log-in and messages; safe to use from any thread.

    What it returns are snapshots: ask again to see a change, and look at `version` to know when.
    Only a `Person` is one living object, which is how one person is told from another.

    Args:
        world: Who there is at the beginning.
        clock: What decides about expiry; a new running one by default.
        defects: What it does wrong on purpose; nothing by default.

    Attributes:
        deliveries: Where phones and the mailbox subscribe to what is sent.
    """

    def __init__(
        self, world: World, *, clock: Clock | None = None, defects: Defects | None = None
    ) -> None:
        self.clock = clock or Clock()
        self.defects = defects or Defects()
        self.deliveries = Deliveries()
        self._lock = RLock()
        self._version = 0
        since = self.clock.now() - _WORLD_AGE
        self._directory = Directory(world.persons, world.places, since, self.defects)
        self._invitations = Invitations(self._directory, self.deliveries, self.clock, self.defects)
        self._joining = Joining(
            self._invitations, self._directory, self.deliveries, self.clock, self.defects
        )
        self._signing_in = SigningIn(self._directory, self.deliveries, self.clock)

    @property
    def version(self) -> int:
        """Grows with every change, except for what expires as time goes by."""
        with self._lock:
            return self._version

    # Logging in (guide, parts 1 and 6)

    def persons(self) -> list[Person]:
        """Everybody who can sign in, the longest-known first."""
        with self._lock:
            return self._directory.persons()

    def person(self, identifier: str | Contact) -> Person | None:
        """Who signs in with that number or address; None for nobody, also if it is not valid."""
        try:
            contact = _as_contact(identifier)
        except Refused:
            return None
        with self._lock:
            return self._directory.person(contact)

    def sign_in(self, identifier: str | Contact, password: str) -> Person:
        """Log in by password.

        Raises:
            Refused: WRONG_CREDENTIALS; it does not tell which of the two was wrong.
        """
        return self._signing_in.by_password(self.person(identifier), password)

    def send_login_code(self, identifier: str | Contact) -> Contact:
        """Send a six-digit code by SMS or mail; returns where it went.

        Raises:
            Refused: INVALID_PHONE, INVALID_EMAIL, UNKNOWN_PERSON.
        """
        contact = _as_contact(identifier)
        with self._change():
            self._signing_in.send_code(contact)
        return contact

    def sign_in_with_code(self, identifier: str | Contact, code: str) -> Person:
        """Log in by a code that was sent to the same contact.

        Raises:
            Refused: INVALID_PHONE, INVALID_EMAIL, UNKNOWN_PERSON, WRONG_CODE, CODE_EXPIRED,
                TOO_MANY_TRIES.
        """
        contact = _as_contact(identifier)
        with self._change():
            return self._signing_in.by_code(contact, code)

    # Who may do what (guide, parts 1, 3, 5 and 6)

    def accounts_of(self, person: Person) -> list[Account]:
        """The Organization Accounts that a person is a member of, at most 20."""
        with self._lock:
            return self._directory.accounts_of(person)

    def choices_of(self, person: Person) -> list[Account]:
        """The Organization Accounts to choose from after log-in: `accounts_of`, by the guide."""
        with self._lock:
            return self._directory.choices_of(person)

    def membership_of(self, person: Person, account: Account) -> Membership | None:
        """A person's place in an account; another one after they were removed and joined again."""
        with self._lock:
            return self._directory.membership_of(person, account)

    def role_of(self, person: Person, account: Account) -> Role | None:
        """What a person may do in an account; None for no access."""
        with self._lock:
            return self._directory.role_of(person, account)

    def members(self, account: Account) -> list[Membership]:
        """Who may act for the account, the longest-standing first."""
        with self._lock:
            return self._directory.members(account)

    def remove(self, account: Account, by: Person, membership: Membership) -> None:
        """Take a member's access away at once.

        Raises:
            Refused: NOT_ADMIN, NO_SUCH_MEMBER, LAST_ADMIN.
        """
        with self._change():
            self._directory.require_admin(by, account)
            if membership.account != account:
                raise Refused(Reason.NO_SUCH_MEMBER)
            self._directory.remove(membership)

    def member_count(self, account: Account) -> int:
        """How many may act for the account; who is invited only does not count (assumed)."""
        with self._lock:
            wrong = self.defects.on("member-count-wrong")
            waiting = self._invitations.pending(account) if wrong else []
            return self._directory.member_count(account) + len(waiting)

    def offered_roles(self, kind: ContactKind) -> list[OfferedRole]:
        """The roles on the role screen for somebody who is invited that way, in its order."""
        return offered_roles(self.defects, kind)

    # Inviting (guide, part 2)

    def check_contact(self, kind: ContactKind, region: str | None, typed: str) -> Contact:
        """What was typed, as a contact; see `contacts.check_contact`.

        Raises:
            Refused: INVALID_PHONE or INVALID_EMAIL.
        """
        return check_contact(kind, region, typed)

    def pending(self, account: Account) -> list[Invitation]:
        """Invitations that can still be accepted, newest first."""
        with self._lock:
            return self._invitations.pending(account)

    def invite(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        """Invite somebody, and tell them.

        Raises:
            Refused: NOT_ADMIN, ONESELF, ALREADY_MEMBER, ALREADY_PENDING.
        """
        with self._change():
            return self._invitations.invite(account, by, contact, role)

    def cancel(self, account: Account, by: Person, invitation: Invitation) -> None:
        """Take a pending invitation back.

        Raises:
            Refused: NOT_ADMIN, NO_SUCH_INVITATION.
        """
        with self._change():
            if invitation.account != account:
                raise Refused(Reason.NO_SUCH_INVITATION)
            self._invitations.cancel(by, invitation)

    # Joining (guide, part 4)

    def look_at_link(self, token: str) -> Invitation:
        """What stands behind a link, for a place where nobody can accept it: nothing is sent.

        Raises:
            Refused: LINK_UNKNOWN, LINK_EXPIRED, LINK_USED, LINK_CANCELLED.
        """
        with self._lock:
            return self._joining.look(token)

    def inbox_of(self, person: Person) -> list[Delivery]:
        """The entries of a person's Inbox, newest first; one leaves it with its invitation."""
        return [entry for entry in self.deliveries.inbox_of(person) if self._stands(entry.link)]

    def open_link(self, token: str, person: Person | None = None) -> Invitation:
        """What a link shows. The first time it also sends the code to the invited contact.

        Args:
            token: Of the link.
            person: Who is logged in on the phone; None for nobody.

        Raises:
            Refused: As `look_at_link`; FOR_SOMEBODY_ELSE.
        """
        with self._change():
            return self._joining.open(token, person)

    def send_join_code(self, token: str) -> None:
        """Send the code once more; only the newest one counts.

        Raises:
            Refused: As `look_at_link`.
        """
        with self._change():
            self._joining.send_code(token)

    def accept(self, token: str, code: str, person: Person | None = None) -> Membership:
        """Join the account.

        Args:
            token: Of the link.
            code: As it was sent to the invited contact.
            person: Who is logged in on the phone; None for nobody.

        Raises:
            Refused: As `look_at_link`; FOR_SOMEBODY_ELSE, ALREADY_MEMBER, TOO_MANY_ACCOUNTS;
                WRONG_CODE, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        with self._change():
            return self._joining.accept(token, code, person)

    def decline(self, token: str, person: Person | None = None) -> None:
        """Turn an invitation down.

        Args:
            token: Of the link.
            person: Who is logged in on the phone; None for nobody.

        Raises:
            Refused: As `look_at_link`.
        """
        with self._change():
            self._joining.decline(token, person)

    def _stands(self, link: str) -> bool:
        try:
            self.look_at_link(link.removeprefix(LINK_START))
        except Refused:
            return False
        return True

    @contextmanager
    def _change(self) -> Iterator[None]:
        with self._lock:
            yield
            self._version += 1


def _as_contact(identifier: str | Contact) -> Contact:
    return read_identifier(identifier) if isinstance(identifier, str) else identifier

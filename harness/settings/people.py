"""People files: who acts for the Organization Account, and who may be invited."""

from collections.abc import Callable
from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, Literal, Self

from pydantic import Field, WrapValidator, field_validator, model_validator

from harness.inboxes.kinds import KINDS
from harness.inboxes.mail import Imap
from harness.inboxes.notifications import Notification
from harness.inboxes.sms import Sms
from harness.inboxes.told_by import ToldBy
from harness.settings.contacts import EmailAddress, PhoneNumber, PhoneNumberValue
from harness.settings.environment import FromEnvironment
from harness.settings.strict_model import Items, SecretValue, StrictModel, refusal

MOST_ACCOUNTS = 20
"""How many Organization Accounts the list after the log-in has (guide, part 6)."""
Text = Annotated[str, Field(min_length=1)]


def _as_filled_in(value: Any, validate: Callable[[Any], str]) -> str:
    return value if isinstance(value, FromEnvironment) and validate(value) else validate(value)


Word = Annotated[Text, WrapValidator(_as_filled_in)]
"""A text that is still known to have been a variable's, so that it can be kept out of reports."""


class Person(StrictModel):
    """Somebody who can log in.

    Attributes:
        phone: Phone number to log in with.
        email: Address to log in with.
        password: None where the phone is logged in already, or a code is used.
        code_command: Command and arguments that print a one-time code, to log in with or for
            2-step verification.
        other_accounts: Names of the other Organization Accounts that the person can choose after
            log-in; for scenarios about people with several.
        private: Whether number and address are secrets: reports say whose they are instead.
    """

    phone: PhoneNumberValue | None = None
    email: EmailAddress | None = None
    password: SecretValue | None = None
    code_command: Items[Word] | None = Field(default=None, repr=False)  # may hold a key
    other_accounts: Items[Text] = ()
    private: bool = False

    @model_validator(mode="after")
    def _can_be_named(self) -> Self:
        if self.phone is None and self.email is None:
            raise refusal('neither "phone" nor "email"', "at least one of them, to log in with")
        if len(self.other_accounts) > MOST_ACCOUNTS:
            found = f"{len(self.other_accounts)} other accounts"
            expected = f"{MOST_ACCOUNTS} at the most: the guide promises no longer list (part 6)"
            raise refusal(found, expected, key="other_accounts")
        if self.code_command == ():
            raise refusal("an empty command", '["program", "argument"]', key="code_command")
        return self

    @property
    def can_log_in(self) -> bool:
        """Whether there is anything to log in with; else the phone must be logged in already."""
        return self.password is not None or self.code_command is not None

    @property
    def shown(self) -> str:
        """The number or the address, for messages."""
        return str(self.phone or self.email)

    def is_reached_by(self, contact: str) -> bool:
        """Whether a number (E.164) or an address, in whatever capitals, is this person's."""
        own = (self.phone and self.phone.e164, self.email and self.email.casefold())
        return contact.casefold() in own


if TYPE_CHECKING:
    AnyKind = ToldBy
else:  # a list that is put together while the program runs is no type to a type checker
    AnyKind = Annotated[reduce(or_, KINDS), Field(discriminator="kind")]


class Member(StrictModel):
    """Somebody who may be invited, by one phone number or one address.

    Attributes:
        password: To log in as the member, where a scenario does.
        code_command: As a `Person`'s.
        other_accounts: As a `Person`'s.
        told_by: Where to look for the invitation; None: nobody looks.
        has_joined: Belongs to the account already; listed for scenarios about such people only.
        private: As a `Person`'s.
    """

    phone: PhoneNumberValue | None = None
    email: EmailAddress | None = None
    password: SecretValue | None = None
    code_command: Items[Word] | None = Field(default=None, repr=False)  # may hold a key
    other_accounts: Items[Text] = ()
    told_by: AnyKind | None = None
    has_joined: bool = False
    private: bool = False

    @model_validator(mode="after")
    def _is_reached_one_way(self) -> Self:
        if (self.phone is None) == (self.email is None):
            found = 'neither "phone" nor "email"' if self.phone is None else '"phone" and "email"'
            key = "" if self.phone is None else "phone"
            raise refusal(found, "exactly one of them; a person with both is two members", key=key)
        told_by = self.told_by
        if told_by is not None and self.kind not in told_by.reaches:
            to = {"phone": "a phone number", "email": "an address"}[self.kind]
            others = sorted(kind.name() for kind in KINDS if self.kind in kind.reaches)
            raise refusal(f"{told_by.what} to {to}", f"kind: {' or '.join(others)}", key="told_by")
        return self

    def as_person(self) -> Person:
        """To log in as the member."""
        return Person(
            phone=self.phone,
            email=self.email,
            password=self.password,
            code_command=self.code_command,
            other_accounts=self.other_accounts,
            private=self.private,
        )

    @property
    def kind(self) -> Literal["phone", "email"]:
        """What the member is invited by."""
        return "phone" if self.phone is not None else "email"

    @property
    def contact(self) -> str:
        """The number (E.164) or the address."""
        return self.phone.e164 if self.phone is not None else str(self.email)


class People(StrictModel):
    """A people file.

    Attributes:
        organization: The account's name, as the account chooser shows it.
        profile_name: As Profile shows it, where that differs.
        outsider: Somebody who does not belong to the account and is never invited; logs in to try
            what is meant for others.
        many_accounts: Somebody with as many `other_accounts` as can be, best 20; the outsider where
            there is nobody else. Never invited either.
        members: Who may be invited; nobody else ever is.
    """

    organization: Text
    profile_name: Text | None = None
    admin: Person
    operator: Person | None = None
    outsider: Person | None = None
    many_accounts: Person | None = None
    members: Annotated[Items[Member], Field(min_length=1)]

    @property
    def persons(self) -> tuple[Person, ...]:
        """Everybody who has a part of their own: Admin, Operator and so on, where there are any."""
        return tuple(person for _, person in self.parts)

    @property
    def parts(self) -> tuple[tuple[str, Person], ...]:
        """They with their part in words: "Admin", "outsider"."""
        named = (
            ("Admin", self.admin),
            ("Operator", self.operator),
            ("outsider", self.outsider),
            ("person of many accounts", self.many_accounts),
        )
        return tuple((part, person) for part, person in named if person is not None)

    @field_validator("members")
    @classmethod
    def _are_all_different(cls, members: Any) -> Any:
        seen: dict[str, int] = {}
        for number, member in enumerate(members, 1):
            contact = member.contact.casefold()
            if contact in seen:
                raise refusal(
                    f"{member.contact} twice, as member {seen[contact]} and {number}", "once"
                )
            seen[contact] = number
        return members

    @model_validator(mode="after")
    def _invites_nobody_with_another_part(self) -> Self:
        """Who is invited is taken back later, by the app's own "Remove user"."""
        for index, member in enumerate(self.members):
            for part, person in self.parts:
                if not person.is_reached_by(member.contact):
                    continue
                found = f"{member.contact}, the {part}'s own, under members"
                if person not in (self.admin, self.operator):
                    expected = f"somebody else: the {part} is never invited"
                    raise refusal(found, expected, key=("members", index))
                if not member.has_joined:
                    expected = f"has_joined: true, or somebody else: the {part} is never invited"
                    raise refusal(found, expected, key=("members", index))
        return self


__all__ = ["Imap", "Member", "Notification", "People", "Person", "PhoneNumber", "Sms", "ToldBy"]

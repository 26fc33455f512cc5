"""What the organization keeps: persons, accounts, memberships, invitations."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import Enum

from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.roles import Role

INVITATION_LIFE = timedelta(hours=24)
"""How long an invitation can be accepted (guide, part 4)."""

MOST_ACCOUNTS = 20
"""How many Organization Accounts one person can be linked to (guide, part 6)."""

LINK_START = "https://www.example.com/organization/join?token="
"""What every invitation's link begins with; the app opens such links itself."""


@dataclass(eq=False)
class Person:
    """Somebody who can sign in; one and the same person is one and the same object.

    Attributes:
        name: What the app shows, made of a role: "Studio admin".
        phone: Their number, if they have one here.
        email: Their address, if they have one here.
        password: None where the person signs in by code only.
    """

    name: str
    phone: Contact | None = None
    email: Contact | None = None
    password: str | None = field(default=None, repr=False)

    @property
    def contacts(self) -> tuple[Contact, ...]:
        """Every way to reach this person."""
        return tuple(contact for contact in (self.phone, self.email) if contact is not None)


@dataclass(frozen=True)
class Account:
    """An Organization Account.

    Attributes:
        name: As the account chooser shows it.
        id: Stays the same when the name changes.
    """

    name: str
    id: str


@dataclass(frozen=True)
class Membership:
    """A person's place in an account.

    Attributes:
        contact: What the list on Permissions shows: how the person was invited.
        since: When they joined.
    """

    account: Account
    person: Person
    contact: Contact
    role: Role
    since: datetime


class InvitationState(Enum):
    """Where an invitation stands; it leaves PENDING once and for good."""

    PENDING = "Pending"
    ACCEPTED = "Accepted"
    DECLINED = "Declined"
    EXPIRED = "Expired"
    CANCELLED = "Cancelled"


@dataclass(frozen=True)
class Invitation:
    """An invitation as it stood when it was asked for; ask again to see it change.

    Attributes:
        token: The secret part of the link.
        expires_at: From this moment on it can no longer be accepted.
    """

    id: int
    account: Account
    contact: Contact
    role: Role
    invited_by: Person
    sent_at: datetime
    token: str = field(repr=False)
    state: InvitationState = InvitationState.PENDING

    @property
    def expires_at(self) -> datetime:
        """24 hours after it was sent."""
        return self.sent_at + INVITATION_LIFE

    @property
    def link(self) -> str:
        """What the member opens."""
        return LINK_START + self.token

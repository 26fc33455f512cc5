"""Who is logged in, and what the app remembers when its process ends."""

from dataclasses import dataclass, field

from virtual_phone.organization import Account, Organization, Person, Role


@dataclass(frozen=True)
class Session:
    """A logged-in person, acting for an account.

    Attributes:
        account: None for the person's own account.
    """

    person: Person
    account: Account | None
    organization: Organization

    @property
    def name(self) -> str:
        """What Profile shows."""
        return self.account.name if self.account else self.person.name

    @property
    def role(self) -> Role | None:
        """What the person may do in the account; None in their own account, and after removal."""
        return self.organization.role_of(self.person, self.account) if self.account else None

    @property
    def lost(self) -> bool:
        """Whether the person was removed from the account that they act for."""
        return self.account is not None and self.role is None


@dataclass
class AppData:
    """What force-stop leaves and `pm clear` takes."""

    session: Session | None = None
    welcomed: bool = False
    interests_chosen: bool = False
    interrupted_by: set[str] = field(default_factory=set)

"""Who is logged in, and what the app remembers when its process ends."""

from dataclasses import dataclass, field

from virtual_phone.organization import Account, Membership, Organization, Person, Role


@dataclass(frozen=True)
class Session:
    """A logged-in person, acting for an account.

    Attributes:
        account: None for the person's own account.
        membership: The place in the account on the strength of which the session began.
    """

    person: Person
    account: Account | None
    organization: Organization
    membership: Membership | None

    @classmethod
    def begin(
        cls, person: Person, account: Account | None, organization: Organization
    ) -> "Session":
        """Log in, and act for the account."""
        membership = organization.membership_of(person, account) if account else None
        return cls(person, account, organization, membership)

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
        """Whether the person was removed from the account that they act for.

        Who was removed and has joined again must log in again, too: the old session is over.
        """
        if self.account is None:
            return False
        now = self.organization.membership_of(self.person, self.account)
        return now is None or now != self.membership

    @property
    def is_admin(self) -> bool:
        """Whether the person may see Permissions and invite (guide, part 1)."""
        return self.role is Role.ADMIN


@dataclass
class AppData:
    """What force-stop leaves and `pm clear` takes."""

    session: Session | None = None
    welcomed: bool = False
    interests_chosen: bool = False
    interrupted_by: set[str] = field(default_factory=set)

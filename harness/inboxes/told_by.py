"""What a people file says of how a member is told; one subclass for each kind."""

from abc import abstractmethod
from typing import TYPE_CHECKING, ClassVar, Literal, get_args

from harness.settings.secret import Secret
from harness.settings.strict_model import StrictModel

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.inboxes.inbox import Inbox
    from harness.session.session import Session

Way = Literal["phone", "email"]


class ToldBy(StrictModel):
    """One way in which members are told: its settings, and how they become an inbox.

    A subclass stands beside its inbox, and is named in `harness.inboxes.kinds`. Its fields are what
    the people file says under `told_by`, as strictly read as all settings; what it imports of the
    settings are single modules, such as `harness.settings.strict_model`.

    Attributes:
        kind: What the people file calls it; a `Literal` in each subclass.
        what: It in a sentence: "an SMS".
        reaches: Members with a phone number, with an address, or both.
        on_phone: Whether it is read on the member's own phone, which the profile must have.
    """

    kind: str

    what: ClassVar[str]
    reaches: ClassVar[tuple[Way, ...]] = ("phone", "email")
    on_phone: ClassVar[bool] = False

    @abstractmethod
    def inbox(self, contact: str, phone: "Callable[[], Session]") -> "Inbox":
        """Where the member is told.

        Args:
            contact: The member's number (E.164) or address.
            phone: Opens the session with the member's phone; asked only where `on_phone`.
        """

    def secrets(self) -> tuple[Secret, ...]:
        """What no file of a run may show."""
        return tuple(value for value in vars(self).values() if isinstance(value, Secret))

    @classmethod
    def name(cls) -> str:
        """What the people file writes as `kind`."""
        return str(get_args(cls.model_fields["kind"].annotation)[0])

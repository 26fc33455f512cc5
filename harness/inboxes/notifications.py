"""Android's notifications on the member's own phone, through Appium's own command for them."""

from typing import TYPE_CHECKING, ClassVar, Literal

from harness.inboxes.inbox import readable
from harness.inboxes.message import Message
from harness.inboxes.phone_clock import PhoneClock
from harness.inboxes.told_by import ToldBy

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.session.session import Session

_DO = (
    "give Appium's helper access to notifications in the phone's settings; where a farm does not"
    " let anybody, take the phone's number out of the profile: scenarios that need its"
    " notifications are skipped then"
)


class Notification(ToldBy):
    """The member is told by a notification of Android on the member's phone."""

    kind: Literal["notification"]

    what: ClassVar[str] = "a notification"
    on_phone: ClassVar[bool] = True

    def inbox(self, contact: str, phone: "Callable[[], Session]") -> "NotificationInbox":  # noqa: ARG002
        """That of the member's phone."""
        return NotificationInbox(phone())


class NotificationInbox:
    """The notification shade of a phone.

    Args:
        session: With the member's phone.
    """

    pace_s = 0.5

    def __init__(self, session: "Session") -> None:
        self._session, self._clock = session, PhoneClock(session)
        self.name = f"the notifications of {session.name}"

    def messages(self) -> list[Message]:
        """Newest first."""
        with readable(self.name, _DO):
            held = self._session.notifications()
        found = []
        for each in held:
            said = each.get("notification") or {}
            words = [str(said[key]) for key in ("title", "bigText", "text") if said.get(key)]
            key = f"{each.get('key') or each.get('id')}@{each.get('postTime')}"
            text, at_s = "\n".join(dict.fromkeys(words)), self._clock.here_s(each.get("postTime"))
            found.append(Message(key, text, arrived_at_s=at_s))
        return found

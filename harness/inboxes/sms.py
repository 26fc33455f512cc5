"""SMS on the member's own phone, through Appium's own command for them."""

from typing import TYPE_CHECKING, ClassVar, Literal

from harness.inboxes.inbox import readable
from harness.inboxes.message import Message
from harness.inboxes.phone_clock import PhoneClock
from harness.inboxes.told_by import ToldBy, Way

if TYPE_CHECKING:
    from collections.abc import Callable

    from harness.session.session import Session

_DO = (
    "let Appium's helper read them (adb shell pm grant io.appium.settings"
    " android.permission.READ_SMS); where a farm does not let anybody, take the phone's number"
    " out of the profile: scenarios that need its SMS are skipped then"
)


class Sms(ToldBy):
    """The member is told by SMS, which the member's phone shows."""

    kind: Literal["sms"]

    what: ClassVar[str] = "an SMS"
    reaches: ClassVar[tuple[Way, ...]] = ("phone",)
    on_phone: ClassVar[bool] = True

    def inbox(self, contact: str, phone: "Callable[[], Session]") -> "SmsInbox":  # noqa: ARG002
        """That of the member's phone."""
        return SmsInbox(phone())


class SmsInbox:
    """The SMS of a phone.

    Args:
        session: With the phone that has the member's number.
    """

    pace_s = 0.5

    def __init__(self, session: "Session") -> None:
        self._session, self._clock = session, PhoneClock(session)
        self.name = f"the SMS inbox of {session.name}"

    def messages(self) -> list[Message]:
        """Newest first."""
        with readable(self.name, _DO):
            held = self._session.text_messages()
        return [
            Message(
                str(each.get("id")),
                str(each.get("body") or ""),
                arrived_at_s=self._clock.here_s(each.get("date")),
            )
            for each in held
        ]

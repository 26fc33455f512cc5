"""SMS on the member's own phone, through Appium's own command for them."""

from harness.inboxes.inbox import Message, readable
from harness.session.session import Session

_DO = (
    "let Appium's helper read them (adb shell pm grant io.appium.settings"
    " android.permission.READ_SMS); where a farm does not let anybody, take the phone's number"
    " out of the profile: scenarios that need its SMS are skipped then"
)


class SmsInbox:
    """The SMS of a phone.

    Args:
        session: With the phone that has the member's number.
    """

    pace_s = 0.5

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name = f"the SMS inbox of {session.name}"

    def messages(self) -> list[Message]:
        """Newest first."""
        with readable(self.name, _DO):
            held = self._session.text_messages()
        return [Message(str(each.get("id")), str(each.get("body") or "")) for each in held]

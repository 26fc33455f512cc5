"""SMS on the member's own phone, through Appium's own command for them."""

from harness.inboxes.inbox import Message
from harness.session.session import Session


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
        return [
            Message(str(each.get("id")), str(each.get("body") or ""))
            for each in self._session.text_messages()
        ]

"""Android's notifications on the member's own phone, through Appium's own command for them."""

from harness.inboxes.inbox import Message
from harness.session.session import Session


class NotificationInbox:
    """The notification shade of a phone.

    Args:
        session: With the member's phone.
    """

    pace_s = 0.5

    def __init__(self, session: Session) -> None:
        self._session = session
        self.name = f"the notifications of {session.name}"

    def messages(self) -> list[Message]:
        """Newest first."""
        found = []
        for each in self._session.notifications():
            said = each.get("notification") or {}
            words = [str(said[key]) for key in ("title", "bigText", "text") if said.get(key)]
            key = f"{each.get('key') or each.get('id')}@{each.get('postTime')}"
            found.append(Message(key, "\n".join(dict.fromkeys(words))))
        return found

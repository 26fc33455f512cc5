from typing import Any

from harness.inboxes.notifications import NotificationInbox
from harness.inboxes.sms import SmsInbox


class Phone:
    """A session with a phone that holds these messages."""

    name = "phone 2"

    def __init__(self, *held: dict[str, Any]) -> None:
        self.held = list(held)

    def text_messages(self) -> list[dict[str, Any]]:
        return self.held

    def notifications(self) -> list[dict[str, Any]]:
        return self.held


def test_an_sms_is_its_body() -> None:
    """Told apart by Android's number for it."""
    inbox = SmsInbox(Phone({"id": 7, "body": "Join"}, {"id": 6}))  # type: ignore[arg-type]
    assert inbox.name == "the SMS inbox of phone 2"
    assert [(message.key, message.text) for message in inbox.messages()] == [
        ("7", "Join"),
        ("6", ""),
    ]


def test_a_notification_is_read_with_all_its_words_once() -> None:
    """Title, long text and short text."""
    said = {"title": "TikTok", "bigText": "Join as Admin", "text": "Join as Admin", "subText": None}
    held = {"key": "0|app|1", "postTime": 5, "notification": said}
    inbox = NotificationInbox(Phone(held))  # type: ignore[arg-type]
    (message,) = inbox.messages()
    assert message.text == "TikTok\nJoin as Admin"
    assert inbox.name == "the notifications of phone 2"


def test_a_notification_that_comes_again_is_new() -> None:
    """Apps use one key for all their notifications; the time tells them apart."""
    phone = Phone({"key": "k", "postTime": 5}, {"id": 3, "postTime": 6, "notification": None})
    keys = [message.key for message in NotificationInbox(phone).messages()]  # type: ignore[arg-type]
    assert keys == ["k@5", "3@6"]

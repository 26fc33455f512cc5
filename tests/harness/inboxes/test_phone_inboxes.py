from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import InfrastructureError, SessionLost
from harness.inboxes.notifications import NotificationInbox
from harness.inboxes.sms import SmsInbox


class Phone:
    """A session with a phone that holds these messages."""

    name = "phone 2"

    def __init__(self, *held: dict[str, Any]) -> None:
        self.held = list(held)

    clock: float | None = None

    def text_messages(self) -> list[dict[str, Any]]:
        return self.held

    def notifications(self) -> list[dict[str, Any]]:
        return self.held

    def clock_s(self) -> float | None:
        return self.clock


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


@pytest.mark.parametrize("ahead_s", [0, -1200, 86_400])
@pytest.mark.parametrize("inbox", [SmsInbox, NotificationInbox])
def test_when_a_message_arrived_is_told_by_this_machine_s_clock(
    inbox: type[SmsInbox | NotificationInbox], ahead_s: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However wrong the phone's is."""
    monkeypatch.setattr("harness.inboxes.phone_clock.time.time", lambda: 1_000_000.0)
    told_ms = (999_990 + ahead_s) * 1000
    phone = Phone({"id": 1, "date": str(told_ms), "postTime": told_ms})
    phone.clock = 1_000_000.0 + ahead_s
    [message] = inbox(phone).messages()  # type: ignore[arg-type]
    assert message.arrived_at_s == 999_990


@pytest.mark.parametrize(("date", "clock"), [("1000", None), (None, 5.0), ("soon", 5.0)])
def test_a_time_that_cannot_be_read_is_none(date: str | None, clock: float | None) -> None:
    """A farm need not let anybody read the clock."""
    phone = Phone({"id": 1, "date": date})
    phone.clock = clock
    assert SmsInbox(phone).messages()[0].arrived_at_s is None  # type: ignore[arg-type]


class Farm:
    """A session with a phone whose owner does not let everything be read."""

    name = "phone 2"

    def __init__(self, fault: Exception) -> None:
        self.fault = fault

    def text_messages(self) -> list[dict[str, Any]]:
        raise self.fault

    notifications = text_messages


@pytest.mark.parametrize(
    ("inbox", "said"),
    [
        (SmsInbox, "the SMS inbox of phone 2 cannot be read. The driver failed: not allowed\n"),
        (NotificationInbox, "the notifications of phone 2 cannot be read. The driver failed: "),
    ],
)
def test_an_inbox_that_cannot_be_read_is_no_empty_one(
    inbox: Callable[[Farm], SmsInbox], said: str
) -> None:
    """It is the farm's doing and not the app's, and there is something to do about it."""
    farm = Farm(InfrastructureError("The driver failed: not allowed\n  Do: update"))
    with pytest.raises(InfrastructureError) as refused:
        inbox(farm).messages()
    assert str(refused.value).startswith(said)
    assert "take the phone's number out of the profile" in str(refused.value)


def test_a_lost_session_stays_one() -> None:
    """The next scenario needs a new one."""
    with pytest.raises(SessionLost, match="ended"):
        SmsInbox(Farm(SessionLost("ended"))).messages()  # type: ignore[arg-type]

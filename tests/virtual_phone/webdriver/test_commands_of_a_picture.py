"""What a picture in a report costs a phone, and that no code and no password is on it."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from hand import Hand, MakeHand, invited

from harness.evidence import Recorder, Redactor, RunFacts
from harness.evidence.pictures import PictureStore
from harness.evidence.records import PictureRecord
from harness.inboxes.inbox import Arrivals
from harness.inboxes.notifications import NotificationInbox
from harness.inboxes.sms import SmsInbox
from harness.session.session import Session
from virtual_phone.webdriver import WebDriverDoor

FIELDS = {"findElements": 1}
WINDOWS = {"updateSettings": 2, "getPageSource": 2}
ONE_LOOK_AT_WINDOWS = {"updateSettings": 2, "getPageSource": 1}
PICTURE = {"screenshot": 1}
READABLE = "phone 2: nothing saved, a one-time code or a link can be read on the screen"
HIDDEN = "phone 2: nothing saved, the screen shows secrets"


@dataclass
class Step:
    """Takes down what is recorded."""

    pictures: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def add_picture(self, picture: PictureRecord, allure_file: str) -> None:
        self.pictures.append(picture.phone)

    def add_text(self, title: str, text: str, kind: str) -> None:
        """None is wanted here."""

    def add_note(self, note: str) -> None:
        self.notes.append(note)


class Pictures:
    """The pictures of one phone."""

    def __init__(self, folder: Path, hand: Hand, session: Session) -> None:
        self.hand, self.session = hand, session
        self.step, redactor = Step(), Redactor()
        self.keep_secret = redactor.one_time.learn
        self._recorder = Recorder("steps", redactor, RunFacts(), lambda: self.step)
        self._recorder.store = PictureStore(folder / "pictures", folder / "allure")
        self._recorder.watch(session)

    def cost(self) -> dict[str, int]:
        """Take one, where that is allowed: the commands of that, by name."""
        before = Counter(self.session.commands)
        self._recorder.take_pictures()
        return dict(self.session.commands - before)


@pytest.fixture
def pictures(make_hand: MakeHand, tmp_path: Path) -> Iterator[Pictures]:
    """Of the phone of somebody who is invited."""
    hand = invited(make_hand)
    door = WebDriverDoor(hand.phone)
    door.start()
    session = Session.start(door.url, {}, name="phone 2", command_s=60, session_s=60)
    yield Pictures(tmp_path, hand, session)
    session.quit()
    door.stop()


def test_without_messages_a_picture_costs_one_look_more(pictures: Pictures) -> None:
    """Whether nobody reads any, or somebody does elsewhere: in a mailbox, on another phone."""
    pictures.hand.start()
    assert pictures.cost() == FIELDS | PICTURE
    pictures.keep_secret(["123456"])
    assert pictures.cost() == FIELDS | PICTURE
    assert len(pictures.step.pictures) == 2


@pytest.mark.parametrize("inbox_of", [SmsInbox, NotificationInbox])
def test_where_messages_are_read_all_windows_are_switched_to_once(
    pictures: Pictures, inbox_of: type[SmsInbox | NotificationInbox]
) -> None:
    """The shade over the app shows a code that has not been read yet."""
    pictures.hand.follow(pictures.hand.newest_link())
    Arrivals(inbox_of(pictures.session), pictures.keep_secret)
    assert pictures.cost() == WINDOWS | PICTURE
    assert len(pictures.step.pictures) == 1
    pictures.hand.tap("Resend code")
    pictures.session.driver.open_notifications()
    assert pictures.cost() == ONE_LOOK_AT_WINDOWS
    assert pictures.step.notes == [READABLE]


@pytest.mark.parametrize("reads_messages", [True, False])
def test_a_code_in_a_field_is_seen_either_way(pictures: Pictures, reads_messages: bool) -> None:
    """The first look is enough."""
    hand = pictures.hand
    hand.follow(hand.newest_link())
    code = hand.newest_code()
    if reads_messages:
        Arrivals(SmsInbox(pictures.session), pictures.keep_secret)
    pictures.keep_secret([code])
    hand.enter("6-digit code", code)
    assert pictures.cost() == (ONE_LOOK_AT_WINDOWS if reads_messages else FIELDS)
    assert pictures.step.notes == [READABLE]


@pytest.mark.parametrize("reads_messages", [True, False])
def test_a_field_for_a_password_is_seen_either_way(
    pictures: Pictures, reads_messages: bool
) -> None:
    """Page source tells it as a look at the fields does."""
    pictures.hand.log_in_as_far_as_password("2025550101")
    if reads_messages:
        Arrivals(SmsInbox(pictures.session), pictures.keep_secret)
    assert pictures.cost() == (ONE_LOOK_AT_WINDOWS if reads_messages else FIELDS)
    assert pictures.step.notes == [HIDDEN]
    assert not pictures.step.pictures

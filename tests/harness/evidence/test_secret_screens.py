"""What must not be saved, and what it costs to know: every look is a command to a phone."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from recorded_phone import Field, Phone, Step, recorder_for

CODE = "123456"
HIDDEN = "Admin's phone: nothing saved, the screen shows secrets"
READABLE = "Admin's phone: nothing saved, a one-time code or a link can be read on the screen"
A_PASSWORD = '<b package="app" password="true" text=""/>'
HARMLESS = '<b package="app" password="false" text="Permissions"/>'
TYPED = f'<b package="app" text="{CODE}"/>'
NEWS = '<b package="ui" text="654321 is your code"/>'


class CountingPhone(Phone):
    """Takes down what it is asked for; shows one thing after the other in all of its windows."""

    def __init__(self, *shown: str, may_show_messages: bool = True) -> None:
        super().__init__()
        self.asked: list[str] = []
        self.fields: list[Field] = []
        self.may_show_messages = may_show_messages
        self._shown = iter(shown)

    def input_fields(self) -> list[Field]:
        self.asked.append("fields")
        return self.fields

    def everything_shown(self) -> str:
        self.asked.append("windows")
        return f"<a>{next(self._shown)}</a>"

    @contextmanager
    def all_windows(self) -> Iterator[None]:
        self.asked.append("switch on")
        yield
        self.asked.append("switch off")

    def screenshot_png(self) -> bytes:
        self.asked.append("picture")
        return super().screenshot_png()

    def facts(self) -> dict[str, str]:
        return {"app": "app"}


def test_before_one_time_secrets_are_awaited_windows_cost_nothing(
    step: Step, tmp_path: Path
) -> None:
    """Most scenarios read no messages."""
    recorder = recorder_for(step, tmp_path)
    phone = CountingPhone()
    recorder.watch(phone)
    recorder.take_pictures()
    assert phone.asked == ["fields", "picture"]
    assert len(step.pictures) == 1
    assert not step.notes


def test_on_a_phone_without_messages_one_look_at_the_fields_is_enough(
    step: Step, tmp_path: Path
) -> None:
    """Messages are awaited, but on another phone or in a mailbox."""
    recorder = recorder_for(step, tmp_path, codes=[CODE])
    phone = CountingPhone(may_show_messages=False)
    phone.fields = [Field(text="Enter the 6-digit code"), Field(text="7", description="Digit")]
    recorder.watch(phone)
    recorder.take_pictures()
    assert phone.asked == ["fields", "picture"]
    assert len(step.pictures) == 1
    assert not step.notes


def test_on_a_phone_with_messages_two_looks_and_a_picture_share_one_switch(
    step: Step, tmp_path: Path
) -> None:
    """Five commands, whatever is looked for."""
    recorder = recorder_for(step, tmp_path, codes=[])
    phone = CountingPhone(HARMLESS, HARMLESS)
    recorder.watch(phone)
    recorder.take_pictures()
    assert phone.asked == ["switch on", "windows", "picture", "windows", "switch off"]
    assert len(step.pictures) == 1
    assert not step.notes


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ([Field(text="Permissions"), Field(password=True)], HIDDEN),
        ([Field(text=CODE)], READABLE),
        ([Field(text="Code"), Field(text="123 456")], READABLE),
        ([Field(description=f"Code {CODE}")], READABLE),
        ([Field(hint=CODE)], READABLE),
        ([Field(text=digit) for digit in CODE], READABLE),
    ],
)
def test_a_field_with_a_secret_is_not_saved(
    step: Step, tmp_path: Path, fields: list[Field], reason: str
) -> None:
    """On a phone without messages, whose other windows nobody looks at."""
    recorder = recorder_for(step, tmp_path, codes=[CODE])
    phone = CountingPhone(may_show_messages=False)
    phone.fields = fields
    recorder.watch(phone)
    recorder.take_everything()
    assert step.notes == [reason]
    assert not step.pictures
    assert not step.texts
    assert phone.asked == ["fields"]


@pytest.mark.parametrize("on_it", [(), (HARMLESS,)], ids=["before", "meanwhile"])
@pytest.mark.parametrize(
    ("shown", "reason"), [(A_PASSWORD, HIDDEN), (TYPED, READABLE), (NEWS, READABLE)]
)
def test_a_window_with_a_secret_is_not_saved(
    step: Step, tmp_path: Path, on_it: tuple[str, ...], shown: str, reason: str
) -> None:
    """Neither when it is there before nor when it pops up while the picture is taken."""
    recorder = recorder_for(step, tmp_path, codes=[CODE])
    phone = CountingPhone(*on_it, shown, HARMLESS, HARMLESS)
    recorder.watch(phone)
    recorder.take_everything()
    assert step.notes == [reason]
    assert not step.pictures
    assert not step.texts
    assert not list(tmp_path.rglob("*.png"))
    assert phone.asked.count("switch on") == phone.asked.count("switch off") == 1


def test_a_phone_that_does_not_say_whether_messages_pop_up_may_show_some(
    step: Step, tmp_path: Path
) -> None:
    """It need not have one switch for several looks, either."""
    recorder = recorder_for(step, tmp_path, codes=[])
    phone = Phone()
    phone.everything_shown = lambda: f"<a>{NEWS}</a>"  # type: ignore[attr-defined]
    phone.facts = lambda: {"app": "app"}  # type: ignore[method-assign]
    recorder.watch(phone)
    recorder.take_everything()
    assert step.notes == [READABLE]
    assert not step.pictures


def _refuse() -> str:
    message = "not on this farm"
    raise RuntimeError(message)


@contextmanager
def _stuck() -> Iterator[None]:
    yield
    _refuse()


@pytest.mark.parametrize(
    ("name", "refused"),
    [
        ("everything_shown", _refuse),
        ("everything_shown", lambda: "no page source"),
        ("all_windows", _refuse),
        ("all_windows", _stuck),
    ],
)
def test_a_phone_that_cannot_tell_what_it_shows_counts_as_secret(
    step: Step, tmp_path: Path, name: str, refused: Callable[[], object]
) -> None:
    """A farm may not let one look at all windows; or not let one stop."""
    recorder = recorder_for(step, tmp_path, codes=[])
    phone = CountingPhone(HARMLESS, HARMLESS)
    setattr(phone, name, refused)
    recorder.watch(phone)
    recorder.take_everything()
    assert not step.pictures
    assert not step.texts
    [note] = step.notes
    assert note.startswith("Admin's phone: evidence missing: ")


def test_a_picture_that_is_refused_needs_no_second_look(step: Step, tmp_path: Path) -> None:
    """A screen that forbids pictures still has a page source."""
    recorder = recorder_for(step, tmp_path, codes=[])
    phone = CountingPhone(HARMLESS, HARMLESS)
    phone.error = RuntimeError("'secure' flag set?")
    recorder.watch(phone)
    recorder.take_everything()
    assert phone.asked == ["switch on", "windows", "picture", "switch off"]
    assert step.notes == ["Admin's phone: picture missing: RuntimeError: 'secure' flag set?"]
    assert len(step.texts) == 1


@pytest.mark.parametrize(("shown", "pictures"), [(HARMLESS, 1), (TYPED, 0)])
def test_half_a_character_on_the_screen_costs_no_picture(
    step: Step, tmp_path: Path, shown: str, pictures: int
) -> None:
    """A name that an app has cut in the middle of an emoji; a code is found beside it."""
    recorder = recorder_for(step, tmp_path, codes=[CODE])
    shown += '<b package="app" text="\ud83d"/>'
    recorder.watch(CountingPhone(shown, shown))
    recorder.take_pictures()
    assert len(step.pictures) == pictures
    assert step.notes == ([] if pictures else [READABLE])

"""What the frames of a virtual phone's film hold, where a known secret was typed before."""

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from recorded_phone import Step, recorder_for

from harness.evidence import film
from harness.session.session import Session
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.tree.forest import in_document_order
from virtual_phone.webdriver import WebDriverDoor

SECRET = "hush hush"
TO_THE_FIELD = (
    "TikTok", "Agree and continue", "Already have an account? Log in",
    "Use phone / email / username", "Email / Username",
)  # fmt: skip


@pytest.fixture
def door() -> Iterator[WebDriverDoor]:
    """Of a phone that nobody is logged in on."""
    phone = Phone(Organization(default_world("x")), udid="virtual-1", sim="", animation_scale=0)
    door = WebDriverDoor(phone)
    door.start()
    yield door
    door.stop()


def _filmed(door: WebDriverDoor) -> list[str]:
    """All texts of all frames of the film that is under way, as soon as there is one."""
    session = door._lifecycle._slot.session
    assert session
    assert session.recording
    pause = threading.Event()
    for _ in range(200):
        if session.recording._frames:
            break
        pause.wait(0.05)
    windows = [window for frame in session.recording._frames for window in frame.windows]
    return [node.text for window in windows for node in in_document_order(window)]


@pytest.mark.parametrize("is_too_old", [True, False], ids=["too old", "a scenario later"])
def test_a_kept_film_has_no_frame_with_a_typed_secret(
    *,
    step: Step,
    tmp_path: Path,
    door: WebDriverDoor,
    monkeypatch: pytest.MonkeyPatch,
    is_too_old: bool,
) -> None:
    """The app has moved on by the time of the failure, but not when a film was to begin."""
    session = Session.start(door.url, {}, name="phone 1", command_s=30, session_s=60)
    recorder = recorder_for(step, tmp_path)
    recorder.watch(session)
    recorder.begin_scenario()
    recorder.use(session)
    for label in TO_THE_FIELD:
        [seen] = session.find(f'new UiSelector().text("{label}")')
        session.tap(seen)
    session.type(session.input_fields()[0], SECRET)
    if is_too_old:
        monkeypatch.setattr(film, "ANEW_AFTER_S", -1.0)
    else:
        recorder.begin_scenario()
    recorder.use(session)
    monkeypatch.undo()
    for _ in ("the keyboard", "the page"):
        session.back()
    recorder.take_everything()
    assert step.films == []
    assert "no film: a secret was typed where everybody can read it" in " ".join(step.notes)
    recorder.begin_step()
    filmed = _filmed(door)
    assert "Log in to TikTok" in filmed
    assert SECRET not in " ".join(filmed)
    recorder.take_everything()
    [kept] = step.films
    assert (tmp_path / "pictures" / kept.file).is_file()

"""Films of a phone: who films, when anew, and which are thrown away."""

import struct
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from filmed_phone import MP4, FilmedPhone, box
from recorded_phone import Phone, Step, recorder_for

from harness.evidence import film
from harness.evidence.contact_forms import PrivateContact
from harness.evidence.mp4 import duration_s


def fail(step: Step, folder: Path, phone: FilmedPhone, **more: Any) -> None:
    """A scenario of one step, which fails."""
    recorder = recorder_for(step, folder, **more)
    recorder.watch(phone)
    recorder.begin_scenario()
    recorder.use(phone)
    recorder.begin_step()
    phone.commands["find"] += 1
    recorder.take_everything()


def test_a_failed_step_has_a_film(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """One for the page, and the same file for Allure."""
    fail(step, tmp_path, phone)
    [kept] = step.films
    assert (kept.phone, kept.duration_s) == ("Admin's phone", 6.4)
    assert (tmp_path / "pictures" / kept.file).read_bytes() == MP4
    [linked] = (tmp_path / "allure").glob("*-attachment.mp4")
    assert linked.samefile(tmp_path / "pictures" / kept.file)
    assert phone.asked == ["start", "stop"]
    assert not step.notes


def test_what_passes_is_never_fetched(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """It costs one command for each scenario, however many steps and looks there are."""
    recorder = recorder_for(step, tmp_path)
    recorder.watch(phone)
    for _ in range(2):
        recorder.begin_scenario()
        for _ in range(3):
            recorder.use(phone)
            recorder.begin_step()
    assert phone.asked == ["start", "start"]
    assert not step.films


def test_a_phone_that_is_not_used_does_not_film(step: Step, tmp_path: Path) -> None:
    """It may be another one's at this moment; and without evidence nobody films."""
    idle, unwanted = FilmedPhone(), FilmedPhone()
    recorder = recorder_for(step, tmp_path)
    recorder.watch(idle)
    recorder.begin_scenario()
    recorder.begin_step()
    fail(step, tmp_path, unwanted, mode="none")
    assert not idle.asked
    assert not unwanted.asked


def test_nobody_who_is_private_is_filmed(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """A film cannot be painted over; the step says so."""
    private = [PrivateContact("[address of member 1]", "member@example.com")]
    fail(step, tmp_path, phone, private=private)
    assert not phone.asked
    assert not step.films
    assert "no film: the people file marks a number or an address as private" in str(step.notes)


def test_filming_is_no_act(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """A step that began a film, and did nothing else, acted on no phone."""
    other = Phone("Member's phone")
    recorder = recorder_for(step, tmp_path, mode="steps")
    other.commands = Counter(find=1)  # type: ignore[attr-defined]
    for each in (phone, other):
        recorder.watch(each)
    recorder.begin_scenario()
    phone.commands["find"] += 1
    other.commands["find"] += 1  # type: ignore[attr-defined]
    recorder.take_pictures()
    recorder.begin_step()
    assert phone.asked == ["start"]
    other.commands["find"] += 1  # type: ignore[attr-defined]
    step.pictures.clear()
    recorder.take_pictures()
    assert [picture.phone for picture in step.pictures] == ["Member's phone"]


def test_a_long_film_begins_anew_with_a_step(
    step: Step, tmp_path: Path, phone: FilmedPhone, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Android ends a film by itself, and then its last seconds would be missing."""
    monkeypatch.setattr(film, "ANEW_AFTER_S", -1.0)
    fail(step, tmp_path, phone)
    assert phone.asked == ["start", "start", "stop"]


def test_a_secret_screen_leaves_nothing(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """No film, no picture, no source, no log: only why."""
    phone.secret = True
    fail(step, tmp_path, phone)
    assert "stop" not in phone.asked
    assert [step.films, step.pictures, step.texts] == [[], [], []]
    assert step.notes == [
        "Admin's phone: nothing saved, the screen shows secrets",
        "Admin's phone: no film: nothing of its last picture may be saved",
    ]


def test_no_film_where_messages_are_read(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """A code or a link may be on any of its frames."""
    phone.facts = lambda: {"app": "app"}  # type: ignore[method-assign]
    fail(step, tmp_path, phone, codes=["123456"])
    assert not phone.asked
    assert "no film: a message with a one-time code or a link may have popped up" in step.notes[-1]


@pytest.mark.parametrize(
    ("posted", "kept"),
    [
        (["Your code is 654321"], 0),
        (["Join: https://example.com/join/a8F3kQ92xLw0PzT4"], 0),
        (["Battery is full", "You are an Operator now"], 1),
    ],
)
def test_what_popped_up_meanwhile(
    step: Step, tmp_path: Path, phone: FilmedPhone, posted: list[str], kept: int
) -> None:
    """Also where nobody has read it; harmless notifications harm no film."""
    phone.posted = posted
    fail(step, tmp_path, phone)
    assert len(step.films) == kept


def test_a_phone_that_makes_no_films(step: Step, tmp_path: Path, phone: FilmedPhone) -> None:
    """Is asked once, and the failed step says why there is none."""
    phone.refuses = RuntimeError("screenrecord is not there\nmore")
    fail(step, tmp_path, phone)
    assert phone.asked == ["start"]
    assert step.notes == ["Admin's phone: no film: screenrecord is not there"]


@pytest.mark.parametrize("mode", ["failures", "outcomes"])
def test_a_phone_that_is_slow_to_begin(
    step: Step, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mode: str
) -> None:
    """It keeps the film that it has begun, and begins another only where all are wanted."""
    monkeypatch.setattr("harness.evidence.recorder.PATIENCE_S", -1.0)
    phone, recorder = FilmedPhone(), recorder_for(step, tmp_path, mode=mode)
    recorder.watch(phone)
    for _ in range(2):
        recorder.begin_scenario()
        recorder.use(phone)
        recorder.take_everything()
    assert len(step.films) == (1 if mode == "failures" else 2)
    said = " ".join(step.notes)
    assert ("too long for one of each scenario; --evidence outcomes" in said) == (
        mode == "failures"
    )


@pytest.mark.parametrize(
    ("mp4", "why"),
    [
        (b"<html>bad gateway</html>", "the phone sent 24 bytes that are no MP4 film"),
        (
            MP4[:12] + box(b"mdat", b"frames"),
            "the phone sent 26 bytes of a film that was cut short",
        ),
        (MP4[:40], "the phone sent 40 bytes of a film that was cut short"),
    ],
)
def test_what_is_no_film_is_not_stored(step: Step, tmp_path: Path, mp4: bytes, why: str) -> None:
    """The note says what came instead; the picture is there all the same."""
    fail(step, tmp_path, FilmedPhone(mp4))
    assert step.notes == [f"Admin's phone: film missing: ValueError: {why}"]
    assert len(step.pictures) == 1
    assert not step.films


def test_a_phone_that_has_no_film_to_give(step: Step, tmp_path: Path) -> None:
    """As where its recording had ended, and its file is gone."""
    fail(step, tmp_path, FilmedPhone(b""))
    assert step.notes == ["Admin's phone: no film: the phone had none to give"]


def test_the_length_of_a_film() -> None:
    """In both versions of the header, behind boxes of any kind of size."""
    long = box(b"mvhd", b"\1" + struct.pack(">3x16xIQ", 600, 1500))
    wide = struct.pack(">I4sQ", 1, b"free", 20) + b"free"
    to_the_end = struct.pack(">I4s", 0, b"moov") + long
    assert duration_s(MP4) == 6.4
    assert duration_s(box(b"ftyp", b"isom") + wide + to_the_end) == 2.5

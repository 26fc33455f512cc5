from collections import Counter
from pathlib import Path

import pytest
from recorded_phone import Phone, Step, recorder_for

from harness.evidence import RunFacts
from harness.evidence.notes import RunNotes


def test_all_phones_in_use_are_recorded(step: Step, tmp_path: Path) -> None:
    """Picture, page source without secrets, and a log when there is one."""
    recorder = recorder_for(step, tmp_path)
    member = Phone("Member's phone")
    recorder.watch(Phone())
    recorder.watch(member)
    recorder.take_everything()
    assert [picture.phone for picture in step.pictures] == ["Admin's phone", "Member's phone"]
    assert step.texts[0] == ("Admin's phone: page source", "<hierarchy text='[secret]'/>", "xml")
    recorder.unwatch(member)
    recorder.take_pictures()
    assert [picture.phone for picture in step.pictures[2:]] == ["Admin's phone"]


def test_a_picture_keeps_its_size_and_is_stored_once(step: Step, tmp_path: Path) -> None:
    """The page reserves its place; Allure wants a name for each place, but the disk holds one."""
    recorder = recorder_for(step, tmp_path)
    recorder.watch(Phone())
    recorder.take_pictures()
    recorder.take_pictures()
    first, second = step.pictures
    assert first == second
    assert (first.width_px, first.height_px) == (540, 1200)
    [stored] = (tmp_path / "pictures").iterdir()
    links = list((tmp_path / "allure").iterdir())
    assert len(links) == 2
    assert all(link.samefile(stored) for link in links)


@pytest.mark.parametrize(
    ("error", "note"),
    [
        (
            RuntimeError("hush hush: 'secure' flag set?\nmore"),
            "RuntimeError: [secret]: 'secure' flag set?",
        ),
        (KeyError(), "KeyError: no reason given"),
    ],
)
def test_what_is_missing_is_said(step: Step, tmp_path: Path, error: Exception, note: str) -> None:
    """And nothing is raised: the verdict of the scenario is not the recorder's business."""
    recorder = recorder_for(step, tmp_path)
    recorder.watch(Phone(error=error))
    recorder.take_everything()
    assert step.notes == [f"Admin's phone: picture missing: {note}"]
    assert len(step.texts) == 1


def test_something_else_than_a_picture_is_not_stored(step: Step, tmp_path: Path) -> None:
    """A gateway may answer with a page of its own."""
    recorder = recorder_for(step, tmp_path)
    phone = Phone()
    phone.screenshot_png = lambda: b"<html>"  # type: ignore[method-assign]
    recorder.watch(phone)
    recorder.take_pictures()
    assert step.notes == [
        "Admin's phone: picture missing: ValueError: the phone sent 6 bytes that are no PNG picture"
    ]


def test_a_secret_screen_is_left_alone(step: Step, tmp_path: Path) -> None:
    """Neither picture nor source; a phone that cannot tell counts as secret."""
    recorder = recorder_for(step, tmp_path)
    phone = Phone()
    recorder.watch(phone)
    phone.secret = True
    recorder.take_everything()
    assert step.notes == ["Admin's phone: nothing saved, the screen shows secrets"]
    phone.input_fields = lambda: 1 / 0  # type: ignore[method-assign,assignment,return-value]
    recorder.take_pictures()
    assert step.notes[1].startswith("Admin's phone: evidence missing: ZeroDivisionError")
    assert not step.pictures
    assert not step.texts


def test_a_phone_that_a_scenario_does_not_use_is_left_out(step: Step, tmp_path: Path) -> None:
    """A session of the member's phone stays open for later scenarios, which may not need it."""
    recorder = recorder_for(step, tmp_path, mode="steps")
    phones = [Phone("Admin's phone"), Phone("Member's phone")]
    for phone in phones:
        phone.commands = Counter(click=3)  # type: ignore[attr-defined]
        recorder.watch(phone)
    recorder.begin_scenario()
    recorder.take_pictures()
    assert [picture.phone for picture in step.pictures] == ["Admin's phone"]
    phones[1].commands["click"] += 1  # type: ignore[attr-defined]
    recorder.take_everything()
    assert [picture.phone for picture in step.pictures[1:]] == ["Member's phone"]


@pytest.mark.parametrize("mode", ["steps", "outcomes"])
def test_a_picture_of_a_step_is_of_who_acted_in_it(step: Step, tmp_path: Path, mode: str) -> None:
    """The other one's phone shows what it showed before; a picture at the end is of both."""
    recorder = recorder_for(step, tmp_path, mode=mode)
    admins, members = Phone("Admin's phone"), Phone("Member's phone")
    for phone in (admins, members):
        phone.commands = Counter()  # type: ignore[attr-defined]
        recorder.watch(phone)
    recorder.begin_scenario()

    def names_after(*acting: Phone) -> list[str]:
        step.pictures.clear()
        for phone in acting:
            phone.commands["click"] += 1  # type: ignore[attr-defined]
        recorder.take_pictures()
        return [picture.phone for picture in step.pictures]

    both = ["Admin's phone", "Member's phone"]
    assert names_after(admins) == ["Admin's phone"]
    assert names_after(members) == (["Member's phone"] if mode == "steps" else both)
    assert names_after(admins, members) == both
    assert names_after() == both


def test_a_picture_says_whose_it_is(step: Step, tmp_path: Path) -> None:
    """A phone is in somebody's hands from their first act on it, until the scenario ends."""
    recorder = recorder_for(step, tmp_path, mode="steps")
    recorder.watch(Phone("phone 1"))
    for actor in ("", "Admin", "invited member"):
        if actor:
            recorder.hand_to("phone 1", actor)
        recorder.take_pictures()
    recorder.begin_scenario()
    recorder.take_pictures()
    assert [picture.phone for picture in step.pictures] == [
        "phone 1",
        "phone 1, the Admin's",
        "phone 1, the invited member's",
        "phone 1",
    ]


def test_without_pictures_nothing_is_asked_of_the_phone(step: Step, tmp_path: Path) -> None:
    """`--evidence none` is for runs that count every command."""
    recorder = recorder_for(step, tmp_path, mode="none")
    recorder.watch(Phone(error=RuntimeError("asked")))
    recorder.take_everything()
    assert not step.pictures
    assert not step.notes


def test_outside_of_a_scenario_nothing_happens(tmp_path: Path) -> None:
    """A session that closes at the end of the run still tells of pop-ups."""
    recorder = recorder_for(None, tmp_path)
    recorder.watch(Phone())
    recorder.take_everything()
    recorder.note("Dismissed", "a pop-up")
    assert not (tmp_path / "pictures").exists()


def test_what_the_engine_notes_is_counted_and_shown(step: Step, tmp_path: Path) -> None:
    """For the summary of the run, and beside the step in which it happened."""
    facts, kept = RunFacts(), list[str]()
    notes = RunNotes(facts, recorder_for(step, tmp_path), kept.extend)
    notes.interstitial("Save login for next time?")
    notes.fallback("a tap was swallowed and sent again")
    notes.keep_secret(["123456"])
    assert kept == ["123456"]
    assert facts.interstitials == ["Save login for next time?"]
    assert facts.fallbacks == ["a tap was swallowed and sent again"]
    assert step.notes == [
        "Dismissed: Save login for next time?",
        "Second way: a tap was swallowed and sent again",
    ]


def test_facts_of_several_processes_become_one() -> None:
    """Commands and what own journals have open add up; other phones are listed side by side."""
    one, two = RunFacts(profile="lab", journal_open=1), RunFacts(journal_open=2)
    one.learn({"phone kind": "emulator", "app version": "47.0.2"})
    two.learn({"phone kind": "emulator", "app version": "46.9.3"})
    two.learn({"phone kind": "emulator", "app version": "47.0.2"})
    one.commands["click"] = 2
    two.commands["click"] = 3
    two.interstitials.append({"name": "Save login", "answer": "Not now"})
    one.merge(RunFacts.from_json(two.as_json()))
    assert one.as_json() == {
        "profile": "lab",
        "phone_kind": "emulator",
        "commands": {"click": 5},
        "interstitials": [{"name": "Save login", "answer": "Not now"}],
        "fallbacks": [],
        "journal_open": 3,
        "details": {"phone kind": "emulator", "app version": "47.0.2, 46.9.3"},
    }
    assert not one.is_virtual


def test_what_fails_for_evidence_costs_no_session(step: Step, tmp_path: Path) -> None:
    """The next command of the scenario says whether it is lost."""

    class Ailing(Phone):
        is_lost = False

        def screenshot_png(self) -> bytes:
            self.is_lost = True
            raise TimeoutError("no answer")

    phone = Ailing()
    recorder = recorder_for(step, tmp_path)
    recorder.watch(phone)
    recorder.take_everything()
    assert not phone.is_lost
    assert "no answer" in str(step.notes)

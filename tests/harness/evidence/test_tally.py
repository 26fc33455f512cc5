"""What a farm's dashboard is told: the truth about what ran on its phone."""

from pathlib import Path

import pytest
from test_recorder import Phone, Step, recorder_for

from harness.evidence.records import Card
from harness.evidence.tally import Tally
from harness.evidence.verdicts import Verdict


def _tally(*ended: tuple[str, Verdict]) -> Tally:
    tally = Tally()
    for name, verdict in ended:
        tally.add(f"f::{name}", name, verdict)
    return tally


@pytest.mark.parametrize(
    ("ended", "outcome"),
    [
        ([], None),
        ([("A", Verdict.SKIPPED)], None),
        ([("A", Verdict.PASSED)], ("passed", "1 scenario passed")),
        ([("A", Verdict.PASSED), ("B", Verdict.SKIPPED)], ("passed", "1 scenario passed")),
        ([("A", Verdict.PRODUCT), ("A", Verdict.PASSED)], ("passed", "1 scenario passed")),
        (
            [("A", Verdict.PASSED), ("B", Verdict.PRODUCT)],
            ("failed", "1 of 2 scenarios did not pass: B (product)"),
        ),
        (
            [("A", Verdict.INFRASTRUCTURE)],
            ("failed", "1 of 1 scenario did not pass: A (infrastructure)"),
        ),
        (
            [(name, Verdict.TEST) for name in "ABCDE"],
            (
                "failed",
                "5 of 5 scenarios did not pass: A (test); B (test); C (test); and 2 more",
            ),
        ),
    ],
)
def test_passed_means_that_something_ran_and_all_of_it_passed(
    ended: list[tuple[str, Verdict]], outcome: tuple[str, str] | None
) -> None:
    """The last attempt of a scenario counts; where nothing ran, nothing is said."""
    assert _tally(*ended).outcome() == outcome


class FarmPhone(Phone):
    """A phone of a farm that wants to know what came out."""

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.commands: dict[str, int] = {}
        self.told: list[tuple[str, str]] = []

    def tell_outcome(self, outcome: str, reason: str) -> None:
        if self.error:
            raise self.error
        self.told.append((outcome, reason))


def _card(name: str) -> Card:
    return Card(f"f::{name}", "f", "F", "", "", name, name, {}, [], [])


def test_a_phone_hears_of_the_scenarios_that_used_it(step: Step, tmp_path: Path) -> None:
    """Once, when it is given back."""
    recorder = recorder_for(step, tmp_path)
    admin, member = FarmPhone("phone 1"), FarmPhone("phone 2")
    for number, (name, verdict) in enumerate(
        [("one", Verdict.PASSED), ("two", Verdict.PRODUCT)], start=1
    ):
        recorder.begin_scenario()
        recorder.watch(admin)
        admin.commands["tap"] = number
        recorder.end_scenario(_card(name), verdict)
    recorder.begin_scenario()
    recorder.watch(member)
    member.commands["tap"] = 1
    recorder.end_scenario(_card("three"), Verdict.PASSED)
    assert admin.told == []
    recorder.unwatch(admin)
    recorder.unwatch(member)
    recorder.unwatch(member)
    assert admin.told == [("failed", "1 of 2 scenarios did not pass: two (product)")]
    assert member.told == [("passed", "1 scenario passed")]


def test_a_farm_that_does_not_listen_costs_nothing(step: Step, tmp_path: Path) -> None:
    """The run's own report is the one that counts."""
    recorder = recorder_for(step, tmp_path)
    phone = FarmPhone("phone 1")
    recorder.watch(phone)
    recorder.end_scenario(_card("one"), Verdict.PASSED)
    phone.error = RuntimeError("no such executor")
    recorder.unwatch(phone)
    assert step.notes == ["phone 1: outcome on the farm missing: RuntimeError: no such executor"]


@pytest.fixture
def step() -> Step:
    """The step that is running."""
    return Step()

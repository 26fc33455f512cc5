"""Runs in processes of their own: their order, what they say, how they end."""

from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path

import pytest

from harness.drill.catalogue import Expected, StepKind, Variant
from harness.drill.course import Hunt, Shuffle
from harness.drill.crew import PRELOADED, carried_out
from harness.drill.judge import Outcome
from harness.drill.one_run import Ended, Run
from harness.drill.report import Report

Make = Callable[..., Variant]
Drilled = Callable[..., Report]
PROFILE: dict[str, object] = {"virtual": {"defect": None}}


def _alone(project: Path, defect: str, **limits: float) -> Ended:
    """What comes of the greetings with a defect: those by phone, by email, in the morning."""
    features = (project / "features" / "greeting.feature",)
    profile = {"virtual": {"defect": defect}}
    run = Run(0, features, profile, Hunt(Expected("Greeting", "it says hello", StepKind.CHECK), ()))
    [(_, ended)] = carried_out([run], project, at_once=1, **limits)
    return ended


def test_what_was_seen_is_not_lost_when_a_process_dies(project: Path) -> None:
    """Each scenario counts from its end on; the log's last words say more."""
    ended = _alone(project, "dies-in-email")
    assert [each.card.name for each in ended.attempts] == ["By phone"]
    assert ended.broken_off.startswith("Its process died: exit code 7: ")
    assert ended.duration_s > 0


def test_a_run_that_falls_silent_is_ended(project: Path) -> None:
    """What it has said before counts."""
    ended = _alone(project, "hangs-in-email", silence_s=10)
    assert [each.card.name for each in ended.attempts] == ["By phone"]
    assert ended.broken_off.startswith("It had said nothing for 10 s: ")


def test_what_fails_before_pytest_is_told(project: Path) -> None:
    """With the end of its log, where Python says why."""
    run = Run(0, (), {"virtual": object()}, Shuffle(1, 0, 1))
    [(_, ended)] = carried_out([run], project, at_once=1)
    assert ended.broken_off.startswith("Its process died: exit code 1: ")
    assert "cannot represent an object" in ended.broken_off


def test_a_run_whose_phones_did_not_start_is_carried_out_again(
    drilled: Drilled, variant: Make, project: Path
) -> None:
    """Once; what failed then is no part of the row."""
    (project / "no-phone-1").touch()
    [row] = drilled(variant("no-hello")).rows
    assert (row.outcome, row.others) == (Outcome.AS_EXPECTED, ())


def test_phones_that_do_not_start_twice_are_told(
    drilled: Drilled, variant: Make, project: Path
) -> None:
    """In each of the rounds; that is no catch."""
    for number in range(4):
        (project / f"no-phone-{number}").touch()
    [row] = drilled(variant("no-hello")).rows
    assert row.outcome is Outcome.NOT_BY_A_CHECK
    assert row.finding is not None
    assert row.finding.message == "The virtual phone ended with exit code 2."


def test_places_have_ports(drilled: Drilled, variant: Make, project: Path) -> None:
    """A run takes the port of the one before it; runs at the same time have different ones."""
    drilled(*(variant(f"new-{number}") for number in range(5)))
    assert 1 <= len(list(project.glob("port-*"))) <= 2


def _order(project: Path, seed: int) -> list[str]:
    features = tuple((project / "features").iterdir())
    runs = [Run(part, features, PROFILE, Shuffle(seed, part, 2)) for part in range(2)]
    ended = {run.number: each for run, each in carried_out(runs, project, at_once=2)}
    return [attempt.card.name for part in sorted(ended) for attempt in ended[part].attempts]


def test_a_seed_decides_the_order(project: Path) -> None:
    """The same one gives the same order; every scenario is in one part."""
    first, again, *others = (_order(project, seed) for seed in (1, 1, 2))
    assert first == again
    assert first not in others
    assert sorted(first) == ["By email", "By phone", "For today", "In the morning"]


@pytest.mark.parametrize("module", PRELOADED)
def test_what_is_imported_ahead_exists(module: str) -> None:
    """The process that forks runs would pass over a misspelt one in silence."""
    assert find_spec(module) is not None


INVITES = """

@pytest.fixture(autouse=True)
def invitation(tmp_path_factory):
    from harness.invitations.journal import Journal, Scope

    journal = Journal(tmp_path_factory.mktemp("journal") / "journal.sqlite3")
    scope = Scope("virtual", "virtual-1", "Blue Fern Studio")
    journal.intend(scope, "phone", "+1 202-555-0147", "Admin")
    journal.close_unsent(journal.intend(scope, "email", "b@example.com", "Admin"), "taken back")
"""


@pytest.mark.parametrize("keeps_ledger", [True, False])
def test_what_a_journal_has_open_outlives_its_run(project: Path, keeps_ledger: bool) -> None:
    """Also where its process died; the folder itself is gone then."""
    with (project / "steps" / "__init__.py").open("a") as steps:
        steps.write(INVITES)
    features = (project / "features" / "parting.feature",)
    profile = {"virtual": {"defect": "dies-in-goodbye"}}
    run = Run(0, features, profile, Shuffle(1, 0, 1), keeps_ledger=keeps_ledger)
    [(_, ended)] = carried_out([run], project, at_once=1)
    assert ended.broken_off
    assert ended.open_in_journal == (("+1 202-555-0147",) if keeps_ledger else ())
    assert ended.noted == (2 if keeps_ledger else 0)

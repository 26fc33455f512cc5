"""The whole way, on a small suite: what runs, when it stops, what the row says."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.drill.catalogue import Variant
from harness.drill.judge import Finding, Outcome
from harness.drill.report import Report
from harness.errors import WrongUse

Make = Callable[..., Variant]
Drilled = Callable[..., Report]
PROFILE: dict[str, object] = {"virtual": {"defect": None}}


def test_a_run_stops_where_the_defect_is_noticed(variant: Make, drilled: Drilled) -> None:
    """Features that come first in the guide, and scenarios without the step, do not run before."""
    [row] = drilled(variant("no-hello")).rows
    assert (row.outcome, row.scenarios, row.others) == (Outcome.AS_EXPECTED, 1, ())
    assert row.finding == Finding(
        feature="Greeting",
        scenario="By phone",
        node_id=row.finding.node_id,
        step="Then it says hello",
        keyword="Then",
        verdict="product",
        claim="Promised",
        promised="It says hello",
        seen="It is silent. Nothing",
        do=row.finding.do,
        message=row.finding.message,
    )


def test_the_variant_says_which_scenario_has_the_best_prospects(
    variant: Make, drilled: Drilled
) -> None:
    """One about email is tried first where the defect is about email."""
    [row] = drilled(variant("no-hello:email")).rows
    assert row.finding is not None
    assert (row.finding.scenario, row.scenarios) == ("By email", 1)


def test_an_unexpected_failure_does_not_stop_the_capability(
    variant: Make, drilled: Drilled
) -> None:
    """A later scenario may still notice it where it should be."""
    later = variant("no-email", step="it is read")
    never = variant("no-good-morning", step="it is silent")
    first, second = drilled(later, never).rows
    assert (first.outcome, first.scenarios) == (Outcome.AS_EXPECTED, 2)
    assert (second.outcome, second.scenarios) == (Outcome.ELSEWHERE, 3)


def test_other_features_run_only_where_the_capability_finds_nothing_wrong(
    variant: Make, drilled: Drilled
) -> None:
    """Then the first of them that notices it is the row's."""
    [row] = drilled(variant("no-goodbye")).rows
    assert (row.outcome, row.scenarios) == (Outcome.ELSEWHERE, 4)
    assert row.finding is not None
    assert (row.finding.feature, row.finding.step) == ("Parting", "Then it says goodbye")


def test_a_defect_that_no_scenario_notices(variant: Make, drilled: Drilled) -> None:
    """All of them were run, and passed."""
    report = drilled(variant("something-new"))
    [row] = report.rows
    assert (row.outcome, row.finding, row.scenarios) == (Outcome.NOT_CAUGHT, None, 4)
    assert report.exit_code == 1


def test_what_breaks_off_is_not_noticed_by_a_check(variant: Make, drilled: Drilled) -> None:
    """A mistake in the suite, and a process that dies."""
    mistake, death = drilled(variant("does-not-start"), variant("dies")).rows
    assert mistake.outcome is death.outcome is Outcome.NOT_BY_A_CHECK
    assert mistake.finding is not None
    assert (mistake.finding.verdict, mistake.finding.step) == ("test", "When the app starts")
    assert death.finding is not None
    assert death.finding.seen.startswith("Its process died: exit code 7: ")


def test_rows_come_in_the_order_of_the_catalogue(variant: Make, drilled: Drilled) -> None:
    """Whichever run ends first."""
    variants = [variant("something-new"), variant("no-hello"), variant("dies")]
    report = drilled(*variants)
    assert [row.variant for row in report.rows] == variants
    assert [row.variant.name for row in report.short] == ["something-new", "dies"]


def test_the_clean_app_raises_no_alarm(drilled: Drilled) -> None:
    """Every scenario once in each run."""
    report = drilled(clean_runs=2)
    assert [part.scenarios for part in report.parts] == [2, 2, 2, 2]
    assert (report.alarms, report.exit_code) == ([], 0)


def test_a_false_alarm_says_how_to_repeat_it(drilled: Drilled, project: Path) -> None:
    """With the seed of its run."""
    (project / "always-wrong-hello").touch()
    report = drilled(clean_runs=1)
    assert [alarm.finding.step for alarm in report.alarms] == ["Then it says hello"] * 2
    assert report.alarms[0].run.command == "harness drill --only-clean 1 --seed 7 -n 2"
    assert report.exit_code == 1


def test_a_step_that_is_always_wrong_catches_nothing(
    drilled: Drilled, variant: Make, project: Path
) -> None:
    """Also where it is the step that speaks of the defect, and the clean app is not drilled."""
    (project / "always-wrong-hello").touch()
    elsewhere = variant("no-such-thing", step="it is read")
    report = drilled(variant("no-hello"), variant("no-good"), elsewhere)
    assert report.short == report.rows
    for row in report.rows:
        assert row.outcome is Outcome.NOT_BY_A_CHECK
        assert row.told == "not by a check: it fails on the clean app, too"
        assert row.finding is not None
        assert row.finding.step == "Then it says hello"
    assert report.counter_proof is not None
    assert {each.step for each in report.counter_proof.failed} == {"Then it says hello"}
    assert report.exit_code == 1


def test_each_scenario_that_caught_something_passes_without_the_defect(
    drilled: Drilled, variant: Make
) -> None:
    """It is run once, however many defects it caught; nothing else is."""
    parting = variant("no-goodbye", "Parting", "it says goodbye")
    report = drilled(variant("no-hello"), variant("no-hello:phone"), parting, variant("new"))
    assert report.counter_proof is not None
    assert (report.counter_proof.scenarios, report.counter_proof.failed) == (2, ())
    assert [row.variant.name for row in report.short] == ["new"]


def test_a_clean_run_that_changes_nothing_is_the_proof(
    drilled: Drilled, variant: Make, project: Path
) -> None:
    """What caught something is not run once more."""
    (project / "always-wrong-hello").touch()
    parting = variant("no-goodbye", "Parting", "it says goodbye")
    report = drilled(variant("no-hello"), parting, clean_runs=1, seed=10)
    assert [row.told for row in report.rows] == [
        "not by a check: it fails on the clean app, too",
        "caught as expected",
    ]
    assert report.counter_proof is not None
    assert report.counter_proof.scenarios == 2
    assert [each.step for each in report.counter_proof.failed] == ["Then it says hello"]
    assert sum(part.scenarios for part in report.parts) == 4


def test_a_suite_that_cannot_be_read(variant: Make, drilled: Drilled, project: Path) -> None:
    """No clean run without alarm, no defect caught; both say what pytest said."""
    (project / "steps" / "__init__.py").write_text("import nothing_of_that_name\n")
    report = drilled(variant("no-hello"), clean_runs=1)
    assert report.rows[0].outcome is Outcome.NOT_BY_A_CHECK
    for finding in (report.rows[0].finding, report.alarms[0].finding):
        assert finding is not None
        assert "No module named 'nothing_of_that_name'" in finding.seen


def test_what_is_skipped_is_counted(drilled: Drilled, variant: Make, project: Path) -> None:
    """It has not passed: neither on the clean app nor with a defect."""
    file = project / "features" / "parting.feature"
    file.write_text(file.read_text().replace("  Scenario:", "  @skip\n  Scenario:"))
    report = drilled(variant("something-new"), clean_runs=1)
    [row] = report.rows
    assert (row.scenarios, row.skipped) == (4, 1)
    assert sum(part.scenarios for part in report.parts) == 4
    assert sum(part.skipped for part in report.parts) == 1
    assert report.alarms == []


def test_a_clean_run_that_is_cut_short_is_an_alarm(drilled: Drilled, project: Path) -> None:
    """Also where all that was run has passed."""
    with (project / "conftest.py").open("a") as conftest:
        conftest.write("def pytest_runtest_setup(item):\n    item.session.shouldstop = 'enough'\n")
    report = drilled(clean_runs=1)
    assert report.alarms
    for alarm in report.alarms:
        assert "enough" in alarm.finding.seen


def test_a_clean_run_that_ends_early_and_well_is_an_alarm(drilled: Drilled, project: Path) -> None:
    """Nobody but the count knows."""
    with (project / "conftest.py").open("a") as conftest:
        conftest.write("def pytest_runtest_setup(item):\n    del item.session.items[1:]\n")
    report = drilled(clean_runs=1)
    said = [alarm.finding.seen.partition(":")[0] for alarm in report.alarms]
    assert said == ["Only 1 of 2 scenarios came to an end"] * 2


def test_what_a_person_tells_pytest_is_not_for_the_drill(
    drilled: Drilled, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every drill runs the same."""
    monkeypatch.setenv("PYTEST_ADDOPTS", "-k morning")
    monkeypatch.setenv("PYTEST_PLUGINS", "no_such_plugin")
    report = drilled(clean_runs=1)
    assert sum(part.scenarios for part in report.parts) == 4
    assert report.alarms == []


def test_two_features_of_one_name_are_refused(drilled: Drilled, project: Path) -> None:
    """A defect says by the name where it should be noticed."""
    shutil.copy(project / "features" / "parting.feature", project / "features" / "again.feature")
    with pytest.raises(WrongUse) as refused:
        drilled(clean_runs=1)
    assert str(refused.value) == (
        'Two features are named "Parting": features/again.feature and features/parting.feature\n'
        "  Do: rename one; the drill tells by the name where a defect should be noticed."
    )


def test_no_features_are_refused(drilled: Drilled, project: Path) -> None:
    """Without a file pytest would look for tests everywhere."""
    shutil.rmtree(project / "features")
    with pytest.raises(WrongUse, match=r"There is no feature to drill."):
        drilled(clean_runs=1)

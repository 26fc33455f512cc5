"""Which faults meet which scenarios, and when."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from harness.drill.faults.catalogue import Fault, chosen_faults, read_faults, sampled_faults
from harness.drill.faults.choice import DEFECTS, SCENARIOS, sampled_defects
from harness.drill.faults.judge import Alone
from harness.drill.faults.plan import Plan, Report
from harness.errors import WrongUse
from harness.gherkin.feature_file import read_feature

ROOT = Path(__file__).parents[4]
MET = {each: {"command": 40 + 10 * place} for place, each in enumerate(SCENARIOS)}
ALONE = {
    each: Alone({"command": 8}, f"Then {each}", each == "wrong-recipient:phone") for each in DEFECTS
}


@pytest.fixture(scope="module")
def every() -> tuple[Fault, ...]:
    """As the virtual phone tells them."""
    return read_faults(ROOT)


def test_the_table_of_41_is_covered(every: tuple[Fault, ...]) -> None:
    """By faults that a client without Appium meets, too."""
    assert {fault.number for fault in chosen_faults(every, [])} - {None} == set(range(1, 42))


def test_a_name_that_fits_none_is_refused(every: tuple[Fault, ...]) -> None:
    """With those that are near; one that only adb shows cannot be tried either."""
    with pytest.raises(WrongUse, match=r'knows no fault "stale-elemant"\. Near it: stale-element'):
        chosen_faults(every, ["stale-elemant"])
    with pytest.raises(WrongUse, match="met through adb only"):
        chosen_faults(every, ["adb-offline"])
    assert [each.name for each in chosen_faults(every, ["clock-off"])] == ["clock-off"]


def test_a_seed_chooses_the_moment(fault: Fault) -> None:
    """Always the same one, and one that a calm run has."""
    plan = Plan((fault,), 20, 0, 2)
    cases = plan.cases(MET, {})
    assert cases == plan.cases(MET, {})
    moments = [int(each.switched_on.partition("=")[2]) for each in cases]
    assert len(set(moments)) > 10
    for case, nth in zip(cases, moments, strict=True):
        assert 1 <= nth <= MET[case.scenario]["command"]


def test_only_scenarios_that_have_such_moments(fault: Fault) -> None:
    """One that never invites says nothing about what strikes at an invitation."""
    able = SCENARIOS[2]
    met = {each: {"command": int(each is able)} for each in SCENARIOS}
    assert {each.scenario for each in Plan((fault,), 9, 0, 2).cases(met, {})} == {able}


def test_what_is_there_from_the_beginning_has_no_moment(fault: Fault) -> None:
    """Its name alone switches it on."""
    [case] = Plan((replace(fault, at=None),), 1, 0, 2).cases(MET, {})
    assert case.switched_on == "stale-element"


def test_ten_defects_stand_beside_each_fault(fault: Fault) -> None:
    """Each in the scenario that finds it."""
    cases = Plan((fault,), 2, 0, 2, defects=tuple(DEFECTS)).cases(MET, ALONE)
    beside = [each for each in cases if each.defect]
    assert len(cases) == 22
    assert {each.defect: each.scenario for each in beside} == DEFECTS
    assert {each.defect: each.found_in for each in beside} == {
        each: f"Then {each}" for each in DEFECTS
    }
    keeping = {each.defect for each in beside if each.keeps_invitations}
    assert keeping == {"wrong-recipient:phone"}
    assert len(DEFECTS) == 10


def test_beside_a_defect_the_moment_is_one_of_its_own_run(fault: Fault) -> None:
    """In its first half: the run ends early, and what is put back then masks nothing."""
    plan = Plan((fault,), 40, 0, 2, defects=tuple(DEFECTS))
    beside = [each for each in plan.cases(MET, ALONE) if each.defect]
    moments = {int(each.switched_on.partition("=")[2]) for each in beside}
    assert moments == {1, 2, 3, 4}


def test_what_is_the_apps_own_failure_stands_beside_no_defect(fault: Fault) -> None:
    """The app is blamed either way."""
    hangs = replace(fault, name="app-hangs", expected=frozenset({"product"}))
    plan = Plan((hangs,), 1, 0, 2, defects=tuple(DEFECTS))
    assert [each.defect for each in plan.cases(MET, ALONE)] == [""]
    assert plan.apart(ALONE) == tuple((hangs, each) for each in DEFECTS)


def test_a_fault_without_a_moment_beside_a_defect_is_not_tried(fault: Fault) -> None:
    """And it is said which; what is there from the beginning needs no moment."""
    always = replace(fault, name="clock-off", at=None)
    few = ("third-role:phone", "code-not-sent:phone")
    alone = ALONE | {"third-role:phone": Alone({}, "Then", keeps_invitations=False)}
    plan = Plan((fault, always), 2, 0, 2, defects=few)
    tried = {(each.fault.name, each.defect) for each in plan.cases(MET, alone) if each.defect}
    everything = {(name, each) for name in (fault.name, "clock-off") for each in few}
    assert everything - tried == {(fault.name, "third-role:phone")}
    assert plan.apart(alone) == ((fault, "third-role:phone"),)
    assert plan.apart(ALONE) == ()


def test_a_sample_is_of_faults_that_could_mask_a_defect(every: tuple[Fault, ...]) -> None:
    """A seed chooses both, each time alike; who always stops masks nothing."""
    chosen = {sampled_faults(every, 3, seed) for seed in range(40)}
    assert sampled_faults(every, 3, 7) == sampled_faults(every, 3, 7)
    assert len(chosen) > 30
    for faults in chosen:
        assert len(faults) == 3
        assert all({"passed", "flaky"} & each.expected for each in faults)
        assert not {"late-boot", "server-never-up", "clock-off"} & {each.name for each in faults}
        assert list(faults) == [each for each in every if each in faults]
    beside = {sampled_defects(3, seed) for seed in range(40)}
    assert {len(each) for each in beside} == {3}
    assert set().union(*beside) == set(DEFECTS)
    assert len(sampled_defects(99, 1)) == len(DEFECTS)


def test_only_the_defects_of_the_plan_stand_beside(fault: Fault) -> None:
    """Few of them are the short form."""
    few = sampled_defects(2, 5)
    cases = Plan((fault,), 1, 0, 2, defects=few).cases(MET, ALONE)
    assert [each.defect for each in cases] == ["", *few]


def test_the_scenarios_are_there() -> None:
    """By the words of the feature files; else the drill would try nothing."""
    names: dict[str, list[str]] = {}
    for file in (ROOT / "features").glob("*.feature"):
        found = re.findall(r"Scenario(?: Outline)?: (.+)", file.read_text("utf-8"))
        names[read_feature(file).node.name] = [
            re.sub("<.+?>", ".+", re.escape(name)) + r"(?: \(.+\))?" for name in found
        ]
    for each in SCENARIOS:
        assert any(re.fullmatch(name, each.title) for name in names[each.feature]), each.title


def test_a_row_of_the_table_holds_only_if_all_its_runs_do(report: Report) -> None:
    """And the exit code tells; nothing tried is no success."""
    assert report.numbers == {1: True, 37: False}
    assert report.exit_code == 1
    assert Report(report.plan, report.rows[:1]).exit_code == 0
    assert Report(report.plan, []).exit_code == 1

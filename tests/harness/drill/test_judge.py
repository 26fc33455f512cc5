from collections.abc import Callable

import pytest

from harness.drill.catalogue import StepKind, Variant
from harness.drill.judge import Finding, Outcome, judge
from harness.evidence.records import Attempt, Card, Failure, StepRecord
from harness.evidence.verdicts import Verdict

Make = Callable[..., Variant]


def attempt(
    verdict: str, step: str = "Then it says hello", feature: str = "Greeting", name: str = "One"
) -> Attempt:
    """Of a scenario that ended in a step."""
    card = Card("id", "f.feature", feature, "", "", name, name, {}, [], [step])
    failure = Failure(step, "It says hello", "Nothing", "", "silent")
    passed = verdict in {"passed", "skipped"}
    return Attempt(card, verdict=Verdict(verdict), failure=None if passed else failure)


EXPECTED = attempt("product", name="expected")
OTHER_STEP = attempt("product", "When the app starts", name="other step")
OTHER_FEATURE = attempt("product", feature="Parting", name="other feature")
BROKEN = attempt("infrastructure", name="broken")
MISTAKE = attempt("test", name="mistake")


@pytest.mark.parametrize(
    ("attempts", "outcome", "by"),
    [
        ([EXPECTED], Outcome.AS_EXPECTED, "expected"),
        ([OTHER_STEP, BROKEN, EXPECTED], Outcome.AS_EXPECTED, "expected"),
        ([OTHER_STEP], Outcome.ELSEWHERE, "other step"),
        ([BROKEN, OTHER_FEATURE, OTHER_STEP], Outcome.ELSEWHERE, "other feature"),
        ([BROKEN, MISTAKE], Outcome.NOT_BY_A_CHECK, "broken"),
        ([MISTAKE], Outcome.NOT_BY_A_CHECK, "mistake"),
        ([attempt("passed"), attempt("skipped")], Outcome.NOT_CAUGHT, None),
        ([], Outcome.NOT_CAUGHT, None),
    ],
)
def test_the_four_outcomes(
    variant: Make, attempts: list[Attempt], outcome: Outcome, by: str | None
) -> None:
    """A check at the place that was expected, a check elsewhere, no check, nothing at all."""
    row = judge(variant("no-hello"), attempts, 1.26)
    assert row.outcome == outcome
    assert (row.finding.scenario if row.finding else None) == by
    assert (row.scenarios, row.duration_s) == (len(attempts), 1.3)


@pytest.mark.parametrize(
    ("verdict", "tags", "claim"),
    [
        ("product", ["guide"], "Promised"),
        ("product", ["assumption"], "Assumed"),
        ("infrastructure", ["guide"], "Needed"),
    ],
)
def test_a_finding_says_whose_word_it_was(verdict: str, tags: list[str], claim: str) -> None:
    """As every other report does."""
    found = attempt(verdict)
    found.card.tags.extend(tags)
    assert Finding.of(found).claim == claim


def test_a_crash_in_the_expected_step_is_no_catch(variant: Make) -> None:
    """The step must say that the app is wrong."""
    row = judge(variant("no-hello"), [attempt("test"), attempt("infrastructure")], 1)
    assert row.outcome is Outcome.NOT_BY_A_CHECK


def test_a_defect_that_nobody_expects_anywhere(variant: Make) -> None:
    """No words of a step stand in every step."""
    row = judge(variant("no-hello", step=""), [EXPECTED], 1)
    assert row.outcome is Outcome.ELSEWHERE


@pytest.mark.parametrize(
    ("kind", "keyword", "outcome"),
    [
        (StepKind.CHECK, "Then", Outcome.AS_EXPECTED),
        (StepKind.CHECK, "When", Outcome.ELSEWHERE),
        (StepKind.CHECK, "Given", Outcome.ELSEWHERE),
        (StepKind.CHECK, "", Outcome.ELSEWHERE),
        (StepKind.ACT, "Given", Outcome.AS_EXPECTED),
        (StepKind.ACT, "When", Outcome.AS_EXPECTED),
        (StepKind.ACT, "Then", Outcome.ELSEWHERE),
    ],
)
@pytest.mark.parametrize("is_second", [False, True])
def test_the_step_must_be_of_the_kind_that_should_notice_it(
    variant: Make, kind: StepKind, keyword: str, outcome: Outcome, is_second: bool
) -> None:
    """The right words in a step of another kind are not enough; "And" is of the kind before it."""
    failed = attempt("product", f"{'And' if is_second else keyword} it says hello")
    failed.steps = [StepRecord(f"{keyword} it begins", "passed")] if is_second else []
    assert judge(variant("no-hello", kind=kind), [failed], 1).outcome is outcome


def test_what_else_failed_is_kept(variant: Make) -> None:
    """In the order of running, without the one that decides."""
    row = judge(variant("no-hello"), [OTHER_STEP, BROKEN, EXPECTED], 1)
    assert [each.scenario for each in row.others] == ["other step", "broken"]
    assert row.is_troubled
    assert not judge(variant("no-hello"), [OTHER_STEP, EXPECTED], 1).is_troubled


def test_a_run_that_was_broken_off(variant: Make) -> None:
    """What was caught before counts; else it is no finding, and no pass."""
    row = judge(variant("no-hello"), [attempt("passed")], 1, "Its process died.")
    assert row.outcome is Outcome.NOT_BY_A_CHECK
    assert row.finding is not None
    assert (row.finding.promised, row.finding.seen) == (
        "The run comes to its end.",
        "Its process died.",
    )
    row = judge(variant("no-hello"), [EXPECTED], 1, "Its process died.")
    assert (row.outcome, row.broken_off) == (Outcome.AS_EXPECTED, "Its process died.")
    assert row.is_troubled


@pytest.mark.parametrize(
    ("steps", "keyword"),
    [
        (["Given a phone", "When it starts"], "When"),
        (["Given a phone", "When it starts", "Then it greets", "And it says hello"], "Then"),
        (["Given a phone", "But it is off"], "Given"),
        ([], ""),
    ],
)
def test_the_kind_of_step_that_failed(variant: Make, steps: list[str], keyword: str) -> None:
    """Of "And" and "But" it is the step's before them; what did not run any more says nothing."""
    records = [StepRecord(step, "passed") for step in steps] + [StepRecord("Then all is well")]
    failed = attempt("product", steps[-1] if steps else "")
    failed.steps = records
    finding = judge(variant("x"), [failed], 1).finding
    assert finding is not None
    assert finding.keyword == keyword
    assert finding.is_on_the_way == (keyword in {"Given", "When"})


@pytest.mark.parametrize(
    ("verdict", "told"),
    [
        (Verdict.PASSED, "caught as expected"),
        (Verdict.PRODUCT, "not by a check: it fails on the clean app, too"),
        (Verdict.INFRASTRUCTURE, "not by a check: it fails on the clean app, too"),
        (Verdict.SKIPPED, "not by a check: it was skipped on the clean app"),
        (None, "not by a check: it did not run on the clean app"),
    ],
)
def test_a_catch_must_pass_on_the_clean_app(
    variant: Make, verdict: Verdict | None, told: str
) -> None:
    """Who fails without the defect, too, has not noticed it."""
    row = judge(variant("no-hello"), [EXPECTED], 1).on_the_clean_app(verdict)
    assert row.told == told


def test_the_row_of_examples_is_part_of_the_title(variant: Make) -> None:
    """As far as the scenario's name does not hold it."""
    row = {"way": "phone", "value": "too short"}
    card = Card("id", "f", "Greeting", "", "", "By <way>", "By phone", row, [], [])
    caught = judge(variant("x"), [Attempt(card, verdict=Verdict.PRODUCT)], 1).finding
    assert caught is not None
    assert caught.scenario == "By phone (too short)"

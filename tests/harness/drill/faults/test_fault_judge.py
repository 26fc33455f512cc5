"""What is said of a scenario that has ended under a fault."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from harness.drill.faults.books import Books
from harness.drill.faults.judge import Alone, Case, Outcome, judge
from harness.drill.one_run import Ended
from harness.evidence.records import Attempt, Card, Failure
from harness.evidence.verdicts import Verdict

MakeCase = Callable[..., Case]
MEMBER = "+12025550147"
STRUCK = {"event": "faults", "met": {"command": 9}, "struck": {"stale-element": 1}}


def _lines(*events: dict[str, Any]) -> tuple[str, ...]:
    return tuple(json.dumps(each) for each in events)


def _invite(refused: str = "", contact: str = MEMBER) -> dict[str, Any]:
    return {"event": "invite", "contact": contact, "refused": refused}


def _ended(
    *verdicts: str,
    ledger: tuple[dict[str, Any], ...] = (STRUCK,),
    step: str = "Then it is there",
    **more: Any,
) -> Ended:
    card = Card("id", "f.feature", "F", "", "", "One", "One", {}, [], [])
    attempts = [
        Attempt(
            card,
            number,
            Verdict(verdict),
            failure=None if verdict == "passed" else Failure(step, "", "", "", f"why {number}"),
        )
        for number, verdict in enumerate(verdicts, 1)
    ]
    return Ended(tuple(attempts), 1.26, ledger=_lines(*ledger), **more)


@pytest.mark.parametrize(
    ("verdicts", "more", "state"),
    [
        (["passed"], {}, "passed"),
        (["infrastructure", "passed"], {}, "flaky"),
        (["infrastructure", "product"], {}, "product"),
        (["infrastructure", "infrastructure"], {}, "infrastructure"),
        ([], {"refused": "no phone"}, "refused"),
        ([], {}, "broken off"),
        (["passed"], {"broken_off": "killed"}, "broken off"),
    ],
)
def test_the_last_attempt_decides_how_it_ended(
    case: MakeCase, verdicts: list[str], more: dict[str, str], state: str
) -> None:
    """A run that did not come to its end has no other end."""
    row = judge(case(), _ended(*verdicts, **more))
    assert (row.state, row.attempts) == (state, len(verdicts))


@pytest.mark.parametrize(
    ("expected", "verdicts", "outcome"),
    [
        ({"passed"}, ["passed"], Outcome.AS_EXPECTED),
        ({"passed"}, ["infrastructure", "passed"], Outcome.FALSE_PASS),
        ({"infrastructure"}, ["passed"], Outcome.FALSE_PASS),
        ({"infrastructure"}, ["product"], Outcome.BLAMED),
        ({"product"}, ["product"], Outcome.AS_EXPECTED),
        ({"product"}, ["infrastructure"], Outcome.OTHER_END),
        ({"passed"}, ["test"], Outcome.OTHER_END),
    ],
)
def test_the_end_is_compared(
    case: MakeCase, expected: set[str], verdicts: list[str], outcome: Outcome
) -> None:
    """The worse of two mistakes has a name of its own."""
    assert judge(case(expected=frozenset(expected)), _ended(*verdicts)).outcome is outcome


@pytest.mark.parametrize(
    ("verdict", "outcome"),
    [
        ("product", Outcome.AS_EXPECTED),
        ("infrastructure", Outcome.AS_EXPECTED),
        ("passed", Outcome.FALSE_PASS),
        ("test", Outcome.OTHER_END),
    ],
)
def test_a_defect_must_not_be_masked(case: MakeCase, verdict: str, outcome: Outcome) -> None:
    """It is found, or nothing is said at all, where the fault may stop a run."""
    stopping = case("wrong-recipient", expected=frozenset({"infrastructure"}))
    assert judge(stopping, _ended(verdict)).outcome is outcome


def test_a_defect_must_be_found_under_a_fault_that_can_be_overcome(case: MakeCase) -> None:
    """Who always gives up finds nothing."""
    overcome = case("wrong-recipient", expected=frozenset({"passed", "flaky"}))
    assert judge(overcome, _ended("infrastructure")).outcome is not Outcome.AS_EXPECTED
    assert judge(overcome, _ended("product")).outcome is Outcome.AS_EXPECTED


@pytest.mark.parametrize(
    "second", [_invite(), _invite("ALREADY_PENDING"), _invite("ALREADY_MEMBER")]
)
def test_a_second_invitation_is_worst(case: MakeCase, second: dict[str, Any]) -> None:
    """Also where the organization refused it: another one would not."""
    row = judge(case(), _ended("passed", ledger=(_invite(), second, STRUCK)))
    assert (row.outcome, row.doubled) == (Outcome.DOUBLED, (MEMBER,))


def test_a_defect_excuses_only_what_it_does_by_itself(case: MakeCase) -> None:
    """One that keeps invitations from being taken back lets the organization see two of them."""
    ended = _ended("product", ledger=(_invite(), _invite(), STRUCK))
    row = judge(case("x"), ended)
    assert (row.outcome, row.doubled) == (Outcome.DOUBLED, (MEMBER,))
    keeping = replace(case("x"), keeps_invitations=True)
    row = judge(keeping, ended)
    assert (row.outcome, row.doubled) == (Outcome.AS_EXPECTED, ())


def test_whose_invitations_were_never_taken_back() -> None:
    """By what was asked for: the organization itself may have lost them, or changed whose."""
    back = {"event": "cancel", "contact": MEMBER}
    other = {"event": "pending", "contacts": ["+12025550199"]}
    assert Books.of(_lines(_invite(), other, STRUCK)).not_taken_back == (MEMBER,)
    assert Books.of(_lines(_invite(), back, STRUCK)).not_taken_back == ()


ANY = frozenset({"passed", "flaky", "infrastructure"})
REQUESTS, SESSIONS = "HTTP request of a session", "session that is asked for"
TWICE = {"struck": {"stale-element": 2}, "struck_reads": {"stale-element": 2}}
A_READ = {"struck_reads": {"stale-element": 1}}


@pytest.mark.parametrize(
    ("of_fault", "struck", "expected"),
    [
        ({}, {}, ANY),  # an act
        ({}, A_READ, {"passed"}),
        ({}, TWICE, ANY),
        ({"breaks_session": True}, A_READ, {"passed", "flaky"}),
        ({"breaks_session": True}, {}, ANY),
        ({"at": SESSIONS}, {}, {"passed", "flaky"}),
        ({"at": SESSIONS}, TWICE, ANY),
        ({"expected": frozenset({"infrastructure"})}, A_READ, {"infrastructure"}),
        ({"expected": frozenset({"passed", "flaky"})}, A_READ, {"passed"}),
    ],
)
def test_what_is_asked_again_is_no_reason_to_stop(
    case: MakeCase, of_fault: dict[str, Any], struck: dict[str, Any], expected: set[str]
) -> None:
    """A read that was struck once, or a session that did not begin once."""
    tried = case(**{"at": REQUESTS, "expected": ANY} | of_fault)
    for verdict in ("passed", "infrastructure"):
        row = judge(tried, _ended(verdict, ledger=({**STRUCK, **struck},), noted=1))
        assert row.expected == expected
        assert (row.outcome is Outcome.AS_EXPECTED) == (verdict in expected)


@pytest.mark.parametrize(
    ("of_fault", "noted", "expected"),
    [
        ({"breaks_session": True}, 0, {"passed", "flaky"}),
        ({"breaks_session": True}, 1, ANY),
        ({"at": "command that taps"}, 0, ANY),  # perhaps one that is never tapped again
    ],
)
def test_a_session_lost_before_an_invitation_is_noted_is_no_reason_to_stop(
    case: MakeCase, of_fault: dict[str, Any], noted: int, expected: set[str]
) -> None:
    """Nobody can have been invited: the scenario begins anew."""
    row = judge(case(expected=ANY, **of_fault), _ended("infrastructure", noted=noted))
    assert row.expected == expected


def test_a_defect_is_found_where_a_read_was_struck_once(case: MakeCase) -> None:
    """Who stops there would not have stopped without the defect."""
    row = judge(case("x", expected=ANY), _ended("infrastructure", ledger=({**STRUCK, **A_READ},)))
    assert (row.expected, row.outcome) == ({"product"}, Outcome.OTHER_END)
    row = judge(case("x", expected=ANY), _ended("infrastructure"))
    assert row.expected == {"product", "infrastructure"}


def test_an_invitation_that_was_taken_back_may_be_made_again(case: MakeCase) -> None:
    """As a second attempt does."""
    back = {"event": "cancel", "contact": MEMBER}
    row = judge(case(), _ended("passed", ledger=(_invite(), back, _invite(), back, STRUCK)))
    assert (row.outcome, row.invitations) == (Outcome.AS_EXPECTED, 2)


BOTH = frozenset({"passed", "infrastructure"})
SPELLED_OTHERWISE = "+1 202-555-0147"


@pytest.mark.parametrize(
    ("verdict", "open_in_journal", "outcome"),
    [
        ("passed", (MEMBER,), Outcome.LEFT),
        ("infrastructure", (), Outcome.LEFT),
        ("infrastructure", ("+12025550148",), Outcome.LEFT),
        ("infrastructure", (SPELLED_OTHERWISE,), Outcome.AS_EXPECTED),
    ],
)
def test_nobody_is_left(
    case: MakeCase, verdict: str, open_in_journal: tuple[str, ...], outcome: Outcome
) -> None:
    """Unless nobody could look, and the journal has it open: then the next run takes them back."""
    left = {"event": "pending", "contacts": [MEMBER]}
    ended = _ended(verdict, ledger=(_invite(), left, STRUCK), open_in_journal=open_in_journal)
    row = judge(case(expected=BOTH), ended)
    assert (row.outcome, row.left) == (outcome, (MEMBER,))


def test_beside_a_defect_nobody_is_left_either(case: MakeCase) -> None:
    """Unless the fault may stop the taking back, and the journal says so; or by the defect."""
    left = {"event": "pending", "contacts": [MEMBER]}
    lost = _ended("product", ledger=(_invite(), left, STRUCK))
    told = replace(lost, open_in_journal=(MEMBER,))
    stops = case("x", expected=BOTH)
    assert judge(case("x"), lost).outcome is Outcome.LEFT
    assert judge(case("x"), told).outcome is Outcome.LEFT
    assert judge(stops, lost).outcome is Outcome.LEFT
    assert judge(stops, told).outcome is Outcome.AS_EXPECTED
    assert judge(replace(case("x"), keeps_invitations=True), lost).outcome is Outcome.AS_EXPECTED


def test_a_fault_that_never_struck_proves_nothing(case: MakeCase) -> None:
    """One that is there from the beginning need not strike."""
    calm = {"event": "faults", "met": {}, "struck": {}}
    assert judge(case(), _ended("passed", ledger=(calm,))).outcome is Outcome.NOT_MET
    assert judge(case(at=None), _ended("passed", ledger=(calm,))).outcome is Outcome.AS_EXPECTED


def test_a_fault_that_never_struck_masks_nothing(case: MakeCase) -> None:
    """So that the defect was found is no proof, nor that nothing was said."""
    calm = {"event": "faults", "met": {"command": 2}, "struck": {}}
    for verdict in ("product", "infrastructure"):
        row = judge(case("x", expected=ANY), _ended(verdict, ledger=(calm,)))
        assert (row.outcome, row.is_struck) == (Outcome.NOT_MET, False)
    row = judge(case("x", at=None), _ended("product", ledger=(calm,)))
    assert (row.outcome, row.is_struck) == (Outcome.AS_EXPECTED, True)


def test_a_worse_end_is_said_also_where_the_fault_never_struck(case: MakeCase) -> None:
    """It is the harness's own mistake then."""
    calm = {"event": "faults", "met": {"command": 2}, "struck": {}}
    row = judge(case("x"), _ended("passed", ledger=(calm,)))
    assert (row.outcome, row.is_struck) == (Outcome.FALSE_PASS, False)


def test_a_run_that_was_refused_has_met_the_fault(case: MakeCase) -> None:
    """The look before it did, on phones whose books nobody keeps."""
    refusing = case("x", expected=frozenset({"refused"}))
    row = judge(refusing, _ended(ledger=(), refused="no phone"))
    assert (row.outcome, row.is_struck, row.is_stopped) == (Outcome.AS_EXPECTED, True, True)


def test_the_defect_is_found_in_the_step_that_finds_it_alone(case: MakeCase) -> None:
    """In another one the app is blamed for what the fault did."""
    row = judge(case("x"), _ended("product"))
    assert (row.outcome, row.is_found) == (Outcome.AS_EXPECTED, True)
    elsewhere = _ended("product", step="When it is opened")
    row = judge(case("x"), elsewhere)
    assert (row.outcome, row.is_found) == (Outcome.BLAMED, False)
    row = judge(case(expected=frozenset({"product"})), elsewhere)
    assert (row.outcome, row.is_found) == (Outcome.AS_EXPECTED, False)


@pytest.mark.parametrize(
    ("defect", "verdict", "is_stopped", "is_masked"),
    [
        ("x", "infrastructure", True, False),
        ("x", "product", False, False),
        ("x", "passed", False, True),
        ("", "passed", False, False),
    ],
)
def test_a_run_that_stopped_masks_nothing(
    case: MakeCase, defect: str, verdict: str, *, is_stopped: bool, is_masked: bool
) -> None:
    """One that passed beside a defect does."""
    row = judge(case(defect), _ended(verdict))
    assert (row.is_stopped, row.is_masked) == (is_stopped, is_masked)


def test_what_came_of_a_defect_alone() -> None:
    """Its moments, the step that finds it, and whether an invitation stays."""
    alone = Alone.of(_ended("product", ledger=(_invite(), STRUCK)))
    assert alone == Alone({"command": 9}, "Then it is there", keeps_invitations=True)
    back = {"event": "cancel", "contact": MEMBER}
    assert not Alone.of(_ended("product", ledger=(_invite(), back, STRUCK))).keeps_invitations


def test_the_books_of_a_process_that_was_killed() -> None:
    """What is open in them counts as left; half a line does not count."""
    books = Books.of((*_lines(_invite(), _invite(contact="b@example.com")), '{"event": "can'))
    assert not books.is_whole
    assert books.left == (MEMBER, "b@example.com")
    assert (books.invitations, books.doubled, dict(books.met)) == (2, (), {})

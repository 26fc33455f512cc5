import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError
from urllib3.exceptions import MaxRetryError

from harness.errors import (
    ConfigurationError,
    NotAsPromised,
    NotShown,
    OutcomeUnknown,
    Place,
    RecipientRefused,
    ServerUnreachable,
)
from harness.evidence.verdicts import Verdict, classify, exit_code, explain


class NoSuchElement(Exception):
    """As selenium has one; only the session may import that."""

    __module__ = "selenium.common.exceptions"


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (NotShown("no button"), Verdict.PRODUCT),
        (AssertionError("a check"), Verdict.PRODUCT),
        (pytest.fail.Exception("a check"), Verdict.PRODUCT),
        (ServerUnreachable("gone"), Verdict.INFRASTRUCTURE),
        (OutcomeUnknown("perhaps"), Verdict.INFRASTRUCTURE),
        (NoSuchElement("gone"), Verdict.INFRASTRUCTURE),
        (MaxRetryError(None, "/", None), Verdict.INFRASTRUCTURE),  # type: ignore[arg-type]
        (ConnectionResetError("reset"), Verdict.INFRASTRUCTURE),
        (TimeoutError("late"), Verdict.INFRASTRUCTURE),
        (TypeError("a bug"), Verdict.TEST),
        (StepDefinitionNotFoundError("nobody"), Verdict.TEST),
        (RecipientRefused("not a member"), Verdict.WRONG_USE),
        (ConfigurationError(None, "wrong"), Verdict.WRONG_USE),
        (pytest.UsageError("wrong"), Verdict.WRONG_USE),
        (pytest.skip.Exception("later"), Verdict.SKIPPED),
        (ExceptionGroup("two", [TypeError("bug"), NotShown("no")]), Verdict.PRODUCT),
    ],
)
def test_errors_are_sorted(error: BaseException, verdict: Verdict) -> None:
    """Each kind of error speaks about something else."""
    assert classify(error) is verdict


def test_an_assertion_of_a_fixture_says_nothing_about_the_product() -> None:
    """Only inside a step does an assertion check the app; a promise is one everywhere."""
    assert classify(AssertionError("x"), phase="setup") is Verdict.TEST
    assert classify(NotShown("x"), phase="setup") is Verdict.PRODUCT


@pytest.mark.parametrize(
    ("finals", "flaky", "code"),
    [
        ([], False, 0),
        ([Verdict.PASSED, Verdict.SKIPPED], False, 0),
        ([Verdict.PASSED], True, 4),
        ([Verdict.INFRASTRUCTURE, Verdict.PASSED], True, 3),
        ([Verdict.TEST, Verdict.INFRASTRUCTURE], False, 2),
        ([Verdict.WRONG_USE], False, 2),
        ([Verdict.PRODUCT, Verdict.WRONG_USE, Verdict.INFRASTRUCTURE], True, 1),
    ],
)
def test_the_exit_code_tells_ci_what_to_do(finals: list[Verdict], flaky: bool, code: int) -> None:
    """A broken promise weighs more than anything else."""
    assert exit_code(finals, flaky=flaky) == code


def test_a_broken_promise_is_explained_in_the_words_of_the_feature() -> None:
    """What the error carries, people read as promised, seen and do."""
    error = NotShown(
        'Waited 10 s for PermissionsPage.invite (button "Invite") to be shown.',
        seen='the screen "Account" showing: Account information, Password',
        why="it is not on the screen",
        look="the logged-in person may be an Operator",
    )
    words = explain(error, Verdict.PRODUCT, step="Then the Admin finds Invite")
    assert words.promised == "The Admin finds Invite"
    assert words.seen == (
        'Waited 10 s for PermissionsPage.invite (button "Invite") to be shown. '
        'The screen "Account" showing: Account information, Password (it is not on the screen)'
    )
    assert words.do == "The logged-in person may be an Operator"


@pytest.mark.parametrize(
    ("step", "promised", "told"),
    [
        ("Then no role is chosen", "no role is chosen", "No role is chosen"),
        ("Then only Admin is chosen", "Admin is chosen", "Only Admin is chosen"),
        ("Then nothing is sent", "nothing is sent to anybody", "Nothing is sent to anybody"),
        ("Then it is still there", "+1 in its field", "It is still there: +1 in its field"),
    ],
)
def test_a_promise_is_told_once(step: str, promised: str, told: str) -> None:
    """The step's sentence and the detail, unless one says what the other does."""
    error = NotAsPromised(promised=promised, seen="something else")
    assert explain(error, Verdict.PRODUCT, step=step).promised == told


@pytest.mark.parametrize("keyword", ["When", "And"])
def test_of_what_somebody_does_it_is_promised_that_it_can_be_done(keyword: str) -> None:
    """The sentence alone would promise that people do it."""
    error = NotShown("Waited 5 s.", seen="it is switched off")
    step = f"{keyword} the Admin taps Continue"
    words = explain(error, Verdict.PRODUCT, step=step, is_act=True)
    assert words.promised == "This can be done: the Admin taps Continue"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("nothing", "Nothing"),
        ("the app's list", "The app's list"),
        ("member@example.com", "member@example.com"),
        ('"mbr" in its field', '"mbr" in its field'),
        ("com.android.chrome", "com.android.chrome"),
        ("harness reap --profile lab", "harness reap --profile lab"),
        ("adb devices", "adb devices"),
    ],
)
def test_what_was_read_or_is_to_be_copied_stays_as_it_is(text: str, shown: str) -> None:
    """Only the words of a sentence get a capital."""
    words = explain(NotAsPromised(promised="a", seen=text, look=text), Verdict.PRODUCT)
    assert (words.seen, words.do) == (shown, shown)


def test_what_an_error_leaves_out_is_filled_in() -> None:
    """Nobody has to guess what a bare error means."""
    odd = AssertionError("no")
    assert explain(odd, Verdict.PRODUCT, step="Then b").do.startswith("Compare the picture with")
    assert "promise" in explain(odd, Verdict.PRODUCT).do
    assert explain(odd, Verdict.PRODUCT, is_assumed=True).do == (
        "Compare the picture with the scenario, and ask whether the app is meant to do this: nobody"
        " documents it. If it is, correct the scenario; else tell the people who build the app."
    )
    words = explain(TypeError("an int is no str"), Verdict.TEST, step="When it rains")
    assert words.seen == "TypeError: an int is no str"
    assert words.promised == "The scenario can be carried out."
    assert words.do.startswith("Correct this project")
    lost = explain(TimeoutError("read timed out"), Verdict.INFRASTRUCTURE)
    assert lost.promised == "The phone works and can be reached."
    wrong = explain(ConfigurationError(Place(__file__), "no phones"), Verdict.WRONG_USE)  # type: ignore[arg-type]
    assert wrong.seen.endswith("test_verdicts.py: no phones")


def test_an_undefined_step_is_named() -> None:
    """A product person may have written it: they are told who has to do what."""
    error = StepDefinitionNotFoundError('Step definition is not found: When "x". Line 3 in ...')
    words = explain(error, Verdict.TEST, step="When nobody wrote this")
    assert words.seen == "Nobody has written what this step does: When nobody wrote this"
    assert words.do == (
        "Write the step in steps/, or correct its words. `harness check` lists all of them."
    )

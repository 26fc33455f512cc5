"""What a failure says: about the product, the tests, the infrastructure or the command.

Verdict          Allure    exit code
PASSED           passed    0 (4 where it passed only on a later attempt)
PRODUCT          failed    1
WRONG_USE        broken    2
TEST             broken    2: this project has to be corrected, as with WRONG_USE
INFRASTRUCTURE   broken    3
SKIPPED          skipped   0
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import pytest
from pytest_bdd.exceptions import StepDefinitionNotFoundError

from harness.errors import InfrastructureError, ProductFailure, WrongUse


class Verdict(StrEnum):
    """What one attempt of a scenario says."""

    PASSED = "passed"
    PRODUCT = "product"
    TEST = "test"
    INFRASTRUCTURE = "infrastructure"
    WRONG_USE = "wrong use"
    SKIPPED = "skipped"

    @property
    def allure_status(self) -> str:
        """One of Allure's words: passed, failed, broken, skipped."""
        if self in (Verdict.PASSED, Verdict.SKIPPED):
            return self.value
        return "failed" if self is Verdict.PRODUCT else "broken"

    @property
    def exit_code(self) -> int:
        """What the run ends with when this is its worst verdict."""
        return _EXIT_CODES.get(self, 0)


_EXIT_CODES = {
    Verdict.PRODUCT: 1,
    Verdict.WRONG_USE: 2,
    Verdict.TEST: 2,
    Verdict.INFRASTRUCTURE: 3,
}
FLAKY_EXIT_CODE = 4
_VERDICT_OF_KIND: tuple[tuple[tuple[type[BaseException], ...], Verdict], ...] = (
    ((pytest.skip.Exception, pytest.xfail.Exception), Verdict.SKIPPED),
    ((WrongUse, pytest.UsageError), Verdict.WRONG_USE),
    ((InfrastructureError, ConnectionError, TimeoutError), Verdict.INFRASTRUCTURE),
    ((ProductFailure,), Verdict.PRODUCT),
)
_WORST_FIRST = (Verdict.PRODUCT, Verdict.WRONG_USE, Verdict.TEST, Verdict.INFRASTRUCTURE)
_WIRE_PACKAGES = ("selenium", "urllib3", "appium", "http.client", "imaplib", "ssl", "socket")


def classify(error: BaseException, *, phase: str = "call") -> Verdict:
    """Sorts an error.

    Args:
        error: What ended the scenario; of a group, the worst member counts.
        phase: pytest's word: "setup", "call" or "teardown". A bare `assert` speaks about the
            product only inside a step: in a fixture it guards the test itself.
    """
    if isinstance(error, BaseExceptionGroup):
        members = {classify(member, phase=phase) for member in error.exceptions}
        return next((verdict for verdict in _WORST_FIRST if verdict in members), Verdict.TEST)
    for kinds, verdict in _VERDICT_OF_KIND:
        if isinstance(error, kinds):
            return verdict
    if isinstance(error, AssertionError | pytest.fail.Exception):
        return Verdict.PRODUCT if phase == "call" else Verdict.TEST
    return Verdict.INFRASTRUCTURE if _comes_from_the_wire(error) else Verdict.TEST


def exit_code(finals: Iterable[Verdict], *, flaky: bool) -> int:
    """The exit code of a run.

    Args:
        finals: The verdict of each scenario's last attempt.
        flaky: Whether a scenario passed on a later attempt only, where that is not allowed.
    """
    seen = set(finals)
    worst = next((verdict for verdict in _WORST_FIRST if verdict in seen), Verdict.PASSED)
    return worst.exit_code or (FLAKY_EXIT_CODE if flaky else 0)


@dataclass(frozen=True)
class Explanation:
    """A failure in words for people.

    Args:
        step: The step that failed, as the feature file has it; empty where none failed.
        promised: What should have been.
        seen: What was seen instead.
        do: What to do now.
    """

    step: str
    promised: str
    seen: str
    do: str


_PARTS = {
    "expected": "promised",
    "promised": "promised",
    "seen": "seen",
    "last seen": "seen",
    "look": "do",
    "do": "do",
}


def explain(
    error: BaseException,
    verdict: Verdict,
    *,
    step: str = "",
    is_act: bool = False,
    is_assumed: bool = False,
) -> Explanation:
    """Says in plain sentences what an error means.

    The harness's errors carry lines such as `Expected:`, `Last seen:`, `Look:` and `Do:` after
    their first line; whatever they leave out is filled in here.

    Args:
        error: What ended the scenario.
        verdict: What it was classed as.
        step: The step that failed, as the feature file has it.
        is_act: Whether people do something in it: a Given or a When, also one written "And".
        is_assumed: Whether nobody documents what the scenario checks.
    """
    what_happened, parts = _parts_of(error, step)
    seen = parts.get("seen", "")
    # Without its keyword a step is a sentence: "the app confirms the invitation".
    sentence = step.rstrip(":").partition(" ")[2] if verdict is Verdict.PRODUCT else ""
    if sentence and is_act:
        # Nobody promises that people do it.
        sentence = "" if parts.get("promised") else f"this can be done: {sentence}"
    promised = _together(sentence, parts.get("promised", ""))
    return Explanation(
        step=step,
        promised=_capital(promised) or _PROMISED[verdict],
        seen=f"{what_happened} {_capital(seen)}".strip(),
        do=_capital(parts.get("do", "")) or _what_to_do(error, verdict, is_assumed=is_assumed),
    )


_PROMISED = {
    Verdict.PRODUCT: "The app keeps what the scenario says.",
    Verdict.TEST: "The scenario can be carried out.",
    Verdict.WRONG_USE: "The command and its files are right.",
    Verdict.INFRASTRUCTURE: "The phone works and can be reached.",
}
_DO = {
    Verdict.PRODUCT: "Compare the picture with the promise. If the app really does this, tell the"
    " people who build it.",
    Verdict.TEST: "Correct this project: the trace in the Allure results names the line.",
    Verdict.WRONG_USE: "Correct the command or the file that is named here, then run again.",
    Verdict.INFRASTRUCTURE: "This says nothing about the app. Look after the phone and its server,"
    " then run again.",
}

_DO_OF_AN_ASSUMPTION = (
    "Compare the picture with the scenario, and ask whether the app is meant to do this: nobody"
    " documents it. If it is, correct the scenario; else tell the people who build the app."
)


_COMMANDS = ("adb", "appium", "harness", "make", "python")


def _what_to_do(error: BaseException, verdict: Verdict, *, is_assumed: bool) -> str:
    if verdict is Verdict.PRODUCT and is_assumed:
        return _DO_OF_AN_ASSUMPTION
    if isinstance(error, StepDefinitionNotFoundError):
        return "Write the step in steps/, or correct its words. `harness check` lists all of them."
    return _DO.get(verdict, "")


def _message(error: BaseException, step: str) -> str:
    """The error's own words; for errors that are not ours with the kind of error in front."""
    if isinstance(error, StepDefinitionNotFoundError) and step:
        return f"Nobody has written what this step does: {step}"
    text = str(error).strip() or "(no message)"
    ours = isinstance(error, AssertionError | InfrastructureError | WrongUse)
    if ours or isinstance(error, pytest.fail.Exception):
        return text
    return f"{type(error).__name__}: {text}"


def _parts_of(error: BaseException, step: str) -> tuple[str, dict[str, str]]:
    """What happened and its named parts: as the error holds them, else as its message says."""
    if not isinstance(error, ProductFailure):
        return _read(_message(error, step))
    seen = " ".join(filter(None, [error.seen, error.why and f"({error.why})"]))
    return error.what, {"promised": error.promised, "seen": seen, "do": error.look}


def _together(sentence: str, promised: str) -> str:
    """A step and the promise in detail; one of them, where it says what the other does."""
    said, more = sentence.casefold(), promised.casefold()
    if more in said:
        return sentence
    return promised if said in more else f"{sentence}: {promised}"


def _capital(sentence: str) -> str:
    """A sentence as it begins a line; what is to be copied, or was read, stays as it is."""
    first = sentence.partition(" ")[0].rstrip(".,:;")
    is_word = first.replace("'", "").replace("-", "").isalpha() and first not in _COMMANDS
    return sentence[:1].upper() + sentence[1:] if is_word else sentence


def _read(message: str) -> tuple[str, dict[str, str]]:
    """Splits a message into what happened and its named parts."""
    what_happened: list[str] = []
    parts: dict[str, str] = {}
    current = ""
    for line in filter(None, map(str.strip, message.splitlines())):
        word, colon, rest = line.partition(":")
        part = _PARTS.get(word.lower(), "") if colon else ""
        current = part or current
        if part:
            parts[part] = f"{parts.get(part, '')} {rest.strip()}".strip()
        elif current:
            parts[current] = f"{parts[current]} {line}"
        else:
            what_happened.append(line)
    return " ".join(what_happened), parts


def _comes_from_the_wire(error: BaseException) -> bool:
    """Whether a class of the error is defined by a library that talks to the phone or network."""
    modules = (kind.__module__ for kind in type(error).__mro__)
    return any(
        module == package or module.startswith(f"{package}.")
        for module in modules
        for package in _WIRE_PACKAGES
    )

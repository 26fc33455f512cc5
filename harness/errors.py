"""Every error of the harness says what was expected, what was seen and what to do.

HarnessError
+-- WrongUse                 exit code 2: nothing was sent, nothing was touched
|   +-- ConfigurationError   a file is wrong: says file, line, found, allowed
|   +-- RecipientRefused     a contact that is not listed under `members`
+-- InfrastructureError      exit code 3: the phone, driver or network failed, not the product
|   +-- ServerUnreachable    nothing was sent
|   +-- SessionNotStarted    the server answers, and has no phone to give
|   +-- SessionLost          the scenario begins anew, once, with another one
|   +-- PhoneUnusable        until a person has seen to the phone
|   +-- NeedsPerson          a screen that nobody but a person may answer
|   +-- LoggedOut            the app asks for a log-in, and nobody has logged out
|   +-- ActInDoubt           it was sent, and may or may not have been done
|   +-- CannotSee            the screen tells nothing, which is not that something is absent
|   +-- OutcomeUnknown       the tap may or may not have reached a person
+-- ProductFailure           exit code 1: the app did not keep a promise (an AssertionError)
    +-- NotShown             a part did not come, or more than one came
    +-- NotAsPromised        a part came, with other content
"""

from dataclasses import dataclass
from pathlib import Path

_LONGEST_CITED = 120


def cited(text: object, longest: int = _LONGEST_CITED) -> str:
    """What stands in a file, fit for a message: in one line, not too long, nothing invisible."""
    words = str(text)
    kept = words[: longest - 20] if len(words) > longest else words
    more = f"... ({len(words):,} characters)" if len(words) > longest else ""
    return "".join(map(_printable, kept)) + more


def _printable(character: str) -> str:
    """Others could clear a terminal, or show a text in another order than it has."""
    if character.isprintable():
        return character
    return character.encode("unicode_escape").decode("ascii")


class HarnessError(Exception):
    """Base of all errors that the harness raises on purpose."""


class WrongUse(HarnessError):
    """The command, a setting or a file is wrong; nothing was sent."""


@dataclass(frozen=True)
class Place:
    """Where in a file something stands; lines count from 1, None where the whole file is meant."""

    file: Path
    line: int | None = None

    def __str__(self) -> str:
        file = "".join(map(_printable, str(self.file)))
        return f"{file}:{self.line}" if self.line else file


class ConfigurationError(WrongUse):
    """A file of settings is wrong.

    Args:
        place: Where the wrong thing stands.
        found: What stands there.
        expected: What is allowed there.
        hint: What to do, where that is not plain from `expected`.
    """

    def __init__(self, place: Place | None, found: str, expected: str = "", hint: str = "") -> None:
        self.place, self.found, self.expected, self.hint = place, found, expected, hint
        lines = [f"{place}: {found}" if place else found]
        if expected:
            lines.append(f"  Expected: {expected}")
        if hint:
            lines.append(f"  Do: {hint}")
        said = "\n".join(lines)
        super().__init__("".join(_printable(each) if each != "\n" else each for each in said))


class RecipientRefused(WrongUse):
    """Somebody who is not listed under `members` was about to be invited."""


class InfrastructureError(HarnessError):
    """The phone, the driver or the network failed; says nothing about the product."""


class ServerUnreachable(InfrastructureError):
    """No WebDriver server answers at the profile's address."""


class SessionNotStarted(InfrastructureError):
    """The server answers, but starts no session on the phone.

    Args:
        message: What was expected, seen, and what to do.
        may_come: Whether it was seen to come at a second request.
    """

    def __init__(self, message: str, *, may_come: bool = False) -> None:
        self.may_come = may_come
        super().__init__(message)


class SessionLost(InfrastructureError):
    """The session ended under the scenario; only another one can go on."""


class PhoneUnusable(InfrastructureError):
    """Neither this session nor another one can use the phone until a person has seen to it."""


class NeedsPerson(InfrastructureError):
    """A screen came that only a person may answer, such as a captcha or a suspended account."""


class LoggedOut(InfrastructureError):
    """The app asks for a log-in where somebody was logged in, and nobody has logged them out."""


class ActInDoubt(InfrastructureError):
    """An act was sent, and it is not known whether it was done; what the app shows may tell."""


class CannotSee(InfrastructureError):
    """The screen cannot be read, so that nothing on it can be said to be absent."""


class OutcomeUnknown(InfrastructureError):
    """An invitation may or may not have been sent, and the app's own list could not be read."""


class ProductFailure(HarnessError, AssertionError):
    """The app did not keep a promise.

    Args:
        what: What was being done or waited for; the first line.
        promised: What should have been there.
        seen: What was there instead.
        why: Why that does not do, where it is not plain.
        look: Where the reader should look first.
    """

    seen_word = "Seen"

    def __init__(
        self, what: str = "", *, promised: str = "", seen: str = "", why: str = "", look: str = ""
    ) -> None:
        self.what, self.promised, self.seen, self.why, self.look = what, promised, seen, why, look
        told = {"Promised": promised, self.seen_word: seen, "Why not": why, "Look": look}
        lines = [f"{name}: {text}" for name, text in told.items() if text]
        super().__init__("\n  ".join([what, *lines] if what else lines))


class NotShown(ProductFailure):
    """A part of a screen did not come in time, or came more than once."""

    seen_word = "Last seen"


class NotAsPromised(ProductFailure):
    """A part of a screen is there, with other content than promised."""

"""What a fault is, when it strikes, and what a harness should make of it."""

from dataclasses import dataclass
from enum import StrEnum


class EndState(StrEnum):
    """How a scenario ends under a fault."""

    PASSED = "passed"
    FLAKY = "flaky"  # passed on a second attempt
    INFRASTRUCTURE = "infrastructure"
    PRODUCT = "product"
    REFUSED = "refused"  # before the first scenario


class At(StrEnum):
    """Moments that can be counted, on all phones of a process together."""

    SESSION = "session that is asked for"
    BOOT = "look whether Android has started"
    COMMAND = "command within a session"
    ACT = "command that does something"
    LOOK_UP = "look-up of elements or page source"
    PICTURE = "picture that is asked for"
    TAP = "command that taps"
    TYPING = "command that types"
    ELEMENT = "command that uses an element"
    FIND = "look-up of elements"
    LISTED_ELEMENT = "command that uses one of several elements found together"
    HTTP_REQUEST = "HTTP request of a session"
    HTTP_ACT = "HTTP request that does something"
    HTTP_READ = "HTTP request that only reads"
    LOOK = "look at the display with the app in front"
    SCREEN = "change of screens"
    TEXT = "text that is put into a field"
    ACCOUNT = "account that is chosen"
    START = "start of the app with somebody logged in"
    INVITE = "invitation that is asked for"


PROXIED = frozenset({At.HTTP_REQUEST, At.HTTP_ACT, At.HTTP_READ})
"""Moments that only a proxy in front of a server sees."""


@dataclass(frozen=True)
class Fault:
    """Something that may be wrong with a phone, or with the way to it.

    Attributes:
        name: Kebab-case, says what is wrong.
        area: Where a person would look for it: "adb", "Phone", "Transport" ...
        description: One sentence for a person: what happens instead.
        expected: The end states that are right for a scenario under it.
        because: Why those.
        number: Of the table of faults that clients of Appium really meet; None beyond it.
        at: When it strikes; None where it is there from the beginning, and stays.
        times: How often it strikes, unless told otherwise; 0: again and again, for good.
        code: The W3C error that a client is answered; empty where it is answered none.
        message: Its exact public words, with `{element}`, `{locator}`, `{text}`, `{command}`,
            `{udid}` and `{package}` to be filled in; empty where there are none.
        after: Whether the command is carried out before its answer is the error.
        breaks_session: Whether its session answers nothing else from then on.
        by_adb_only: Whether it can be met only through adb, so that a client of the phone's own
            WebDriver door is not concerned.
    """

    name: str
    area: str
    description: str
    expected: frozenset[EndState]
    because: str
    number: int | None = None
    at: At | None = None
    times: int = 1
    code: str = ""
    message: str = ""
    after: bool = False
    breaks_session: bool = False
    by_adb_only: bool = False

    @property
    def usage(self) -> str:
        """How it is written after `--fault`: "stale-element[:nth=N,times=N]"."""
        return f"{self.name}[:nth=N,times=N]" if self.at else self.name


@dataclass(frozen=True)
class Strike:
    """A fault as it is switched on.

    Attributes:
        fault: Which.
        nth: The first of its moments at which it strikes, from 1.
        times: At how many in a row; 0: at all that follow.
    """

    fault: Fault
    nth: int
    times: int

    @property
    def name(self) -> str:
        """As it is written after `--fault`: "stale-element:nth=7", or its name alone."""
        told = {"nth": (self.nth, 1), "times": (self.times, self.fault.times)}
        written = [f"{key}={value}" for key, (value, usual) in told.items() if value != usual]
        return ":".join(filter(None, [self.fault.name, ",".join(written)]))

    def hits(self, number: int) -> bool:
        """Whether it strikes at the moment of that number, from 1."""
        return number >= self.nth and (not self.times or number < self.nth + self.times)


PASSED = frozenset({EndState.PASSED})
"""It is overcome within the scenario."""
ANEW = frozenset({EndState.FLAKY})
"""The scenario begins anew, on a new session."""
STOPPED = frozenset({EndState.INFRASTRUCTURE})
"""Nothing can be said about the app."""
REFUSED = frozenset({EndState.REFUSED})
"""It is seen before the first scenario."""
PRODUCT = frozenset({EndState.PRODUCT})
"""It is the app's own fault."""

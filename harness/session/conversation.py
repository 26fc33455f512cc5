"""One conversation with one phone: begun, kept in order, ended."""

import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from typing import Any, Self, TypeVar

from appium.options.common import AppiumOptions

from harness.errors import (
    ActInDoubt,
    InfrastructureError,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
    SessionNotStarted,
)
from harness.session.driver import PhoneDriver
from harness.session.farms import Outcome, SayOutcome, way_to_say_outcome
from harness.session.faults import (
    AnswerLate,
    AnswerLost,
    ConnectionBroke,
    GatewayInTheWay,
    NotSettled,
    Refused,
    ServerGone,
    not_started,
    sorted_faults,
)
from harness.session.sighting import ATTRIBUTES
from harness.settings.environment import shown

# Where a profile does not say otherwise. A phone may wait for long while another one is in use, and
# the driver ends a session that is silent for a minute.
CAPABILITIES: Mapping[str, object] = {
    "platformName": "Android",
    "appium:automationName": "UiAutomator2",
    "appium:newCommandTimeout": 1800,
}

# Set at session start, where a profile does not say otherwise: answers that carry what a look
# needs, and no long wait for a screen that is never idle because a video plays on it.
SETTINGS: Mapping[str, object] = {
    "shouldUseCompactResponses": False,
    "elementResponseAttributes": ",".join(ATTRIBUTES),
    "waitForIdleTimeout": 1000,
}

# How often a read may be asked again, and how long the way or the screen is left alone before.
_MORE_READS: Mapping[type[InfrastructureError], int] = {
    AnswerLate: 1,  # each costs the whole time-out of a command
    ConnectionBroke: 2,
    GatewayInTheWay: 2,
    NotSettled: 1,
}
_PAUSES_S = (0.5, 1.5)
_WHETHER_DONE = "\n  Look: whether it was done is not known; it is not sent again"

T = TypeVar("T")


class Conversation:
    """A WebDriver session with a phone: its beginning and end, and how commands are sent.

    Args:
        driver: The client, already talking to the phone.
        name: Whose phone it is, for people: "phone 1".
        through: What stands between, for people; "" where the server's address says it.
        hide: Takes out of the server's words what must not be seen.
        say_outcome: How the farm is told what came out; None where nobody wants to know.

    Attributes:
        is_lost: It has ended, or nobody answers for it; only a new session can go on.
        tell: Told in words when something was read at a second attempt only.
    """

    tell: Callable[[str], None] = staticmethod(lambda _: None)

    def __init__(
        self,
        driver: PhoneDriver,
        name: str,
        through: str = "",
        hide: Callable[[str], str] = str,
        say_outcome: SayOutcome | None = None,
    ) -> None:
        self.driver, self.name, self.through = driver, name, through
        self._hide, self._say_outcome = hide, say_outcome
        self.is_lost = self._may_come_back = False

    @classmethod
    def start(
        cls,
        server_url: str,
        capabilities: Mapping[str, Any],
        *,
        name: str,
        through: str = "",
        command_s: float,
        session_s: float,
        headers: Mapping[str, str] | None = None,
        hide: Callable[[str], str] = str,
    ) -> Self:
        """Start a session; `headers` go with every request.

        Args:
            server_url: Where the WebDriver server listens.
            capabilities: They go over those that the harness asks for by itself.
            name: Whose phone it is, for people: "phone 1".
            through: What stands between, for people.
            command_s: Longest wait for the answer to one command.
            session_s: Longest wait for the session to start.
            headers: HTTP headers for every request.
            hide: Takes out of the server's words what must not be seen.

        Raises:
            ServerUnreachable: Nothing listens at `server_url`.
            SessionNotStarted: The server could not start a session on the phone.
        """
        settings = {f"appium:settings[{key}]": value for key, value in SETTINGS.items()}
        options = AppiumOptions()
        options.load_capabilities(dict(CAPABILITIES) | settings | dict(capabilities))
        try:
            with sorted_faults(f"start a session at {shown(server_url)}", hide):
                driver = PhoneDriver(
                    server_url, options, command_s=command_s, session_s=session_s, headers=headers
                )
        except (ServerUnreachable, SessionNotStarted):
            raise
        except InfrastructureError as fault:
            raise _not_begun(fault) from fault
        return cls(driver, name, through, hide, way_to_say_outcome(capabilities))

    def quit(self) -> None:
        """End the session; a session that is gone already is no error."""
        with suppress(SessionLost, ServerUnreachable), sorted_faults("end the session", self._hide):
            self.driver.quit()

    def tell_outcome(self, outcome: Outcome, reason: str) -> None:
        """Tell the farm how the scenarios on this phone ended, if it wants to be told.

        Without that, its dashboard shows every session that was ended in good order alike.

        Args:
            outcome: "passed" only where all of them did.
            reason: In a sentence, for the dashboard.
        """
        if self._say_outcome and not self.is_lost:
            with self._sorted("tell the farm how the scenarios ended"):
                self.driver.execute_script(self._say_outcome(outcome, reason))

    @property
    def commands(self) -> Counter[str]:
        """How often each command was sent."""
        return self.driver.commands

    @property
    def sent(self) -> int:
        """How many commands were sent so far."""
        return self.driver.commands.total()

    @contextmanager
    def _sorted(self, doing: str, hide: Callable[[str], str] | None = None) -> Iterator[None]:
        """The client's exceptions sorted; remembers when they say that the session is over."""
        try:
            with sorted_faults(doing, hide or self._hide):
                yield
        except ServerUnreachable as fault:
            self.is_lost = self._may_come_back = True
            raise ServerGone(str(fault)) from fault
        except (SessionLost, PhoneUnusable) as fault:
            self.is_lost, self._may_come_back = True, isinstance(fault, ConnectionBroke)
            raise
        if self._may_come_back:  # it answers again, as the same session
            self.is_lost = self._may_come_back = False

    def _read(self, doing: str, ask: Callable[[], T]) -> T:
        """Ask for what changes nothing; again, a few times, where the way to the phone failed."""
        failed = 0
        while True:
            try:
                with self._sorted(doing):
                    answer = ask()
            except tuple(_MORE_READS) as fault:
                if failed == _MORE_READS[_kind_of(fault)]:
                    raise
                time.sleep(_PAUSES_S[failed])
                failed += 1
                why = str(fault).partition("\n")[0]
            else:
                if failed:
                    self.tell(f"asked {failed + 1} times, as reading failed: {why}")
                return answer

    @contextmanager
    def _acting(self, doing: str, hide: Callable[[str], str] | None = None) -> Iterator[None]:
        """An act: sent once, whatever comes of it.

        Raises:
            ActInDoubt: Sent without an answer of the server's, or not carried out to its end.
        """
        try:
            with self._sorted(doing, hide):
                yield
        except Refused as fault:
            raise ActInDoubt(f"{fault}{_WHETHER_DONE}") from fault
        except ConnectionBroke as fault:
            raise AnswerLost(f"{fault}{_WHETHER_DONE}") from fault
        except GatewayInTheWay as fault:
            raise ActInDoubt(f"{fault}{_WHETHER_DONE}") from fault

    def _mobile(self, command: str, **arguments: object) -> None:
        with self._acting(f"run mobile: {command}"):
            self.driver.execute_script(f"mobile: {command}", arguments)

    def _ask_mobile(self, command: str, **arguments: object) -> Any:
        """Run a command that only looks."""
        return self._read(
            f"run mobile: {command}",
            lambda: self.driver.execute_script(f"mobile: {command}", arguments),
        )

    def _ask_mobile_list(self, command: str, key: str, **arguments: object) -> list[dict[str, Any]]:
        """A list out of a command's answer; a server that cannot give one may answer with less."""
        answer = self._ask_mobile(command, **arguments)
        listed = answer.get(key) if isinstance(answer, dict) else None
        if not (isinstance(listed, list) and all(isinstance(each, dict) for each in listed)):
            # Its values may be people's messages, with links and codes that nobody knows of yet.
            shape = type(answer).__name__
            if isinstance(answer, dict):
                shape = ", ".join(f'"{each}": {type(answer[each]).__name__}' for each in answer)
            message = (
                f"The server's answer to mobile: {command} has no list of mappings as"
                f' "{key}", but: {self._hide(shape) or "nothing"}\n'
                "  Do: look whether the server, or the farm, lets one run this command"
            )
            raise InfrastructureError(message)
        return listed

    def _set(self, **settings: object) -> None:
        """Change settings of the server, which comes to the same however often it is done."""
        self._read(f"set {', '.join(settings)}", lambda: self.driver.update_settings(settings))


def _kind_of(fault: InfrastructureError) -> type[InfrastructureError]:
    return next(kind for kind in _MORE_READS if isinstance(fault, kind))


def _not_begun(fault: InfrastructureError) -> SessionNotStarted:
    """A new session that failed otherwise than by the server's saying so."""
    if isinstance(fault, ConnectionBroke | GatewayInTheWay):
        return SessionNotStarted(str(fault), may_come=not isinstance(fault, AnswerLate))
    said = str(fault).partition("\n")[0]
    return not_started(said, said)

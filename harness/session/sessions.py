"""One session with each phone, started when it is first asked for."""

import time
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack, suppress
from typing import Any

from harness.errors import InfrastructureError, SessionNotStarted
from harness.evidence.redaction import Redactor
from harness.session.faults import AppNotStarted
from harness.session.phones import Phone
from harness.session.session import Session
from harness.settings import Profile

_PAUSE_S = 1.0


class Sessions:
    """The sessions of this process.

    A session that was lost is replaced when it is asked for again. The scenario under which it was
    lost begins anew: nothing that it sent is sent again.

    Args:
        profile: Capabilities and time-outs.
        opened: Called with each new session.
        used: Called with a session each time it is asked for, before anything is sent.
        closing: Called with each session before it ends.
        tell: Told in words what was done at a second attempt only.
    """

    def __init__(
        self,
        profile: Profile,
        opened: Callable[[Session], None],
        closing: Callable[[Session], None],
        used: Callable[[Session], None] = lambda _session: None,
        tell: Callable[[str], None] = lambda _: None,
    ) -> None:
        self._profile, self._tell = profile, tell
        self._hide = Redactor(secret.reveal() for secret in profile.secrets()).text
        self._opened, self._closing, self._used = opened, closing, used
        self._sessions: dict[str, Session] = {}
        self._urls: dict[str, str] = {}
        self._sent_before: Counter[str] = Counter()  # with sessions that have ended

    def on(self, phone: Phone) -> Session:
        """The session with a phone that this process may use.

        Raises:
            InfrastructureError: It did not start, or is with a phone that has a session already.
        """
        if phone.name in self._sessions and self._sessions[phone.name].is_lost:
            self.end(phone)
        if phone.name not in self._sessions:
            started = self._start(phone)
            self._refuse_phone_of_another(started, phone.url)
            self._sessions[phone.name], self._urls[phone.name] = started, phone.url
            self._opened(started)
        self._used(self._sessions[phone.name])
        return self._sessions[phone.name]

    def end(self, phone: Phone) -> None:
        """Let go of the phone, if there is a session with it; whether it ended well or not.

        Also of a lost one: where the server still holds it, the phone has to be freed.
        """
        if phone.name in self._sessions:
            self._end(phone.name)

    @property
    def commands(self) -> Counter[str]:
        """How often each command was sent, over all sessions."""
        return sum((session.commands for session in self._sessions.values()), self._sent_before)

    def close(self) -> None:
        """End all sessions; one that fails to end does not keep the others open."""
        with ExitStack() as stack:
            for name in self._sessions:
                stack.callback(self._end, name)

    def _end(self, name: str) -> None:
        session = self._sessions.pop(name)
        try:
            self._closing(session)
        finally:
            with suppress(InfrastructureError):
                session.quit()
            self._sent_before.update(session.commands)

    def _refuse_phone_of_another(self, started: Session, url: str) -> None:
        """A server that chooses phones itself may give one twice: then nobody is the member.

        Behind two servers, two phones may go by one udid: every machine has its emulator-5554.
        """
        udid = started.facts().get("udid")
        behind_it = (each for name, each in self._sessions.items() if self._urls[name] == url)
        twin = next((each for each in behind_it if each.has_phone(udid)), None)
        if twin is None:
            return
        with suppress(InfrastructureError):
            started.quit()
        twin.is_lost = True  # Appium ends the first session when a second one takes its phone
        message = (
            f"The server gives {started.name} the phone that {twin.name} has already: {udid}\n"
            f'  Do: give every phone of the profile {self._profile.name!r} its own "udid"'
        )
        raise InfrastructureError(message)

    def _start(self, phone: Phone) -> Session:
        """A session; asked for once more where it may come at a second request."""
        capabilities = self._profile.capabilities_of(phone.settings)
        try:
            return self._begin(phone, capabilities)
        except SessionNotStarted as fault:
            again, why = "a session was asked for twice", str(fault).splitlines()[0]
            if isinstance(fault, AppNotStarted):
                # What is in front of the app can only be dismissed through a session.
                capabilities = {**capabilities, "appium:autoLaunch": False}
                again = "a session was started without the app"
            elif not fault.may_come:
                raise
        time.sleep(_PAUSE_S)
        session = self._begin(phone, capabilities)
        self._tell(f"{again}: {why}")
        return session

    def _begin(self, phone: Phone, capabilities: dict[str, Any]) -> Session:
        profile = self._profile
        session = Session.start(
            phone.url,
            capabilities,
            name=phone.name,
            through=phone.through,
            command_s=profile.timeouts.command_s,
            session_s=profile.session_s_of(phone.settings),
            headers=profile.headers,
            hide=self._hide,
        )
        session.tell = self._tell
        return session

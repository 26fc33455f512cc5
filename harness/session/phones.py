"""The phones of a run: started or leased, one worker at a time, and opened when first used."""

import getpass
import hashlib
import os
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock, Timeout

from harness.errors import InfrastructureError
from harness.session.session import Session
from harness.session.virtual_phones import virtual_phones
from harness.settings import PhoneSettings, Profile

_LEASE_S = 600


@dataclass(frozen=True)
class Phone:
    """A phone that this process alone uses.

    Attributes:
        url: The WebDriver server that drives it.
    """

    settings: PhoneSettings
    url: str


@contextmanager
def leased_phones(profile: Profile, environment: Mapping[str, str]) -> Iterator[list[Phone]]:
    """All phones of the profile, for this process.

    Virtual phones are started for it; others are leased, all or none.

    Raises:
        InfrastructureError: The phones did not start, or others hold them too long.
    """
    if profile.kind == "virtual":
        sims = [phone.number for phone in profile.phones if phone.number]
        with virtual_phones(len(profile.phones), sims, profile.virtual, environment) as urls:
            yield [Phone(each, url) for each, url in zip(profile.phones, urls, strict=True)]
        return
    with _lease(profile):
        yield [Phone(each, str(profile.server_url)) for each in profile.phones]


@contextmanager
def _lease(profile: Profile) -> Iterator[None]:
    """One lock for each phone, taken in one order: two runs that share a phone never hang."""
    names = {f"{profile.server_url}|{phone.udid}" for phone in profile.phones}
    give_up_at_s = time.monotonic() + _LEASE_S
    with ExitStack() as held:
        for file in sorted(_lock_file(name) for name in names):
            lock = FileLock(file)
            try:
                lock.acquire(timeout=max(0.0, give_up_at_s - time.monotonic()))
            except Timeout as fault:
                message = f"The phones of the profile {profile.name!r} are in use by another run"
                raise InfrastructureError(message) from fault
            except OSError as fault:
                raise InfrastructureError(_not_ours(file, fault)) from fault
            held.callback(lock.release)
        yield


def _lock_file(name: str) -> Path:
    """Stands for a phone; each user has a folder of their own for them."""
    user = getattr(os, "getuid", getpass.getuser)()  # a container's user may have no name
    folder = Path(tempfile.gettempdir()) / f"invite-harness-{user}"
    try:
        folder.mkdir(mode=0o700, exist_ok=True)
    except OSError as fault:
        raise InfrastructureError(_not_ours(folder, fault)) from fault
    return folder / f"{hashlib.sha256(name.encode()).hexdigest()[:16]}.lock"


def _not_ours(path: Path, fault: OSError) -> str:
    return (
        f"The phones cannot be reserved: {path}: {fault.strerror}\n"
        "  Do: delete it, if it is another user's; or let TMPDIR name a folder of your own"
    )


class Sessions:
    """One session with each phone, started when it is first asked for.

    A session that was lost is replaced when it is asked for again, which is the next scenario's
    turn. The one under which it was lost fails as it did: nothing that it sent is sent again.

    Args:
        profile: Capabilities and time-outs.
        phones: Leased before.
        opened: Called with each new session.
        closing: Called with each session before it ends.
    """

    def __init__(
        self,
        profile: Profile,
        phones: list[Phone],
        opened: Callable[[Session], None],
        closing: Callable[[Session], None],
    ) -> None:
        self._profile, self._phones = profile, phones
        self._opened, self._closing = opened, closing
        self._sessions: dict[int, Session] = {}
        self._sent_before: Counter[str] = Counter()  # with sessions that were replaced

    def of_admin(self) -> Session:
        """The first phone's."""
        return self._session(0)

    def with_number(self, e164: str) -> Session:
        """The phone that has this SIM number.

        Raises:
            InfrastructureError: The profile has none.
        """
        for index, phone in enumerate(self._phones):
            if phone.settings.number == e164:
                return self._session(index)
        message = (
            f"No phone of the profile {self._profile.name!r} has the number {e164}:"
            ' its SMS cannot be read.\n  Do: add "number" to the phone that holds this SIM'
        )
        raise InfrastructureError(message)

    @property
    def commands(self) -> Counter[str]:
        """How often each command was sent, over all sessions."""
        return sum((session.commands for session in self._sessions.values()), self._sent_before)

    def close(self) -> None:
        """End all sessions; one that fails to end does not keep the others open."""
        with ExitStack() as stack:
            for session in self._sessions.values():
                stack.callback(session.quit)
                stack.callback(self._closing, session)

    def _session(self, index: int) -> Session:
        if index in self._sessions and self._sessions[index].is_lost:
            self._drop(self._sessions.pop(index))
        if index not in self._sessions:
            self._sessions[index] = self._start(index)
            self._opened(self._sessions[index])
        return self._sessions[index]

    def _drop(self, lost: Session) -> None:
        """Let go of a lost session; where the server still holds it, the phone has to be freed."""
        self._sent_before.update(lost.commands)
        self._closing(lost)
        with suppress(InfrastructureError):
            lost.quit()

    def _start(self, index: int) -> Session:
        profile, phone = self._profile, self._phones[index]
        udid = {"appium:udid": phone.settings.udid} if phone.settings.udid else {}
        return Session.start(
            phone.url,
            profile.capabilities | udid | phone.settings.capabilities,
            name=f"phone {index + 1}",
            phone_kind=profile.kind,
            command_s=profile.timeouts.command_s,
            session_s=profile.timeouts.session_s,
            headers=profile.headers,
        )

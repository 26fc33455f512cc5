"""Locks between processes: of several things all are taken at once, or none.

Whoever waits holds nothing that others wait for, so nobody waits in a circle. A lock is the
kernel's: it is let go when its process ends, however that ends.
"""

import getpass
import hashlib
import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol, TypeVar

from filelock import FileLock, Timeout

from harness.errors import InfrastructureError
from harness.screen.wait import polls

_LONGEST_PAUSE_S = 0.05
_PASSES_S = 0.2


class Option(Protocol):
    """One way to get what is needed."""

    @property
    def names(self) -> Collection[str]:
        """Of all locks that it takes."""


Chosen = TypeVar("Chosen", bound=Option)


class Reservations:
    """What this process holds, of all that processes of one user share on this machine.

    Args:
        queue: Names the queue in which those stand who want the same things.
    """

    def __init__(self, queue: str) -> None:
        self._queue = queue
        self._held: dict[str, FileLock] = {}

    def take(self, name: str) -> bool:
        """Take one thing, unless somebody else has it; it may be held already."""
        if name in self._held:
            return True
        lock = _taken(name)
        if lock is not None:
            self._held[name] = lock
        return lock is not None

    def release(self, names: Iterable[str]) -> None:
        """Let go; names that are not held are fine."""
        for name in names:
            if lock := self._held.pop(name, None):
                lock.release()

    def take_now(self, options: Iterable[Chosen]) -> Chosen | None:
        """All of the first option that is free; None where none is, or others wait already."""
        with self._first_in_queue() as is_first:
            # Who only passes through is gone in a moment; who waits is not.
            is_alone = any(is_first() for _ in polls(_PASSES_S))
            return self._first_free(options) if is_alone else None

    def wait(self, options: Sequence[Chosen], timeout_s: float) -> Chosen | None:
        """All of the first option that becomes free; None where none did in time.

        Who waits is alone in trying: otherwise those who want one thing would always be
        faster than who wants two.

        Args:
            options: The preferred ones first.
            timeout_s: For the queue, too.
        """
        with self._first_in_queue() as is_first:
            for _ in polls(timeout_s, longest_pause_s=_LONGEST_PAUSE_S):
                if is_first() and (chosen := self._first_free(options)):
                    return chosen
        return None

    @contextmanager
    def alone_at(self, name: str, timeout_s: float) -> Iterator[None]:
        """Hold one thing for a moment in which nothing else is waited for; may be nested.

        Args:
            name: Of the thing, in words that follow "Waited 120 s for ...".
            timeout_s: How long to wait for it.

        Raises:
            InfrastructureError: Somebody else holds it too long.
        """
        if name in self._held:
            yield
            return
        if not any(self.take(name) for _ in polls(timeout_s, longest_pause_s=_LONGEST_PAUSE_S)):
            raise InfrastructureError(
                f"Waited {timeout_s:g} s for {name}.\n"
                f"  Held: by {self.holder_of(name) or 'somebody who has just let go'}\n"
                "  Do: let what holds it end, or end it"
            )
        try:
            yield
        finally:
            self.release([name])

    def holder_of(self, name: str) -> str | None:
        """Who has it, in words; None where it is free, or held by this process."""
        if name in self._held:
            return None
        if (lock := _taken(name)) is not None:
            lock.release()
            return None
        try:
            return _file(name).read_text("utf-8").strip() or "another process"
        except OSError:
            return "another process"

    def _first_free(self, options: Iterable[Chosen]) -> Chosen | None:
        others_have: set[str] = set()
        for option in options:
            wanted = [name for name in option.names if name not in self._held]
            if others_have.isdisjoint(wanted) and self._take_all(wanted, others_have):
                return option
        return None

    def _take_all(self, names: Iterable[str], others_have: set[str]) -> bool:
        taken: list[str] = []
        for name in names:
            if not self.take(name):
                others_have.add(name)
                self.release(taken)
                return False
            taken.append(name)
        return True

    @contextmanager
    def _first_in_queue(self) -> Iterator["_Turnstile"]:
        turnstile = _Turnstile(self._queue)
        try:
            yield turnstile
        finally:
            turnstile.leave()


class _Turnstile:
    """Lets one process at a time try; called, it says whether this is the one."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._lock: FileLock | None = None

    def __call__(self) -> bool:
        self._lock = self._lock or _taken(self._name)
        return self._lock is not None

    def leave(self) -> None:
        if self._lock is not None:
            self._lock.release()


def _taken(name: str) -> FileLock | None:
    """The lock, without waiting for it; the file says who has it."""
    file = _file(name)
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return None
    except OSError as fault:
        raise InfrastructureError(_not_ours(file, fault)) from fault
    now = datetime.now()  # noqa: DTZ005 - for whoever sits at this machine
    with suppress(OSError):  # Windows lets nobody write into a locked file
        file.write_text(f"process {os.getpid()} since {now:%H:%M:%S}", "utf-8")
    return lock


def _file(name: str) -> Path:
    """Stands for a thing; each user has a folder of their own for them."""
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

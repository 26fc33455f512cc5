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
from typing import Protocol, Self, TypeVar

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

    For each thing there is a line of its own: who wants other things is in nobody's way.
    """

    def __init__(self) -> None:
        self._held: dict[str, FileLock] = {}

    def take(self, name: str) -> bool:
        """Take one thing, unless somebody else has it; it may be held already."""
        if name in self._held:
            return True
        return self._take_all([name], set())

    def release(self, names: Iterable[str]) -> None:
        """Let go; names that are not held are fine."""
        for name in names:
            if lock := self._held.pop(name, None):
                lock.release()

    def wait(self, options: Sequence[Chosen], stuck_s: float) -> Chosen | None:
        """All of the first option that becomes free.

        Who waits for a thing is alone in trying to get it: otherwise those who want one thing would
        always be faster than who wants two.

        Args:
            options: The preferred ones first. One without names needs no lock, not even in passing.
            stuck_s: How long to wait while nothing of it changes hands; None after that.
        """
        with _Line.of(options) as line:
            before = None
            while before != (before := line.takers()):
                for _ in polls(stuck_s, longest_pause_s=_LONGEST_PAUSE_S):
                    if line.is_at_head() and (chosen := self._first_free(options)):
                        return chosen
        return None

    def wait_holding(
        self, options: Sequence[Chosen], kept: Collection[str], timeout_s: float
    ) -> Chosen | None:
        """As `wait`, of who holds some of it and would rather not let go.

        Args:
            options: All of them with what is kept.
            kept: Held already.
            timeout_s: In all; None after that, and as soon as others wait for what is kept.
        """
        with _Line.of(options) as line:
            for poll in polls(timeout_s, longest_pause_s=_LONGEST_PAUSE_S):
                if line.is_at_head() and (chosen := self._first_free(options)):
                    return chosen
                # Who only passes through is gone in a moment; who waits is not.
                if poll.elapsed_s > _PASSES_S and not line.has_passed(kept):
                    return None
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
        return _last_taker(name) or "another process"

    def _first_free(self, options: Iterable[Chosen]) -> Chosen | None:
        others_have: set[str] = set()
        for option in options:
            wanted = [name for name in option.names if name not in self._held]
            if others_have.isdisjoint(wanted) and self._take_all(wanted, others_have):
                return option
        return None

    def _take_all(self, names: Iterable[str], others_have: set[str]) -> bool:
        taken: dict[str, FileLock] = {}
        for name in dict.fromkeys(names):  # phones that one server chooses have one name
            lock = _taken(name)
            if lock is None:
                others_have.add(name)
                for each in taken.values():
                    each.release()
                return False
            taken[name] = lock
        for name in taken:
            _sign(name)
        self._held |= taken
        return True


class _Line:
    """A place in the lines for several things; at the head where it is first in each.

    Everybody goes through the turnstiles in one order, so nobody waits in a circle. It is backwards
    by name: "phone ..." before "contact ...", since phones are kept while contacts are waited for.
    """

    def __init__(self, names: Iterable[str]) -> None:
        self._names = sorted(set(names), reverse=True)
        self._passed: dict[str, FileLock] = {}

    @classmethod
    @contextmanager
    def of(cls, options: Iterable[Option]) -> Iterator[Self]:
        """For all that the options name; left at the end."""
        line = cls(name for option in options for name in option.names)
        try:
            yield line
        finally:
            for lock in line._passed.values():
                lock.release()

    def is_at_head(self) -> bool:
        """Whether nobody is before this process; it moves up as far as it can."""
        for name in self._names[len(self._passed) :]:
            lock = _taken(_turnstile(name))
            if lock is None:
                return False
            self._passed[name] = lock
        return True

    def has_passed(self, names: Iterable[str]) -> bool:
        """Whether nobody else waits for any of these things."""
        return self._passed.keys() >= set(names)

    def takers(self) -> list[str]:
        """Who was the last to get each of the things; not who gave up in front of it."""
        return [_last_taker(name) for name in self._names]


def _turnstile(name: str) -> str:
    return f"line for {name}"


def _taken(name: str) -> FileLock | None:
    """The lock, without waiting for it."""
    file = _file(name)
    lock = FileLock(file)
    try:
        lock.acquire(blocking=False)
    except Timeout:
        return None
    except OSError as fault:
        raise InfrastructureError(_not_ours(file, fault)) from fault
    return lock


def _sign(name: str) -> None:
    """Say who has it; not where it is let go at once, since others look for changes."""
    now = datetime.now()  # noqa: DTZ005 - for whoever sits at this machine
    with suppress(OSError):  # Windows lets nobody write into a locked file
        _file(name).write_text(f"process {os.getpid()} since {now:%H:%M:%S}", "utf-8")


def _last_taker(name: str) -> str:
    try:
        return _file(name).read_text("utf-8").strip()
    except OSError:  # nobody has taken it yet; or Windows, which shows nobody a locked file
        return ""


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
        "  Do: delete it, or let this user write there: it holds nothing but locks. Another TMPDIR"
        " works only if all runs get it: those with different ones do not see each other's phones"
    )

"""Ctrl-C and SIGTERM break a scenario off, and nothing that is being written about it.

CI systems end a run by SIGTERM, some of them all of its processes at once; what has been collected
must be in the report then, too. The root `conftest.py` lists this plugin.
"""

import os
import signal
import threading
from collections.abc import Callable, Generator
from contextlib import suppress
from math import inf
from time import monotonic
from typing import Any

import pytest

# What each one does where nobody has decided otherwise: only then it is ours.
_USUAL = {signal.SIGINT: signal.default_int_handler, signal.SIGTERM: signal.SIG_DFL}

# A worker hears of one end twice where a CI system tells all processes of a run, and the first of
# them passes it on.
_ONE_END_S = 2.0


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """In each process of a run: one with workers passes on what it is told."""
    is_worker = hasattr(config, "workerinput")
    has_workers = not is_worker and config.getoption("dist", "no") != "no"
    plugin = PassingOn() if has_workers else Interruption()
    config.pluginmanager.register(plugin, "harness-interruption")


class Signals:
    """Answers to signals that nobody else in this process answers to, until the run is over."""

    def __init__(self) -> None:
        self._before: dict[signal.Signals, Any] = {}

    def answer(self, asked: Callable[..., None], *numbers: signal.Signals) -> None:
        """From here on.

        Args:
            asked: Is called in between whatever the process does.
            numbers: Those that are left alone where they were not as they usually are.
        """
        if threading.current_thread() is not threading.main_thread():
            return
        for number in numbers:
            if signal.getsignal(number) is _USUAL[number]:
                self._before[number] = signal.signal(number, asked)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """As they were."""
        for number, before in self._before.items():
            signal.signal(number, before)
        self._before = {}


class Interruption(Signals):
    """Lets a signal in only while a scenario's own code runs.

    In between results are written, where an interruption would leave halves: there it waits for the
    next scenario's turn. A second one is let in anywhere.

    Args:
        clock: Seconds that only grow; replaced in tests.
    """

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        super().__init__()
        self._clock = clock
        self._let_in = False
        self._asked_at_s = -inf

    def pytest_sessionstart(self) -> None:
        """From here on."""
        self.answer(self._asked, signal.SIGINT, signal.SIGTERM)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_setup(self) -> Generator[None, Any, Any]:
        """A scenario begins."""
        return (yield from self._open())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_call(self) -> Generator[None, Any, Any]:
        """Its steps."""
        return (yield from self._open())

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_teardown(self) -> Generator[None, Any, Any]:
        """What it sent is taken back."""
        return (yield from self._open())

    def _open(self) -> Generator[None, Any, Any]:
        if self._is_asked:
            raise KeyboardInterrupt
        self._let_in = True
        try:
            return (yield)
        finally:
            self._let_in = False

    @property
    def _is_asked(self) -> bool:
        return self._asked_at_s > -inf

    def _asked(self, *_: object) -> None:
        now_s, is_second = self._clock(), self._is_asked
        if now_s - self._asked_at_s < _ONE_END_S:
            return
        self._asked_at_s = now_s
        if self._let_in or is_second:
            raise KeyboardInterrupt


class PassingOn(Signals):
    """Makes SIGTERM a Ctrl-C, which a terminal sends to workers, too: they write what they have.

    Their results lie on the disk; what xdist would hear of them by waiting calls them crashed.
    """

    def __init__(self) -> None:
        super().__init__()
        self._workers: list[int] = []

    def pytest_sessionstart(self) -> None:
        """From here on."""
        self.answer(self._asked, signal.SIGTERM)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_newgateway(self, gateway: Any) -> None:
        """A worker has started; xdist itself asks for what it is by the same name."""
        self._workers.append(gateway._rinfo().pid)  # noqa: SLF001

    def _asked(self, *_: object) -> None:
        for pid in self._workers:
            with suppress(ProcessLookupError):  # it has ended before
                os.kill(pid, signal.SIGINT)
        raise KeyboardInterrupt

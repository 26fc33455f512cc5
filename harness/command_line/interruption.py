"""Ctrl-C breaks a scenario off, and nothing that is being written about it."""

import signal
from collections.abc import Generator
from typing import Any

import pytest


class Interruption:
    """A pytest plugin that lets Ctrl-C in only while a scenario's own code runs.

    In between results are written, where an interruption would leave halves: there it waits for the
    next scenario's turn. A second Ctrl-C is let in anywhere.
    """

    def __init__(self) -> None:
        self._let_in = self._asked_for = False
        self._before: Any = None

    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """From here on; but scenarios of parallel workers do not run in this process."""
        if session.config.getoption("dist", "no") != "no":
            return
        self._before = signal.signal(signal.SIGINT, self._asked)

    @pytest.hookimpl(trylast=True)
    def pytest_unconfigure(self) -> None:
        """As it was."""
        if self._before is not None:
            signal.signal(signal.SIGINT, self._before)

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
        if self._asked_for:
            raise KeyboardInterrupt
        self._let_in = True
        try:
            return (yield)
        finally:
            self._let_in = False

    def _asked(self, *_: object) -> None:
        if self._let_in or self._asked_for:
            raise KeyboardInterrupt
        self._asked_for = True

"""Whether a signal broke the run off: pytest calls other ends "interrupted", too.

With workers, `-x` is one of them, and so is the last crash that xdist takes; `pytest.exit()` is one
everywhere. All of them say no more than their scenarios do.
"""

from typing import Any

import pytest

_BROKEN_OFF = "harness_broken_off"
"""Under which a worker tells, when it has ended."""


class BrokenOff:
    """Hears of Ctrl-C and SIGTERM in each process of a run, and tells the one that answers for it.

    Attributes:
        by_signal: Whether one has broken off a process of the run.
    """

    def __init__(self) -> None:
        self.by_signal = False

    def pytest_keyboard_interrupt(self, excinfo: pytest.ExceptionInfo[BaseException]) -> None:
        """What pytest and xdist raise of themselves are kinds of a KeyboardInterrupt."""
        self.by_signal = self.by_signal or excinfo.type is KeyboardInterrupt

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """A worker sends it home."""
        output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
        if output is not None:
            output[_BROKEN_OFF] = self.by_signal

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker ended; one that crashed tells nothing."""
        told = getattr(node, "workeroutput", {})
        self.by_signal = self.by_signal or bool(told.get(_BROKEN_OFF))

"""What a person sees while scenarios run: a line for each, and on a terminal what runs now."""

import io
import os
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from rich.console import Console
from rich.markup import escape
from rich.status import Status

from harness.claims import NOT_AS_ASSUMED, is_other_than_assumed, named_verdict

# In the words and colours of the table that follows when all have run.
_MARKS = {
    "passed": "[green]✓[/]",
    "failed": "[red]✗[/]",
    "broken": "[magenta]![/]",
    "skipped": "[yellow]-[/]",
    "flaky": "[yellow]✓[/]",
    "rerun": "[yellow]↻[/]",
}
_STYLES = {"failed": "red", "broken": "magenta", "flaky": "yellow"}


@contextmanager
def terminal() -> Iterator[Console]:
    """A console on the process's own stdout, which stays open while pytest captures the other."""
    try:
        copy = os.dup(sys.stdout.fileno())
    except (OSError, io.UnsupportedOperation):
        yield Console(file=sys.stdout, highlight=False, soft_wrap=True, emoji=False)
        return
    encoding = sys.stdout.encoding or "utf-8"
    with os.fdopen(copy, "w", encoding=encoding, errors="replace") as stream:
        # A pipe has no width of its own; 120 holds the table without broken lines.
        width = None if stream.isatty() or "COLUMNS" in os.environ else 120
        yield Console(file=stream, width=width, highlight=False, soft_wrap=True, emoji=False)


class Progress:
    """A pytest plugin in place of pytest's own reporter, whose text it keeps.

    Args:
        console: Where to print.
    """

    def __init__(self, console: Console) -> None:
        self._console = console
        self._kept = io.StringIO()
        self._total = self._done = 0
        self._seconds: dict[str, float] = {}
        self._tried: set[str] = set()
        self._leak_guard: Any = None
        self._now = Status("Reading features", console=console)
        # A CI server may lend a terminal, and keeps every turn of a spinner as a line.
        self._shows_now = console.is_terminal and not os.environ.get("CI")

    @property
    def text_of_pytest(self) -> str:
        """What pytest itself would have printed."""
        return self._kept.getvalue()

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self, config: pytest.Config) -> None:
        """Let pytest's reporter write to memory: it is shown only where nothing else is known."""
        reporter = config.pluginmanager.getplugin("terminalreporter")
        if reporter is not None:
            config.pluginmanager.unregister(reporter)
        quiet = pytest.TerminalReporter(config, self._kept)
        config.pluginmanager.register(quiet, "terminalreporter")
        # Only now: the evidence imports pytest-bdd, which pytest must be the first to import.
        from harness.evidence.leak_guard import LEAK_GUARD

        self._leak_guard = config.pluginmanager.getplugin(LEAK_GUARD)
        self.begin()

    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Know how many there are."""
        self._total = self._total or len(session.items)

    @pytest.hookimpl(optionalhook=True)
    def pytest_xdist_node_collection_finished(self, node: Any, ids: list[str]) -> None:  # noqa: ARG002
        """Know how many there are, from a worker."""
        self._total = len(ids)

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """Show what runs now."""
        self._now.update(f"{self._done + 1}/{self._total or '?'}  {escape(title(nodeid))}")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Print a scenario that ended."""
        spent_s = self._seconds.get(report.nodeid, 0.0) + report.duration
        self._seconds[report.nodeid] = spent_s
        ended = report.when == "call" or report.outcome != "passed"
        if not ended:
            return
        outcome: str = report.outcome
        if outcome == "rerun":
            self._seconds.pop(report.nodeid)
            self._tried.add(report.nodeid)
        else:
            self._done += 1
        if self._done == self._total:
            self._now.update("Writing reports")
        status = _status(report, tried=report.nodeid in self._tried)
        mark = _MARKS.get("rerun" if outcome == "rerun" else status, outcome)
        width = len(str(self._total))
        self._console.print(
            f"{mark} {self._done:>{width}}/{self._total}  "
            f"{escape(title(report.nodeid, report))}  {_in_words(status, report)}"
            f"[dim]{spent_s:.1f} s[/]"
        )

    def look_for_leaks(self) -> None:
        """Once more, at what was written since pytest has ended: Allure's report."""
        if self._leak_guard is not None:
            self._leak_guard.look()

    def begin(self) -> None:
        """Show the live line, where somebody looks at it while it changes."""
        if self._shows_now:
            self._now.start()

    def end(self) -> None:
        """Take the live line away."""
        self._now.stop()


def _status(report: pytest.TestReport, *, tried: bool) -> str:
    """The column of the table in which it counts; of an attempt that is tried again, as it ended.

    Args:
        report: Of what ended; it carries the verdict of what did not pass.
        tried: Whether an earlier attempt did not pass.
    """
    outcome: str = report.outcome
    if outcome == "passed":
        return "flaky" if tried else outcome
    if outcome == "skipped":
        return outcome
    return "failed" if _verdict(report) in {"product", ""} else "broken"


def _verdict(report: pytest.TestReport) -> str:
    """What the evidence says of a failure; a process that died can say nothing."""
    from harness.evidence.watcher import VERDICT  # as late as the leak guard, see above

    died = "infrastructure" if report.when not in {"setup", "call", "teardown"} else ""
    return str(getattr(report, VERDICT, died))


def _in_words(status: str, report: pytest.TestReport) -> str:
    """The status behind the name; nothing where the sign says it all."""
    words = {"failed": status, "flaky": status}.get(status, "")
    if status == "broken":
        words = f"{status}: {named_verdict(_verdict(report), (), has_begun=report.when != 'setup')}"
    elif is_other_than_assumed(_verdict(report), report.keywords):
        words = NOT_AS_ASSUMED
    outcome: str = report.outcome  # pytest-rerunfailures has one more
    if outcome == "rerun":
        words += ", tried again"
    return f"[{_STYLES[status]}]{words}[/]  " if words else ""


def title(nodeid: str, report: pytest.TestReport | None = None) -> str:
    """A scenario's title, as its report carries it; before there is one, from the node id."""
    carried: str | None = getattr(report, "scenario_title", None)
    if carried:
        return carried
    path, _, test = nodeid.partition("::")
    name, bracket, row = test.partition("[")
    feature = re.sub(r".*/|\.feature$", "", path).replace("_", " ")
    words = name.removeprefix("test_").replace("_", " ")
    return f"{feature}: {words}{' ' + bracket + row if bracket else ''}"

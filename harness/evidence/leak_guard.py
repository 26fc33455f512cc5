"""pytest plugin: a run whose reports hold a secret fails, and says which and where.

Everything is looked through once, when everything is written: the folder of reports, and the files
that options have put elsewhere. Only the process that answers for the run looks; parallel workers
send it the codes and links that they come to know, through the pipe that their reports take.
"""

import json
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest

from harness.evidence.leak_scan import Leak, LeakScan
from harness.evidence.places import Places
from harness.evidence.redaction import Redactor
from harness.evidence.verdicts import Verdict

LEAK_GUARD = "harness-evidence-leak-guard"
"""Pytest's name of the plugin."""
_ONE_TIME = "harness_one_time"
"""Under which a worker's codes and links travel on a report; taken off on arrival."""
_DO = (
    "Do: publish nothing of these files, delete them, and change what has been shown; then tell who"
    " maintains this project which file it was"
)
_WORSE = (Verdict.PRODUCT.exit_code, Verdict.WRONG_USE.exit_code, 130)


class LeakGuard:
    """Looks through what the run has left.

    Args:
        config: Pytest's configuration; some of its options name files.
        places: Where the run's files are.
        redactor: Knows the secrets.
        is_worker: Whether another process answers for the run.
    """

    def __init__(
        self, config: pytest.Config, places: Places, redactor: Redactor, *, is_worker: bool
    ) -> None:
        self._config, self._places, self._redactor = config, places, redactor
        self._is_worker = is_worker
        self._sent: frozenset[str] = frozenset()
        self._scan = LeakScan(redactor.found_in, time.time())

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Codes and links that were learnt meanwhile go along, and are taken off."""
        known = self._redactor.one_time.all_known()
        if self._is_worker:
            setattr(report, _ONE_TIME, sorted(known - self._sent))
            self._sent = known
        elif learnt := vars(report).pop(_ONE_TIME, ()):
            self._redactor.one_time.learn(learnt)

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> Generator[None, Any, Any]:
        """Looks when everybody else has written what they write, also after Ctrl-C."""
        try:
            return (yield)
        finally:
            if not self._is_worker and not self._config.option.collectonly:
                self.look(session)

    def look(self, session: pytest.Session | None = None) -> list[Leak]:
        """Looks through what is new since the last look; what it finds is in the summary, too."""
        leaks = self._scan.look(self._written())
        if leaks:
            self._write_down(leaks)
        if leaks and session is not None:
            if int(session.exitstatus) not in _WORSE:
                session.exitstatus = Verdict.INFRASTRUCTURE.exit_code
            terminal = session.config.pluginmanager.getplugin("terminalreporter")
            for line in lines_about(leaks) if terminal else ():
                terminal.write_line(line, red=True, bold=True)
        return leaks

    def _written(self) -> Iterator[Path]:
        yield self._places.reports
        yield self._places.allure_results
        for option in ("xmlpath", "log_file"):
            if given := getattr(self._config.option, option, None):
                yield self._config.rootpath / given

    def _write_down(self, leaks: list[Leak]) -> None:
        """Into `summary.json`, which decides on the exit code of `harness run`."""
        try:
            content = json.loads(self._places.summary.read_text("utf-8"))
        except (OSError, ValueError):
            return  # no scenario was run
        content["leaks"] = [*content.get("leaks", []), *(vars(leak) for leak in leaks)]
        if content["exit_code"] not in _WORSE:
            content["exit_code"] = Verdict.INFRASTRUCTURE.exit_code
        self._places.write_summary(self._redactor.everything(content))


def lines_about(leaks: list[Leak]) -> list[str]:
    """What a person is told; no value in it."""
    return ["A SECRET IS IN WHAT THIS RUN LEFT:", *(f"  {leak}" for leak in leaks), f"  {_DO}"]

"""pytest hooks of the process that runs scenarios: it follows each attempt.

It takes allure-pytest's own listener, but starts it only when scenarios were collected, so that
the project's unit tests leave nothing behind.
"""

import sys
from collections.abc import Callable, Generator
from dataclasses import dataclass
from typing import Any

import allure_commons
import pytest
from allure_commons.model2 import TestResult
from allure_pytest.listener import AllureListener
from pytest_bdd.parser import Step

from harness.evidence.allure_results import ResultsLogger, polish
from harness.evidence.attempt_log import AttemptLog
from harness.evidence.cards import cards_of
from harness.evidence.guide_links import with_links
from harness.evidence.pictures import PictureStore
from harness.evidence.places import Places
from harness.evidence.recorder import Page, Recorder
from harness.evidence.records import Attempt, Card
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.trail import MAIN, Trail
from harness.evidence.verdicts import Verdict

LISTENER_NAME = "allure_listener"
ATTEMPT = "harness_attempt"
FACTS = "harness_facts"
VERDICT = "harness_verdict"
"""Names under which attempt and facts travel on a test report, also between processes."""


@dataclass(frozen=True)
class Process:
    """A process that runs scenarios.

    Args:
        run_id: The same in all processes of a run.
        worker: xdist's name of it, `MAIN` without xdist.
    """

    run_id: str
    worker: str = MAIN


class Watcher:
    """Follows the scenarios of this process.

    Args:
        config: pytest's configuration.
        places: Where files go.
        process: Which process of which run this is.
        redactor: Keeps secrets out.
        facts: What the engine counts.
        take_up: Called with an attempt that no report carries, as it was cut short.
    """

    def __init__(
        self,
        config: pytest.Config,
        places: Places,
        process: Process,
        redactor: Redactor,
        facts: RunFacts,
        take_up: Callable[[dict[str, Any]], None],
    ) -> None:
        self._config, self._places, self._process = config, places, process
        self._redactor, self._facts, self._take_up = redactor, facts, take_up
        self._trail = Trail(places.trails, process.worker, redactor, facts)
        self._epic = str(config.getini("evidence_epic"))
        self._cards: dict[str, Card] = {}
        self._reporter: Any = None
        self._log: AttemptLog | None = None
        self._last: AttemptLog | None = None
        mode = str(config.getoption("evidence", default="failures"))
        self.recorder = Recorder(mode, redactor, facts, self._page)

    def _page(self) -> Page | None:
        return self._log

    @pytest.hookimpl(trylast=True)
    def pytest_collection_finish(self, session: pytest.Session) -> None:
        """Prepares the folders and Allure, when there is a scenario to run."""
        self._cards = cards_of(session.items, self._config.rootpath)
        wanted = bool(self._cards) or self._places.keeps_allure_results
        if not wanted or self._config.option.collectonly:
            return
        self._cards = with_links(self._cards, self._config.rootpath)
        self._places.start(self._process.run_id, self._cards.values(), self._epic)
        self._trail.begin()
        self.recorder.store = PictureStore(self._places.pictures, self._places.allure_results)
        listener = AllureListener(self._config)
        logger = ResultsLogger(self._places.allure_results, self._redactor, self._polish)
        self._reporter = listener.allure_logger
        self._config.pluginmanager.register(listener, LISTENER_NAME)
        for plugin in (listener, logger):
            allure_commons.plugin_manager.register(plugin)
            self._config.add_cleanup(_unregister(plugin))

    def _polish(self, result: TestResult) -> None:
        """Called by the logger with each result; tests that are no scenarios stay as they are."""
        if self._last:
            log = self._last
            polish(result, log.attempt, self._facts, epic=self._epic, trace=log.trace)
            self._last = None

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        """An attempt starts; the first moment that also skipped ones have."""
        card = self._cards.get(nodeid)
        if card and self._reporter:
            self._log = AttemptLog(card, self._reporter)
            self.recorder.begin_scenario()
            self._trail.mark(self._log.attempt, in_step=False)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """Sees to an attempt that was cut short from outside, by Ctrl-C or `pytest.exit`."""
        try:
            return (yield)
        finally:
            if self._log:
                self._last, self._log = self._log, None
                cut_short = self._cut_short(self._last, _number_of(item))
                attempt = self._redactor.everything(cut_short.as_json())
                self._trail.keep(attempt)
                self._take_up(attempt)

    def _cut_short(self, log: AttemptLog, number: int) -> Attempt:
        verdict = log.cut_short()
        self.recorder.end_scenario(log.attempt.card, verdict)
        return log.conclude(number)

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Judges each phase, and sends the attempt along with the last one's report."""
        report = yield
        log = self._log
        if log:
            self._judge(log, call, report)
            if report.failed or report.skipped:
                setattr(report, VERDICT, str(log.attempt.verdict))
            if call.when == "call" or call.excinfo:
                self._trail.mark(log.attempt, in_step=False)
                self.recorder.end_scenario(log.attempt.card, log.attempt.verdict or Verdict.PASSED)
        if log and call.when == "teardown":
            self._last, self._log = log, None
            attempt = self._redactor.everything(log.conclude(_number_of(item)).as_json())
            setattr(report, ATTEMPT, attempt)
            facts = self._redactor.everything(self._facts.as_json())
            self._trail.keep(attempt, facts)
            setattr(report, FACTS, {"worker": self._process.worker, "facts": facts})
        return report

    def _judge(
        self, log: AttemptLog, call: pytest.CallInfo[None], report: pytest.TestReport
    ) -> None:
        if hasattr(report, "wasxfail") and report.skipped and log.attempt.failure is None:
            log.attempt.verdict = Verdict.SKIPPED
            log.attempt.skipped_because = f"expected to fail: {report.wasxfail or 'no reason'}"
        elif call.excinfo:
            if call.when != "call" and not report.skipped:
                self.recorder.take_everything()
            log.judge(call.excinfo.value, phase=call.when)
        elif report.failed:  # passed, although a tag says that it must fail
            log.judge(RuntimeError(str(report.longrepr)), phase=call.when)

    @pytest.hookimpl(tryfirst=True)
    def pytest_bdd_before_step(self, step: Step) -> None:
        """A step starts."""
        if self._log:
            self._log.begin_step(step)
            self._trail.mark(self._log.attempt, in_step=True)
            self.recorder.begin_step()

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_step(self) -> None:
        """A step passed."""
        if not self._log:
            return
        at_the_end = len(self._log.attempt.steps) == len(self._log.attempt.card.steps)
        mode = self.recorder.mode
        if mode == "steps" or (mode == "outcomes" and at_the_end):
            self.recorder.take_pictures()
        self._log.end_step()

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_step_error(self, exception: BaseException) -> None:
        """A step failed; last of all hooks, so that whatever they attach is inside the step."""
        if self._log:
            try:
                self.recorder.take_everything()
            finally:  # also where the run is stopped meanwhile
                self._log.end_step(exception)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_step_func_lookup_error(self, step: Step, exception: BaseException) -> None:
        """Nobody wrote the step."""
        if self._log:
            self._log.begin_step(step)
            self._log.end_step(exception)

    @pytest.hookimpl(trylast=True)
    def pytest_bdd_after_scenario(self) -> None:
        """Closes a step that `pytest.skip()` left, which no other hook tells of."""
        if self._log:
            self._log.end_step(sys.exception())
            self._log.skip_the_rest()

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionfinish(self) -> None:
        """A worker sends its facts home."""
        output: dict[str, Any] | None = getattr(self._config, "workeroutput", None)
        if output is not None:
            facts = self._redactor.everything(self._facts.as_json())
            output[FACTS] = {"worker": self._process.worker, "facts": facts}


def _number_of(item: pytest.Item) -> int:
    """Which attempt of the scenario is under way."""
    return int(getattr(item, "execution_count", 1))


def _unregister(plugin: object) -> Callable[[], None]:
    def clean_up() -> None:
        allure_commons.plugin_manager.unregister(plugin)

    return clean_up

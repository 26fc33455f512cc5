"""pytest hooks of the process that answers for the run: it gathers what all processes saw."""

import time
from collections.abc import Callable, Collection, Mapping
from pathlib import Path
from typing import Any

import pytest

from harness.claims import has_begun, named_verdict, place_of_failure, word_for_claim
from harness.evidence.broken_off import BrokenOff
from harness.evidence.environment import write_environment
from harness.evidence.lost import died, not_run, tell_allure
from harness.evidence.places import Places
from harness.evidence.records import Attempt, Card
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.stash import OPEN_INVITATIONS
from harness.evidence.summary import Outcomes, summary
from harness.evidence.trail import MAIN, Trail, read_trails
from harness.evidence.verdicts import Verdict
from harness.evidence.watcher import ATTEMPT, FACTS

_WRONG_USE = 2
_INTERRUPTED = 130  # as a shell says of Ctrl-C
# With workers a run that -x ends is interrupted for pytest.
_EXPLAINED = (pytest.ExitCode.OK, pytest.ExitCode.TESTS_FAILED, pytest.ExitCode.INTERRUPTED)


class RunReporter:
    """Writes `summary.json`, decides on the exit code, and gives lost scenarios a result.

    Args:
        config: pytest's configuration.
        places: Where files go.
        run_id: The same in all processes of a run; under xdist it is learnt from the workers.
        redactor: Keeps secrets out.
        facts: This process's own facts.
        broken_off: Knows whether the run was broken off from outside.
        pages: What makes something of `summary.json` for people or for CI, by the name of that;
            called with the reports folder.
    """

    def __init__(
        self,
        config: pytest.Config,
        places: Places,
        run_id: str,
        redactor: Redactor,
        facts: RunFacts,
        *,
        broken_off: BrokenOff,
        pages: Mapping[str, Callable[[Path], object]],
    ) -> None:
        self._config, self._places, self._run_id = config, places, run_id
        self._redactor, self._facts, self._pages = redactor, facts, pages
        self._broken_off = broken_off
        self._failed: set[str] = set()
        self._worker_facts: dict[str, dict[str, Any]] = {}
        self._started = time.monotonic()
        self._collection_failed = False
        self._not_made: dict[str, str] = {}
        self.outcomes = Outcomes()

    @pytest.hookimpl(optionalhook=True)
    def pytest_configure_node(self, node: Any) -> None:
        """Xdist names the run."""
        self._run_id = node.workerinput["testrunuid"]

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        """A feature or step file that cannot be read is wrong use."""
        self._collection_failed = self._collection_failed or report.failed

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Takes up the attempt that a report carries."""
        if report.failed:
            self._failed.add(report.nodeid)
        attempt = getattr(report, ATTEMPT, None)
        if attempt:
            self.take_up(attempt)
            self._learn(getattr(report, FACTS))

    def take_up(self, attempt: dict[str, Any]) -> None:
        """An attempt has ended; of one that is known already nothing is new."""
        self._take_up(Attempt.from_json(attempt))

    def _take_up(self, ended: Attempt) -> None:
        if not self.outcomes.knows(ended):
            self.outcomes.add(ended)

    def _learn(self, sent: Mapping[str, Any]) -> None:
        if sent["worker"] != MAIN:  # its facts are ours already
            self._worker_facts[sent["worker"]] = sent["facts"]  # the latest holds the earlier ones

    @pytest.hookimpl(optionalhook=True)
    def pytest_testnodedown(self, node: Any) -> None:
        """A worker ended; one that crashed sends nothing."""
        sent = getattr(node, "workeroutput", {}).get(FACTS)
        if sent:
            self._learn(sent)

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_handlecrashitem(self, crashitem: str, report: pytest.TestReport) -> None:
        """A worker died and took its scenario along: that counts as broken."""
        card = self._cards().get(crashitem)
        if card:
            number = self.outcomes.next_number(card.node_id)
            attempt = died(card, number, str(report.longrepr))
            self._add_lost(attempt)
            trail = Trail(self._places.trails, MAIN, self._redactor, self._facts)
            trail.keep(self._redactor.everything(attempt.as_json()))

    def _cards(self) -> dict[str, Card]:
        return self._places.read_collected(self._run_id) or {}

    def _add_lost(self, attempt: Attempt) -> None:
        """A scenario has a result of which nothing else is left."""
        self.outcomes.add(attempt)
        epic = str(self._config.getini("evidence_epic"))
        tell_allure(attempt, self._places, self._redactor, self._facts, epic)

    def _take_up_the_unreported(self) -> None:
        """Attempts that ended while nobody listened any more: the run was being broken off."""
        for attempt in read_trails(self._places.trails).attempts:
            self._take_up(attempt)

    @pytest.hookimpl(trylast=True)
    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Writes what the run leaves, once workers have ended; without scenarios it is nothing."""
        cards = self._cards()
        if not cards:
            return
        self._take_up_the_unreported()
        for card in self.outcomes.missing(cards.values()):
            self._add_lost(not_run(card, 1, "the run was stopped before its turn"))
        for facts in self._worker_facts.values():
            self._facts.merge(RunFacts.from_json(facts))
        if count := self._config.stash.get(OPEN_INVITATIONS, None):
            self._facts.journal_open = count()
        session.exitstatus = code = self._exit_code(int(session.exitstatus), cards)
        wall_s = time.monotonic() - self._started
        content = summary(self.outcomes, cards.values(), self._facts, code=code, wall_s=wall_s)
        content["allure_results"] = self._places.told_of_results
        self._places.write_summary(self._redactor.everything(content))
        self._places.remove_trails()
        write_environment(
            self._places.allure_results, self._facts, self._redactor, root=self._config.rootpath
        )
        self._make_pages()
        if self._not_made:
            content["not_made"] = self._not_made
            self._places.write_summary(self._redactor.everything(content))

    def _exit_code(self, pytest_says: int, known: Collection[str]) -> int:
        """Ours by the verdicts, unless the run was broken off, or not all could be collected."""
        ours = self.outcomes.exit_code(
            allow_flaky=bool(self._config.getoption("allow_flaky", default=False))
        )
        if self._broken_off.by_signal:
            return _INTERRUPTED
        if ours == Verdict.PRODUCT.exit_code:
            return ours
        if self._collection_failed or pytest_says not in _EXPLAINED:
            return _WRONG_USE
        if ours or pytest_says == pytest.ExitCode.OK:
            return ours
        # A failure outside of scenarios, in a test that ran along with them, and nothing else: what
        # fails inside of one is the app's only where the reports say so.
        return 1 if self._failed.difference(known) else _WRONG_USE

    def _make_pages(self) -> None:
        """One that cannot be made costs no other, and never changes what the run says."""
        for name, make in self._pages.items():
            try:
                make(self._places.reports)
            except Exception as error:  # noqa: BLE001 - see above
                self._not_made[name] = f"{type(error).__name__}: {error}"

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Says in plain words what did not pass, and where to look."""
        finals = self.outcomes.finals()
        if not finals:
            return
        failures = [attempt for attempt in finals if attempt.failure]
        if failures:
            terminalreporter.section("scenarios that did not pass")
        for attempt in failures:
            for line in _lines(attempt, self._places):
                terminalreporter.write_line(self._redactor.text(line))
        for name, why in self._not_made.items():
            terminalreporter.write_line(f"No {name}: {why}")
        if (page := self._places.reports / "index.html").exists():
            terminalreporter.write_line(f"Pictures: {page}")


def _lines(attempt: Attempt, places: Places) -> list[str]:
    """A failure for the terminal."""
    failure, card = attempt.failure, attempt.card
    if failure is None:
        return []
    pictures = [picture for step in attempt.steps for picture in step.pictures]
    last = [*pictures, *attempt.pictures][-1:]
    verdict = str(attempt.verdict)
    begun = has_begun(failure.step, attempt.statuses)
    lines = [
        f"{named_verdict(verdict, card.tags, has_begun=begun)}: {card.feature} - {card.name}",
        f"  Step      {place_of_failure(failure.step, attempt.statuses)}",
        f"  {word_for_claim(verdict, card.tags):<8}  {failure.promised}",
        f"  Seen      {failure.seen}",
        f"  Do        {failure.do}",
    ]
    return [*lines, *(f"  Picture   {places.pictures / picture.file}" for picture in last), ""]

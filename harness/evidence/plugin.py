"""The pytest plugin of the evidence room; the root `conftest.py` lists it.

Options are read here and handed on. The hooks themselves stand in `watcher` (the process that
runs scenarios) and `run_reporter` (the process that answers for the run).
"""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from harness.evidence.broken_off import BrokenOff
from harness.evidence.leak_guard import LEAK_GUARD, LeakGuard
from harness.evidence.outlets import Outlets
from harness.evidence.places import Places
from harness.evidence.recorder import Recorder
from harness.evidence.run_facts import RunFacts
from harness.evidence.run_reporter import RunReporter
from harness.evidence.stash import (
    PLACES,
    RECORDER,
    places_of,
    recorder_of,
    redactor_of,
    run_facts_of,
)
from harness.evidence.watcher import Process, Watcher

_ALLURE_OPTION = "allure_report_dir"
_EPIC = "Invite members to an Organization Account"


@pytest.fixture(scope="session")
def evidence(pytestconfig: pytest.Config) -> Recorder:
    """The recorder: `watch` a phone when its session starts, `unwatch` it before it ends."""
    return recorder_of(pytestconfig)


@pytest.fixture(scope="session")
def keep_secret(pytestconfig: pytest.Config) -> Callable[[Iterable[str]], None]:
    """Takes one-time codes and links, as soon as they are read: they must be in no report."""
    return redactor_of(pytestconfig).one_time.learn


@pytest.fixture(scope="session")
def run_facts(pytestconfig: pytest.Config) -> RunFacts:
    """What the engine counts for the summary."""
    return run_facts_of(pytestconfig)


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds where reports go, and what a pass on a second attempt counts for."""
    parser.getgroup("reporting").addoption(
        "--reports",
        metavar="DIR",
        default="reports",
        help="folder for everything that a run leaves; see reports/README.md (default: reports)",
    )
    parser.getgroup("reporting").addoption(
        "--allow-flaky",
        action="store_true",
        help="end with 0, not with 4, where scenarios passed on a second attempt only",
    )
    parser.addini("evidence_epic", "what all features together are about", default=_EPIC)


@pytest.hookimpl(tryfirst=True)
def pytest_configure(config: pytest.Config) -> None:
    """Takes Allure's folder over, before allure-pytest starts to write on its own."""
    worker: dict[str, Any] | None = getattr(config, "workerinput", None)
    places = config.stash[PLACES] = _places(config)
    redactor, facts = redactor_of(config), run_facts_of(config)
    process = Process(worker["testrunuid"], worker["workerid"]) if worker else Process(uuid4().hex)
    render_page = partial(_render_page, config.rootpath)
    pages: dict[str, Callable[[Path], object]] = {
        "page of pictures": render_page,
        "junit.xml": _write_junit,
    }
    broken_off = BrokenOff()
    reporter = RunReporter(
        config, places, process.run_id, redactor, facts, broken_off=broken_off, pages=pages
    )
    watcher = Watcher(config, places, process, redactor, facts, reporter.take_up)
    config.stash[RECORDER] = watcher.recorder
    config.pluginmanager.register(watcher, "harness-evidence-watcher")
    config.pluginmanager.register(broken_off, "harness-evidence-broken-off")
    config.pluginmanager.register(Outlets(redactor), "harness-evidence-outlets")
    guard = LeakGuard(config, places, redactor, is_worker=worker is not None)
    config.pluginmanager.register(guard, LEAK_GUARD)
    if worker is None:
        config.pluginmanager.register(reporter, "harness-evidence-reporter")


def _places(config: pytest.Config) -> Places:
    """Reads the folders; clears Allure's options, so that it neither writes nor cleans.

    Emptying is done once per run: by allure-pytest, each worker would empty it again, also the
    one that replaces a crashed one.
    """
    reports = config.rootpath / str(config.getoption("reports"))
    given: str | None = getattr(config.option, _ALLURE_OPTION, None)
    clean = bool(getattr(config.option, "clean_alluredir", False))
    default = reports / "allure-results"
    allure_results = Path(given).absolute() if given else default
    setattr(config.option, _ALLURE_OPTION, None)
    return Places(reports, allure_results, allure_results != default and not clean)


@pytest.hookimpl(tryfirst=True)
def pytest_sessionstart(session: pytest.Session) -> None:
    """Puts Allure's option back, for the workers that xdist starts next."""
    setattr(session.config.option, _ALLURE_OPTION, str(places_of(session.config).allure_results))


def _render_page(root: Path, reports: Path) -> object:
    # Only now: a template engine is loaded once all scenarios have run.
    from harness.report.page import render_page

    return render_page(reports, root)


def _write_junit(reports: Path) -> object:
    from harness.report.junit import write_junit

    return write_junit(reports)

"""Wiring only: the plugins, and the chain settings -> phones -> sessions -> app."""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

import pytest

from harness.evidence.notes import RunNotes
from harness.evidence.stash import recorder_of, redactor_of, run_facts_of
from harness.inboxes.inbox import Inbox
from harness.session.phones import Phone, Sessions, leased_phones
from harness.session.virtual_phones import virtual_environment
from harness.settings import Member, Settings, all_secrets
from harness.settings.from_pytest import settings_of
from harness.wiring import guard_for, inbox_for, screen_for
from pages.app import App
from steps import MODULES

pytest_plugins = [
    "harness.settings.pytest_options",
    "harness.gherkin.collect",
    "harness.evidence.plugin",
    *MODULES,
]


@pytest.fixture(scope="session")
def environment() -> Mapping[str, str]:
    """Environment variables, with those that the virtual phone's people file asks for."""
    return virtual_environment()


@pytest.fixture(scope="session")
def settings(pytestconfig: pytest.Config, environment: Mapping[str, str]) -> Settings:
    """All that the run is told; secrets are known to the redactor before anything is written."""
    settings = settings_of(pytestconfig, environment)
    redactor_of(pytestconfig).learn(secret.reveal() for secret in all_secrets(settings))
    run_facts_of(pytestconfig).profile = settings.profile.name
    return settings


@pytest.fixture(scope="session")
def phones(settings: Settings, environment: Mapping[str, str]) -> Iterator[list[Phone]]:
    """Every phone of the profile, for this process alone."""
    with leased_phones(settings.profile, environment) as phones:
        yield phones


@pytest.fixture(scope="session")
def sessions(
    pytestconfig: pytest.Config, settings: Settings, phones: list[Phone]
) -> Iterator[Sessions]:
    """Sessions with them, each started when it is first used."""
    recorder, facts = recorder_of(pytestconfig), run_facts_of(pytestconfig)
    sessions = Sessions(settings.profile, phones, opened=recorder.watch, closing=recorder.unwatch)
    yield sessions
    sessions.close()
    facts.commands.update(sessions.commands)


@pytest.fixture(scope="session")
def journal_file(
    pytestconfig: pytest.Config, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    """Where invitations are noted; virtual phones and all they were sent end with this process."""
    if settings.profile.kind == "virtual":
        return tmp_path_factory.mktemp("journal") / "journal.sqlite3"
    return pytestconfig.rootpath / "reports" / "journal.sqlite3"


@pytest.fixture(scope="session")
def installed_app(
    pytestconfig: pytest.Config, settings: Settings, sessions: Sessions, journal_file: Path
) -> App:
    """The app on the first phone; who is logged in stays from one scenario to the next."""
    notes = RunNotes(run_facts_of(pytestconfig), recorder_of(pytestconfig))
    guard = guard_for(settings, journal_file)
    screen = screen_for(sessions.of_admin(), settings, guard, notes)
    return App(screen, settings.people.organization)


@pytest.fixture
def app(pytestconfig: pytest.Config, installed_app: App) -> Iterator[App]:
    """The app; what a scenario sent is taken back after it."""
    yield installed_app
    guard = installed_app.screen.guard
    installed_app.withdraw(guard.open_entries())
    run_facts_of(pytestconfig).journal_open = len(guard.open_entries())


@pytest.fixture
def inbox_of(sessions: Sessions) -> Callable[[Member], Inbox]:
    """Where a member is told, as the people file says."""
    return lambda member: inbox_for(member, sessions.with_number)

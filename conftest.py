"""Wiring only: the plugins, and the chain settings -> phones -> sessions -> app."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from harness.evidence.notes import RunNotes
from harness.evidence.stash import recorder_of, redactor_of, run_facts_of
from harness.inboxes.inbox import Inbox
from harness.session.phones import Phone, Sessions, leased_phones
from harness.session.session import Session
from harness.session.virtual_phones import virtual_environment
from harness.settings import Member, Settings, all_secrets
from harness.settings.from_pytest import settings_of
from harness.wiring import guard_for, inbox_for, journal_file, screen_for
from pages.app import App
from steps import MODULES

pytest_plugins = [
    "harness.settings.pytest_options",
    "harness.preflight",
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
def app_on(
    pytestconfig: pytest.Config, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> Callable[[Session], App]:
    """The app on a phone; one guard watches over invitations from all of them."""
    notes = RunNotes(run_facts_of(pytestconfig), recorder_of(pytestconfig))
    root, own = pytestconfig.rootpath, tmp_path_factory.mktemp("journal")
    guard = guard_for(settings, journal_file(settings, root, own))
    organization = settings.people.organization
    # One for each session: with a new session, who is logged in is not known any more.
    return cache(lambda session: App(screen_for(session, settings, guard, notes), organization))


@pytest.fixture
def app(
    pytestconfig: pytest.Config, sessions: Sessions, app_on: Callable[[Session], App]
) -> Iterator[App]:
    """The app on the first phone; what a scenario sent is taken back after it."""
    yield app_on(sessions.of_admin())
    app = app_on(sessions.of_admin())  # another one, where the session was lost
    for entry in app.take_back_open_invitations():
        recorder_of(pytestconfig).note("not taken back", f"{entry.contact} as {entry.role}")
    run_facts_of(pytestconfig).journal_open = len(app.screen.guard.open_entries())


@pytest.fixture
def member_app(settings: Settings, sessions: Sessions, app_on: Callable[[Session], App]) -> App:
    """The app on the phone that has the first member's number."""
    number = next(each.contact for each in settings.people.members if each.kind == "phone")
    return app_on(sessions.with_number(number))


@pytest.fixture
def inbox_of(sessions: Sessions) -> Callable[[Member], Inbox]:
    """Where a member is told, as the people file says."""
    return lambda member: inbox_for(member, sessions.with_number)

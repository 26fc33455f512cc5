"""Wiring only: the plugins, and the chain settings -> phones -> lease -> sessions -> app."""

from collections.abc import Callable, Iterator, Mapping
from functools import cache

import pytest

from harness.evidence.notes import RunNotes
from harness.evidence.stash import keep_secrets_of, recorder_of, run_facts_of, tell_facts_of
from harness.inboxes.inbox import Inbox
from harness.invitations.guard import InvitationGuard
from harness.session.lease import ADMIN, Lease, Turns
from harness.session.log_ins import LogIns
from harness.session.session import Session
from harness.session.sessions import Sessions
from harness.session.virtual_phones import virtual_environment
from harness.settings import Member, Settings
from harness.settings.from_pytest import settings_of
from harness.wiring import has_own_journal, inbox_for, log_ins_for, screen_for
from pages.app import App
from pages.taking_back import take_back_open_invitations
from steps import MODULES

pytest_plugins = [
    "harness.settings.pytest_options",
    "harness.interruption",
    "harness.preflight",
    "harness.gherkin.collect",
    "harness.evidence.plugin",
    "harness.second_attempt",
    "harness.leasing",
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
    keep_secrets_of(pytestconfig, settings)
    tell_facts_of(pytestconfig, settings)
    return settings


@pytest.fixture(scope="session")
def log_ins(
    pytestconfig: pytest.Config, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> LogIns:
    """What came of this run's log-ins; its workers' folders stand side by side."""
    run_id = getattr(pytestconfig, "workerinput", {}).get("testrunuid")
    return log_ins_for(settings, run_id, tmp_path_factory.getbasetemp().parent)


@pytest.fixture(scope="session")
def app_on(
    settings: Settings, guard: InvitationGuard, notes: RunNotes, log_ins: LogIns
) -> Callable[[Session], App]:
    """The app on a phone, one for each session: with a new one, who is logged in is not known."""
    account = settings.people.organization, log_ins, settings.people.profile_name
    return cache(lambda each: App(screen_for(each, settings, guard, notes), *account))


@pytest.fixture
def app_of(
    turns: Turns, sessions: Sessions, app_on: Callable[[Session], App]
) -> Callable[[str], App]:
    """The app on the phone of an actor of the scenario: "Admin", "Operator", "invited member"."""
    return lambda actor: app_on(sessions.on(turns.phone_for(actor)))


@pytest.fixture
def app(
    pytestconfig: pytest.Config,
    settings: Settings,
    guard: InvitationGuard,
    app_of: Callable[[str], App],
) -> Iterator[App]:
    """The app on the Admin's phone; what a scenario sent is taken back after it."""
    app, admin = app_of(ADMIN), settings.people.admin
    # Also with a new session, where the tap that is in doubt has lost the old one.
    guard.reads_list_with(lambda contact: app_of(ADMIN).standing_of(contact, admin))
    yield app
    if guard.may_have_sent():  # nothing is asked of a phone for nothing
        for entry in take_back_open_invitations(lambda: app_of(ADMIN), admin):
            recorder_of(pytestconfig).note("not taken back", f"{entry.who} as {entry.role}")
    if has_own_journal(settings):
        run_facts_of(pytestconfig).journal_open = len(guard.open_entries())


@pytest.fixture
def inbox_of(lease: Lease, sessions: Sessions) -> Callable[[Member], Inbox]:
    """Where a member is told, as the people file says."""
    return lambda member: inbox_for(member, lambda each: sessions.on(lease.phone_of(each)))

"""pytest plugin: every scenario has phones and members for itself, by what its tags ask for."""

from collections.abc import Callable, Iterable, Iterator, Mapping

import pytest

from harness.evidence.notes import RunNotes
from harness.evidence.recorder import Recorder
from harness.evidence.run_facts import RunFacts
from harness.invitations.guard import InvitationGuard
from harness.second_attempt import course_of
from harness.session.lease import Lease, Needs, Turns
from harness.session.phones import Phone, phones_of
from harness.session.pool import Pool
from harness.session.sessions import Sessions
from harness.session.virtual_clock import VirtualClock
from harness.settings import Settings
from harness.wiring import guard_for, journal_file


@pytest.fixture(scope="session")
def phones(settings: Settings, environment: Mapping[str, str]) -> Iterator[list[Phone]]:
    """Every phone of the profile; those that are not started for this process may be in use."""
    with phones_of(settings.profile, environment) as phones:
        yield phones


@pytest.fixture(scope="session")
def sessions(
    settings: Settings, evidence: Recorder, run_facts: RunFacts, notes: RunNotes
) -> Iterator[Sessions]:
    """Sessions with them, each started when it is first used."""
    sessions = Sessions(
        settings.profile,
        opened=evidence.watch,
        closing=evidence.unwatch,
        used=evidence.use,
        tell=notes.fallback,
    )
    try:
        yield sessions
        sessions.close()
    finally:
        run_facts.commands.update(sessions.commands)


@pytest.fixture(scope="session")
def pool(
    pytestconfig: pytest.Config, settings: Settings, phones: list[Phone], sessions: Sessions
) -> Iterator[Pool]:
    """The phones of the profile and the members of the people file, for all workers."""
    workers = int(getattr(pytestconfig, "workerinput", {}).get("workercount", 1))
    pool = Pool(settings, phones, workers, end=sessions.end)
    yield pool
    pool.give_back()


@pytest.fixture(scope="session")
def guard(
    pytestconfig: pytest.Config, settings: Settings, tmp_path_factory: pytest.TempPathFactory
) -> InvitationGuard:
    """One guard watches over invitations from all phones."""
    own = tmp_path_factory.mktemp("journal")
    return guard_for(settings, journal_file(settings, pytestconfig.rootpath, own))


@pytest.fixture(scope="session")
def notes(
    evidence: Recorder, run_facts: RunFacts, keep_secret: Callable[[Iterable[str]], None]
) -> RunNotes:
    """Where the engine says what got in its way, and what no report may show."""
    return RunNotes(run_facts, evidence, keep_secret)


@pytest.fixture
def lease(request: pytest.FixtureRequest, pool: Pool, guard: InvitationGuard) -> Iterator[Lease]:
    """What this scenario uses, and nobody else until its end."""
    needs = Needs.of_tags({mark.name for mark in request.node.iter_markers()})
    with pool.leased(needs) as lease:
        phone = lease.phones[0]
        with guard.scenario(phone.settings.udid or phone.name, lease.may_touch, lease.alone):
            yield lease
            course = course_of(request.node)
            course.left_open = True  # as long as the journal does not tell
            # A tap in doubt may arrive late, whatever the list has shown since.
            course.left_open = (
                guard.was_in_doubt or guard.has_left_open() or bool(guard.to_look_for())
            )


@pytest.fixture
def turns(lease: Lease, notes: RunNotes, evidence: Recorder) -> Turns:
    """Who acts on which phone; the report says whose a picture is, and when one changes hands."""
    return Turns(
        lease, lambda words: evidence.note("Taking turns", words), notes.fallback, evidence.hand_to
    )


@pytest.fixture
def clock(lease: Lease) -> VirtualClock | None:
    """Of the scenario's phones; None where it cannot be moved."""
    return lease.phones[0].clock

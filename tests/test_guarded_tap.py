"""The tap that reaches people, from the pages down to the virtual organization."""

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from harness.errors import RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from harness.wiring import screen_for
from pages.app import App
from virtual_phone.organization import Invitation, Organization, default_world
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[1]
PASSWORD = "for this test"
LISTED = Contact("phone", "+1 202-555-0147")
UNLISTED = Contact("phone", "+1 202-555-0148")


class Notes:
    def interstitial(self, name: str) -> None:
        """Nobody reads it."""

    def fallback(self, what: str) -> None:
        """Nobody reads it."""

    def keep_secret(self, codes: Iterable[str]) -> None:
        """Nobody is told one here."""


@pytest.fixture(scope="module")
def organization() -> Organization:
    """The app's server, shared by all tests here."""
    return Organization(default_world(PASSWORD))


@pytest.fixture(scope="module")
def settings() -> Settings:
    """As the virtual phone's profile has them."""
    environment = {VIRTUAL_PASSWORD: PASSWORD, VIRTUAL_IMAP_PORT: "1143"}
    return load_settings(ROOT, environment=environment)


@pytest.fixture(scope="module")
def session(organization: Organization, settings: Settings) -> Iterator[Session]:
    """With one phone behind its own door."""
    door = WebDriverDoor(Phone(organization))
    door.start()
    session = Session.start(
        door.url,
        settings.profile.capabilities,
        name="phone 1",
        command_s=10,
        session_s=10,
    )
    yield session
    session.quit()
    door.stop()


@pytest.fixture
def journal(tmp_path: Path) -> Journal:
    """Empty."""
    return Journal(tmp_path / "journal.sqlite3")


@pytest.fixture
def admin(session: Session, settings: Settings, journal: Journal) -> App:
    """The Admin on Permissions; only one contact is listed."""
    guard = InvitationGuard(journal, Scope("virtual", "phone", "here"), [LISTED])
    app = App(screen_for(session, settings, guard, Notes()), settings.people.organization)
    app.log_in(settings.people.admin, "phone")
    app.open_permissions()
    return app


def _pending(organization: Organization) -> list[Invitation]:
    return organization.pending(BLUE_FERN_STUDIO)


def test_somebody_who_is_not_listed_is_never_invited(
    admin: App, organization: Organization, journal: Journal
) -> None:
    """Everything up to the tap is done; the tap is refused, and nothing is sent or noted."""
    with pytest.raises(RecipientRefused, match=r"\+1 202-555-0148 must not be invited"):
        admin.invite(UNLISTED, "Operator")
    assert _pending(organization) == []
    assert journal.open_entries() == []


def test_an_invitation_is_noted_sent_once_and_taken_back(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """From the intent to the closed entry."""
    admin.invite(LISTED, "Operator").confirm_sent()
    assert [entry.state for entry in journal.open_entries()] == ["seen"]
    assert [each.contact.shown for each in _pending(organization)] == [str(LISTED)]
    assert admin.take_back_open_invitations(settings.people.admin) == []
    assert _pending(organization) == []
    assert journal.open_entries() == []


def test_what_another_run_left_is_taken_back_from_its_journal(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """A run that died after the tap: only its journal knows."""
    admin.invite(LISTED, "Admin")
    [entry] = journal.open_entries()
    journal.mark(entry.id, "intended")
    assert admin.take_back_open_invitations(settings.people.admin) == []
    assert _pending(organization) == []


def test_people_who_had_joined_are_never_removed(
    session: Session, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """Even when the journal has an open entry for one of them."""
    colleague = Contact("phone", "+1 202-555-0102")
    scope = Scope("virtual", "phone", "here")
    guard = InvitationGuard(journal, scope, [colleague], protected=[colleague])
    app = App(screen_for(session, settings, guard, Notes()), settings.people.organization)
    app.log_in(settings.people.admin, "email")
    before = organization.members(BLUE_FERN_STUDIO)
    journal.intend(scope, "phone", colleague.written, "Operator")
    assert app.take_back_open_invitations(settings.people.admin) == []
    assert organization.members(BLUE_FERN_STUDIO) == before

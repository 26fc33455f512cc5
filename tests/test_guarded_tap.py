"""The tap that reaches people, from the pages down to the virtual organization."""

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from harness.errors import InfrastructureError, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from harness.wiring import screen_for
from pages.app import App
from pages.taking_back import take_back_open_invitations
from virtual_phone.app.build import PRESETS
from virtual_phone.app.screens.invite import Invite
from virtual_phone.app.screens.role import Role
from virtual_phone.organization import Invitation, Membership, Organization, default_world
from virtual_phone.organization.refusals import Reason
from virtual_phone.organization.roles import Role as Rights
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[1]
PASSWORD = "for this test"
LISTED = Contact("phone", "+1 202-555-0147")
UNLISTED = Contact("phone", "+1 202-555-0148")
UNKNOWN = (
    "the list on Permissions does not tell whether +1 202-555-0147 is in it: a row may be theirs"
    " that hides characters or shows a name, or the list has not loaded. Do: look there, and remove"
    " them by hand"
)


class Notes:
    def __init__(self) -> None:
        self.fallbacks: list[str] = []

    def interstitial(self, name: str) -> None:
        """Nobody reads it."""

    def fallback(self, what: str) -> None:
        self.fallbacks.append(what)

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


@pytest.fixture(scope="module", params=["current"])
def session(
    request: pytest.FixtureRequest, organization: Organization, settings: Settings
) -> Iterator[Session]:
    """With one phone behind its own door; the parameter is the app's build."""
    door = WebDriverDoor(Phone(organization, build=PRESETS[request.param]))
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
def notes() -> Notes:
    """What the report would say."""
    return Notes()


@pytest.fixture
def admin(session: Session, settings: Settings, journal: Journal, notes: Notes) -> App:
    """The Admin on Permissions; only one contact is listed."""
    guard = InvitationGuard(journal, Scope("virtual", "phone", "here"), [LISTED])
    app = App(screen_for(session, settings, guard, notes), settings.people.organization)
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


def test_nothing_is_done_in_another_account(
    admin: App, settings: Settings, organization: Organization
) -> None:
    """The same Admin has two; whoever is invited in the other one would join that."""
    others = ["Amber Pine Kitchen"]
    assert admin.offered_accounts(settings.people.admin, "phone", others) >= {*others}
    admin.choose_account("Amber Pine Kitchen")
    with pytest.raises(InfrastructureError) as refused:
        admin.open_permissions()
    told = str(refused.value)
    assert told.startswith("Profile does not name Blue Fern Studio: the app is in another account")
    assert "Nothing more was done there: whoever is invited would join that account." in told
    assert "write profile_name into the people file as Profile has it" in told
    assert _pending(organization) == []


def test_an_invitation_is_noted_sent_once_and_taken_back(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """From the intent to the closed entry."""
    admin.invite(LISTED, "Operator").confirm_sent()
    assert [entry.state for entry in journal.open_entries()] == ["seen"]
    assert [each.contact.shown for each in _pending(organization)] == [str(LISTED)]
    assert take_back_open_invitations(lambda: admin, settings.people.admin) == []
    assert _pending(organization) == []
    assert journal.open_entries() == []


def test_two_quick_taps_are_noted_once_and_whatever_they_made_is_taken_back(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """The first one sends, the second one may land on what follows."""
    admin.choose_role_for(LISTED).choose("Operator").send_by_two_taps()
    assert [(entry.state, entry.role) for entry in journal.open_entries()] == [
        ("tapped", "Operator")
    ]
    assert [each.contact.shown for each in _pending(organization)] == [str(LISTED)]
    assert take_back_open_invitations(lambda: admin, settings.people.admin) == []
    assert _pending(organization) == []
    with pytest.raises(RecipientRefused, match=r"\+1 202-555-0148 must not be invited"):
        admin.choose_role_for(UNLISTED).choose("Operator").send_by_two_taps()
    assert _pending(organization) == []


def _send_when_left(patch: pytest.MonkeyPatch) -> None:
    patch.setattr(Role, "left", lambda role: role.app.send_unseen(role.contact, Rights.OPERATOR))


def _send_and_stay(patch: pytest.MonkeyPatch) -> None:
    def go_on(page: Invite) -> None:
        page.app.send_unseen(page.contact(), Rights.OPERATOR)

    patch.setattr(Invite, "_go_on", go_on)


def _send_and_refuse(patch: pytest.MonkeyPatch) -> None:
    def go_on(page: Invite) -> None:
        page.app.send_unseen(page.contact(), Rights.OPERATOR)
        page.app.tell(Reason.ALREADY_PENDING.value)

    patch.setattr(Invite, "_go_on", go_on)


@pytest.mark.parametrize("send", [_send_when_left, _send_and_stay, _send_and_refuse])
def test_what_the_app_sends_without_invite_is_taken_back(
    admin: App,
    settings: Settings,
    organization: Organization,
    journal: Journal,
    monkeypatch: pytest.MonkeyPatch,
    send: Callable[[pytest.MonkeyPatch], None],
) -> None:
    """Also where no step of the scenario has looked into the list since."""
    send(monkeypatch)
    guard, page = admin.screen.guard, admin.start_invitation(LISTED.kind).enter(LISTED)
    if page.leads_on():
        admin.leave_invitation()
    assert [each.contact.shown for each in _pending(organization)] == [str(LISTED)]
    assert (journal.entries(), guard.may_have_sent()) == ([], True)
    assert take_back_open_invitations(lambda: admin, settings.people.admin) == []
    assert _pending(organization) == []
    assert [each.state for each in journal.entries()] == ["closed"]
    assert not guard.may_have_sent()


def test_what_another_run_left_is_taken_back_from_its_journal(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """A run that died after the tap: only its journal knows."""
    admin.invite(LISTED, "Admin")
    [entry] = journal.open_entries()
    journal.mark(entry.id, "intended")
    assert take_back_open_invitations(lambda: admin, settings.people.admin) == []
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
    assert take_back_open_invitations(lambda: app, settings.people.admin) == []
    assert organization.members(BLUE_FERN_STUDIO) == before
    with pytest.raises(RecipientRefused, match="must not be removed: marked has_joined"):
        app.return_to_permissions().remove(colleague)
    assert organization.members(BLUE_FERN_STUDIO) == before


def test_remove_is_tapped_through_the_guard_only(admin: App, organization: Organization) -> None:
    """For a member who is nobody of the user's own, not even Remove user is tapped."""
    before = organization.members(BLUE_FERN_STUDIO)
    colleague = Contact("phone", "+1 202-555-0102")
    sheet = admin.permissions.open_menu_of(colleague)
    with pytest.raises(RecipientRefused, match="not listed under `members`"):
        sheet.remove_user(colleague)
    dialog = sheet.remove_user(LISTED)  # as if it were theirs
    with pytest.raises(RecipientRefused, match=r"RemovalDialog\.remove .* past the guard"):
        dialog.remove.tap_once()
    with pytest.raises(InfrastructureError, match=r"asks about '\+1 202-555-0102 will have"):
        dialog.confirm(LISTED)
    assert organization.members(BLUE_FERN_STUDIO) == before


def test_who_joined_is_removed_by_the_contact_in_the_list(
    admin: App, settings: Settings, organization: Organization, journal: Journal
) -> None:
    """The list shows them: they are out of the account, and nothing is open."""
    before = organization.members(BLUE_FERN_STUDIO)
    admin.invite(LISTED, "Operator").confirm_sent()
    _join(admin, organization)
    assert take_back_open_invitations(lambda: admin, settings.people.admin) == []
    assert organization.members(BLUE_FERN_STUDIO) == before
    assert journal.open_entries() == []


@pytest.mark.parametrize("session", ["names-in-list"], indirect=True)
def test_who_may_be_listed_by_name_is_not_taken_for_gone(
    admin: App, settings: Settings, organization: Organization, journal: Journal, notes: Notes
) -> None:
    """Nobody else is removed, the entry stays open and says why; the report says it once."""
    before = organization.members(BLUE_FERN_STUDIO)
    admin.invite(LISTED, "Operator").confirm_sent()
    joined = _join(admin, organization)
    for _ in range(2):
        [entry] = take_back_open_invitations(lambda: admin, settings.people.admin)
    assert organization.members(BLUE_FERN_STUDIO) == [*before, joined]
    [entry] = journal.open_entries()
    assert (entry.state, entry.remark) == ("seen", UNKNOWN)
    assert notes.fallbacks == [f"not taken back: {UNKNOWN}"]
    with pytest.raises(InfrastructureError, match="does not tell whether"):
        admin.permissions.lists(LISTED)
    organization.remove(BLUE_FERN_STUDIO, before[0].person, joined)


def _join(admin: App, organization: Organization) -> Membership:
    """As the member's phone does it; the page says so before its tap on Continue."""
    [invitation] = _pending(organization)
    messages = organization.deliveries.to_number(invitation.contact)
    organization.open_link(invitation.token)
    code = re.findall(r"\b\d{6}\b", messages.take()[-1].body)[-1]
    admin.screen.guard.joined(LISTED)
    return organization.accept(invitation.token, code, organization.person(invitation.contact))

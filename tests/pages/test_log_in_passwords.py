"""Passwords at log-in: typed again where the app refuses one, and no oftener than that."""

from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from harness.errors import NotShown
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App
from pages.log_in_way import NotLetIn
from virtual_phone.app.screens.password import Password
from virtual_phone.faults import Faults
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[2]
PASSWORD = "for this test"
MakeApp = Callable[..., App]


class Notes:
    """What the report would say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def interstitial(self, name: str) -> None: ...

    def fallback(self, what: str) -> None:
        self.said.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None: ...


@pytest.fixture
def organization(monkeypatch: pytest.MonkeyPatch) -> Organization:
    """Counts how often somebody asks to be let in."""
    organization = Organization(default_world(PASSWORD))
    organization.asked = 0  # type: ignore[attr-defined]
    sign_in = organization.sign_in

    def counted(*credentials: str) -> object:
        organization.asked += 1  # type: ignore[attr-defined]
        return sign_in(*credentials)

    monkeypatch.setattr(organization, "sign_in", counted)
    return organization


@pytest.fixture
def notes() -> Notes:
    """Nothing yet."""
    return Notes()


def _settings(password: str) -> Settings:
    environment = {VIRTUAL_PASSWORD: password, VIRTUAL_IMAP_PORT: "1143"}
    return load_settings(ROOT, environment=environment)


@pytest.fixture
def make_app(organization: Organization, notes: Notes, tmp_path: Path) -> Iterator[MakeApp]:
    """The app on a phone, whose people file has a password."""
    started: list[tuple[WebDriverDoor, Session]] = []

    def make(password: str = PASSWORD, *faults: str) -> App:
        settings = _settings(password)
        door = WebDriverDoor(Phone(organization, faults=Faults(faults)))
        door.start()
        session = Session.start(door.url, {}, name="phone 1", command_s=20, session_s=20)
        started.append((door, session))
        screen = screen_for(session, settings, guard_for(settings, tmp_path / "journal"), notes)
        return App(screen, settings.people.organization)

    yield make
    for door, session in started:
        session.quit()
        door.stop()


def _log_in(app: App, password: str = PASSWORD) -> None:
    app.log_in(_settings(password).people.admin, "phone")


def test_a_password_that_the_phone_mistyped_is_typed_again(
    make_app: MakeApp, organization: Organization, notes: Notes
) -> None:
    """Its field hides it, so that only the refusal tells."""
    _log_in(make_app(PASSWORD, "wrong-characters:nth=2"))
    assert organization.asked == 2  # type: ignore[attr-defined]
    assert "the password was refused, and typed once more" in notes.said


def test_a_wrong_password_is_not_the_apps_fault(
    make_app: MakeApp, organization: Organization
) -> None:
    """Each one brings the account nearer to being locked: it is sent twice, and no more."""
    with pytest.raises(NotLetIn) as refused:
        _log_in(make_app("another one"), "another one")
    assert str(refused.value) == (
        "The app does not let +1 202-555-0100 in.\n"
        "  Last seen: Account or password is incorrect\n"
        "  Do: look whether the people file has the right password or code_command, and log in with"
        " it by hand"
    )
    assert organization.asked == 2  # type: ignore[attr-defined]


def test_a_log_in_that_does_nothing_is_the_apps_fault(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """It refuses nothing; it just does not go on."""
    monkeypatch.setattr(Password, "_log_in", lambda _screen: None)
    with pytest.raises(NotShown, match="the app to be logged in"):
        _log_in(make_app())
    assert "the password was refused, and typed once more" not in notes.said

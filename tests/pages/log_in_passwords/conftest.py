"""The app on a phone, and an organization that counts who asks to be let in."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from by_password import PASSWORD, MakeApp, Notes, settings_with

from harness.session.session import Session
from harness.wiring import guard_for, screen_for
from pages.app import App
from virtual_phone.app.build import Build
from virtual_phone.faults import Faults
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor


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


@pytest.fixture
def make_app(organization: Organization, notes: Notes, tmp_path: Path) -> Iterator[MakeApp]:
    """The app on a phone, whose people file has a password."""
    started: list[tuple[WebDriverDoor, Session]] = []

    def make(
        password: str = PASSWORD, *faults: str, build: Build | None = None, **timeouts_s: float
    ) -> App:
        settings = settings_with(password, **timeouts_s)
        door = WebDriverDoor(Phone(organization, faults=Faults(faults), build=build))
        door.start()
        session = Session.start(door.url, {}, name="phone 1", command_s=20, session_s=20)
        started.append((door, session))
        screen = screen_for(session, settings, guard_for(settings, tmp_path / "journal"), notes)
        return App(screen, settings.people.organization)

    yield make
    for door, session in started:
        session.quit()
        door.stop()

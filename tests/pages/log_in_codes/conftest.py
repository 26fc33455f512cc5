"""An app that asks for one-time codes, and the phone whose SMS brings them."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest
from code_notes import Notes

import pages.log_in_way
from harness.inboxes.one_time_code import one_time_code
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Person, Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App
from virtual_phone.app.build import Build, FirstFactor
from virtual_phone.app.screens.code import DIGITS
from virtual_phone.app.screens.two_step_verification import TwoStepVerification
from virtual_phone.clock import Clock
from virtual_phone.organization import Contact, Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[3]
PASSWORD = "for this test"


def _settings() -> Settings:
    variables = {VIRTUAL_PASSWORD: PASSWORD, VIRTUAL_IMAP_PORT: "1143"}
    return load_settings(ROOT, environment=variables)


@pytest.fixture
def clock() -> Clock:
    """By which codes expire."""
    return Clock()


@pytest.fixture
def first_factor() -> FirstFactor:
    """What comes before the second code."""
    return "code"


@pytest.fixture
def organization(clock: Clock) -> Organization:
    """Sends the codes, and checks them."""
    return Organization(default_world(PASSWORD), clock=clock)


@pytest.fixture
def sent(organization: Organization, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every code that was to let somebody in."""
    sent: list[str] = []
    sign_in = organization.sign_in_with_code

    def counted(identifier: Contact, code: str) -> object:
        sent.append(code)
        return sign_in(identifier, code)

    monkeypatch.setattr(organization, "sign_in_with_code", counted)
    return sent


@pytest.fixture
def phone(organization: Organization, first_factor: FirstFactor) -> Phone:
    """Its app asks for a second code in any case."""
    build = Build(first_factor=first_factor, two_step=True)
    return Phone(organization, sim="+12025550100", build=build)


@pytest.fixture
def session(phone: Phone) -> Iterator[Session]:
    """With the phone, behind its own door."""
    door = WebDriverDoor(phone)
    door.start()
    session = Session.start(door.url, {}, name="phone 1", command_s=20, session_s=20)
    yield session
    session.quit()
    door.stop()


@pytest.fixture
def notes() -> Notes:
    """Nothing yet."""
    return Notes()


@pytest.fixture
def admin(first_factor: FirstFactor) -> Person:
    """Has a password only where one is asked for."""
    admin = _settings().people.admin
    password = admin.password if first_factor == "password" else None
    return admin.model_copy(update={"password": password, "code_command": ("code",)})


@pytest.fixture
def app(session: Session, notes: Notes, tmp_path: Path) -> App:
    """The app on the phone."""
    settings = _settings()
    guard = guard_for(settings, tmp_path / "journal.sqlite3")
    return App(screen_for(session, settings, guard, notes), settings.people.organization)


@pytest.fixture
def spoilt() -> set[int]:
    """Which of the codes, counted from 1, are typed otherwise than they were sent."""
    return set()


@pytest.fixture
def typed(phone: Phone, monkeypatch: pytest.MonkeyPatch, spoilt: set[int]) -> list[str]:
    """Every code that somebody was asked for; each comes from the phone's newest SMS."""
    typed: list[str] = []

    def from_sms(_: object, keep_secret: Callable[[Iterable[str]], None]) -> str:
        found = re.search(r"\d{6}", phone.text_messages()[0].body)
        assert found
        is_spoilt = len(typed) + 1 in spoilt
        code = f"{(int(found[0]) + is_spoilt) % 1_000_000:06d}"
        typed.append(code)
        return one_time_code([sys.executable, "-c", f"print('{code}')"], keep_secret)

    monkeypatch.setattr(pages.log_in_way, "one_time_code", from_sms)
    return typed


@pytest.fixture
def continue_stays_at_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes above it, and switched on as long as the field is full."""

    def draw_foot(page: TwoStepVerification, layout: Layout) -> None:
        is_complete = len(page.code.value) == DIGITS
        foot = layout.bottom(dp(64))
        button(layout, "Continue", page.check, at=foot, enabled=is_complete)

    monkeypatch.setattr(TwoStepVerification, "draw_foot", draw_foot)

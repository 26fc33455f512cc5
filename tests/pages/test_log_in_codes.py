"""One-time codes at log-in: known as secret before anybody types them."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

import pages.log_in_way
from harness.inboxes.one_time_code import one_time_code
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App
from pages.credentials import CredentialsPage
from virtual_phone.app.build import Build
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[2]
PASSWORD = "for this test"


class Notes:
    """Remembers what was made known, and what was typed, in order."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def interstitial(self, name: str) -> None: ...

    def fallback(self, what: str) -> None: ...

    def keep_secret(self, codes: Iterable[str]) -> None:
        self.said += [f"secret {code}" for code in codes]


@pytest.fixture
def phone() -> Phone:
    """Its app asks for two codes: one in place of the password, and one more."""
    build = Build(first_factor="code", two_step=True)
    return Phone(Organization(default_world(PASSWORD)), sim="+12025550100", build=build)


@pytest.fixture
def session(phone: Phone) -> Iterator[Session]:
    """With the phone, behind its own door."""
    door = WebDriverDoor(phone)
    door.start()
    session = Session.start(door.url, {}, name="phone 1", command_s=20, session_s=20)
    yield session
    session.quit()
    door.stop()


def test_both_codes_are_known_before_they_are_typed(
    phone: Phone, session: Session, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a failure between the two would show the code."""
    notes = Notes()
    typing = CredentialsPage.enter_code

    def from_sms(_: object, keep_secret: Callable[[Iterable[str]], None]) -> str:
        found = re.search(r"\d{6}", phone.text_messages()[0].body)
        assert found
        return one_time_code([sys.executable, "-c", f"print('{found[0]}')"], keep_secret)

    def enter_code(page: CredentialsPage, code: str) -> None:
        notes.said.append(f"typed {code}")
        typing(page, code)

    monkeypatch.setattr(pages.log_in_way, "one_time_code", from_sms)
    monkeypatch.setattr(CredentialsPage, "enter_code", enter_code)
    variables = {VIRTUAL_PASSWORD: PASSWORD, VIRTUAL_IMAP_PORT: "1143"}
    settings = load_settings(ROOT, environment=variables)
    admin = settings.people.admin.model_copy(update={"password": None, "code_command": ("code",)})
    guard = guard_for(settings, tmp_path / "journal.sqlite3")
    app = App(screen_for(session, settings, guard, notes), settings.people.organization)
    app.log_in(admin, "phone")

    known, typed = notes.said[::2], notes.said[1::2]
    assert len(typed) == 2
    assert [each.replace("typed", "secret") for each in typed] == known

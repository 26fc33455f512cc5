"""One-time codes at log-in: secret before anybody types them, and not taken at once, or at all."""

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

import pytest

import pages.log_in_way
from harness.errors import InfrastructureError, NotShown
from harness.inboxes.one_time_code import one_time_code
from harness.session.log_ins import CodeNotTaken, NotLetIn
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Person, Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App
from pages.credentials import CredentialsPage
from virtual_phone.app.build import Build, FirstFactor
from virtual_phone.app.screens.code import DIGITS, Code
from virtual_phone.app.screens.two_step_verification import TwoStepVerification
from virtual_phone.app.tiktok import TikTok
from virtual_phone.clock import Clock
from virtual_phone.organization import Contact, Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import button, text
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[2]
PASSWORD = "for this test"


class Notes:
    """Remembers what was made known, and what was typed, in order; and what did not go smoothly."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fallbacks: list[str] = []

    def interstitial(self, name: str) -> None: ...

    def fallback(self, what: str) -> None:
        self.fallbacks.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None:
        self.said += [f"secret {code}" for code in codes]


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


def test_both_codes_are_known_before_they_are_typed(
    app: App,
    admin: Person,
    notes: Notes,
    typed: list[str],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Else a failure between the two would show the code."""
    typing = CredentialsPage.enter_code

    def enter_code(page: CredentialsPage, code: str) -> None:
        notes.said.append(f"typed {code}")
        typing(page, code)

    monkeypatch.setattr(CredentialsPage, "enter_code", enter_code)
    app.log_in(admin, "phone")
    assert notes.said == [f"{how} {code}" for code in typed for how in ("secret", "typed")]
    assert len(typed) == 2
    assert sent == typed


@pytest.mark.parametrize(
    ("owner", "answer"),
    [(TikTok, "open"), (Code, "check"), (TwoStepVerification, "check")],
    ids=["to the number", "to the first code", "to the second code"],
)
def test_an_app_that_takes_its_time_is_waited_for(
    app: App,
    admin: Person,
    typed: list[str],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
    owner: type[Any],
    answer: str,
) -> None:
    """The page that was filled in stays until then: its field is no other page's."""
    asked: list[Callable[[], None]] = []
    answers, refresh = getattr(owner, answer), TikTok.refresh
    looks_to_come = 12

    def answer_later(*said: Any) -> None:
        if answer == "open" and type(said[1]) is not Code:
            answers(*said)
        else:
            asked.append(partial(answers, *said))

    def refresh_late(tiktok: TikTok) -> None:
        nonlocal looks_to_come
        refresh(tiktok)
        if asked:
            looks_to_come -= 1
            if looks_to_come == 0:
                asked[0]()

    monkeypatch.setattr(owner, answer, answer_later)
    monkeypatch.setattr(TikTok, "refresh", refresh_late)
    app.log_in(admin, "phone")
    assert app.main_bar.open_profile().is_of(app.organization)
    assert (len(asked), len(typed)) == (1, 2)
    assert sent == typed


@pytest.mark.parametrize("looks_before", [0, 12], ids=["at once", "later"])
@pytest.mark.parametrize("owner", [Code, TwoStepVerification], ids=["first", "second"])
def test_continue_that_comes_after_the_digits_is_tapped(
    app: App,
    admin: Person,
    typed: list[str],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
    owner: type[Code],
    looks_before: int,
) -> None:
    """It need not be there before them; nor with them, on a slow phone."""
    looks, refresh = 0, TikTok.refresh

    def counted(tiktok: TikTok) -> None:
        nonlocal looks
        refresh(tiktok)
        page = tiktok.stack[-1]
        looks += type(page) is owner and len(page.code.value) == DIGITS

    def draw_foot(page: Code, layout: Layout) -> None:
        if looks > looks_before and len(page.code.value) == DIGITS:
            button(layout, "Continue", page.check)

    monkeypatch.setattr(TikTok, "refresh", counted)
    monkeypatch.setattr(owner, "draw_foot", draw_foot)
    monkeypatch.setattr(owner, "_changed", lambda _page: None)
    app.log_in(admin, "phone")
    assert app.main_bar.open_profile().is_of(app.organization)
    assert len(typed) == 2
    assert sent == typed


@pytest.mark.parametrize("looks_before", [0, 12], ids=["at once", "its heading later"])
def test_continue_on_the_next_page_is_not_for_the_code_before(
    app: App,
    admin: Person,
    typed: list[str],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
    looks_before: int,
) -> None:
    """Where both pages have it, always switched on, and the first one goes on by itself."""
    looks, refresh, heading = 0, TikTok.refresh, TwoStepVerification.title

    def counted(tiktok: TikTok) -> None:
        nonlocal looks
        refresh(tiktok)
        looks += type(tiktok.stack[-1]) is TwoStepVerification
        monkeypatch.setattr(TwoStepVerification, "title", heading if looks > looks_before else "")

    monkeypatch.setattr(TikTok, "refresh", counted)

    def draw_foot(page: Code, layout: Layout) -> None:
        button(layout, "Continue", page.check)

    monkeypatch.setattr(Code, "draw_foot", draw_foot)
    monkeypatch.setattr(TwoStepVerification, "draw_foot", draw_foot)
    app.log_in(admin, "phone")
    assert app.main_bar.open_profile().is_of(app.organization)
    assert len(typed) == 2
    assert sent == typed


@pytest.mark.parametrize("owner", [Code, TwoStepVerification], ids=["first", "second"])
def test_a_code_that_the_phone_mistyped_is_typed_again_before_continue(
    app: App,
    admin: Person,
    typed: list[str],
    sent: list[str],
    monkeypatch: pytest.MonkeyPatch,
    owner: type[Code],
) -> None:
    """As long as the page stays, nothing was sent."""
    was_lost = False

    def changed(page: Code) -> None:
        nonlocal was_lost
        if not was_lost and len(page.code.value) == DIGITS:
            was_lost, page.code.value = True, page.code.value[1:]

    def draw_foot(page: Code, layout: Layout) -> None:
        button(layout, "Continue", page.check, enabled=len(page.code.value) == DIGITS)

    monkeypatch.setattr(owner, "draw_foot", draw_foot)
    monkeypatch.setattr(owner, "_changed", changed)
    app.log_in(admin, "phone")
    assert was_lost
    assert len(typed) == 2
    assert sent == typed


@pytest.mark.parametrize(
    ("first_factor", "wrong"),
    [("code", [1, 2]), ("code", [2, 4]), ("password", [1, 2])],
    ids=["a first code", "a second code", "a code after the password"],
)
def test_a_wrong_code_is_not_the_apps_fault(
    app: App,
    admin: Person,
    notes: Notes,
    typed: list[str],
    sent: list[str],
    spoilt: set[int],
    wrong: list[int],
) -> None:
    """None is sent again, nor what came before it; of another one, no more than once."""
    spoilt.update(wrong)
    for last in wrong:
        with pytest.raises(NotLetIn, match="Last seen: Verification code is incorrect"):
            app.log_in(admin, "phone")
        assert len(typed) == last
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        app.log_in(admin, "phone")
    assert len(typed) == wrong[-1]
    assert sent == typed
    assert "the password was refused, and typed once more" not in notes.fallbacks


@pytest.mark.parametrize(
    ("first_factor", "wrong"), [("code", 3), ("code", 4), ("password", 2)], ids=str
)
def test_a_code_that_is_not_taken_condemns_nobody_who_was_let_in_before(
    app: App, admin: Person, typed: list[str], sent: list[str], spoilt: set[int], wrong: int
) -> None:
    """It may have expired; the next one is another one."""
    spoilt.add(wrong)
    app.log_in(admin, "phone")
    with pytest.raises(CodeNotTaken):
        app.log_in(admin, "phone")
    app.log_in(admin, "phone")
    assert sent == typed


@pytest.fixture
def continue_stays_at_the_foot(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whatever comes above it, and switched on as long as the field is full."""

    def draw_foot(page: TwoStepVerification, layout: Layout) -> None:
        is_complete = len(page.code.value) == DIGITS
        foot = layout.bottom(dp(64))
        button(layout, "Continue", page.check, at=foot, enabled=is_complete)

    monkeypatch.setattr(TwoStepVerification, "draw_foot", draw_foot)


@pytest.mark.usefixtures("continue_stays_at_the_foot")
def test_a_code_is_not_sent_again_while_its_refusal_is_not_yet_believed(
    app: App,
    admin: Person,
    sent: list[str],
    typed: list[str],
    spoilt: set[int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Where its field keeps it, and Continue stays switched on."""
    check = TwoStepVerification.check

    def check_and_keep(page: TwoStepVerification) -> None:
        digits = page.code.value
        check(page)
        page.code.value = digits

    monkeypatch.setattr(TwoStepVerification, "check", check_and_keep)
    monkeypatch.setattr(app.screen, "quiet_s", 4)
    monkeypatch.setattr(app.screen, "timeout_s", 12)
    spoilt.add(2)
    with pytest.raises(CodeNotTaken):
        app.log_in(admin, "phone")
    assert len(typed) == 2
    assert sent == typed


@pytest.mark.usefixtures("continue_stays_at_the_foot")
@pytest.mark.parametrize("reaction", ["none", "a countdown", "the field is emptied"])
def test_continue_is_tapped_again_only_where_the_tap_was_swallowed(
    app: App,
    admin: Person,
    notes: Notes,
    sent: list[str],
    typed: list[str],
    monkeypatch: pytest.MonkeyPatch,
    reaction: str,
) -> None:
    """A page that has reacted may be slow; one that only counts seconds has not."""
    check, taps = TwoStepVerification.check, list[TwoStepVerification]()

    def check_later(page: TwoStepVerification) -> None:
        taps.append(page)
        if reaction == "the field is emptied":
            page.code.value = ""
        if len(taps) > 1:
            check(page)

    draws, looks = TwoStepVerification.draw, 0

    def draw(page: TwoStepVerification, layout: Layout) -> None:
        nonlocal looks
        draws(page, layout)
        looks += 1
        if reaction == "a countdown":
            text(layout, f"Another code in {1000 - looks} s")

    monkeypatch.setattr(TwoStepVerification, "check", check_later)
    monkeypatch.setattr(TwoStepVerification, "draw", draw)
    monkeypatch.setattr(app.screen, "timeout_s", 2)
    if reaction == "the field is emptied":
        with pytest.raises(NotShown, match="the app to be logged in"):
            app.log_in(admin, "phone")
        assert len(taps) == 1
    else:
        app.log_in(admin, "phone")
        assert notes.fallbacks == ["a tap was swallowed and sent again"]
        assert len(taps) == 2
        assert sent == typed
    assert len(typed) == 2


def test_a_second_code_that_has_expired_is_not_the_apps_fault(
    app: App, admin: Person, typed: list[str], clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app has other words for it."""
    typing = CredentialsPage.enter_code

    def enter_late(page: CredentialsPage, code: str) -> None:
        if len(typed) == 2:
            clock.advance(timedelta(minutes=11))
        typing(page, code)

    monkeypatch.setattr(CredentialsPage, "enter_code", enter_late)
    with pytest.raises(NotLetIn, match="Last seen: Verification code has expired"):
        app.log_in(admin, "phone")


def test_a_code_that_cannot_be_got_is_no_refusal(
    app: App, admin: Person, typed: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often it fails: the first code was taken, and the second one was never sent."""
    gets = pages.log_in_way.one_time_code
    in_vain = 0

    def fails_at_the_second(*asked: Any) -> str:
        nonlocal in_vain
        if in_vain < 3 and len(typed) % 2 == 1:
            typed.clear()
            in_vain += 1
            raise InfrastructureError("No mail.")
        return gets(*asked)

    monkeypatch.setattr(pages.log_in_way, "one_time_code", fails_at_the_second)
    for _ in range(3):
        with pytest.raises(InfrastructureError, match="No mail"):
            app.log_in(admin, "phone")
    app.log_in(admin, "phone")
    assert len(typed) == 2


def _settings() -> Settings:
    variables = {VIRTUAL_PASSWORD: PASSWORD, VIRTUAL_IMAP_PORT: "1143"}
    return load_settings(ROOT, environment=variables)

"""Passwords at log-in: typed again where the app refuses one, or where nobody saw its answer.

No oftener than that: each wrong one brings the account nearer to being locked.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import (
    ActInDoubt,
    CannotSee,
    InfrastructureError,
    NotShown,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.locator import Locator
from harness.screen.screen import Screen
from harness.session.faults import Stale
from harness.session.log_ins import NotLetIn
from harness.session.session import Session
from harness.session.sighting import Sighting
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App
from pages.credentials import CredentialsPage
from pages.log_in_way import LogInWay
from pages.taking_back import take_back_open_invitations
from virtual_phone.app.screens.password import Password
from virtual_phone.app.tiktok import TikTok
from virtual_phone.faults import Faults
from virtual_phone.organization import Organization, default_world
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.phone import Phone
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import text
from virtual_phone.webdriver import WebDriverDoor

LOST = [ActInDoubt, CannotSee, SessionLost, NotShown, InfrastructureError]
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


def _settings(password: str, **timeouts_s: float) -> Settings:
    environment = {VIRTUAL_PASSWORD: password, VIRTUAL_IMAP_PORT: "1143"}
    settings = load_settings(ROOT, environment=environment)
    timeouts = settings.profile.timeouts.model_copy(update=timeouts_s)
    return replace(settings, profile=settings.profile.model_copy(update={"timeouts": timeouts}))


@pytest.fixture
def make_app(organization: Organization, notes: Notes, tmp_path: Path) -> Iterator[MakeApp]:
    """The app on a phone, whose people file has a password."""
    started: list[tuple[WebDriverDoor, Session]] = []

    def make(password: str = PASSWORD, *faults: str, **timeouts_s: float) -> App:
        settings = _settings(password, **timeouts_s)
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


@pytest.fixture
def forgets_refusals(monkeypatch: pytest.MonkeyPatch) -> None:
    """The app takes its refusal away as soon as something else is typed."""
    draws = Password.draw

    def draw(page: Password, layout: Layout) -> None:
        page.password.on_change = lambda: setattr(page, "error", "")
        draws(page, layout)

    monkeypatch.setattr(Password, "draw", draw)


@pytest.mark.usefixtures("forgets_refusals")
@pytest.mark.parametrize("quiet_s", [0.05, 4], ids=["believed at once", "as on real phones"])
def test_a_wrong_password_is_not_the_apps_fault(
    make_app: MakeApp, organization: Organization, quiet_s: float
) -> None:
    """Each one brings the account nearer to being locked: it is sent twice, and no more.

    Also while its refusal is not yet believed: the field keeps its text, and Continue stays on.
    """
    with pytest.raises(NotLetIn) as refused:
        _log_in(make_app("another one", quiet_s=quiet_s, element_s=10), "another one")
    assert str(refused.value) == (
        "The app does not let +1 202-555-0100 in.\n"
        "  Last seen: Account or password is incorrect\n"
        "  Do: look whether the people file has the right password or code_command, and log in with"
        " it by hand"
    )
    assert organization.asked == 2  # type: ignore[attr-defined]


def test_a_refusal_that_stays_is_no_second_one(
    make_app: MakeApp, organization: Organization
) -> None:
    """Where it stood before, in the same words, nobody knows; it is not sent a third time."""
    app = make_app("another one", element_s=2)
    with pytest.raises(InfrastructureError) as in_doubt:
        _log_in(app, "another one")
    assert not isinstance(in_doubt.value, NotLetIn)
    assert str(in_doubt.value) == (
        "It is not known whether the app lets +1 202-555-0100 in: a refusal is shown, since before"
        " it was sent, and nothing else came after the password.\n"
        "  Last seen: Account or password is incorrect\n"
        "  Do: look whether the people file has the right password or code_command, and log in by"
        " hand: it may be refused again in the same words, or the app is slow"
    )
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        _log_in(app, "another one")
    assert organization.asked == 2  # type: ignore[attr-defined]


def test_other_words_are_a_second_refusal(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They are not what stood there before."""
    sends = Password._log_in

    def log_in(page: Password) -> None:
        was_refused = bool(page.error)
        sends(page)
        page.error = "Too many attempts" if was_refused else page.error

    monkeypatch.setattr(Password, "_log_in", log_in)
    with pytest.raises(NotLetIn, match="Last seen: Too many attempts"):
        _log_in(make_app("another one"), "another one")
    assert organization.asked == 2  # type: ignore[attr-defined]


def test_the_refusal_before_says_nothing_of_a_password_whose_answer_is_slow(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It stands there until the answer comes, for much longer than a refusal has to."""
    sends, refresh = Password._log_in, TikTok.refresh
    taps, looks_to_come = list[Password](), 12

    def log_in(page: Password) -> None:
        taps.append(page)
        if len(taps) == 1:
            sends(page)

    def refresh_late(tiktok: TikTok) -> None:
        nonlocal looks_to_come
        refresh(tiktok)
        if len(taps) > 1:
            looks_to_come -= 1
            if looks_to_come == 0:
                sends(taps[-1])

    monkeypatch.setattr(Password, "_log_in", log_in)
    monkeypatch.setattr(TikTok, "refresh", refresh_late)
    _log_in(make_app(PASSWORD, "wrong-characters:nth=2"))
    assert (organization.asked, len(taps)) == (2, 2)  # type: ignore[attr-defined]


def test_a_log_in_that_does_nothing_is_the_apps_fault(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """It refuses nothing; it just does not go on. A swallowed tap is counted, too."""
    taps: list[Password] = []

    def log_in(page: Password) -> None:
        taps.append(page)

    monkeypatch.setattr(Password, "_log_in", log_in)
    app = make_app(element_s=2)
    with pytest.raises(NotShown, match="the app to be logged in"):
        _log_in(app)
    assert "the password was refused, and typed once more" not in notes.said
    with pytest.raises(InfrastructureError, match="is not logged in any more in this run"):
        _log_in(app)
    assert len(taps) == 2


def test_a_swallowed_tap_is_sent_again(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """Where nothing at all came of it."""
    sends, taps = Password._log_in, list[Password]()

    def log_in(page: Password) -> None:
        taps.append(page)
        if len(taps) > 1:
            sends(page)

    monkeypatch.setattr(Password, "_log_in", log_in)
    _log_in(make_app(element_s=2))
    assert (organization.asked, len(taps)) == (1, 2)  # type: ignore[attr-defined]
    assert "a tap was swallowed and sent again" in notes.said


@pytest.mark.parametrize("hint", ["after the keyboard", "another one at each look"])
def test_what_else_is_on_the_page_says_nothing_of_a_swallowed_tap(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    notes: Notes,
    hint: str,
) -> None:
    """There is more of it once the keyboard has gone, and a countdown or a hint changes it."""
    sends, draws, taps = Password._log_in, Password.draw, list[Password]()
    looks = 0

    def log_in(page: Password) -> None:
        taps.append(page)
        if len(taps) > 1:
            sends(page)

    def draw(page: Password, layout: Layout) -> None:
        nonlocal looks
        draws(page, layout)
        looks += 1
        if hint == "another one at each look":
            text(layout, f"Hint {looks}")
        elif taps:  # Continue is above a keyboard, which the tap puts away
            text(layout, "Forgot password?")

    monkeypatch.setattr(Password, "_log_in", log_in)
    monkeypatch.setattr(Password, "draw", draw)
    _log_in(make_app(element_s=2))
    assert (organization.asked, len(taps)) == (1, 2)  # type: ignore[attr-defined]
    assert "a tap was swallowed and sent again" in notes.said


@pytest.mark.parametrize("reaction", ["loads", "empties the field", "switches Continue off"])
def test_a_page_that_has_reacted_has_not_swallowed_the_tap(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, reaction: str
) -> None:
    """It may be slow, or has answered: that is not asked for once more."""
    draws, taps = Password.draw, list[Password]()

    def log_in(page: Password) -> None:
        taps.append(page)
        if reaction == "empties the field":
            page.password.value = ""

    def draw(page: Password, layout: Layout) -> None:
        draws(page, layout)
        if taps and reaction == "loads":
            slot = layout.next(dp(48))
            slot.put(layout.node("spinner", "ProgressBar", slot.bounds, look="spinner"))
        if taps and reaction == "switches Continue off":
            layout.body[-1].enabled = False

    monkeypatch.setattr(Password, "_log_in", log_in)
    monkeypatch.setattr(Password, "draw", draw)
    with pytest.raises(NotShown, match="the app to be logged in"):
        _log_in(make_app(element_s=2))
    assert len(taps) == 1


@pytest.mark.parametrize(("is_wrong", "looks_in_vain"), [(False, 6), (False, 10**6), (True, 10**6)])
def test_a_screen_that_moves_after_typing_fails_no_log_in(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    *,
    is_wrong: bool,
    looks_in_vain: int,
) -> None:
    """A keyboard comes up, so that no look before the password is sent tells anything.

    A refusal that stands there at the first look after that may have been there before.
    """
    finds, touches, left = Screen.find, LogInWay._touch, 0
    types = CredentialsPage.type_password

    def type_and_move(page: CredentialsPage, secret: str) -> None:
        nonlocal left
        types(page, secret)
        left = looks_in_vain

    def find(screen: Screen, locators: Sequence[Locator]) -> list[Sighting]:
        nonlocal left
        if left:
            left -= 1
            message = "it was moving"
            raise Stale(message)
        return finds(screen, locators)

    def touch(way: LogInWay, element: Element, tap: Callable[[], None]) -> None:
        nonlocal left
        left = 0
        touches(way, element, tap)

    monkeypatch.setattr(CredentialsPage, "type_password", type_and_move)
    monkeypatch.setattr(Screen, "find", find)
    monkeypatch.setattr(LogInWay, "_touch", touch)
    password = "another one" if is_wrong else PASSWORD
    app = make_app(password, quiet_s=0.5, element_s=2)
    if is_wrong:
        with pytest.raises(InfrastructureError, match="since the first look that was possible"):
            _log_in(app, password)
    else:
        _log_in(app)
    assert organization.asked == 1  # type: ignore[attr-defined]


def _doubt_each_tap(monkeypatch: pytest.MonkeyPatch, *, is_done: bool) -> None:
    taps = Element.tap_once

    def tap_once(element: Element) -> None:
        if is_done or element.name != CredentialsPage.go_on.name:
            taps(element)
        message = "The answer to a tap was lost.\n  More of it"
        raise ActInDoubt(message)

    monkeypatch.setattr(Element, "tap_once", tap_once)


def test_of_a_tap_in_doubt_the_screen_tells(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch, notes: Notes
) -> None:
    """Where it was done, its answer comes."""
    _doubt_each_tap(monkeypatch, is_done=True)
    _log_in(make_app())
    assert organization.asked == 1  # type: ignore[attr-defined]
    assert "looked what came of a tap in doubt: The answer to a tap was lost." in notes.said


def test_a_tap_that_may_not_have_arrived_says_nothing_of_the_app(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """However often."""
    _doubt_each_tap(monkeypatch, is_done=False)
    with pytest.raises(CannotSee, match="the tap before may not have arrived"):
        _log_in(make_app(element_s=2))


def _fail(
    monkeypatch: pytest.MonkeyPatch, owner: type, verb: str, *faults: type[Exception]
) -> None:
    """Instead of its first calls, one fault each; after that it does what it always does."""
    left, does = list(faults), getattr(owner, verb)

    def verb_or_fault(*said: object, **more: object) -> object:
        if left:
            raise left.pop(0)("Nobody knows.")
        return does(*said, **more)

    monkeypatch.setattr(owner, verb, verb_or_fault)


@pytest.mark.parametrize("fault", LOST)
def test_an_answer_that_nobody_saw_is_asked_for_once_more(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[Exception],
) -> None:
    """It need not have been a refusal; a second one would be no accident."""
    app = make_app()
    _fail(monkeypatch, LogInWay, "_after_credentials", fault, fault)
    for _ in range(2):
        with pytest.raises(fault, match="Nobody knows"):
            _log_in(app)
    with pytest.raises(InfrastructureError) as in_doubt:
        _log_in(app)
    assert str(in_doubt.value) == (
        "+1 202-555-0100 is not logged in any more in this run: what the app answered to 2 log-ins"
        " was not seen, and if it was a refusal, more of them lock the account.\n"
        "  Do: look at the first failures of this run, and log in with it by hand"
    )
    assert organization.asked == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("fault", LOST)
def test_what_fails_before_a_password_is_sent_says_nothing_of_it(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch, fault: type[Exception]
) -> None:
    """However often: nobody was asked to let anybody in."""
    app = make_app()
    _fail(monkeypatch, CredentialsPage, "type_password", fault, fault, fault)
    for _ in range(3):
        with pytest.raises(fault, match="Nobody knows"):
            _log_in(app)
    _log_in(app)


def test_a_password_that_has_let_somebody_in_is_right(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers that are lost later are no reason to give up the account."""
    app = make_app()
    _log_in(app)
    _fail(monkeypatch, LogInWay, "_after_credentials", *[CannotSee] * 3)
    for _ in range(3):
        with pytest.raises(CannotSee):
            _log_in(app)
    _log_in(app)


def test_a_refusal_counts_whatever_follows(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app has said that it does not take the password; that it was typed rightly is open."""
    app = make_app("another one")
    _fail(monkeypatch, LogInWay, "_after_credentials", NotLetIn, CannotSee)
    with pytest.raises(CannotSee):
        _log_in(app, "another one")
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        _log_in(app, "another one")
    assert organization.asked == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize("fault", [*LOST, KeyboardInterrupt])
def test_a_refusal_allows_one_more_whatever_ends_before_that_is_sent(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    fault: type[BaseException],
) -> None:
    """The phone may have mistyped it: neither a third one nor none."""
    app, typing, typed = make_app("another one"), CredentialsPage.type_password, 0

    def type_or_fault(page: CredentialsPage, secret: str) -> None:
        nonlocal typed
        typed += 1
        if typed == 2:
            raise fault("Nobody knows.")
        typing(page, secret)

    monkeypatch.setattr(CredentialsPage, "type_password", type_or_fault)
    with pytest.raises(fault, match="Nobody knows"):
        _log_in(app, "another one")
    with pytest.raises(NotLetIn):
        _log_in(app, "another one")
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        _log_in(app, "another one")
    assert organization.asked == 2  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("owner", "verb"), [(CredentialsPage, "type_password"), (LogInWay, "_after_credentials")]
)
@pytest.mark.parametrize("fault", [ActInDoubt, CannotSee, NotShown])
def test_a_lost_answer_at_the_password_leaves_no_invitation_behind(
    make_app: MakeApp,
    organization: Organization,
    monkeypatch: pytest.MonkeyPatch,
    owner: type,
    verb: str,
    fault: type[Exception],
) -> None:
    """What a scenario has sent is taken back at the second attempt."""
    app, people = make_app(), _settings(PASSWORD).people
    member = next(Contact.of(each) for each in people.members if not each.has_joined)
    _log_in(app)
    app.open_permissions()
    app.invite(member, "Operator").confirm_sent()
    assert len(organization.pending(BLUE_FERN_STUDIO)) == 1
    app.log_out()
    _fail(monkeypatch, owner, verb, fault)
    assert take_back_open_invitations(lambda: app, people.admin) == []
    assert organization.pending(BLUE_FERN_STUDIO) == []

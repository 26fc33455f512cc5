"""The app asks for a log-in, and nobody has logged out: no promise is broken, and few are tried."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from by_password import PASSWORD, MakeApp, Notes, settings_with

from harness.errors import HarnessError, InfrastructureError, LoggedOut, NeedsPerson, NotShown
from harness.invitations.contact import Contact
from harness.session.faults import Stale
from harness.session.log_ins import NoMoreLogIns
from pages.app import App
from pages.log_in import LogInPage
from pages.permissions import PermissionsPage
from pages.rights import Rights
from pages.taking_back import take_back_open_invitations
from virtual_phone.app.build import Build
from virtual_phone.app.interstitials import Interstitial
from virtual_phone.app.screens.interruption import interruption
from virtual_phone.app.screens.role import Role
from virtual_phone.app.tiktok import TikTok
from virtual_phone.organization import Organization
from virtual_phone.organization import Role as OrganizationRole
from virtual_phone.system.application import Screen

_ADMIN = settings_with(PASSWORD).people.admin
_MEMBER = next(
    Contact.of(each) for each in settings_with(PASSWORD).people.members if not each.has_joined
)
_SAID = (
    "The app asks for a log-in, although {} was logged in and nobody has logged out.\n"
    "  Last done: {}\n"
    "  Do: log in with it by hand and look what the app says: the account may be suspended, or be"
    " in on one phone only. Where it always comes at the same step, look whether the app itself"
    " does it"
)
EndLogIn = Callable[[], None]


@pytest.fixture
def end_log_in(monkeypatch: pytest.MonkeyPatch) -> EndLogIn:
    """By the app's server: the app has noticed when it is started the next time."""
    is_over, launch = [False], TikTok.launch

    def launched(app: TikTok) -> None:
        if is_over[0]:
            app.data.session, is_over[0] = None, False
        launch(app)

    def end() -> None:
        is_over[0] = True

    monkeypatch.setattr(TikTok, "launch", launched)
    return end


def _begin(app: App) -> None:
    app.be_logged_in_as(_ADMIN)
    app.open_permissions().wait_open()


def _remarks(app: App) -> list[str]:
    return [each.remark for each in app.screen.guard.open_entries()]


def _ends(scenario: Callable[[], object]) -> type[HarnessError] | None:
    try:
        scenario()
    except HarnessError as fault:
        return type(fault)
    return None


@pytest.mark.parametrize(
    ("layout", "sought"),
    [
        ("A", 'MainBar.profile (tab "Profile")'),
        ("B", 'ProfilePage.menu (button "Profile menu")'),
    ],
    ids=["at once", "at Profile"],
)
def test_it_ends_a_scenario_and_the_next_one_logs_in_anew(
    make_app: MakeApp,
    organization: Organization,
    end_log_in: EndLogIn,
    layout: str,
    sought: str,
) -> None:
    """Between two scenarios, or in the middle of one; also where guests see the main screen."""
    app = make_app(PASSWORD, element_s=1, build=replace(Build(), log_in_layout=layout))
    _begin(app)
    for restart in (app.restart, lambda: app.be_logged_in_as(_ADMIN)):
        end_log_in()
        restart()
        with pytest.raises(LoggedOut) as logged_out:
            app.open_permissions()
        what = f"Waited 1 s for {sought} to be shown."
        assert str(logged_out.value) == _SAID.format("+1 202-555-0100", what)
        _begin(app)
    assert organization.asked == 3  # type: ignore[attr-defined]


def test_the_form_at_profile_is_a_log_in_too(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Where the app notices only there. The form of this layout has nothing but its tabs."""
    app, show_tab = make_app(PASSWORD, element_s=1), TikTok.show_tab
    _begin(app)

    def noticed(tiktok: TikTok, name: str) -> None:
        tiktok.data.session = None
        show_tab(tiktok, name)

    monkeypatch.setattr(TikTok, "show_tab", noticed)
    with pytest.raises(LoggedOut, match="Last done: Waited 1 s for ProfilePage"):
        _begin(app)


def test_whoever_is_logged_out_three_times_is_left_alone(
    make_app: MakeApp, organization: Organization, end_log_in: EndLogIn
) -> None:
    """Also where it goes well in between: the server has its reasons."""
    app, ends = make_app(PASSWORD, element_s=0.5), []
    for _ in range(4):
        ends.append(_ends(lambda: _begin(app)))
        end_log_in()
        ends.append(_ends(lambda: _begin(app)))
    assert ends == [None, LoggedOut] * 3 + [NoMoreLogIns] * 2
    assert organization.asked == 3  # type: ignore[attr-defined]
    with pytest.raises(NoMoreLogIns) as refused:
        _begin(app)
    assert str(refused.value) == (
        "+1 202-555-0100 is not logged in any more in this run: the app has logged it out 3 times,"
        " and nobody had asked for that.\n"
        "  Do: log in with it by hand and look what the app says: the account may be suspended, or"
        " be in on one phone only"
    )


def test_an_account_suspended_behind_the_main_screen_is_never_the_apps_failure(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its log-in has come to a good end; the app speaks of it at Profile, and is out then."""
    app, show_tab = make_app(PASSWORD, element_s=0.5), TikTok.show_tab

    def suspended(tiktok: TikTok, name: str) -> None:
        show_tab(tiktok, name)
        tiktok.data.session = None
        tiktok.tell("Your account was suspended.")

    monkeypatch.setattr(TikTok, "show_tab", suspended)
    ends = [_ends(lambda: _begin(app)) for _ in range(8)]
    assert ends == [NeedsPerson, LoggedOut] * 3 + [NoMoreLogIns] * 2
    assert organization.asked == 3  # type: ignore[attr-defined]


@pytest.mark.parametrize("layout", ["A", "B"])
def test_a_log_in_that_is_over_at_the_choice_of_the_account_is_counted_too(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch, layout: str
) -> None:
    """The server lets the account do nothing, and says nothing."""
    monkeypatch.setattr(TikTok, "act_for", lambda tiktok, *_: tiktok.log_out())
    app = make_app(PASSWORD, element_s=0.5, build=replace(Build(), log_in_layout=layout))
    ends = [_ends(lambda: _begin(app)) for _ in range(4)]
    assert ends == [LoggedOut] * 3 + [NoMoreLogIns]
    assert organization.asked == 3  # type: ignore[attr-defined]


def test_a_log_in_that_does_not_last_is_the_apps_failure_where_it_is_looked_at(
    make_app: MakeApp, end_log_in: EndLogIn
) -> None:
    """That one can log in is promised."""
    app = make_app(PASSWORD, element_s=0.5)
    app.log_in(_ADMIN, "phone")
    end_log_in()
    app.restart()
    with pytest.raises(NotShown):
        app.open_permissions()


def test_rights_are_not_told_by_who_is_logged_out(make_app: MakeApp, end_log_in: EndLogIn) -> None:
    """Else an Admin could not invite, and it would be proof that an Operator finds no way."""
    app = make_app(PASSWORD, element_s=0.5)
    _begin(app)
    end_log_in()
    with pytest.raises(LoggedOut) as logged_out:
        Rights(app).go_through_menu()
    assert str(logged_out.value) == _SAID.format("+1 202-555-0100", "Opened Profile.")


_TERMS = Interstitial("We have updated our terms", ("Agree and continue",))


def test_new_terms_are_no_log_in(make_app: MakeApp, monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever is logged in may be asked to agree, too; only a new app begins with them."""
    app, launch = make_app(PASSWORD, element_s=0.5), TikTok.launch
    _begin(app)

    def with_terms(tiktok: TikTok) -> None:
        launch(tiktok)
        tiktok.open(interruption(tiktok, _TERMS))

    monkeypatch.setattr(TikTok, "launch", with_terms)
    with pytest.raises(NotShown):
        _begin(app)
    with pytest.raises(NotShown):
        Rights(app).go_through_menu()


def test_a_screen_that_changes_is_no_log_in(
    make_app: MakeApp, end_log_in: EndLogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Then nobody knows, and what did not come has not come."""

    def changes(*_: object, **__: object) -> bool:
        message = "it is changing"
        raise Stale(message)

    app = make_app(PASSWORD, element_s=0.5)
    _begin(app)
    end_log_in()
    monkeypatch.setattr(LogInPage, "asks_who", changes)
    with pytest.raises(NotShown):
        _begin(app)


def test_what_continue_has_sent_is_noted_though_the_app_asks_for_a_log_in(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Durably: if nobody can log in any more, the next run takes it back."""
    app = make_app(PASSWORD, element_s=0.5)
    guard = app.screen.guard

    def sent(tiktok: TikTok, screen: Screen) -> None:
        if isinstance(screen, Role):
            tiktok.send_unseen(screen.contact, OrganizationRole.OPERATOR)
            tiktok.log_out()
        else:
            opens(tiktok, screen)

    with guard.scenario("virtual-1", lambda _: True):
        _begin(app)
        page, opens = app.start_invitation(_MEMBER.kind).enter(_MEMBER), TikTok.open
        monkeypatch.setattr(TikTok, "open", sent)
        roles = page.go_on()
        with pytest.raises(LoggedOut):
            roles.choose("Operator")
        assert [each.who for each in guard.open_entries()] == [_MEMBER.written]
        monkeypatch.undo()
        assert take_back_open_invitations(lambda: app, _ADMIN) == []
        assert guard.open_entries() == []


@pytest.mark.parametrize("times", [1, 2, 3])
def test_what_was_sent_is_taken_back_by_a_log_in_anew(
    make_app: MakeApp,
    end_log_in: EndLogIn,
    monkeypatch: pytest.MonkeyPatch,
    notes: Notes,
    times: int,
) -> None:
    """Also where the log-in ends between the list and its row; twice, and the journal says why."""
    app, opens_menu = make_app(PASSWORD, element_s=0.5), PermissionsPage.open_menu_of
    left = [times]

    def ended(page: PermissionsPage, *entry: Any, **how: Any) -> Any:
        if left[0]:
            left[0] -= 1
            app.screen.session.stop_app(app.screen.package)
            end_log_in()
            app.screen.start_app()
        return opens_menu(page, *entry, **how)

    guard = app.screen.guard
    with guard.scenario("virtual-1", lambda _: True):
        _begin(app)
        confirmation = app.invite(_MEMBER, "Operator")
        confirmation.confirm_sent()
        confirmation.acknowledge()
        monkeypatch.setattr(PermissionsPage, "open_menu_of", ended)
        while left[0] > 1:
            with pytest.raises(LoggedOut):
                take_back_open_invitations(lambda: app, _ADMIN)
            assert _remarks(app) == [_SAID.partition("\n")[0].format("+1 202-555-0100")]
        if times < 3:
            assert take_back_open_invitations(lambda: app, _ADMIN) == []
        else:
            with pytest.raises(NoMoreLogIns):
                take_back_open_invitations(lambda: app, _ADMIN)
            assert [each.partition(":")[0] for each in _remarks(app)] == [
                "+1 202-555-0100 is not logged in any more in this run"
            ]
    assert any("at a second attempt: The app asks for a log-in" in each for each in notes.said)


def test_who_was_logged_in_by_hand_cannot_be_logged_in_anew(make_app: MakeApp) -> None:
    """Each scenario says that nobody is in, and blames nothing on the app."""
    app, by_hand = make_app(PASSWORD, element_s=0.5), _ADMIN.model_copy(update={"password": None})
    for _ in range(2):
        app.be_logged_in_as(by_hand)
        with pytest.raises(LoggedOut, match=r"although \+1 202-555-0100 was logged in"):
            app.open_permissions()


def test_an_account_chosen_by_hand_after_a_log_out_has_to_be_the_one_under_test(
    make_app: MakeApp, end_log_in: EndLogIn
) -> None:
    """Whoever is invited would join the other one."""
    app, by_hand = make_app(PASSWORD, element_s=0.5), _ADMIN.model_copy(update={"password": None})
    App(app.screen, "Blue Fern Studio").log_in(_ADMIN, "phone")  # as a person does, on the phone
    app.be_logged_in_as(by_hand)
    app.open_permissions()
    end_log_in()
    app.be_logged_in_as(by_hand)
    with pytest.raises(LoggedOut):
        app.open_permissions()
    App(app.screen, "Amber Pine Kitchen").log_in(_ADMIN, "phone")
    app.be_logged_in_as(by_hand)
    with pytest.raises(InfrastructureError, match="Profile does not name Blue Fern Studio"):
        app.open_permissions()

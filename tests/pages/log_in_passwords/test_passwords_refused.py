"""Passwords typed again where the app refuses one, or where nobody saw its answer.

No oftener than that: each wrong one brings the account nearer to being locked.
"""

import pytest
from by_password import LOST, PASSWORD, MakeApp, Notes, log_in_with, settings_with

from harness.errors import (
    ActInDoubt,
    CannotSee,
    InfrastructureError,
    NotShown,
)
from harness.invitations.contact import Contact
from harness.session.log_ins import NotLetIn
from pages.credentials import CredentialsPage
from pages.log_in_way import LogInWay
from pages.taking_back import take_back_open_invitations
from virtual_phone.app.screens.password import Password
from virtual_phone.app.tiktok import TikTok
from virtual_phone.organization import Organization
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.system.layout import Layout


def test_a_password_that_the_phone_mistyped_is_typed_again(
    make_app: MakeApp, organization: Organization, notes: Notes
) -> None:
    """Its field hides it, so that only the refusal tells."""
    log_in_with(make_app(PASSWORD, "wrong-characters:nth=2"))
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
        log_in_with(make_app("another one", quiet_s=quiet_s, element_s=10), "another one")
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
        log_in_with(app, "another one")
    assert not isinstance(in_doubt.value, NotLetIn)
    assert str(in_doubt.value) == (
        "It is not known whether the app lets +1 202-555-0100 in: a refusal is shown, since before"
        " it was sent, and nothing else came after the password.\n"
        "  Last seen: Account or password is incorrect\n"
        "  Do: look whether the people file has the right password or code_command, and log in by"
        " hand: it may be refused again in the same words, or the app is slow"
    )
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        log_in_with(app, "another one")
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
        log_in_with(make_app("another one"), "another one")
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
    log_in_with(make_app(PASSWORD, "wrong-characters:nth=2"))
    assert (organization.asked, len(taps)) == (2, 2)  # type: ignore[attr-defined]


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
            log_in_with(app)
    with pytest.raises(InfrastructureError) as in_doubt:
        log_in_with(app)
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
            log_in_with(app)
    log_in_with(app)


def test_a_password_that_has_let_somebody_in_is_right(
    make_app: MakeApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Answers that are lost later are no reason to give up the account."""
    app = make_app()
    log_in_with(app)
    _fail(monkeypatch, LogInWay, "_after_credentials", *[CannotSee] * 3)
    for _ in range(3):
        with pytest.raises(CannotSee):
            log_in_with(app)
    log_in_with(app)


def test_a_refusal_counts_whatever_follows(
    make_app: MakeApp, organization: Organization, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The app has said that it does not take the password; that it was typed rightly is open."""
    app = make_app("another one")
    _fail(monkeypatch, LogInWay, "_after_credentials", NotLetIn, CannotSee)
    with pytest.raises(CannotSee):
        log_in_with(app, "another one")
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        log_in_with(app, "another one")
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
        log_in_with(app, "another one")
    with pytest.raises(NotLetIn):
        log_in_with(app, "another one")
    with pytest.raises(InfrastructureError, match="was not let in before in this run"):
        log_in_with(app, "another one")
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
    app, people = make_app(), settings_with(PASSWORD).people
    member = next(Contact.of(each) for each in people.members if not each.has_joined)
    log_in_with(app)
    app.open_permissions()
    app.invite(member, "Operator").confirm_sent()
    assert len(organization.pending(BLUE_FERN_STUDIO)) == 1
    app.log_out()
    _fail(monkeypatch, owner, verb, fault)
    assert take_back_open_invitations(lambda: app, people.admin) == []
    assert organization.pending(BLUE_FERN_STUDIO) == []

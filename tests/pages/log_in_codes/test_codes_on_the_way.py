"""One-time codes on pages that take their time: secret before anybody types them, sent once."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from code_notes import Notes

from harness.errors import NotShown
from harness.settings import Person
from pages.app import App
from pages.credentials import CredentialsPage
from virtual_phone.app.screens.code import DIGITS, Code
from virtual_phone.app.screens.two_step_verification import TwoStepVerification
from virtual_phone.app.tiktok import TikTok
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import button, text

ROOT = Path(__file__).parents[3]
PASSWORD = "for this test"


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

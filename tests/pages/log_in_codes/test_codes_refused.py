"""One-time codes that are not taken, or cannot be got."""

from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from code_notes import Notes

import pages.log_in_way
from harness.errors import InfrastructureError
from harness.session.log_ins import CodeNotTaken, NotLetIn
from harness.settings import Person
from pages.app import App
from pages.credentials import CredentialsPage
from virtual_phone.app.screens.two_step_verification import TwoStepVerification
from virtual_phone.clock import Clock

ROOT = Path(__file__).parents[3]
PASSWORD = "for this test"


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

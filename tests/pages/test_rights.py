"""Sending an invitation from roles that were left open."""

from types import SimpleNamespace
from typing import Any

import pytest

from harness.errors import NotShown
from harness.invitations.contact import Contact
from pages.confirmation import REFUSED, ConfirmationPage, Outcome
from pages.rights import Rights
from pages.role import RolePage

SOMEBODY = Contact("email", "second.member@example.com")


class Screen:
    """Of an app whose screens close one by one; notes what is drafted."""

    package = "app"
    quiet_s = 0.0

    def __init__(self) -> None:
        self.session = self.guard = self
        self.screens_left = 2
        self.drafted_for: list[object] = []

    def start_app(self, _package: str) -> None:
        """It comes in front."""

    def back(self) -> None:
        self.screens_left -= 1

    def is_of_app(self) -> bool:
        return self.screens_left > 0

    def drafted(self, contact: Contact) -> None:
        self.drafted_for.append(contact)

    def role_chosen(self, role: str) -> None:
        self.drafted_for.append(role)


@pytest.fixture
def screen() -> Screen:
    """Nothing is drafted yet."""
    return Screen()


def _sent_from(screen: Screen) -> Outcome:
    app: Any = SimpleNamespace(screen=screen)
    return Rights(app).send_left_open(SOMEBODY, "Admin")


def _roles_are_there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RolePage, "comes_with", lambda _page, role, _s: role == "Admin")
    monkeypatch.setattr(RolePage, "can_send", lambda *_: True)


def test_without_the_roles_nobody_is_drafted(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What else has a button Invite, such as Permissions, is not taken for them."""
    monkeypatch.setattr(RolePage, "comes_with", lambda *_: False)
    monkeypatch.setattr(RolePage, "comes", lambda *_: True)
    assert _sent_from(screen) == REFUSED
    assert screen.drafted_for == []


def test_an_invite_that_goes_before_the_tap_is_a_refusal(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nothing was tapped."""
    _roles_are_there(monkeypatch)

    def send(_page: RolePage) -> None:
        raise NotShown("Waited 10 s for Invite.")

    monkeypatch.setattr(RolePage, "send", send)
    assert _sent_from(screen) == REFUSED


def test_silence_after_the_tap_is_no_refusal(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A spinner that never ends: it may have been sent."""
    _roles_are_there(monkeypatch)
    silence = Outcome("unanswered", "a screen with nothing to read on it")
    monkeypatch.setattr(RolePage, "send", lambda page: ConfirmationPage(page.screen))
    monkeypatch.setattr(ConfirmationPage, "outcome", lambda _page: silence)
    assert _sent_from(screen) == silence
    assert screen.drafted_for == [SOMEBODY, "Admin"]

"""The screen with the roles: told from Permissions, and whom it says they are for."""

from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from drawn_roles import card, node, page_source

from harness.invitations.contact import Contact
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from harness.session.sighting import Bounds
from pages.role import RolePage


@pytest.fixture
def page_with(monkeypatch: pytest.MonkeyPatch) -> Callable[..., RolePage]:
    """The page, on a screen with Invite; that button is all that it is recognised by."""
    monkeypatch.setattr(RolePage, "is_open", lambda _page: True)

    def page_with(*nodes: str) -> RolePage:
        def answers(look: Callable[[], Any], *_: object, default: bool, **__: object) -> Any:
            found = look()
            return default if isinstance(found, Missing) else found

        screen: Any = SimpleNamespace(
            resolve=lambda _, locator: locator,
            text=lambda label: label,
            read=lambda: Reading(page_source(*nodes), Bounds(0, 0, 1080, 2340), "app"),
            answers=answers,
        )
        return RolePage(screen)

    return page_with


def test_it_is_there_with_the_role_that_was_chosen(page_with: Callable[..., RolePage]) -> None:
    """As it was left."""
    page = page_with(card(300, "Admin", marked=True), card(450, "Operator"))
    assert page.comes_with("Admin", 0)
    assert not page.comes_with("Operator", 0)


def test_it_is_not_there_where_nothing_or_both_are_chosen(
    page_with: Callable[..., RolePage],
) -> None:
    """Somebody else's choice, or a screen that has forgotten it."""
    assert not page_with(card(300, "Admin"), card(450, "Operator")).comes_with("Admin", 0)
    both = card(300, "Admin", marked=True), card(450, "Operator", marked=True)
    assert not page_with(*both).comes_with("Admin", 0)


def test_permissions_is_not_taken_for_it(page_with: Callable[..., RolePage]) -> None:
    """It has a button Invite, too, and rows that name roles."""
    assert not page_with(card(300, "Admin", marked=True), card(450, "Admin")).comes_with("Admin", 0)
    assert not page_with(card(300, "Admin"), card(450, "Operator")).comes_with("Operator", 0)


@pytest.mark.parametrize(
    "label",
    [
        "Blue Fern Studio (@bluefern)",
        "@bluefern",
        "m***@example.com",
        "m\u2022\u2022\u2022r@example.com",
        "mem\u2026@example.com",
        "For m\u00e9mb\u00e9r@example.com.",
        "(me\u0301mbe\u0301r@example.com), as",
        "M\u00e9mb\u00e9r@Example.com",
    ],
)
def test_no_other_address(page_with: Callable[..., RolePage], label: str) -> None:
    """A handle, a masked address, and the member's own in a sentence."""
    own = Contact("email", "m\u00e9mb\u00e9r@example.com")
    assert page_with(node("[0,0][1080,90]", text=label)).other_addresses(own) == []


@pytest.mark.parametrize("other", ["mmbr@example.com", "m?mb?r@example.com", "member@example.com"])
def test_another_address(page_with: Callable[..., RolePage], other: str) -> None:
    """What is left where accents are lost."""
    own = Contact("email", "m\u00e9mb\u00e9r@example.com")
    label = f"Choose a role for {other}."
    assert page_with(node("[0,0][1080,90]", text=label)).other_addresses(own) == [other]

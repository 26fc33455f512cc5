"""Whom the pages that ask for a contact let be typed."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest

from harness.errors import RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.screen.element import Element
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage

# Next to what is reserved, so that nobody has them either; the harness cannot know that.
LISTED = {"phone": "+1 202-555-0247", "email": "member@my-example.com"}
STRANGER = {"phone": "+1 202-555-0248", "email": "stranger@my-example.com"}
PAGES: dict[str, type[InvitePage]] = {"phone": InviteByPhonePage, "email": InviteByEmailPage}


@pytest.fixture
def typed(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What was put into a field, in whatever way."""
    texts: list[str] = []
    for name in ("type", "enter"):
        monkeypatch.setattr(Element, name, lambda _element, text: texts.append(text))
    monkeypatch.setattr(
        "pages.invite_by_phone.enter_phone_number",
        lambda _screen, _field, contact: texts.append(contact.written),
    )
    return texts


def _page(kind: str, folder: Path) -> Any:
    members = [Contact("phone", LISTED["phone"]), Contact("email", LISTED["email"])]
    scope = Scope("lab", "phone", "Blue Fern Studio")
    guard = InvitationGuard(Journal(folder / "journal.sqlite3"), scope, members)
    screen = SimpleNamespace(guard=guard, resolve=lambda _, locator: locator)
    return PAGES[kind](cast("Any", screen))


@pytest.mark.parametrize("kind", ["phone", "email"])
@pytest.mark.parametrize("verb", ["type", "enter"])
def test_a_stranger_is_not_even_typed(
    tmp_path: Path, typed: list[str], kind: str, verb: str
) -> None:
    """What stands in the field, Continue would hand to the app."""
    page = _page(kind, tmp_path)
    stranger = Contact(cast("Any", kind), STRANGER[kind])
    said = r"must not be entered: not listed under `members`, and somebody may have it\."
    with pytest.raises(RecipientRefused, match=said):
        getattr(page, verb)(stranger.written if verb == "type" else stranger)
    assert typed == []


@pytest.mark.parametrize(
    ("kind", "written"),
    [
        ("phone", LISTED["phone"]),
        ("phone", "  +1 (202) 555-0247 "),
        ("phone", "+1 604-555-0148"),
        ("phone", "0000000000"),
        ("email", LISTED["email"]),
        ("email", "second.member+studio@example.com"),
        ("email", "member.example.com"),
    ],
)
def test_members_and_what_nobody_has_are_typed(
    tmp_path: Path, typed: list[str], kind: str, written: str
) -> None:
    """Scenarios try how a contact may be written, and which ones the app does not take."""
    page = _page(kind, tmp_path)
    page.type(written)
    page.enter(Contact(cast("Any", kind), written))
    assert typed == [written, written]

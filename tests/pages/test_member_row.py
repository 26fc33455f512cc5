"""What a row on Permissions says, in wordings that builds nobody has seen may have."""

import pytest

from harness.invitations.contact import Contact
from harness.screen.locator import Locator
from harness.screen.reading import Reading
from harness.session.sighting import Bounds
from pages.member_row import RowReader

MEMBER = Contact("phone", "+1 202-555-0147")
ADDRESS = Contact("email", "invited.member@example.com")
ROWS = RowReader(Locator("text", ("Pending", "Invited")), ("Admin", "Operator"))


def _list(*rows: tuple[str, ...]) -> Reading:
    """Each row 150 pixels high, with its texts below one another."""
    drawn = ""
    for number, texts in enumerate(rows):
        top = 300 + 150 * number
        lines = "".join(
            f'<a package="app" text="{text}" bounds="[40,{line}][700,{line + 40}]"/>'
            for line, text in zip(range(top, top + 150, 40), texts, strict=False)
        )
        drawn += f'<a package="app" bounds="[0,{top}][1080,{top + 150}]">{lines}</a>'
    xml = f'<hierarchy><a package="app" bounds="[0,0][1080,2340]">{drawn}</a></hierarchy>'
    return Reading(xml, Bounds(0, 0, 1080, 2340), "app")


@pytest.mark.parametrize(
    "texts",
    [
        ("+1 202-555-0147", "Operator", "Pending"),
        ("+1 202-555-0147", "Operator \u00b7 Invited"),
        ("+1 202-555-0147, Operator, Pending",),
        ("+1 202-555-0147 Operator PENDING",),
        ("+1 202-555-0147", "Invited as an Operator"),
        ("+1 202-555-0147", "Pending (24 h left)"),
        ("m***@example.com - Pending",),
    ],
)
def test_who_has_not_joined_yet(texts: tuple[str, ...]) -> None:
    """It says so, in a label of its own or in one with the rest."""
    assert ROWS.says_pending(texts)


@pytest.mark.parametrize(
    "texts",
    [
        ("+1 202-555-0147", "Operator"),
        ("+1 202-555-0147", "Operator", "Invited by the Admin"),
        ("+1 202-555-0147", "Invited by Admin"),
        ("invited.member@example.com", "Admin"),
        ("Invited member", "Operator"),
        ("pending@example.com, Operator",),
    ],
)
def test_who_has_joined_says_nothing_of_the_kind(texts: tuple[str, ...]) -> None:
    """An address, a name, or by whom one was invited, is no state."""
    assert not ROWS.says_pending(texts)


def test_each_row_has_its_own_state() -> None:
    """The neighbours' does not count."""
    reading = _list(
        ("+1 202-555-0147", "Operator"), ("invited.member@example.com", "Admin", "Pending")
    )
    member, address = ROWS.row_of(MEMBER, reading), ROWS.row_of(ADDRESS, reading)
    assert not getattr(member, "is_pending", None)
    assert getattr(address, "is_pending", None)


@pytest.mark.parametrize(
    ("row", "hides"),
    [
        (("+1 ***-***-0147", "Operator"), True),
        (("+1 ***-***-0199", "Operator"), False),
        (("Somebody", "Operator", "Pending"), True),
        (("+1 202-555-0199", "Operator", "Pending"), False),
        (("Somebody", "Operator"), False),
    ],
)
def test_what_may_be_somebodys_and_does_not_show_it(row: tuple[str, ...], hides: bool) -> None:
    """A masked number, or an invitation without its contact."""
    assert ROWS.may_hide(MEMBER, _list(("+1 202-555-0102", "Admin"), row)) is hides

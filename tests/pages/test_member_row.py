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


def _list(*rows: tuple[str, ...], box: str = "[0,0][1080,2340]", more: str = "") -> Reading:
    """Each row 150 pixels high, with its texts below one another; more behind them."""
    drawn = ""
    for number, texts in enumerate(rows):
        top = 300 + 150 * number
        lines = "".join(
            f'<a package="app" text="{text}" bounds="[40,{line}][700,{line + 40}]"/>'
            for line, text in zip(range(top, top + 150, 40), texts, strict=False)
        )
        drawn += f'<a package="app" bounds="[0,{top}][1080,{top + 150}]">{lines}</a>'
    boxed = f'<a package="app" bounds="{box}">{drawn}</a>'
    xml = f'<hierarchy><a package="app" bounds="[0,0][1080,2340]">{boxed}{more}</a></hierarchy>'
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
        (("202***0147", "Operator"), True),
        (("(202) ***-0147", "Operator"), True),
        (("user8472910384", "Operator", "Pending"), True),
        (("user8472910384, Operator, Pending",), True),
        (("user8472910384 Operator Pending",), True),
        (("202***0147 24 hours left", "Operator"), True),
        (("+1 202-555-0199\u00b7Operator\u00b7Pending",), False),
        (("+1 ***-***-0199", "Operator", "Pending"), True),
        (("m***@***", "Operator", "Pending"), True),
        (("Sam Lee", "Expires Dec 3 2026 14:30", "Pending"), True),
        (("Sam Lee", "Operator", "Waiting for confirmation"), True),
        (("Sam Lee", "Operator", "Not yet joined"), True),
        (("+1 202-555-0199", "Operator", "Waiting for confirmation"), False),
        (("+1 202-555-0199", "Expires Dec 3 2026 14:30", "Pending"), False),
        (("second@example.com,Operator,Pending",), False),
        (("Sam Lee", "Operator", "Joined Dec 3 2026 14:30"), False),
    ],
)
def test_what_may_be_somebodys_and_does_not_show_it(row: tuple[str, ...], hides: bool) -> None:
    """A masked number, or an invitation without its contact."""
    assert ROWS.may_hide(MEMBER, _list(("+1 202-555-0102", "Admin"), row)) is hides


@pytest.mark.parametrize(
    ("rows", "hides"),
    [
        ((("Sam Lee", "Operator", "Pending"), ("+1 202-555-0102", "Admin")), True),
        ((("+1 202-555-0199", "Operator", "Pending"), ("+1 202-555-0102", "Admin")), False),
        ((("user8472910384", "Pending"), ("+1 202-555-0199", "Pending")), True),
    ],
)
def test_a_number_in_another_row_of_a_short_list_is_no_answer(
    rows: tuple[tuple[str, ...], ...], *, hides: bool
) -> None:
    """The box around a few rows is no higher than a row may be."""
    reading = _list(*rows, box="[0,300][1080,600]")
    assert ROWS.may_hide(MEMBER, reading) is hides


@pytest.mark.parametrize(
    ("last", "standing"),
    [
        ("+1 202-555-0199", "absent"),
        ("second@example.com,Operator", "absent"),
        ("202***0147", "unknown"),
        ("(202) ***-0147", "unknown"),
        ("user8472910384, Pending", "unknown"),
    ],
)
def test_only_whole_rows_tell_that_somebody_is_absent(last: str, standing: str) -> None:
    """Before Invite is tapped."""
    whole = _list(("+1 202-555-0102",), (last,))
    other = _list((last,), ("+1 202-555-0104",))
    for readings in ([whole], [whole, other], [other, whole]):
        assert ROWS.standing_of(MEMBER, readings) == standing


def test_a_row_in_any_piece_of_the_list_is_theirs() -> None:
    """Of a list of which nothing was read, nothing is told."""
    pieces = [_list(("user8472910384, Pending",)), _list((str(MEMBER), "Operator"))]
    assert ROWS.standing_of(MEMBER, pieces) == "listed"
    assert ROWS.standing_of(MEMBER, []) == "unknown"


@pytest.mark.parametrize(
    ("before", "after", "standing"),
    [
        ("+1 202-555-0102", ("+1 202-555-0102", "More options"), "absent"),
        ("+1 202-555-0102", ("+1 202-555-0102", "Sam Lee"), "absent"),
        ("Sam Lee", ("+1 202-555-0102",), "unknown"),
        ("Sam Lee", ("Sam Lee", "More options"), "unknown"),
    ],
)
def test_a_label_that_comes_late_is_no_gap(
    before: str, after: tuple[str, ...], standing: str
) -> None:
    """Somebody's contact stands where it stood: nothing was scrolled. A title always does."""
    title = '<a package="app" text="Permissions" bounds="[0,100][1080,200]"/>'
    bare, whole = _list((before,), more=title), _list(after, more=title)
    far = _list(("+1 202-555-0109",), more=title)
    for readings in ([bare, whole], [whole, bare]):
        assert ROWS.standing_of(MEMBER, readings) == standing
        assert ROWS.standing_of(MEMBER, [*readings, far]) == "unknown"


@pytest.mark.parametrize(
    ("rows", "more", "ends"),
    [
        (3, "", True),
        (12, "", True),
        (13, "", False),  # no room for another row
        (3, '<a package="app" bounds="[0,760][1080,770]"/>', True),
        (3, '<a package="app" text="Invite" bounds="[0,890][1080,1000]"/>', False),
        (3, '<a package="app" text="Invite" bounds="[0,900][1080,1000]"/>', True),
        (
            3,
            '<a package="app" class="android.widget.ProgressBar" bounds="[0,760][90,850]"/>',
            False,
        ),
        (0, "", False),
    ],
)
def test_a_list_ends_where_there_is_room_for_another_row(rows: int, more: str, ends: bool) -> None:
    """A view without a label may be anything; what loads may be more of the list."""
    shown = [(f"+1 202-555-01{number:02}", "Operator") for number in range(rows)]
    assert ROWS.ends_in_sight(_list(*shown, more=more)) is ends

"""How many members Permissions says there are. Assumed: the guide does not speak of it."""

import pytest
from hand import Hand, MakeHand, invite, invited, remove


def _count(hand: Hand) -> str:
    return next(label for label in hand.labels() if label.endswith((" member", " members")))


def _counts(make_hand: MakeHand, *defects: str) -> list[str]:
    """At first, with an invitation that waits, after it was accepted, after a removal."""
    member = invited(make_hand, *defects)
    admin = make_hand()
    admin.log_in()
    admin.open_permissions()
    counts = [_count(admin)]
    member.join()
    counts.append(_count(admin))
    remove(admin.organization)
    return [*counts, _count(admin)]


@pytest.mark.parametrize(
    ("defects", "counts"),
    [
        ((), ["3 members", "4 members", "3 members"]),
        (("member-count-wrong",), ["4 members", "4 members", "3 members"]),
        (("removed-member-still-counts",), ["3 members", "4 members", "4 members"]),
    ],
)
def test_number_of_members(
    make_hand: MakeHand, defects: tuple[str, ...], counts: list[str]
) -> None:
    """Three from the beginning; who is invited only does not count, nor who was removed."""
    assert _counts(make_hand, *defects) == counts


def test_the_count_stands_beside_the_rows(admin: Hand) -> None:
    """And is nobody's row."""
    admin.open_permissions()
    invite(admin.organization)
    assert _count(admin) == "3 members"
    assert sum(label.startswith("+1 ") for label in admin.labels()) == 4

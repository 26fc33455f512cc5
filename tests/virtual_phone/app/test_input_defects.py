"""What may go wrong with what is typed, by how it is written."""

import pytest
from hand import Hand, MakeHand

from virtual_phone.organization import Contact
from virtual_phone.organization.world import BLUE_FERN_STUDIO


def _asked(make_hand: MakeHand, kind: str, *defects: str) -> Hand:
    """The Admin, asked for a number or an address."""
    hand = make_hand(defects=defects)
    hand.log_in()
    hand.open_permissions()
    hand.tap("Invite")
    if kind == "email":
        hand.tap("Use email address instead")
    return hand


def _type(hand: Hand, typed: str) -> None:
    assert hand.phone.set_text(hand.field(), typed)


GOOD = {
    "valid-number-refused:digits": ("2025550148", "202-555-0148"),
    "valid-number-refused:dashes": ("+1 604-555-0148", "+1 604 555 0148"),
    "valid-number-refused:brackets": ("(202) 555-0148", "202-555-0148"),
    "valid-number-refused:country-code": ("+1 604-555-0148", "(202) 555-0148"),
    "valid-number-refused:other-country": ("+1 604-555-0148", "+1 202 555 0148"),
    "valid-address-refused:dash": ("Second-Member+Studio@example.com", "Member+Studio@example.com"),
    "valid-address-refused:plus": ("member+studio@example.com", "member@example.com"),
    "valid-address-refused:capitals": ("Member@Example.COM", "member@example.com"),
    "valid-address-refused:accents": ("m\u00e9mb\u00e9r@example.com", "member@example.com"),
    "surrounding-blanks-refused:phone,before": (" 2025550148", "2025550148 "),
    "surrounding-blanks-refused:phone,behind": ("2025550148 ", " 2025550148"),
    "surrounding-blanks-refused:email,before": (" member@example.com", "member@example.com "),
    "surrounding-blanks-refused:email,behind": ("member@example.com ", " member@example.com"),
}


@pytest.mark.parametrize("defect", GOOD)
def test_good_input_is_refused(make_hand: MakeHand, defect: str) -> None:
    """What is written that way, and nothing else."""
    bad, good = GOOD[defect]
    hand = _asked(make_hand, "email" if "@" in good else "phone", defect)

    _type(hand, bad)
    assert not hand.find("Continue").enabled
    assert any(label.startswith("Enter a valid") for label in hand.labels())

    _type(hand, good)
    assert hand.find("Continue").enabled


BAD = {
    "invalid-number-accepted:too-short": ("202555", "20255501481"),
    "invalid-number-accepted:too-long": ("20255501482025550148", "202555"),
    "invalid-number-accepted:letters": ("member", "202555"),
    "invalid-number-accepted:unassigned": ("0000000000", "202555"),
    "invalid-number-accepted:unknown-country": ("+999 202 555 0148", "0000000000"),
    "invalid-address-accepted:no-at": ("member.example.com", "member@"),
    "invalid-address-accepted:final-dot": ("member@example.com.", "member.example.com"),
}


@pytest.mark.parametrize("defect", BAD)
def test_bad_input_is_accepted(make_hand: MakeHand, defect: str) -> None:
    """What has that flaw, and nothing else; the roles show it as it was typed."""
    let_pass, still_stopped = BAD[defect]
    hand = _asked(make_hand, "email" if "address" in defect else "phone", defect)

    _type(hand, still_stopped)
    assert not hand.find("Continue").enabled

    _type(hand, let_pass)
    hand.tap("Continue")
    assert hand.sees("Choose a role")


def test_logging_in_is_not_affected(make_hand: MakeHand) -> None:
    """The defects are about whom one invites: the Admin logs in with a number of that form."""
    hand = make_hand(defects=("valid-number-refused",))
    hand.log_in()
    assert hand.sees("For You")


@pytest.mark.parametrize(
    ("kind", "typed", "row"),
    [
        ("phone", "  2025550147 ", "  +1 202-555-0147 "),
        ("email", " member@example.com  ", " member@example.com  "),
    ],
)
@pytest.mark.parametrize("wrong", [True, False])
def test_blanks_in_the_list(
    make_hand: MakeHand, kind: str, typed: str, row: str, *, wrong: bool
) -> None:
    """They are kept only where that is the defect; then the invitation reaches nobody."""
    hand = _asked(make_hand, kind, *(["surrounding-blanks-kept"] if wrong else []))
    deliveries = hand.organization.deliveries
    number = Contact("phone", "+12025550147")
    told = deliveries.to_number(number) if kind == "phone" else deliveries.all_mail()
    _type(hand, typed)
    for label in ("Continue", "Operator", "Invite", "OK"):
        hand.tap(label)

    assert hand.sees(row if wrong else row.strip())
    (invitation,) = hand.organization.pending(BLUE_FERN_STUDIO)
    assert (hand.organization.person(invitation.contact) is None) is wrong
    assert len(told.take()) == (0 if wrong else 1)


@pytest.mark.parametrize(
    ("how", "shown"),
    [
        ("dropped", "mmbr@example.com"),
        ("question-marks", "m?mb?r@example.com"),
        ("plain-letters", "member@example.com"),
    ],
)
def test_accents_are_lost(make_hand: MakeHand, how: str, shown: str) -> None:
    """Also when they come key by key."""
    hand = _asked(make_hand, "email", f"non-ascii-broken:{how}")
    _type(hand, "m\u00e9mb\u00e9r@example.com")
    assert hand.field().text == shown

    _type(hand, "")
    hand.phone.tap(*hand.field().bounds.center)
    hand.phone.type_text("m\u00e9mb\u00e9r@example.com")
    assert hand.field().text == shown


def test_accents_are_kept(make_hand: MakeHand) -> None:
    """Without the defect."""
    hand = _asked(make_hand, "email")
    _type(hand, "m\u00e9mb\u00e9r@example.com")
    assert hand.field().text == "m\u00e9mb\u00e9r@example.com"


@pytest.mark.parametrize("kind", ["phone", "email"])
def test_a_defect_of_the_other_way_changes_nothing(make_hand: MakeHand, kind: str) -> None:
    """Each of the two ways to invite can be broken by itself."""
    other = "email" if kind == "phone" else "phone"
    hand = _asked(make_hand, kind, f"continue-stays-disabled:{other}")
    _type(hand, "2025550147" if kind == "phone" else "member@example.com")
    assert hand.find("Continue").enabled

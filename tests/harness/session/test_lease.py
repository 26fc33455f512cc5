"""What a scenario may use, and who acts on which phone."""

from collections.abc import Callable

import pytest

from harness.errors import ConfigurationError, InfrastructureError
from harness.session.lease import Lease, Needs, Turns
from harness.session.phones import Phone
from harness.settings import Member, PhoneSettings

BY_PHONE = Member.model_validate({"phone": "+1 202-555-0147"})
BY_EMAIL = Member.model_validate({"email": "member@example.com"})


def _phone(number: int, sim: str | None = None) -> Phone:
    settings = PhoneSettings.model_validate({"udid": f"udid-{number}", "number": sim})
    return Phone(settings, f"phone {number}", "http://127.0.0.1:4723")


ONE, TWO = _phone(1), _phone(2, "+1 202-555-0147")


@pytest.mark.parametrize(
    ("tags", "said"),
    [
        (set(), "a phone"),
        ({"guide", "smoke"}, "a phone"),
        ({"phone"}, "a phone and a member by phone number"),
        ({"two_phones", "email"}, "two phones and a member by email address"),
        (
            {"two_phones", "email", "phone"},
            "two phones and a member by phone number and a member by email address",
        ),
        (
            {"phone", "another_member"},
            "a phone and a member by phone number and another member",
        ),
    ],
)
def test_tags_say_what_is_needed(tags: set[str], said: str) -> None:
    """And nothing else does."""
    assert str(Needs.of_tags(tags)) == said


def test_the_leased_member() -> None:
    """By the way of the invitation."""
    both = Needs.of_tags({"phone", "email"})
    lease = Lease(both, (ONE,), {"phone": BY_PHONE, "email": BY_EMAIL})
    assert lease.member("phone") is BY_PHONE
    assert lease.member("email") is BY_EMAIL
    assert lease.lists("email")


def test_somebody_else_is_asked_for_by_a_tag() -> None:
    """Whoever is left may be nobody."""
    needs = Needs.of_tags({"phone", "another_member"})
    lease = Lease(needs, (ONE,), {"phone": BY_PHONE}, another=BY_EMAIL)
    assert lease.another_member() is BY_EMAIL
    assert lease.invitable == (BY_PHONE, BY_EMAIL)
    assert Lease(needs, (ONE,), {"phone": BY_PHONE}).another_member() is None
    with pytest.raises(ConfigurationError, match="Expected: the tag @another_member"):
        Lease(Needs.of_tags({"phone"}), (ONE,), {"phone": BY_PHONE}).another_member()


def test_a_missing_tag_is_said() -> None:
    """Another scenario might invite the same member at once."""
    lease = Lease(Needs.of_tags({"phone"}), (ONE,), {"phone": BY_PHONE})
    with pytest.raises(ConfigurationError) as refused:
        lease.member("email")
    assert str(refused.value) == (
        "the scenario speaks of a member by email address, and has none for itself\n"
        "  Expected: the tag @email\n"
        "  Do: add the tag, so that no other scenario invites the same member meanwhile"
    )


def test_nobody_who_may_be_invited_is_listed() -> None:
    """Steps skip the scenario before they ask."""
    lease = Lease(Needs.of_tags({"email"}), (ONE,))
    assert not lease.lists("email")
    with pytest.raises(ConfigurationError, match="lists no member with email who may be invited"):
        lease.member("email")


def test_actors_and_their_phones() -> None:
    """The Admin's is the first, everybody else's the second."""
    lease = Lease(Needs.of_tags({"two_phones"}), (ONE, TWO))
    assert lease.phone_for("Admin") is ONE
    assert lease.phone_for("Operator") is lease.phone_for("invited member") is TWO
    assert not lease.takes_turns


def test_where_messages_are_read() -> None:
    """On the phone with the member's SIM; without a number, on the second one."""
    lease = Lease(Needs.of_tags({"two_phones"}), (ONE, TWO))
    assert lease.phone_of(BY_PHONE) is TWO
    assert lease.phone_of(BY_EMAIL) is TWO
    other = Member.model_validate({"phone": "+1 202-555-0148"})
    with pytest.raises(InfrastructureError) as refused:
        lease.phone_of(other)
    assert str(refused.value) == (
        "No phone of the scenario has the number +12025550148: its SMS cannot be read.\n"
        '  Do: add "number" to the phone of the profile that holds this SIM'
    )


def test_messages_are_read_without_the_tag_for_two_phones() -> None:
    """Then the advice is to add it."""
    with pytest.raises(InfrastructureError, match="Do: tag the scenario @two_phones, or add"):
        Lease(Needs.of_tags({"phone"}), (ONE,)).phone_of(BY_PHONE)


def _turns(
    *phones: Phone, hold: Callable[[str, str], None] = lambda *_: None
) -> tuple[Turns, list[str], list[str]]:
    notes: list[str] = []
    shared: list[str] = []
    lease = Lease(Needs.of_tags({"two_phones"}), phones)
    return Turns(lease, notes.append, shared.append, hold), notes, shared


def test_whose_phone_it_is() -> None:
    """Told at each act, as pictures are captioned by it."""
    held: list[tuple[str, str]] = []
    turns, _, _ = _turns(ONE, TWO, hold=lambda *told: held.append(told))
    for actor in ("Admin", "Operator", "Admin"):
        turns.phone_for(actor)
    assert held == [("phone 1", "Admin"), ("phone 2", "Operator"), ("phone 1", "Admin")]


def test_everybody_has_a_phone() -> None:
    """Then there is nothing to say, however often one acts."""
    turns, notes, shared = _turns(ONE, TWO)
    for actor in ("Admin", "Operator", "Admin", "Operator"):
        assert turns.phone_for(actor) is (ONE if actor == "Admin" else TWO)
    assert notes == shared == []


def test_a_phone_changes_hands() -> None:
    """The report says so each time, and once why."""
    turns, notes, shared = _turns(ONE)
    for actor in ("Admin", "Admin", "Operator", "Operator", "Admin"):
        assert turns.phone_for(actor) is ONE
    assert notes == [
        "phone 1: the Operator takes over from the Admin",
        "phone 1: the Admin takes over from the Operator",
    ]
    assert shared == ["the profile has one phone: the scenario's people took turns on it"]


def test_two_people_beside_the_admin_share_the_second_phone() -> None:
    """That is no want of phones."""
    turns, notes, shared = _turns(ONE, TWO)
    for actor in ("Admin", "invited member", "Operator"):
        turns.phone_for(actor)
    assert notes == ["phone 2: the Operator takes over from the invited member"]
    assert shared == []

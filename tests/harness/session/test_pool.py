"""Which phones and which members a scenario gets."""

import pytest
from pools import ANY, BY_PHONE, PAIR, SIMS, MakePool, lab, names

from harness.errors import InfrastructureError
from harness.session.lease import Needs
from harness.settings.environment import FromEnvironment


def test_two_phones_and_the_member_of_the_second(make_pool: MakePool) -> None:
    """Its SMS are read there."""
    with make_pool(*lab("a", "b")).leased(PAIR) as lease:
        assert names(lease) == ["phone 1", "phone 2"]
        assert lease.member("phone").contact == SIMS[1]


def test_workers_get_pairs_that_do_not_overlap(make_pool: MakePool) -> None:
    """As many as there are; the next one waits."""
    make = lambda: make_pool(*lab("a", "b", "c", "d"), workers=4)  # noqa: E731
    with make().leased(PAIR) as one, make().leased(PAIR) as two:
        assert {*names(one), *names(two)} == {f"phone {number}" for number in range(1, 5)}
        assert one.member("phone") != two.member("phone")
        with pytest.raises(InfrastructureError), make().leased(ANY):
            pass


def test_the_phone_without_a_members_sim_is_the_admins(make_pool: MakePool) -> None:
    """So that those who need a SIM find one."""
    phones = [*lab("a", "b"), {"udid": "c"}]
    with make_pool(*phones).leased(PAIR) as lease:
        assert names(lease) == ["phone 3", "phone 1"]


def test_an_admin_who_cannot_log_in_stays_on_the_first_phone(make_pool: MakePool) -> None:
    """There the Admin is logged in."""
    admin = {"admin": {"phone": "+1 202-555-0100"}}
    make = lambda: make_pool(*lab("a", "b", "c"), people=admin, workers=3)  # noqa: E731
    with make().leased(PAIR) as lease:
        assert names(lease) == ["phone 1", "phone 2"]
        with pytest.raises(InfrastructureError), make().leased(ANY):
            pass


def test_one_phone_for_two_people(make_pool: MakePool) -> None:
    """They take turns; the member is the one whose SIM it has."""
    with make_pool(*lab("a", "b")[1:]).leased(PAIR) as lease:
        assert names(lease) == ["phone 1"]
        assert lease.takes_turns
        assert lease.member("phone").contact == SIMS[1]


def test_no_phone_has_a_members_sim(make_pool: MakePool) -> None:
    """Steps that need one skip the scenario; others invite anybody."""
    with make_pool(*lab("a", "b", sims=False)).leased(PAIR) as lease:
        assert names(lease) == ["phone 1", "phone 2"]
        assert lease.member("phone").contact == SIMS[0]


def test_a_member_is_leased_to_one_scenario(make_pool: MakePool) -> None:
    """The next scenario gets the next member; where nobody is left, it waits."""
    people = {"members": [{"phone": sim} for sim in SIMS[:2]]}
    make = lambda: make_pool(*lab("a", "b", "c", sims=False), people=people, workers=3)  # noqa: E731
    with make().leased(BY_PHONE) as one, make().leased(BY_PHONE) as two:
        assert [each.member("phone").contact for each in (one, two)] == list(SIMS[:2])
        with pytest.raises(InfrastructureError), make().leased(BY_PHONE):
            pass
        with make().leased(ANY) as three:
            assert names(three) == ["phone 3"]


def test_only_those_members_count_of_whom_most_is_known(make_pool: MakePool) -> None:
    """With any other, a scenario would be skipped whenever the first one is busy."""
    told = {"told_by": {"kind": "notification"}}
    password = FromEnvironment("x")
    password.template, password.parts = "${X}", {"X": "x"}
    known = {"email": "known@example.com", "password": password, **told}
    members = [{"email": "a@example.com"}, {"email": "b@example.com", **told}, known]
    joined = {"email": "c@example.com", "password": password, "has_joined": True, **told}
    people = {"members": [*members, joined]}
    make = lambda: make_pool(*lab("a", "b"), people=people, workers=2)  # noqa: E731
    by_email = Needs.of_tags({"email"})
    with make().leased(by_email) as lease:
        assert lease.member("email").contact == "known@example.com"
        with pytest.raises(InfrastructureError), make().leased(by_email):
            pass


def test_somebody_else_is_leased_with_the_member(make_pool: MakePool) -> None:
    """Whoever is left, also one of whom nothing is known; nobody has them besides."""
    known = {"phone": SIMS[0], "told_by": {"kind": "sms"}}
    people = {"members": [known, {"email": "other@example.com"}]}
    make = lambda: make_pool(*lab("a", "b", sims=False), people=people, workers=2)  # noqa: E731
    needs = Needs.of_tags({"phone", "another_member"})
    with make().leased(needs) as lease:
        assert lease.member("phone").contact == SIMS[0]
        assert [each.contact for each in lease.invitable] == [SIMS[0], "other@example.com"]
        with pytest.raises(InfrastructureError), make().leased(Needs.of_tags({"email"})):
            pass


def test_where_nobody_else_is_listed_the_member_is_leased_alone(make_pool: MakePool) -> None:
    """The steps decide; nobody waits for somebody who is not there."""
    people = {"members": [{"phone": SIMS[0]}, {"email": "b@example.com", "has_joined": True}]}
    pool = make_pool(*lab("a"), people=people)
    with pool.leased(Needs.of_tags({"phone", "another_member"})) as lease:
        assert lease.another_member() is None


def test_nobody_of_that_kind_is_listed(make_pool: MakePool) -> None:
    """The phone is leased all the same: the steps decide."""
    with make_pool(*lab("a")).leased(Needs.of_tags({"email"})) as lease:
        assert not lease.lists("email")

"""What is kept, what is given back, and what is said to who waits in vain."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest
from pools import ANY, BY_PHONE, PAIR, SIMS, MakePool, lab, names

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from harness.screen.wait import Poll
from harness.session import reservations
from harness.session.lease import Needs
from harness.session.phones import Phone
from harness.session.pool import Pool
from harness.session.reservations import Reservations
from harness.settings import load_settings


def test_what_is_given_back_has_no_session(make_pool: MakePool, ended: list[str]) -> None:
    """Its session ends first, where another worker may want it."""
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        assert ended == []
    assert ended == ["phone 1", "phone 2"]
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        pass


@pytest.mark.parametrize(("workers", "udids"), [(1, "ab"), (2, "abcd"), (1, "a")])
def test_phones_that_nobody_else_can_want_are_kept(
    make_pool: MakePool, ended: list[str], workers: int, udids: str
) -> None:
    """With their sessions; another run has to wait until this one is over."""
    pool = make_pool(*lab(*udids), workers=workers)
    with pool.leased(ANY) as one:
        pass
    with pool.leased(PAIR) as two:
        assert two.phones[0] is one.phones[0]
    assert ended == []
    if workers == 1:
        with pytest.raises(InfrastructureError), make_pool(*lab(*udids)).leased(PAIR):
            pass
    pool.give_back()
    assert ended == [phone.name for phone in two.phones]
    with make_pool(*lab(*udids)).leased(PAIR):
        pass


def test_phones_are_kept_while_a_member_is_busy(make_pool: MakePool, ended: list[str]) -> None:
    """Their sessions take long to start; others wait for the member only."""
    by_phone = {"members": [{"phone": SIMS[3]}]}
    pool = make_pool({"udid": "a"}, people=by_phone, timeouts={"delivery_s": 60})
    with pool.leased(ANY):
        pass
    with ExitStack() as other:
        other.enter_context(make_pool({"udid": "b"}, people=by_phone).leased(BY_PHONE))

        def soon(*_: float, **__: float) -> Iterator[Poll]:
            yield Poll(0, 0, False)
            other.close()
            yield Poll(1, 30, False)

        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(reservations, "polls", soon)
            with pool.leased(BY_PHONE) as lease:
                assert lease.member("phone").contact == SIMS[3]
    assert ended == []


@pytest.mark.parametrize("keeps", [True, False])
def test_a_session_that_fails_to_end_holds_nothing_back(
    make_pool: MakePool, ended: list[str], keeps: bool
) -> None:
    """The other phones' sessions end, too, and all locks are free."""

    def fail(phone: Phone) -> None:
        ended.append(phone.name)
        raise RuntimeError(phone.name)

    pool = make_pool(*lab("a", "b"), workers=1 if keeps else 2, end=fail)
    with pytest.raises(RuntimeError, match="phone 2"):  # noqa: PT012 - wherever it gives back
        with pool.leased(PAIR):
            pass
        pool.give_back()
    assert ended == ["phone 1", "phone 2"]
    pool.give_back()
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        pass


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST", "[::1]", "127.0.0.2"])
def test_this_machine_has_one_name(make_pool: MakePool, host: str) -> None:
    """However the address is spelled, the phone is one."""
    here = make_pool({"udid": "a"}, workers=2)
    there = make_pool({"udid": "a"}, server_url=f"http://{host}:4723")
    with here.leased(ANY), pytest.raises(InfrastructureError), there.leased(ANY):
        pass
    with there.leased(ANY):
        pass


def test_each_phone_has_a_line_of_its_own(make_pool: MakePool) -> None:
    """Profiles that share a phone do not overtake each other; others are not held up."""
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        pass
    first = Reservations()
    assert first.take("line for phone http://127.0.0.1:4723|a")
    for udids in ("a", "ab"):
        behind = make_pool(*lab(*udids))
        with pytest.raises(InfrastructureError, match="others waited"), behind.leased(ANY):
            pass
    with make_pool(*lab("b")).leased(ANY):
        pass
    first.release(["line for phone http://127.0.0.1:4723|a"])


def test_who_waits_keeps_nothing(make_pool: MakePool, ended: list[str]) -> None:
    """Two runs that keep a phone each and want a member would wait in a circle."""
    by_phone = {"members": [{"phone": SIMS[3]}]}
    pool = make_pool({"udid": "a"}, people=by_phone)
    with pool.leased(ANY):
        pass
    with make_pool({"udid": "b"}, people=by_phone).leased(BY_PHONE):
        with pytest.raises(InfrastructureError), pool.leased(BY_PHONE):
            pass
        assert ended == ["phone 1"]
        with make_pool({"udid": "a"}).leased(ANY):
            pass


def test_what_is_said_to_who_waits_in_vain(make_pool: MakePool) -> None:
    """What was needed, what is held and by whom, and what to do."""
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        waiting = make_pool(*lab("a", "b"), workers=2)
        with pytest.raises(InfrastructureError) as refused, waiting.leased(PAIR):
            pass
    first, held, do = str(refused.value).splitlines()
    assert first == (
        "Waited for two phones and a member by phone number of the profile 'lab', the last 0 s of"
        " it while nothing changed hands."
    )
    by = f"by process {os.getpid()} since "
    assert [each.partition(by)[0] for each in held.removeprefix("  Held: ").split(", ")] == [
        "phone 1 (a) ",
        "phone 2 (b) ",
        "the member +12025550151 ",
    ]
    assert do == (
        "  Do: let what holds them end, or end it; list more phones or members, or run with fewer"
        " workers (-n)"
    )


def test_a_phone_is_leased_whatever_the_profile(make_pool: MakePool) -> None:
    """Another profile may name the same phone beside others."""
    with make_pool(*lab("a", "b"), workers=2).leased(PAIR):
        other = make_pool(*lab("b"), name="other", workers=2)
        with pytest.raises(InfrastructureError, match="of the profile 'other'"), other.leased(ANY):
            pass


def test_phones_that_a_farm_hands_out_are_not_leased(make_pool: MakePool, ended: list[str]) -> None:
    """It gives none to two sessions; a lock would only let runs wait for each other."""
    make = lambda: make_pool({}, server_url="https://farm.example.com/wd/hub", workers=9)  # noqa: E731
    ours = make()
    with ours.leased(ANY) as one, make().leased(ANY) as other:
        assert names(one) == names(other) == ["phone 1"]
    assert ended == [], "a session there is nobody else's business"


@pytest.mark.parametrize(
    ("server_url", "phone"),
    [
        ("http://127.0.0.1:4723", {}),
        ("http://127.0.0.1:4723", {"capabilities": {"appium:avd": "Pixel_8"}}),
        ("https://lab.example.com", {"capabilities": {"appium:udid": "R5CT"}}),
        ("https://farm.example.com", {"server_url": "http://127.0.0.1:4723"}),
    ],
)
def test_a_phone_that_is_always_the_same_is_leased(
    make_pool: MakePool, server_url: str, phone: dict[str, Any]
) -> None:
    """By the name that it has among capabilities, or as the one that a server here would take."""
    make = lambda: make_pool(phone, server_url=server_url)  # noqa: E731
    with make().leased(ANY), pytest.raises(InfrastructureError), make().leased(ANY):
        pass


def test_what_nobody_holds_may_be_touched(make_pool: MakePool) -> None:
    """From then on it is this scenario's, until its end."""
    make = lambda: make_pool(*lab("a", "b"), workers=2)  # noqa: E731
    own, third = (Contact("phone", SIMS[index]) for index in (0, 3))
    with make().leased(ANY) as one:
        with make().leased(BY_PHONE) as two:
            assert two.may_touch(own)
            assert not one.may_touch(own)
            assert one.may_touch(third)
            assert not two.may_touch(third)
        assert one.may_touch(own)
    with make().leased(ANY) as three:
        assert three.may_touch(own)
        assert three.may_touch(third)


def test_one_scenario_at_a_time_changes_the_list(make_pool: MakePool) -> None:
    """Of one organization; those of another account are not in the way."""
    make = lambda udid, **people: make_pool({"udid": udid}, people=people)  # noqa: E731
    with (
        make("a").leased(ANY) as one,
        make("b").leased(ANY) as two,
        make("c", organization="Amber Pine Kitchen").leased(ANY) as elsewhere,
        one.alone(),
        elsewhere.alone(),
    ):
        with pytest.raises(InfrastructureError) as refused, two.alone():
            pass
        said = str(refused.value)
    assert said.startswith('Waited 0 s for the list of members of "Blue Fern Studio".\n')


def test_virtual_phones_are_waited_for_by_nobody(
    project: Path, ended: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """They and their organization are the process's own; no lock file is written."""
    virtual = {"VIRTUAL_PHONE_PASSWORD": "x", "VIRTUAL_PHONE_IMAP_PORT": "1143"}
    settings = load_settings(project, environment=virtual)
    monkeypatch.setattr(tempfile, "tempdir", str(project / "absent"))  # nothing can be locked there
    phones = [
        Phone(each, f"phone {index}", "http://127.0.0.1:1")
        for index, each in enumerate(settings.profile.phones, 1)
    ]
    pools = [Pool(settings, phones, 2, lambda phone: ended.append(phone.name)) for _ in range(2)]
    needs = Needs.of_tags({"two_phones", "phone", "email"})
    with pools[0].leased(needs) as one, pools[1].leased(needs) as two:
        assert one.member("phone") == two.member("phone")
        assert one.may_touch(Contact.of(one.member("phone")))
        with one.alone(), two.alone():
            pass
    assert ended == []

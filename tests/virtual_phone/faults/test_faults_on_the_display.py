"""Faults that are no errors: what a look sees instead, and for how long."""

from collections.abc import Callable

import pytest
from fault_client import Client
from hand import MakeHand, admin_of

from virtual_phone.faults import Faults

MakeClient = Callable[..., Client]
FIRST = "Agree and continue"


def _looks(client: Client, count: int) -> list[str]:
    client.hand.start()
    return [client.value("GET", "/source") for _ in range(count)]


def test_some_looks_are_distorted(client: MakeClient) -> None:
    """Then everything is as it was."""
    calm = _looks(client(), 1)[0]
    seen = _looks(client("textless-views"), 5)
    assert calm not in seen[:3]
    assert seen[3:] == [calm, calm]


def test_nothing_can_be_read(client: MakeClient) -> None:
    """The views are there, without words."""
    seen = _looks(client("textless-views"), 1)[0]
    assert FIRST not in seen
    assert "android.widget.Button" in seen


def test_a_button_stands_there_twice(client: MakeClient) -> None:
    """For whoever looks it up, and for the taps that follow; then once again."""
    phone = client("doubled-text")
    calm = _looks(phone, 1)[0]
    for number in (1, 2, 3):
        phone.find(FIRST)
        assert phone.value("GET", "/source").count(f'text="{FIRST}"') == 2, number
    phone.find(FIRST)
    assert phone.value("GET", "/source") == calm


def test_no_two_looks_agree_while_views_move(client: MakeClient) -> None:
    """From a look-up on, for four of them; a tap is answered meanwhile, and does nothing."""
    phone = client("moving-views:nth=2")
    calm = _looks(phone, 1)[0]
    phone.find(FIRST)
    assert phone.value("GET", "/source") == calm
    seen = []
    for _ in range(4):
        button = phone.find(FIRST)
        seen += [phone.value("GET", "/source") for _ in range(2)]
        assert phone.value("POST", f"/element/{button}/click") is None
    assert len({calm, *seen}) == 9
    button = phone.find(FIRST)
    assert phone.value("GET", "/source") == calm
    assert phone.value("POST", f"/element/{button}/click") is None
    assert FIRST not in phone.value("GET", "/source")


def test_who_only_reads_the_screen_sees_it_come_to_rest(client: MakeClient) -> None:
    """No view moves for ever, though nothing is looked up meanwhile."""
    phone = client("moving-views:nth=2")
    calm = _looks(phone, 1)[0]
    for _ in range(2):
        phone.find(FIRST)
    seen = [phone.value("GET", "/source") for _ in range(20)]
    assert calm not in seen[:10]
    assert seen[-2:] == [calm, calm]


def test_the_lowest_button_is_below_the_edge(client: MakeClient) -> None:
    """A tap on it is answered, and does nothing."""
    phone = client("off-screen-bounds:times=0")
    before = _looks(phone, 1)[0]
    lowest = phone.find(FIRST)
    assert phone.value("POST", f"/element/{lowest}/click") is None
    assert phone.value("GET", "/source") == before


@pytest.mark.parametrize(
    ("name", "words", "answer"),
    [
        ("permission-dialog", "Allow TikTok to send you notifications?", "Don’t allow"),
        ("other-app-hangs", "Photos isn't responding", "Close app"),
    ],
)
def test_something_lies_over_the_app(
    client: MakeClient, name: str, words: str, answer: str
) -> None:
    """Its safe answer leads back."""
    phone = client(name)
    seen = _looks(phone, 2)
    assert words in seen[1]
    button = phone.find(answer)
    phone.value("POST", f"/element/{button}/click")
    assert FIRST in phone.value("GET", "/source")


def test_the_app_itself_hangs(client: MakeClient) -> None:
    """Until it is stopped."""
    seen = _looks(client("app-hangs"), 2)
    assert "TikTok isn't responding" in seen[1]


def test_some_screens_take_their_time(make_hand: MakeHand) -> None:
    """The old one lingers, and swallows taps."""
    hand = make_hand(faults=Faults(["slow-network:nth=2,times=1"]))
    hand.start()
    hand.tap(FIRST)
    assert hand.sees(FIRST)
    assert hand.phone.wait_idle(5)
    assert not hand.sees(FIRST)


def test_the_phone_is_french(make_hand: MakeHand) -> None:
    """And the app with it, as far as its words are public."""
    phone = make_hand(faults=Faults(["wrong-locale"])).phone
    assert phone.language == "fr"


def test_nobody_is_invited_for_a_while(make_hand: MakeHand) -> None:
    """The app says why, and the organization was not asked."""
    hand = make_hand(faults=Faults(["rate-limited"]), sim="+12025550100")
    hand.log_in()
    hand.open_permissions()
    hand.invite_by_phone()
    assert hand.sees("Maximum number of attempts reached. Try again later.")
    admin = admin_of(hand.organization)
    assert not hand.organization.pending(hand.organization.accounts_of(admin)[0])


def test_a_log_in_is_ended_at_the_apps_next_start(make_hand: MakeHand) -> None:
    """The second one with somebody logged in, as it is told here."""
    hand = make_hand(faults=Faults(["log-in-ended:nth=2"]))
    hand.log_in()
    for is_left_in in (True, False):
        hand.phone.stop_app(hand.phone.tiktok.package)
        hand.start()
        assert (hand.phone.tiktok.data.session is not None) is is_left_in
    assert hand.sees("Sign up for TikTok")


def test_a_suspended_account_cannot_be_chosen(make_hand: MakeHand) -> None:
    """The app says so, each time, and goes on with nobody; without an account one may go on."""
    hand = make_hand(faults=Faults(["account-suspended"]))
    hand.log_in()
    for _ in range(2):
        assert hand.sees("Your account was suspended.")
        hand.tap("OK")
        assert hand.phone.tiktok.data.session is None
        hand.tap("Blue Fern Studio")
    other = make_hand(faults=Faults(["account-suspended:nth=2"]))
    other.log_in()
    assert other.phone.tiktok.data.session is not None

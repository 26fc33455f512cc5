from datetime import timedelta

import pytest
from hand import Hand, MakeHand

from virtual_phone.clock import Clock
from virtual_phone.drawing.looks import check_look
from virtual_phone.faults import Faults

CHROME = "com.android.chrome"


@pytest.fixture
def member(make_hand: MakeHand) -> Hand:
    """Invited, with a phone that has no app."""
    admin = make_hand()
    member = make_hand(sim="+12025550147", faults=Faults(["app-missing"]))
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    return member


def test_without_the_app_a_link_opens_the_browser(member: Hand) -> None:
    """Its page names account and role and asks for the app; no code is sent (assumed)."""
    link = member.newest_link()
    member.follow(link)
    assert member.phone.current_package == CHROME
    assert member.sees("Get the app to join Blue Fern Studio")
    assert member.sees(
        "You're invited as Operator. Once the app is installed, open this link again."
    )
    assert member.field().text == link
    assert member.field().resource_id == "com.android.chrome:id/url_bar"
    assert len(member.phone.text_messages()) == 1
    for node in member.nodes():
        check_look(node.look)


def test_a_link_of_an_sms_opens_the_browser(member: Hand) -> None:
    """Tapped in Messages, as a person would."""
    member.phone.open_notifications()
    member.tap("TikTok")
    member.tap(member.phone.text_messages()[0].body)
    assert member.sees("Get the app to join Blue Fern Studio")


def test_the_browser_says_what_is_wrong_with_a_link(member: Hand, clock: Clock) -> None:
    """In the words of the app."""
    clock.advance(timedelta(hours=24))
    member.follow(member.newest_link())
    assert member.sees("This invitation has expired")
    assert not member.sees("Get the app to join Blue Fern Studio")


def test_a_typed_address_is_opened(member: Hand) -> None:
    """Enter loads the page."""
    member.follow("https://www.example.com/elsewhere")
    assert member.sees("This page is not on the virtual phone.")
    member.enter("https://www.example.com/elsewhere", member.newest_link())
    member.phone.tap(*member.field().bounds.center)
    member.phone.press_key(66)
    assert member.sees("Get the app to join Blue Fern Studio")


def test_with_the_app_the_browser_is_for_other_links(hand: Hand) -> None:
    """The app comes first; the launcher never shows the browser."""
    hand.follow("https://www.tiktok.com/")
    assert hand.phone.current_package == hand.package
    hand.follow("https://www.example.com/elsewhere")
    assert hand.phone.current_package == CHROME
    assert CHROME not in hand.phone.installed_packages()
    assert not hand.phone.open_url("snssdk1233://setting/account", CHROME)


def test_without_the_app_its_own_links_are_nobodys(member: Hand) -> None:
    """As on a phone: a scheme needs an app."""
    assert not member.phone.open_url("snssdk1233://setting/account", None)

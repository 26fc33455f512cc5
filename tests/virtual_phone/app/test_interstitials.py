from dataclasses import replace

import pytest
from hand import Hand, MakeHand

from virtual_phone.app.app_screen import AppScreen
from virtual_phone.app.build import PRESETS, Build
from virtual_phone.app.interstitials import (
    INTERSTITIALS,
    SAFE_ANSWERS,
    SCREENS,
    Scheduler,
    UnknownInterstitial,
)


def _logged_in(make_hand: MakeHand, *plan: str) -> Hand:
    hand = make_hand(build=Build(interstitials=plan))
    hand.log_in()
    return hand


def _buttons_with(answer: str) -> list[str]:
    return [
        n for n, i in INTERSTITIALS.items() if i.kind in {"sheet", "dialog"} and answer in i.buttons
    ]


@pytest.mark.parametrize("name", [*_buttons_with("Not now"), *_buttons_with("Got it")])
def test_safe_button_closes(make_hand: MakeHand, name: str) -> None:
    """The first button is the safe one; after it the feed can be used."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    assert hand.sees(INTERSTITIALS[name].title)
    hand.tap(INTERSTITIALS[name].buttons[0])
    assert not hand.sees(INTERSTITIALS[name].title)


@pytest.mark.parametrize("name", ["contacts", "facebook"])
def test_denial_has_either_apostrophe(make_hand: MakeHand, name: str) -> None:
    """Denying is written with a straight or with a curly one."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    hand.tap(INTERSTITIALS[name].buttons[0])
    assert not hand.sees(INTERSTITIALS[name].title)


@pytest.mark.parametrize("name", ["viewer-history", "avatar", "draft"])
def test_back_closes(make_hand: MakeHand, name: str) -> None:
    """Where Back is the safe answer."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    hand.back()
    assert not hand.sees(INTERSTITIALS[name].title)


@pytest.mark.parametrize("name", ["save-log-in", "security-checkup", "update", "swipe-up"])
def test_back_does_not_close(make_hand: MakeHand, name: str) -> None:
    """Where Back is swallowed."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    hand.back()
    assert hand.phone.tiktok.screen.name == f"Interruption {INTERSTITIALS[name].title}"


@pytest.mark.parametrize("name", ["add-phone", "promo"])
def test_cross_closes(make_hand: MakeHand, name: str) -> None:
    """The icon "Close" is tappable itself, or only its unlabelled parent is."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    assert hand.find("Close").clickable is (name == "add-phone")
    hand.tap("Close")
    assert not hand.sees(INTERSTITIALS[name].title)


def test_swipe_hint_swallows_taps(make_hand: MakeHand) -> None:
    """It goes away by a swipe only."""
    hand = _logged_in(make_hand, "swipe-up@after-log-in")
    hand.tap("Profile")
    assert hand.sees("Swipe up for more")
    hand.swipe_up()
    assert not hand.sees("Swipe up for more")


def test_update_prompt_has_no_words(make_hand: MakeHand) -> None:
    """Only empty groups, in a window of its own."""
    hand = _logged_in(make_hand, "update@after-log-in")
    roots = [root for root in hand.phone.windows() if root.package == hand.package]
    assert roots == [hand.phone.active_window()]
    assert not any(node.text or node.content_desc or node.on_tap for node in roots[0].walk())


WRONG = {
    name: [label for label in each.buttons if label not in SAFE_ANSWERS]
    for name, each in INTERSTITIALS.items()
    if each.kind != "permission"
}


@pytest.mark.parametrize(("name", "label"), [(n, w) for n, words in WRONG.items() for w in words])
def test_wrong_answer_leads_astray(make_hand: MakeHand, name: str, label: str) -> None:
    """Every button but the safe one opens what nobody asked for."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    button = next(node for node in hand.nodes() if node.text == label)
    hand.phone.tap(*button.bounds.center)
    assert hand.sees(label)
    assert hand.sees("This part of the app is not on the virtual phone.")


@pytest.mark.parametrize("name", ["identity-check", "captcha"])
def test_some_screens_are_for_a_person(make_hand: MakeHand, name: str) -> None:
    """In the web container, over everything else, and Back does not help."""
    hand = _logged_in(make_hand, f"{name}@after-log-in")
    hand.back()
    assert hand.sees(INTERSTITIALS[name].title)
    assert hand.sees(INTERSTITIALS[name].message)
    assert not hand.sees("For You")
    assert hand.phone.current_activity == "com.bytedance.hybrid.spark.page.SparkActivity"


def test_android_asks_with_the_words_of_the_entry(make_hand: MakeHand) -> None:
    """The refusal's id goes with its label."""
    hand = _logged_in(make_hand, "android-permission@before:Inbox")
    hand.tap("Inbox")
    refuse, allow = INTERSTITIALS["android-permission"].buttons
    assert hand.find(refuse).resource_id.endswith("permission_deny_button")
    assert hand.find(allow).resource_id.endswith("permission_allow_button")


def _kinds_of_screens(kind: type[AppScreen]) -> set[str]:
    below = {name for each in kind.__subclasses__() for name in _kinds_of_screens(each)}
    return below | {kind.__name__}


def test_every_screen_can_be_interrupted() -> None:
    """The list of moments has them all."""
    not_screens = {"AppScreen", "Tab", "Invite", "Other", "Interruption", "HandOver"}
    assert _kinds_of_screens(AppScreen) - not_screens == set(SCREENS)


def test_crowded_build_is_crowded(make_hand: MakeHand) -> None:
    """One after the other, and each goes away by its safe answer."""
    hand = make_hand(build=replace(PRESETS["crowded"], interests=False))
    hand.log_in()
    assert hand.sees("Swipe up for more")
    hand.swipe_up()
    for title in ("Turn on notifications", "Save login for next time?"):
        assert hand.sees(title)
        hand.tap("Not now")
    hand.tap("Profile")
    assert hand.sees("Viewer history turned on")


def test_android_asks_in_its_own_package(make_hand: MakeHand) -> None:
    """The dialog is the permission controller's; denied, the app is in front again."""
    hand = _logged_in(make_hand, "android-permission@before:Inbox")
    hand.tap("Inbox")
    assert hand.phone.current_package == "com.android.permissioncontroller"
    hand.tap("Don’t allow")
    assert hand.phone.current_package == hand.package
    assert hand.sees("System notifications")


def test_before_a_screen_comes_once(make_hand: MakeHand) -> None:
    """The second time the screen is free."""
    hand = _logged_in(make_hand, "promo@before:Inbox")
    for seen in (True, False):
        hand.tap("Inbox")
        assert hand.sees("Follow your friends") is seen
        if seen:
            hand.tap("Close")
        hand.tap("Home")


def test_every_nth_change_of_screens() -> None:
    """Counted from the start of the app."""
    scheduler = Scheduler(("promo@every:3",))
    come = [bool(list(scheduler.due("Home", logged_in_now=False, seen=set()))) for _ in range(6)]
    assert come == [False, False, True, False, False, True]


@pytest.mark.parametrize(
    ("plan", "message"),
    [
        ("nonsense@after-log-in", 'No interstitial is called "nonsense". Known ones: save-log-in'),
        ("promo@sometimes", '"promo@sometimes" does not say when: write promo@after-log-in'),
        ("promo@before:Hom", '"promo@before:Hom": no screen is called "Hom". Known ones: Account'),
        ("promo@every:0", '"promo@every:0" does not say when'),
    ],
)
def test_wrong_plan_says_what_is_known(plan: str, message: str) -> None:
    """A typo never means "nothing interrupts"."""
    with pytest.raises(UnknownInterstitial) as error:
        Scheduler((plan,))
    assert str(error.value).startswith(message)

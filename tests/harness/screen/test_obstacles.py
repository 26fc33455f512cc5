from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import pytest
from dumps import APP, box, reading, view

from harness.errors import InfrastructureError, NotAsPromised
from harness.screen.interstitials import answer_button, in_the_way
from harness.screen.last_tap import LastTap
from harness.screen.locator import Locator
from harness.screen.obstacles import Obstacles
from harness.settings import Interstitial

INVITE = Locator("button", ("Invite",))
SAVE = Interstitial(
    name="save login", shows=("Save login for next time?",), answer="tap", taps=("Not now", "Skip")
)
HISTORY = Interstitial(name="history", shows=("Viewer history turned on",), answer="back")
HINT = Interstitial(name="swipe hint", shows=("Swipe up for more",), answer="swipe")
CAPTCHA = Interstitial(
    name="captcha", shows=("Verify to continue",), answer="stop", says="solve it by hand"
)
DIALOG = Interstitial(
    name="permission", package="com.android.permissioncontroller", answer="tap", taps=("Deny",)
)
FRIENDS = Interstitial(
    name="friends", shows=("Follow your friends",), answer="tap", taps=("Close",)
)
KNOWN = (SAVE, HISTORY, HINT, CAPTCHA, DIALOG, FRIENDS)
SAVE_SCREEN = (
    view("Save login for next time?", "[0,0][1080,100]"),
    view("Not now", "[100,200][300,300]"),
)


@dataclass
class Hand:
    """A session that only remembers what it was asked to do, and the notes of a run."""

    done: list[object] = field(default_factory=list)

    def tap_at(self, x_px: int, y_px: int) -> None:
        self.done.append((x_px, y_px))

    def swipe(self, start: tuple[int, int], end: tuple[int, int]) -> None:
        self.done.append("swipe up" if start[1] > end[1] else "swipe down")

    def back(self) -> None:
        self.done.append("back")

    def interstitial(self, name: str) -> None:
        self.done.append(f"noted {name}")

    def fallback(self, what: str) -> None:
        self.done.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None:
        self.done.append("keep secret")


@pytest.fixture
def hand() -> Hand:
    """Nothing done yet."""
    return Hand()


def _obstacles(hand: Hand, known: Sequence[Interstitial] = KNOWN) -> Obstacles:
    return Obstacles(hand, known, hand)  # type: ignore[arg-type]


# Recognising


@pytest.mark.parametrize(
    "words",
    [
        "Save login for next time?",
        "SAVE LOGIN FOR NEXT TIME?",
        "So, save\u00a0login for next time?",
    ],
)
def test_an_interstitial_is_known_by_its_words(words: str) -> None:
    """In whatever capitals and blanks, also as part of a longer sentence."""
    assert in_the_way(KNOWN, reading(view(words)), INVITE) == [SAVE]


def test_an_interstitial_is_known_by_its_package() -> None:
    """Android's permission dialog has words in any language."""
    dialog = view("Ablehnen", package="com.android.permissioncontroller")
    assert in_the_way(KNOWN, reading(view("Home"), dialog), INVITE) == [DIALOG]


def test_an_ordinary_screen_is_not_in_the_way() -> None:
    """Nor is a hidden remainder of an interstitial."""
    hidden = view("Save login for next time?", displayed=False)
    assert in_the_way(KNOWN, reading(view("Permissions"), hidden), INVITE) == []


def test_what_is_looked_for_is_not_in_the_way() -> None:
    """The page of the welcome waits for its own button."""
    screen = reading(*SAVE_SCREEN)
    assert in_the_way(KNOWN, screen, Locator("button", ("Not now",))) == []
    assert in_the_way(KNOWN, screen, Locator("text", ("Save login for next time?",))) == []
    assert in_the_way(KNOWN, screen, None) == [SAVE]


def test_a_dialog_of_androids_over_the_app_is_seen() -> None:
    """Its words stand in a window of Android's, with the app behind it."""
    hangs = Interstitial(name="hangs", shows=("isn't responding",), answer="stop", says="look")
    dialog = view("TikTok isn\u2019t responding", package="android")
    assert in_the_way([hangs], reading(view("Permissions"), dialog), INVITE) == [hangs]


# Answering


def test_the_first_label_that_is_there_is_tapped(hand: Hand) -> None:
    """In its middle, and the report lists it."""
    assert _obstacles(hand).clear(reading(*SAVE_SCREEN), INVITE, 1)
    assert hand.done == [(200, 250), "noted save login"]


def test_of_two_at_once_the_one_in_front_is_answered(hand: Hand) -> None:
    """What is done to the other one lands on it; where it does not go, the other is tried."""
    words = view("Swipe up for more")
    both = reading(words, *SAVE_SCREEN)
    assert in_the_way(KNOWN, both, INVITE) == [SAVE, HINT]
    assert in_the_way(KNOWN, reading(*SAVE_SCREEN, words), None) == [HINT, SAVE]
    obstacles = _obstacles(hand)
    for _ in range(3):
        assert obstacles.clear(both, INVITE, 1)
    assert hand.done == [*[(200, 250), "noted save login"] * 2, "swipe up", "noted swipe hint"]


def test_of_equal_buttons_the_topmost_drawn_is_tapped() -> None:
    """A pop-up lies over the screen, and comes after it."""
    screen = reading(
        view(
            "",
            "[0,0][1080,2340]",
            view("", "[0,0][100,100]", desc="Close"),
            view("Follow your friends", "[0,500][1080,600]"),
            view("", "[900,500][1000,600]", desc="Close"),
        )
    )
    button = answer_button(FRIENDS, screen)
    assert button is not None
    assert button.bounds == (900, 500, 1000, 600)


def test_a_button_in_another_window_is_found(hand: Hand) -> None:
    """The dialog is Android's, not the app's."""
    dialog = box(
        "[100,1000][900,1400]",
        view("Deny", "[200,1200][400,1300]", package="com.android.permissioncontroller"),
        package="com.android.permissioncontroller",
    )
    assert _obstacles(hand).clear(reading(view("Home"), dialog), INVITE, 1)
    assert hand.done == [(300, 1250), "noted permission"]


@pytest.mark.parametrize(
    ("words", "done"),
    [
        ("Viewer history turned on", ["back", "noted history"]),
        ("Swipe up for more", ["swipe up", "noted swipe hint"]),
    ],
)
def test_others_are_answered_by_back_or_by_a_swipe(hand: Hand, words: str, done: list[str]) -> None:
    """As the list of interstitials says."""
    assert _obstacles(hand).clear(reading(view(words)), INVITE, 1)
    assert hand.done == done


def test_without_its_button_nothing_is_touched(hand: Hand) -> None:
    """No other answer is guessed, and nothing is listed as dismissed."""
    assert not _obstacles(hand).clear(reading(view("Save login for next time?")), INVITE, 1)
    assert hand.done == []


def test_what_does_not_go_is_answered_twice_at_most(hand: Hand) -> None:
    """A third Back would leave the app; the error of the wait says what is in the way."""
    obstacles, screen = _obstacles(hand), reading(view("Viewer history turned on"))
    assert [obstacles.clear(screen, INVITE, at_s) for at_s in (1, 2)] == [True, True]
    assert obstacles.in_vain() == ""
    assert [obstacles.clear(screen, INVITE, at_s) for at_s in (3, 4)] == [False, False]
    assert hand.done == ["back", "noted history"] * 2
    assert obstacles.in_vain() == '"history" is in the way and does not go'


def test_what_comes_again_later_is_answered_again(hand: Hand) -> None:
    """While something else is waited for."""
    obstacles, screen = _obstacles(hand), reading(view("Viewer history turned on"))
    for _ in range(3):
        obstacles.begin_wait()
        assert obstacles.clear(screen, INVITE, 1)
    assert obstacles.in_vain() == ""


def test_what_only_a_person_may_answer_stops_the_run(hand: Hand) -> None:
    """As infrastructure, with what to do and what was seen."""
    with pytest.raises(InfrastructureError) as stopped:
        _obstacles(hand).clear(reading(view("Verify to continue")), INVITE, 1)
    assert str(stopped.value) == (
        '"captcha" is in the way.\n'
        '  Last seen: the screen "Verify to continue"\n'
        "  Do: solve it by hand"
    )
    assert hand.done == []


def test_an_app_that_hangs_has_broken_a_promise(hand: Hand) -> None:
    """Nobody may take it for a fault of the phone."""
    hangs = Interstitial(
        name="hangs", shows=("isn't responding",), answer="stop", blames="product", says="the log"
    )
    with pytest.raises(NotAsPromised) as stopped:
        _obstacles(hand, [hangs]).clear(reading(view("TikTok isn't responding")), INVITE, 1)
    assert stopped.value.promised == "the app goes on"
    assert stopped.value.look == "the log"


# Swallowed taps


def _with_tap(hand: Hand) -> Obstacles:
    obstacles = _obstacles(hand)
    obstacles.last_tap = LastTap(lambda: hand.done.append("tap"), lambda: True)
    return obstacles


def test_a_swallowed_tap_is_sent_again(hand: Hand) -> None:
    """Where nothing is in its way."""
    assert _with_tap(hand).clear(reading(view("Permissions")), INVITE, 9)
    assert hand.done == ["tap", "a tap was swallowed and sent again"]


def test_without_a_repeatable_tap_nothing_is_sent_again(hand: Hand) -> None:
    """The final Invite never is one."""
    assert not _obstacles(hand).clear(reading(view("Role")), INVITE, 99)
    assert hand.done == []


def test_an_interstitial_goes_first(hand: Hand) -> None:
    """It may be what swallowed the tap."""
    assert _with_tap(hand).clear(reading(*SAVE_SCREEN), INVITE, 9)
    assert "tap" not in hand.done


def test_the_apps_own_package_is_not_the_permission_dialogs() -> None:
    """A package counts as a whole."""
    assert in_the_way([DIALOG], reading(view("Home", package=APP)), None) == []

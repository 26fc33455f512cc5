"""An account is gone on with once its chooser is gone, be that a sheet over the main screen."""

import pytest
from drawn import Phone, screen_on

from harness.errors import NotShown
from harness.screen.page import Shown
from harness.screen.picking import Match
from harness.session.sighting import Sighting
from harness.settings import Person
from pages.account_chooser import AccountChooserPage
from pages.log_in_way import LogInWay

ACCOUNT = "Blue Fern Studio"
SHEET = ["Choose an account", f"> {ACCOUNT}", "> Profile"]
MAIN = ["For You", "Following", "> Profile"]
NAMES_IT = [ACCOUNT, "Edit profile", "> Profile"]


class Chooser(Phone):
    """Goes on by a tap, which may be swallowed."""

    def __init__(self, *frames: list[str], swallowed: int = 0) -> None:
        super().__init__(*frames)
        self.taps, self._swallowed = 0, swallowed

    def page_source(self) -> str:
        after, self._frames = self._frames, self._frames[:1]
        source = super().page_source()
        self._frames = after
        return source

    def tap(self, target: Sighting) -> None:
        self.taps += 1
        if self.taps > self._swallowed:
            self._frames.pop(0)


def _go_on(phone: Chooser, element_s: float = 5) -> None:
    screen = screen_on(phone, element_s, quiet_s=0.05)
    entry = AccountChooserPage(screen).named(ACCOUNT)
    match = entry.find()
    assert isinstance(match, Match)
    member = Person(phone="+12025550147", code_command=("a-code",))
    LogInWay(screen, ACCOUNT, lambda: None).go_on_with(Shown(entry, match), member, "phone")


@pytest.mark.parametrize("after", [MAIN, NAMES_IT], ids=["feed", "Profile"])
def test_the_main_screen_counts_once_the_accounts_are_gone(after: list[str]) -> None:
    """Profile may name the account as well."""
    phone = Chooser(SHEET, after)
    _go_on(phone)
    assert phone.taps == 1


def test_a_swallowed_tap_is_sent_again_though_the_main_screen_lies_behind() -> None:
    """A sheet leaves it in the tree."""
    phone = Chooser(SHEET, MAIN, swallowed=1)
    _go_on(phone)
    assert phone.taps == 2


def test_accounts_that_stay_are_the_apps_doing() -> None:
    """It is said what is still there."""
    phone = Chooser(SHEET, MAIN, swallowed=9)
    with pytest.raises(NotShown, match="the accounts to choose from are still there"):
        _go_on(phone, element_s=0.3)

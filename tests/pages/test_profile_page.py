"""Which account Profile names: another one's name may begin alike."""

import pytest
from drawn import drawn

from pages.app import App
from pages.profile import ProfilePage

ACCOUNT = "Blue Fern Studio"
MENU = "> Profile menu"


@pytest.mark.parametrize(
    "label",
    [ACCOUNT, f"@{ACCOUNT}", "blue  fern studio", f"{ACCOUNT} \N{BLACK DOWN-POINTING TRIANGLE}"],
)
def test_the_name_stands_alone_in_its_label(label: str) -> None:
    """But for what is no letter around it."""
    assert ProfilePage(drawn([MENU, label])).is_of(ACCOUNT)


@pytest.mark.parametrize("label", [f"{ACCOUNT} Germany", f"I work at {ACCOUNT}", "Fern Studio", ""])
def test_a_label_with_more_in_it_names_another(label: str) -> None:
    """A sister account, or what a person says of themselves."""
    assert not ProfilePage(drawn([MENU, label])).is_of(ACCOUNT)


@pytest.mark.parametrize(("account", "label"), [("C++", "C"), ("C", "C++ Studio")])
def test_signs_of_the_name_itself_count(account: str, label: str) -> None:
    """They are left out around it only."""
    assert not ProfilePage(drawn([MENU, label])).is_of(account)
    assert ProfilePage(drawn([MENU, f"@{account}"])).is_of(account)
    assert ProfilePage(drawn([MENU, account])).is_of(account)


def test_a_name_that_is_expected_has_the_time_of_any_part() -> None:
    """Where it is not, absence is believed sooner."""
    frames = [[MENU]] * 4 + [[MENU, ACCOUNT]]
    assert ProfilePage(drawn(*frames, quiet_s=0)).is_of(ACCOUNT, expected=True)
    assert not ProfilePage(drawn(*frames, quiet_s=0)).is_of(ACCOUNT)


def test_of_several_accounts_the_one_that_is_named_is_told() -> None:
    """None, where it names none of them."""
    accounts = ("Red Maple Travel", ACCOUNT)
    assert ProfilePage(drawn([MENU, ACCOUNT])).names_of(accounts) == {ACCOUNT}
    assert ProfilePage(drawn([MENU, "White Birch Cycles"])).names_of(accounts) == set()


@pytest.mark.parametrize(
    ("late", "has_left"), [(ACCOUNT, False), ("White Birch Cycles", True), ("Log in", True)]
)
def test_a_name_that_comes_late_is_no_sign_of_having_left(late: str, *, has_left: bool) -> None:
    """Profile stands there before it; another account's never changes to the old one's."""
    frames = [[MENU]] * 6 + [[MENU, late]]
    app = App(drawn(*frames, element_s=1, quiet_s=0), ACCOUNT)
    assert app.has_left_organization() is has_left

import pytest
from hand import OPERATOR_NUMBER, Hand, MakeHand

from virtual_phone.app.links import destination_of, is_app_link

PERMISSIONS = "snssdk1233://organization/permissions"
ACCOUNT = "snssdk1233://setting/account"
PROFILE = "snssdk1233://user/profile"


@pytest.mark.parametrize(
    ("url", "destination"),
    [
        (PERMISSIONS, "Permissions"),
        ("snssdk1180://organization/permissions?from=mail", "Permissions"),
        ("https://www.tiktok.com/organization/permissions/", "Permissions"),
        (ACCOUNT, "Account"),
        ("https://www.tiktok.com/setting/account#top", "Account"),
        (PROFILE, "Profile"),
        ("https://www.tiktok.com", None),
        ("snssdk1233://organization", None),
    ],
)
def test_links_of_the_app(url: str, destination: str | None) -> None:
    """Scheme or site, then the place; whatever follows does not matter."""
    assert is_app_link(url)
    assert destination_of(url) == destination


@pytest.mark.parametrize(
    "url", ["https://www.tiktok.com.example.com/setting/account", "tel:1", "https://[", ""]
)
def test_links_of_others(url: str) -> None:
    """A name that only begins like the app's is somebody else's."""
    assert not is_app_link(url)
    assert destination_of(url) is None


def test_an_admin_reaches_permissions_by_link(admin: Hand) -> None:
    """Over whatever was open; Back leads there again."""
    admin.tap("Profile")
    admin.follow(PERMISSIONS)
    assert admin.sees("Invite")
    assert admin.sees("+1 202-555-0101")
    admin.back()
    assert admin.sees("Edit profile")


def test_a_link_starts_a_stopped_app(admin: Hand) -> None:
    """The log-in is kept, so that the screen can be shown at once."""
    admin.phone.stop_app(admin.package)
    admin.follow(PERMISSIONS)
    assert admin.sees("Invite")


def test_an_operator_has_no_access_by_link(hand: Hand) -> None:
    """They are told so over the main screen, and see nothing of the list."""
    hand.log_in(OPERATOR_NUMBER)
    hand.open_account()
    hand.follow(PERMISSIONS)
    assert hand.sees("You don't have access")
    assert not hand.sees("Permissions")
    hand.tap("OK")
    assert hand.sees("For You")


def test_the_account_decides_not_the_person(hand: Hand) -> None:
    """The same person is Admin of the other account."""
    hand.log_in(OPERATOR_NUMBER, "Amber Pine Kitchen")
    hand.follow(PERMISSIONS)
    assert hand.sees("Invite")


@pytest.mark.parametrize("link", [PERMISSIONS, ACCOUNT])
def test_nobody_logged_in_has_no_access_by_link(hand: Hand, link: str) -> None:
    """Not even before the welcome has been passed."""
    hand.follow(link)
    assert hand.sees("You don't have access")
    hand.tap("OK")
    assert hand.sees("Welcome to TikTok")


def test_an_account_of_ones_own_has_no_permissions(make_hand: MakeHand) -> None:
    """Only Organization Accounts do."""
    hand = make_hand()
    hand.log_in_as_far_as_password("2025550147")
    hand.enter("Password", "correct horse")
    hand.tap("Log in")
    hand.follow(PERMISSIONS)
    assert hand.sees("You don't have access")


def test_account_and_profile_by_link(hand: Hand) -> None:
    """Account is for whoever is logged in: an Operator finds no Permissions there."""
    hand.log_in(OPERATOR_NUMBER)
    hand.follow(ACCOUNT)
    assert hand.sees("Account information")
    assert not hand.sees("Permissions")
    hand.follow(PROFILE)
    assert hand.sees("Edit profile")


def test_an_unknown_link_opens_the_app_as_it_was(admin: Hand) -> None:
    """From the background, too."""
    admin.open_permissions()
    admin.phone.press_key(3)
    admin.follow("snssdk1233://nowhere")
    assert admin.sees("Invite")


def test_defect_operator_reaches_permissions_by_link(make_hand: MakeHand) -> None:
    """Switched on, the link shows an Operator the list and Invite; the menu does not."""
    hand = make_hand(defects=("operator-reaches-permissions-by-link",))
    hand.log_in(OPERATOR_NUMBER)
    hand.open_account()
    assert not hand.sees("Permissions")
    hand.follow(PERMISSIONS)
    assert hand.sees("Invite")
    assert hand.sees("+1 202-555-0100")

"""The guide's way from Profile to Permissions, and who finds it."""

from pytest_bdd import parsers, then, when

from harness.errors import NotAsPromised
from pages.account import AccountPage
from pages.app import App
from pages.menu import MenuPage
from pages.profile import ProfilePage
from pages.rights import Rights
from pages.settings_and_privacy import SettingsAndPrivacyPage


@when("the Admin taps Profile")
def tap_profile(app: App) -> None:
    """Step 2 of the guide."""
    app.main_bar.open_profile()


@then("the profile homepage is shown")
def profile_shown(app: App) -> None:
    """With the three dashes."""
    ProfilePage(app.screen).wait_open()


@when("the Admin taps the three dashes in the upper right corner")
def tap_three_dashes(app: App) -> None:
    """Step 3."""
    ProfilePage(app.screen).open_menu()


@then("the menu is shown")
def menu_shown(app: App) -> None:
    """With Settings and privacy."""
    MenuPage(app.screen).wait_open()


@when("the Admin taps Settings and privacy")
def tap_settings(app: App) -> None:
    """Step 4."""
    MenuPage(app.screen).open_settings()


@then("Settings and privacy is shown")
def settings_shown(app: App) -> None:
    """With Account."""
    SettingsAndPrivacyPage(app.screen).wait_open()


@when("the Admin taps Account")
def tap_account(app: App) -> None:
    """Step 5."""
    SettingsAndPrivacyPage(app.screen).open_account()


@then("Account is shown")
def account_shown(app: App) -> None:
    """With Permissions."""
    AccountPage(app.screen).wait_open()


@when("the Admin taps Permissions")
def tap_permissions(app: App) -> None:
    """Step 6."""
    AccountPage(app.screen).open_permissions()


@then("Permissions is shown")
def permissions_shown(app: App) -> None:
    """With Invite."""
    app.permissions.wait_open()


@when(
    parsers.re(r"the (Admin|Operator) looks for a way to invite in the menu"),
    target_fixture="way_to_invite",
)
def look_for_invite(app: App) -> bool:
    """Whether the guide's way leads to Permissions, and Invite on."""
    rights = Rights(app)
    rights.go_through_menu()
    return rights.can_invite()


@then("there is one")
def there_is_a_way(way_to_invite: bool) -> None:
    """An Admin invites."""
    if not way_to_invite:
        raise NotAsPromised(promised="an Admin can invite (guide, part 1)", seen="no Invite")


@then("there is none")
def there_is_no_way(way_to_invite: bool) -> None:
    """Nobody else does."""
    if way_to_invite:
        raise NotAsPromised(
            promised="only an Admin can invite (guide, part 1)",
            seen="an Operator gets as far as the question whom to invite",
        )

"""Logging in."""

from pytest_bdd import given, parsers, then, when

from harness.settings import Settings
from pages.app import App
from steps.people import TYPES, Way, skip_without_log_in


@when(parsers.parse("the Admin logs in by {kind:Way}", extra_types=TYPES))
def log_in(app: App, settings: Settings, kind: Way) -> None:
    """From a fresh app, with the password."""
    skip_without_log_in(settings.people.admin, kind)
    app.log_in(settings.people.admin, kind)


@then("the Admin can open Permissions of the Organization Account")
def can_open_permissions(app: App) -> None:
    """All the way from the main screen, of that account and of no other: Profile has to name it."""
    app.open_permissions().wait_open()


@given("the Admin is on the main screen of the app")
def admin_on_main_screen(admin: App) -> None:
    """Logged in to the Organization Account."""
    admin.main_bar.wait_open()


@given("the Operator is on the main screen of the app")
def operator_on_main_screen(operator: App) -> None:
    """Logged in to the Organization Account."""
    operator.main_bar.wait_open()


@given("the Admin has opened Permissions of the Organization Account")
def permissions_open(admin: App) -> None:
    """The start of every invitation."""
    admin.open_permissions()

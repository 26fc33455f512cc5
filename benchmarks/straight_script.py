"""The phone invitation as a competent person would write it with the bare client: no harness.

One look-up and one act per interaction, a second look only where the first found nothing. It
knows the app's screens by heart, checks nothing on the way and stops at the first surprise; so it
is the least that the scenario can cost.
"""

import time
from collections.abc import Callable, Mapping

from appium import webdriver
from appium.options.android import UiAutomator2Options
from appium.webdriver.common.appiumby import AppiumBy
from appium.webdriver.webelement import WebElement
from selenium.common.exceptions import NoSuchElementException

from benchmarks.stage import APP_PACKAGE, Cast

_TRIES = 50
_PAUSE_S = 0.02


def start_bare_driver(url: str, settings: Mapping[str, object] | None = None) -> webdriver.Remote:
    """A session as the client's own documentation starts it.

    Args:
        url: The WebDriver server.
        settings: Of the driver; its defaults, unless told.
    """
    options = UiAutomator2Options()
    options.app_package = APP_PACKAGE
    options.no_reset = True
    for name, value in (settings or {}).items():
        options.set_capability(f"appium:settings[{name}]", value)
    return webdriver.Remote(url, options=options)


class StraightScript:
    """Invites a member by phone number as Operator, from a fresh app's first screen to OK.

    Args:
        driver: A session of the bare client.
        cast: Who acts, who is invited.
    """

    def __init__(self, driver: webdriver.Remote, cast: Cast) -> None:
        self._driver, self._cast = driver, cast

    def start_fresh_app(self) -> None:
        """As newly installed; not counted, the harness does the same."""
        self._driver.execute_script("mobile: terminateApp", {"appId": APP_PACKAGE})
        self._driver.execute_script("mobile: clearApp", {"appId": APP_PACKAGE})
        self._driver.execute_script("mobile: activateApp", {"appId": APP_PACKAGE})

    def log_in(self) -> None:
        """By phone number and password, into the Organization Account."""
        self._tap('text("Agree and continue")')
        self._tap('text("Use phone / email / username")')
        self._type('text("Phone number")', self._cast.admin_number)
        self._tap('text("Continue")')
        self._type('text("Password")', self._cast.password)
        self._tap('text("Log in")')
        self._tap(f'text("{self._cast.organization}")')

    def open_permissions(self) -> None:
        """The guide's steps 2 to 6."""
        self._tap('description("Profile")')
        self._tap('description("Profile menu")')
        self._tap('text("Settings and privacy")')
        self._tap('text("Account").instance(1)')  # the first one is the section's heading
        self._tap('text("Permissions")')

    def invite(self) -> None:
        """The guide's steps 7 to 11."""
        self._tap('text("Invite")')
        self._type('text("Phone number")', self._cast.member_number)
        self._tap('text("Continue")')
        self._tap('text("Operator")')
        self._tap('text("Invite")')
        self._tap('text("OK")')

    def run(self) -> None:
        """All of it, from the app's first screen on."""
        self.log_in()
        self.open_permissions()
        self.invite()

    def _tap(self, selector: str) -> None:
        self._at(selector, lambda element: element.click())

    def _type(self, selector: str, text: str) -> None:
        self._at(selector, lambda element: element.send_keys(text))

    def _at(self, selector: str, act: Callable[[WebElement], object]) -> None:
        for _ in range(_TRIES):
            try:
                found = self._driver.find_element(
                    AppiumBy.ANDROID_UIAUTOMATOR, f"new UiSelector().{selector}"
                )
            except NoSuchElementException:
                time.sleep(_PAUSE_S)
            else:
                act(found)
                return
        raise NoSuchElementException(f"{selector} did not come")

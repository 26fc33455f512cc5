"""The phone's lock, as a client asks for it and opens it."""

from collections.abc import Iterator

import pytest
from appium import webdriver
from appium.options.common import AppiumOptions

from virtual_phone.faults import Faults
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor


@pytest.fixture
def driver(request: pytest.FixtureRequest) -> Iterator[webdriver.Remote]:
    """A session with a phone that has a fault."""
    phone = Phone(Organization(default_world("secret")), udid="v", faults=Faults([request.param]))
    door = WebDriverDoor(phone)
    door.start()
    options = AppiumOptions()
    options.load_capabilities({"platformName": "Android", "appium:automationName": "UiAutomator2"})
    driver = webdriver.Remote(door.url, options=options)
    yield driver
    driver.quit()
    door.stop()


@pytest.mark.parametrize(
    ("driver", "opens"), [("screen-off", True), ("screen-locked", False)], indirect=["driver"]
)
def test_a_lock_is_told_and_opened(driver: webdriver.Remote, *, opens: bool) -> None:
    """A swipe opens one; a PIN stays in front."""
    assert driver.is_locked() is True
    driver.execute_script("mobile: unlock")
    assert driver.is_locked() is not opens

"""A small phone behind a door, and the real client in front of it."""

from collections.abc import Iterator
from typing import Any

import pytest
from appium import webdriver
from appium.options.android import UiAutomator2Options
from small_phone import APP, MAIN, SmallPhone

from virtual_phone.webdriver import WebDriverDoor


@pytest.fixture
def phone() -> SmallPhone:
    return SmallPhone()


@pytest.fixture
def door(phone: SmallPhone) -> Iterator[WebDriverDoor]:
    door = WebDriverDoor(phone)
    door.start()
    yield door
    door.stop()


@pytest.fixture
def options() -> UiAutomator2Options:
    return UiAutomator2Options().load_capabilities(
        {"appium:appPackage": APP, "appium:appActivity": MAIN}
    )


@pytest.fixture
def driver(door: WebDriverDoor, options: UiAutomator2Options) -> Iterator[Any]:
    driver = webdriver.Remote(door.url, options=options)
    yield driver
    driver.command_executor.close()

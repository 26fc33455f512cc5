"""The phone's W3C WebDriver door, with the semantics of Appium's UiAutomator2 driver."""

from virtual_phone.webdriver.door import WebDriverDoor

__all__ = ["WebDriverDoor"]

"""The guide's way through the real door, as any Appium client would walk it."""

import re
from collections.abc import Iterator

import pytest
from appium import webdriver
from appium.options.android import UiAutomator2Options
from appium.webdriver.common.appiumby import AppiumBy
from hand import ADMIN_NUMBER, PASSWORD, MakeHand
from selenium.webdriver.remote.webelement import WebElement

from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

_MEMBER_NUMBER = "+12025550147"


class Client:
    """A person's phone over WebDriver."""

    def __init__(self, phone: Phone) -> None:
        self.door = WebDriverDoor(phone)
        self.door.start()
        options = UiAutomator2Options().load_capabilities(
            {"appium:appPackage": phone.tiktok.package, "appium:noReset": True}
        )
        self.driver = webdriver.Remote(self.door.url, options=options)

    def find(self, label: str, nth: int = 0) -> WebElement:
        for method in ("text", "description"):
            selector = f'new UiSelector().{method}("{label}")'
            found = self.driver.find_elements(AppiumBy.ANDROID_UIAUTOMATOR, selector)
            if len(found) > nth:
                return found[nth]
        raise AssertionError(f"{label!r} is not in {self.driver.page_source}")

    def tap(self, *labels: str) -> None:
        for label in labels:
            self.find(label).click()

    def close(self) -> None:
        self.driver.quit()
        self.door.stop()


@pytest.fixture
def clients(make_hand: MakeHand) -> Iterator[tuple[Client, Client]]:
    """The Admin's phone and the member's, of one organization."""
    both = tuple(Client(make_hand(sim=sim).phone) for sim in ("+12025550100", _MEMBER_NUMBER))
    yield both[0], both[1]
    for client in both:
        client.close()


def _log_in(client: Client) -> None:
    client.tap("Agree and continue", "Already have an account? Log in")
    client.tap("Use phone / email / username")
    client.find("Phone number").send_keys(ADMIN_NUMBER)
    client.tap("Continue")
    client.find("Password").send_keys(PASSWORD)
    client.tap("Log in", "Blue Fern Studio")


def _newest_sms(client: Client, pattern: str) -> str:
    items = client.driver.execute_script("mobile: listSms", {"max": 1})["items"]
    found = re.search(pattern, items[0]["body"])
    assert found
    return found.group()


def test_admin_invites_and_member_joins(clients: tuple[Client, Client]) -> None:
    """Two phones, from a fresh install to the member's place in the account."""
    admin, member = clients
    _log_in(admin)
    admin.tap("Profile", "Profile menu", "Settings and privacy")
    admin.find("Account", 1).click()
    admin.tap("Permissions", "Invite")
    admin.find("Phone number").send_keys("2025550147")
    admin.tap("Continue", "Operator", "Invite")
    assert admin.find("Invitation sent").is_displayed()
    admin.tap("OK")
    assert admin.find("Pending").is_displayed()

    link = _newest_sms(member, r"https://\S+")
    member.driver.execute_script("mobile: deepLink", {"url": link})
    member.find("6-digit code").send_keys(_newest_sms(member, r"\d{6}"))
    member.tap("Continue")
    assert member.find("You were added to Blue Fern Studio").is_displayed()
    assert member.find("Your role: Operator").is_displayed()
    assert not admin.driver.find_elements(
        AppiumBy.ANDROID_UIAUTOMATOR, 'new UiSelector().text("Pending")'
    )

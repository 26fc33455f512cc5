"""Sessions: capabilities, settings, one at a time."""

from collections.abc import Iterator
from typing import Any

import pytest
from appium import webdriver
from appium.options.android import UiAutomator2Options
from selenium.common.exceptions import (
    InvalidArgumentException,
    InvalidSessionIdException,
    SessionNotCreatedException,
    WebDriverException,
)
from small_phone import APP, MAIN, SmallPhone

from virtual_phone.webdriver import WebDriverDoor


@pytest.fixture
def start(door: WebDriverDoor) -> Iterator[Any]:
    """Starts sessions with these capabilities."""
    drivers: list[Any] = []

    def begin(**capabilities: Any) -> Any:
        options = UiAutomator2Options().load_capabilities(
            {f"appium:{name}": value for name, value in capabilities.items()}
        )
        drivers.append(webdriver.Remote(door.url, options=options))
        return drivers[-1]

    yield begin
    for driver in drivers:
        driver.command_executor.close()


def test_capabilities_describe_the_phone(driver: Any) -> None:
    """As the driver returns them."""
    told = driver.capabilities
    assert told["deviceUDID"] == told["deviceName"] == "virtual-1"
    assert told["deviceApiLevel"] == 34
    assert told["platformVersion"] == "14"
    assert told["deviceScreenSize"] == "1080x2400"
    assert told["pixelRatio"] == "2.625"
    assert told["viewportRect"] == {"left": 0, "top": 63, "width": 1080, "height": 2211}
    assert told["appPackage"] == told["desired"]["appPackage"] == APP


def test_app_is_reset_and_started(start: Any, phone: SmallPhone) -> None:
    """Without `noReset` its data is cleared; it is stopped in the end."""
    driver = start(appPackage=APP, appActivity=".MainActivity")
    assert ("clear", APP) in phone.done
    assert phone.screen == "form"
    driver.quit()
    assert phone.screen == "home"


def test_no_reset_leaves_the_app_as_it_is(start: Any, phone: SmallPhone) -> None:
    """Running, it is not even started again."""
    phone.start_app(APP)
    number, phone.name = phone.screen_number, "kept"
    start(appPackage=APP, appActivity=MAIN, noReset=True).quit()
    assert (phone.screen_number, phone.name, phone.screen) == (number, "kept", "form")


def test_auto_launch_off(start: Any, phone: SmallPhone) -> None:
    """The app is not started."""
    start(appPackage=APP, autoLaunch=False)
    assert phone.screen == "home"


@pytest.mark.parametrize(
    ("capabilities", "message"),
    [
        ({"appPackage": "com.example.none"}, "is not installed. Installed are: com.example.app"),
        ({"appPackage": APP, "appActivity": ".Nope"}, "Activity name 'com.example.app.Nope'"),
        ({"automationName": "Espresso"}, "Could not find a driver for automationName 'Espresso'"),
        ({"udid": "virtual-9"}, "Device virtual-9 was not in the list of connected devices"),
        ({"noReset": "yes"}, "'noReset' must be of type boolean, and is 'yes'"),
        ({"app": "/tmp/app.apk"}, "the apps of a virtual phone are part of it"),
        ({"fullReset": True}, "Full reset requires an app capability"),
        ({"language": "fr"}, "'language' is asked to be 'fr', and is 'en' on this phone"),
        ({"locale": "FR"}, "'locale' is asked to be 'FR', and is 'US' on this phone"),
        ({"orientation": "LANDSCAPE"}, "asked to be 'LANDSCAPE', and is 'PORTRAIT'"),
        ({"platformVersion": "11"}, "asked to be '11', and is '14' on this phone"),
        ({"avd": "Pixel_7"}, "'avd' is asked to be 'Pixel_7', and is 'virtual-1'"),
        (
            {"appPackage": APP, "appWaitActivity": "*.Splash, .Welcome"},
            "'appWaitActivity' is '*.Splash, .Welcome', and the activity that has come is "
            "'com.example.app.MainActivity'",
        ),
    ],
)
def test_session_is_not_created(start: Any, capabilities: dict[str, Any], message: str) -> None:
    """The error says what is wrong."""
    with pytest.raises(SessionNotCreatedException) as caught:
        start(**capabilities)
    assert message in str(caught.value)


def test_capabilities_that_fit_the_phone_are_taken(start: Any) -> None:
    """What it is like anyway may be asked for."""
    driver = start(
        language="en", locale="US", orientation="PORTRAIT", platformVersion="14.0",
        avd="virtual-1", appPackage=APP, appWaitActivity=".Splash, .Main*",
    )  # fmt: skip
    assert driver.current_package == APP


def test_second_session_ends_the_first(start: Any) -> None:
    """As on one device behind one Appium server."""
    first = start()
    second = start()
    with pytest.raises(InvalidSessionIdException, match="either terminated or not started"):
        _ = first.page_source
    assert second.current_package


def test_silent_client_loses_its_session(start: Any) -> None:
    """After `newCommandTimeout`."""
    driver = start(newCommandTimeout=0.000001)
    with pytest.raises(InvalidSessionIdException):
        _ = driver.orientation


def test_settings_of_capabilities_and_commands(start: Any, phone: SmallPhone) -> None:
    """By `settings[NAME]`, by a capability of the same name, by command; unknown ones are kept."""
    driver = start(**{"settings[waitForIdleTimeout]": 250, "enableMultiWindows": True})
    settings = driver.get_settings()
    assert settings["waitForIdleTimeout"] == 250
    assert settings["enableMultiWindows"] is True
    driver.update_settings({"someday": [1], "snapshotMaxDepth": 900})
    assert driver.get_settings()["someday"] == [1]
    assert driver.get_settings()["snapshotMaxDepth"] == 70
    _ = driver.page_source
    assert ("wait", 0.25) in phone.done
    with pytest.raises(InvalidArgumentException, match=r"Expected: java\.lang\.Boolean"):
        driver.update_settings({"enableMultiWindows": "true"})


def test_idle_timeout_of_zero_does_not_wait(start: Any, phone: SmallPhone) -> None:
    """The driver skips the wait then."""
    driver = start(**{"settings[waitForIdleTimeout]": 0})
    _ = driver.page_source
    assert not [each for each in phone.done if each[0] == "wait"]


def test_contexts_and_timeouts(driver: Any) -> None:
    """There is one context; of the time-outs only the implicit one can be set."""
    assert driver.contexts == ["NATIVE_APP"]
    assert driver.current_context == "NATIVE_APP"
    with pytest.raises(WebDriverException, match="No such context found"):
        driver.switch_to.context("WEBVIEW_1")
    with pytest.raises(WebDriverException, match=r"Not implemented yet for page ?[lL]oad"):
        driver.set_page_load_timeout(5)


def test_log_can_start_with_the_session(start: Any) -> None:
    """With the driver's capability for it."""
    assert start(clearDeviceLogsOnStart=True).get_log("logcat") == []


def test_log_gives_new_lines_only(driver: Any, phone: SmallPhone) -> None:
    """At first what the phone still has; later lines also when it has dropped old ones."""
    assert [each["message"] for each in driver.get_log("logcat")] == phone.log
    assert driver.get_log("logcat") == []
    phone.log += ["one", "two"]
    assert [each["message"] for each in driver.get_log("logcat")] == ["one", "two"]
    phone.log = ["two", "three"]
    assert [each["message"] for each in driver.get_log("logcat")] == ["three"]
    assert driver.log_types == ["logcat", "bugreport", "server"]
    with pytest.raises(WebDriverException, match="Unsupported log type 'x'"):
        driver.get_log("x")
    with pytest.raises(WebDriverException, match="'get_server_logs' has not been enabled"):
        driver.get_log("server")

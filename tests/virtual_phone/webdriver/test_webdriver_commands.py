"""Gestures, keys, apps and the rest, by the real client."""

from typing import Any

import pytest
from appium.webdriver.common.appiumby import AppiumBy
from lxml import etree
from selenium.common.exceptions import (
    InvalidArgumentException,
    InvalidElementStateException,
    NoAlertPresentException,
    NoSuchElementException,
    WebDriverException,
)
from selenium.webdriver.common.action_chains import ActionChains
from small_phone import APP, LIST, MAIN, SmallPhone

from virtual_phone.webdriver.commands.execute import COMMANDS

UI = AppiumBy.ANDROID_UIAUTOMATOR


def gestures_of(phone: SmallPhone) -> list[tuple[object, ...]]:
    """What fingers did."""
    return [each for each in phone.done if each[0] in {"tap", "long press", "swipe"}]


def test_tap_swipe_and_long_press(driver: Any, phone: SmallPhone) -> None:
    """W3C actions become what a finger does."""
    driver.tap([(90, 500)])
    driver.tap([(90, 500)], 800)
    driver.swipe(500, 2000, 500, 1200, 400)
    assert gestures_of(phone) == [
        ("tap", 90.0, 500.0),
        ("long press", 90.0, 500.0, 800),
        ("swipe", (500.0, 2000.0), (500.0, 1200.0), 400),
    ]
    assert phone.scroll_px == 800


def test_two_fingers_tap_one_after_the_other(driver: Any, phone: SmallPhone) -> None:
    """Taps by several fingers are several taps."""
    driver.tap([(10, 500), (90, 500)])
    assert [each[1] for each in gestures_of(phone)] == [10.0, 90.0]


def test_action_chains(driver: Any, phone: SmallPhone) -> None:
    """Moves with an element as origin; holding; keys."""
    box = driver.find_element(AppiumBy.ACCESSIBILITY_ID, "I agree")
    ActionChains(driver).click(box).perform()
    assert phone.agreed
    ActionChains(driver).drag_and_drop_by_offset(box, 0, 300).perform()
    assert gestures_of(phone)[-1][:3] == ("swipe", (90.0, 500.0), (90.0, 800.0))
    driver.find_element(AppiumBy.ID, "name").click()
    ActionChains(driver).send_keys("ab\ue006").perform()
    assert phone.name == "ab"
    assert ("key", 66) in phone.done


def test_way_with_several_moves(driver: Any, phone: SmallPhone) -> None:
    """Each piece is swiped."""
    moves = [(500, 2000, 0), (500, 1800, 200), (500, 1500, 200)]
    steps: list[dict[str, Any]] = [
        {"type": "pointerMove", "x": x, "y": y, "duration": duration, "origin": "viewport"}
        for x, y, duration in moves
    ]
    steps.insert(1, {"type": "pointerDown", "button": 0})
    steps.append({"type": "pointerUp", "button": 0})
    finger = {"type": "pointer", "id": "f", "parameters": {"pointerType": "touch"}}
    driver.execute("actions", {"actions": [{**finger, "actions": steps}]})
    assert [each[0] for each in gestures_of(phone)] == ["swipe", "swipe"]
    assert phone.scroll_px == 500


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        ([{"type": "pointerDown"}], "preceded with at least one item having absolute coordinates"),
        ([{"type": "pointerMove", "x": 1, "y": 1}], "Missing duration key"),
        ([{"type": "pointerMove", "duration": 5, "x": 1}], "Both coordinates must be be set"),
        ([{"type": "pause", "duration": -1}], "cannot be negative"),
        ([{"type": "jump"}], "'jump' is passed instead"),
    ],
)
def test_wrong_actions(driver: Any, steps: list[dict[str, Any]], words: str) -> None:
    """An invalid argument in the driver's words."""
    with pytest.raises(InvalidArgumentException) as caught:
        driver.execute("actions", {"actions": [{"type": "pointer", "id": "f", "actions": steps}]})
    assert words in str(caught.value)


def test_finger_left_down(driver: Any) -> None:
    """A chain must end with the finger up."""
    steps = [{"type": "pointerMove", "duration": 0, "x": 1, "y": 1}, {"type": "pointerDown"}]
    with pytest.raises(InvalidElementStateException, match="Unable to perform W3C actions"):
        driver.execute("actions", {"actions": [{"type": "pointer", "id": "f", "actions": steps}]})


def test_gestures_of_the_driver(driver: Any, phone: SmallPhone) -> None:
    """By element with its margins, by area, by point."""
    run = driver.execute_script
    view = driver.find_element(AppiumBy.ID, "list")
    assert run("mobile: scrollGesture", {"elementId": view.id, "direction": "down", "percent": 0.5})
    top, bottom = LIST.top + 120, LIST.bottom - 120
    assert gestures_of(phone)[-1][1:3] == ((540, bottom), (540, bottom - (bottom - top) * 0.5))
    assert phone.scroll_px == 480
    area = {"left": 0, "top": 1000, "width": 1080, "height": 1000}
    run("mobile: swipeGesture", {**area, "direction": "down", "percent": 0.2})
    assert phone.scroll_px == 280
    assert run("mobile: flingGesture", {**area, "direction": "up"}) is True
    assert run("mobile: flingGesture", {**area, "direction": "up"}) is False
    run("mobile: clickGesture", {"x": 90, "y": 500})
    run("mobile: clickGesture", {"elementId": view.id, "x": 10, "y": 20})
    assert gestures_of(phone)[-1] == ("tap", 10, LIST.top + 20)
    run("mobile: doubleClickGesture", {"x": 90, "y": 500})
    assert gestures_of(phone)[-2:] == [("tap", 90.0, 500.0)] * 2
    run("mobile: longClickGesture", {"elementId": view.id, "duration": 700})
    assert gestures_of(phone)[-1] == ("long press", 540, 1600, 700)
    run("mobile: dragGesture", {"startX": 1, "startY": 2, "endX": 1, "endY": 902})
    assert gestures_of(phone)[-1][:3] == ("swipe", (1.0, 2.0), (1.0, 902.0))


def test_scroll_to(driver: Any) -> None:
    """`mobile: scroll` ends where it shows, or with an error."""
    run = driver.execute_script
    run("mobile: scroll", {"strategy": UI, "selector": 'new UiSelector().text("Member 12")'})
    assert driver.find_element(UI, 'new UiSelector().text("Member 12")')
    with pytest.raises(NoSuchElementException, match="Cannot scroll to UiSelector"):
        run("mobile: scroll", {"strategy": "accessibility id", "selector": "x", "maxSwipes": 1})
    with pytest.raises(InvalidArgumentException, match="Unsupported strategy: 'xpath'"):
        run("mobile: scroll", {"strategy": "xpath", "selector": "//*"})


@pytest.mark.parametrize(
    ("name", "parameters", "words"),
    [
        ("swipeGesture", {"direction": "up"}, 'missing: ["percent"]'),
        ("swipeGesture", {"direction": "up", "percent": 1}, "area coordinates must be provided"),
        ("swipeGesture", {"direction": "in", "percent": 1}, "must be one of [LEFT, RIGHT, UP"),
        ("swipeGesture", {"direction": "up", "percent": 2}, "between 0.0f and 1.0f"),
        ("clickGesture", {}, "Click offset coordinates must be provided"),
        ("clickGesture", {"x": "a", "y": 1}, "coordinates must be provided"),
        ("dragGesture", {"endX": 1, "endY": 1}, "starting point coordinates"),
        ("pressKey", {"keycode": "x"}, "Android key code"),
        ("isAppInstalled", {}, 'missing: ["appId"]'),
        ("setClipboard", {"content": "?"}, "must be text in base64"),
        ("startActivity", {"component": "x"}, "'package/activity'"),
    ],
)
def test_wrong_parameters_of_mobile_commands(
    driver: Any, name: str, parameters: dict[str, Any], words: str
) -> None:
    """An invalid argument that says what is wanted."""
    with pytest.raises(InvalidArgumentException) as caught:
        driver.execute_script(f"mobile: {name}", parameters)
    assert words in str(caught.value)


def test_unknown_mobile_command(driver: Any) -> None:
    """Offers the nearest one; JavaScript is not implemented."""
    with pytest.raises(WebDriverException, match="did you mean 'mobile: clickGesture'"):
        driver.execute_script("mobile: clikGesture", {})
    with pytest.raises(WebDriverException, match="Method is not implemented"):
        driver.execute_script("return 1")


def test_insecure_features_are_refused(driver: Any) -> None:
    """As by a server that was not told to allow them."""
    with pytest.raises(WebDriverException, match="'adb_shell' has not been enabled"):
        driver.execute_script("mobile: shell", {"command": "ls"})


def test_meaningless_commands_say_why(driver: Any) -> None:
    """Never a silent success."""
    with pytest.raises(WebDriverException, match="not available on the virtual phone: it has no f"):
        driver.pull_file("/sdcard/x")
    with pytest.raises(WebDriverException, match="nothing on it can be zoomed"):
        driver.execute_script("mobile: pinchOpenGesture", {"percent": 0.5})


def test_every_command_has_a_way() -> None:
    """All commands of the driver's own list are served or refused."""
    assert len(COMMANDS) > 90
    assert all(callable(command.run) for command in COMMANDS.values())


def test_apps(driver: Any, phone: SmallPhone) -> None:
    """Started, stopped, asked about."""
    assert driver.is_app_installed(APP) is True
    assert driver.is_app_installed("com.example.none") is False
    assert driver.query_app_state(APP) == 4
    assert driver.query_app_state("com.example.none") == 0
    assert list(driver.execute_script("mobile: listApps")) == [APP, "com.android.launcher3"]
    assert driver.terminate_app(APP) is True
    assert driver.query_app_state(APP) == 1
    driver.activate_app(APP)
    assert (driver.current_package, driver.current_activity) == (APP, ".MainActivity")
    with pytest.raises(WebDriverException, match="No activity found"):
        driver.activate_app("com.example.none")
    driver.background_app(3)
    assert ("background", 3.0) in phone.done
    driver.execute_script("mobile: clearApp", {"appId": APP})
    driver.execute_script("mobile: startActivity", {"component": f"{APP}/.MainActivity"})
    with pytest.raises(WebDriverException, match="does not exist"):
        driver.execute_script("mobile: startActivity", {"intent": f"{APP}/.Nope"})
    driver.execute_script("mobile: deepLink", {"url": "example://join", "package": APP})
    assert phone.screen == "thanks"
    with pytest.raises(WebDriverException, match="unable to resolve Intent"):
        driver.get("https://example.com")
    assert MAIN.startswith(APP)


def test_keys_and_keyboard(driver: Any, phone: SmallPhone) -> None:
    """Key codes, typing, the keyboard."""
    driver.find_element(AppiumBy.ID, "name").click()
    assert driver.is_keyboard_shown() is True
    driver.execute_script("mobile: type", {"text": "xyz"})
    assert phone.name == "xyz"
    driver.hide_keyboard()
    assert driver.is_keyboard_shown() is False
    driver.press_keycode(66)
    driver.long_press_keycode(3)
    driver.back()
    assert [each[1] for each in phone.done if each[0] == "key"] == [66, 3, 4]


def test_display(driver: Any) -> None:
    """Source, screenshot, sizes, orientation."""
    assert etree.fromstring(driver.page_source.encode()).tag == "hierarchy"
    assert driver.get_screenshot_as_png()[:4] == b"\x89PNG"
    assert driver.get_window_rect() == {"x": 0, "y": 0, "width": 1080, "height": 2274}
    assert driver.get_window_size() == {"width": 1080, "height": 2274}
    driver.orientation = "LANDSCAPE"
    assert driver.orientation == "LANDSCAPE"
    assert driver.get_display_density() == 420
    assert driver.get_system_bars()["statusBar"]["height"] == 63
    run = driver.execute_script
    assert run("mobile: viewportRect")["top"] == 63
    assert run("mobile: viewportScreenshot")
    assert run("mobile: screenshots")["0"]["payload"]


def test_around_the_app(driver: Any, phone: SmallPhone) -> None:
    """SMS, notifications, time, clipboard, battery, network."""
    run = driver.execute_script
    messages = run("mobile: listSms", {"max": 1})
    assert messages["total"] == 2
    assert messages["items"][0]["body"] == "Your code is 123456"
    entry = run("mobile: getNotifications")["statusBarNotifications"][0]
    assert entry["packageName"] == APP
    assert entry["notification"]["text"] == "Join as Operator"
    driver.open_notifications()
    assert ("notifications",) in phone.done
    assert driver.device_time == "2026-11-22T10:30:15+00:00"
    assert driver.get_device_time("DD.MM.YYYY [at] hh:mm A, SSS") == "22.11.2026 at 10:30 AM, 250"
    driver.set_clipboard_text("héllo")
    assert driver.get_clipboard_text() == phone.clipboard == "héllo"
    assert driver.battery_info == {"level": 1.0, "state": 5}
    assert driver.network_connection == 6
    assert driver.is_locked() is False
    assert run("mobile: deviceInfo")["apiVersion"] == "34"


def test_alerts(driver: Any, phone: SmallPhone) -> None:
    """Android's own dialogs are read and answered."""
    with pytest.raises(NoAlertPresentException):
        _ = driver.switch_to.alert.text
    phone.alert = True
    assert driver.switch_to.alert.text == "Really?\nThink"
    driver.switch_to.alert.accept()
    assert ("alert", "Yes") in phone.done
    phone.alert = True
    driver.switch_to.alert.dismiss()
    assert ("alert", "No") in phone.done
    phone.alert = True
    with pytest.raises(InvalidElementStateException, match="expected button"):
        driver.execute_script("mobile: acceptAlert", {"buttonLabel": "Perhaps"})

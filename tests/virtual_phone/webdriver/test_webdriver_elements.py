"""Elements, by the real client."""

import threading
import time
from typing import Any

import pytest
from appium.webdriver.common.appiumby import AppiumBy
from selenium.common.exceptions import (
    InvalidElementStateException,
    InvalidSelectorException,
    NoSuchElementException,
    StaleElementReferenceException,
    WebDriverException,
)
from small_phone import APP, SmallPhone
from wire import Wire

from virtual_phone.webdriver import WebDriverDoor

UI = AppiumBy.ANDROID_UIAUTOMATOR
INVITE = 'new UiSelector().text("Invite")'


@pytest.mark.parametrize(
    ("by", "value"),
    [
        (AppiumBy.ID, f"{APP}:id/name"),
        (AppiumBy.ID, "name"),
        (AppiumBy.CLASS_NAME, "android.widget.EditText"),
        (AppiumBy.CLASS_NAME, ".EditText"),
        (AppiumBy.XPATH, '//*[@hint="Phone number"]'),
        (UI, "new UiSelector().focusable(true)"),
        (AppiumBy.CSS_SELECTOR, "#name"),
    ],
)
def test_every_strategy_finds(driver: Any, by: str, value: str) -> None:
    """The same field by all of them, with the same id."""
    field = driver.find_element(by, value)
    assert field.get_attribute("resource-id") == f"{APP}:id/name"
    assert field.id == driver.find_element(AppiumBy.ID, "name").id


def test_accessibility_id_is_exact(driver: Any) -> None:
    """The whole content description or nothing."""
    assert driver.find_element(AppiumBy.ACCESSIBILITY_ID, "I agree").is_displayed()
    with pytest.raises(NoSuchElementException):
        driver.find_element(AppiumBy.ACCESSIBILITY_ID, "agree")


def test_completion_of_ids_can_be_switched_off(driver: Any) -> None:
    """With the driver's setting for it."""
    driver.update_settings({"disableIdLocatorAutocompletion": True})
    assert driver.find_elements(AppiumBy.ID, "name") == []
    assert driver.find_elements(AppiumBy.ID, f"{APP}:id/name")


def test_what_an_element_tells(driver: Any) -> None:
    """Text, description, states, bounds; the driver's text "null" for what is not there."""
    box = driver.find_element(AppiumBy.ACCESSIBILITY_ID, "I agree")
    assert (box.text, box.tag_name, box.is_enabled(), box.is_selected()) == (
        "",
        "I agree",
        True,
        False,
    )
    assert box.rect == {"x": 40, "y": 450, "width": 100, "height": 100}
    assert box.location_in_view == {"x": 40, "y": 450}
    assert box.size == {"width": 100, "height": 100}
    assert box.get_attribute("checked") == "false"
    assert box.get_attribute("resource-id") == "null"
    assert driver.find_element(AppiumBy.ID, "title").get_attribute("content-desc") == "null"
    by_selector = driver.find_element(UI, 'new UiSelector().resourceIdMatches(".*:id/title")')
    assert by_selector.get_attribute("content-desc") == ""


def test_unknown_attribute(driver: Any) -> None:
    """An unknown command, as on the on-device server, with the known names."""
    with pytest.raises(WebDriverException, match="'colour' attribute is unknown"):
        driver.find_element(AppiumBy.ID, "name").get_attribute("colour")


def test_click_taps_the_visible_middle(driver: Any, phone: SmallPhone) -> None:
    """Whatever lies there is tapped."""
    driver.find_element(AppiumBy.ACCESSIBILITY_ID, "I agree").click()
    assert phone.agreed
    assert ("tap", 90, 500) in phone.done


def test_typing_and_clearing(driver: Any, phone: SmallPhone) -> None:
    """What is there is kept, unless the field has a hint; the length is limited."""
    phone.hint = ""
    field = driver.find_element(AppiumBy.ID, "name")
    field.send_keys("+1 202")
    field.send_keys("-555")
    assert phone.name == "+1 202-555"
    field.send_keys("-0147 and much more than fits")
    assert phone.name == "+1 202-555-0147 and "
    field.clear()
    assert (phone.name, field.text) == ("", "")


def test_typing_into_a_field_with_a_hint_replaces(driver: Any, phone: SmallPhone) -> None:
    """The on-device server clears the field, sees the hint, and takes the old text for a hint."""
    field = driver.find_element(AppiumBy.ID, "name")
    field.send_keys("+1 202")
    field.send_keys("-555")
    assert phone.name == "-555"
    field.clear()
    assert (phone.name, field.text) == ("", "Phone number")


def test_typed_value_can_be_replaced(driver: Any, phone: SmallPhone) -> None:
    """By the driver's own command."""
    phone.name = "old"
    field = driver.find_element(AppiumBy.ID, "name")
    driver.execute_script("mobile: replaceElementValue", {"elementId": field.id, "text": "new"})
    assert phone.name == "new"


def test_enter_is_a_backslash_and_an_n(driver: Any, phone: SmallPhone) -> None:
    """That is what the on-device server looks for; a line break is text."""
    field = driver.find_element(AppiumBy.ID, "name")
    field.send_keys("a\n")
    assert ("key", 66) not in phone.done
    field.send_keys("b\\n")
    assert ("key", 66) in phone.done


def test_what_takes_no_text_says_so(driver: Any) -> None:
    """The message holds the text, as the driver's does."""
    with pytest.raises(InvalidElementStateException, match="Cannot set the element to 'x'"):
        driver.find_element(AppiumBy.ID, "title").send_keys("x")


def test_active_element_and_keys_for_it(driver: Any, phone: SmallPhone) -> None:
    """The view with the focus, and an error without one."""
    with pytest.raises(NoSuchElementException):
        _ = driver.switch_to.active_element
    driver.find_element(AppiumBy.ID, "name").click()
    driver.switch_to.active_element.send_keys("7")
    assert phone.name == "7"


def test_find_elements(driver: Any) -> None:
    """All that can be seen, in document order; none is an empty list."""
    rows = driver.find_elements(UI, 'new UiSelector().textStartsWith("Member")')
    assert [row.text for row in rows] == [f"Member {number}" for number in range(6)]
    assert driver.find_elements(UI, 'new UiSelector().text("Invisible")') == []
    assert driver.find_elements(AppiumBy.XPATH, '//*[@text="Invisible"]') == []
    two = driver.find_elements(UI, f'{INVITE};new UiSelector().descriptionContains("agree")')
    assert [each.tag_name for each in two] == ["", "I agree"]


def test_find_from_an_element(driver: Any) -> None:
    """By every kind of search."""
    view = driver.find_element(AppiumBy.ID, "list")
    assert view.find_element(UI, 'new UiSelector().text("Member 3")').text == "Member 3"
    assert len(view.find_elements(AppiumBy.CLASS_NAME, "android.widget.TextView")) == 6
    assert view.find_element(AppiumBy.XPATH, './/*[@text="Member 1"]/..').size["height"] == 200
    assert view.find_elements(UI, INVITE) == []
    second = driver.find_element(UI, 'className("android.widget.LinearLayout").instance(1)')
    assert second.find_element(UI, 'new UiSelector().textContains("member")').text == "Member 1"


def test_not_found_and_invalid(driver: Any) -> None:
    """Absent is no such element; wrong is an invalid selector."""
    with pytest.raises(NoSuchElementException, match="could not be located on the page"):
        driver.find_element(UI, 'new UiSelector().text("Nobody")')
    with pytest.raises(InvalidSelectorException, match="UiSelector has no `label` method"):
        driver.find_element(UI, 'new UiSelector().label("x")')
    with pytest.raises(InvalidSelectorException, match="not a valid XPath"):
        driver.find_element(AppiumBy.XPATH, "//*[")
    with pytest.raises(InvalidSelectorException, match="Locator Strategy 'link text'"):
        driver.find_element("link text", "x")


def test_stale_when_the_view_is_gone(driver: Any, phone: SmallPhone) -> None:
    """Three messages: one of many, another view now, and gone."""
    views = driver.find_elements(AppiumBy.CLASS_NAME, "android.widget.TextView")
    title = driver.find_element(AppiumBy.ID, "title")
    phone.start_app(APP)
    with pytest.raises(
        StaleElementReferenceException,
        match=r"Cached elements 'By\.clazz: .*' do not exist in DOM anymore",
    ):
        _ = views[1].text
    with pytest.raises(
        StaleElementReferenceException,
        match=r"'By\.id: title' is not linked to the same object in DOM anymore",
    ):
        _ = title.text
    phone._show("thanks")
    with pytest.raises(
        StaleElementReferenceException, match=r"'By\.id: title' does not exist in DOM anymore"
    ):
        title.click()


def test_the_way_it_was_found_last_counts(driver: Any, phone: SmallPhone) -> None:
    """One view has one id, and its element remembers the last search."""
    title = driver.find_element(AppiumBy.ID, "title")
    driver.find_elements(AppiumBy.XPATH, "//*[@heading='true']")
    phone._show("thanks")
    with pytest.raises(StaleElementReferenceException, match=r"Cached elements 'By\.xpath: "):
        _ = title.text


def test_an_element_by_ui_selector_silently_becomes_another(driver: Any, phone: SmallPhone) -> None:
    """UiAutomator searches anew with every use: "Invite" is now the next screen's."""
    label = driver.find_element(UI, INVITE)
    assert label.rect["y"] == 620
    phone._show("thanks")
    assert label.rect["y"] == 100
    phone._show("home")
    with pytest.raises(
        StaleElementReferenceException, match=r"'By\.AndroidUiAutomator: .*' does not exist in DOM"
    ):
        _ = label.rect


def test_elements_that_were_never_found(driver: Any) -> None:
    """Another message than that of a search, with the same code."""
    with pytest.raises(NoSuchElementException, match="not present in the cache or has expired"):
        driver.create_web_element("no-such-id").click()


def test_elements_of_other_windows_need_the_setting(driver: Any, phone: SmallPhone) -> None:
    """The keyboard is a window of its own; UiSelector never looks there."""
    phone.focused = True
    key = (AppiumBy.ACCESSIBILITY_ID, "a")
    assert driver.find_elements(*key) == []
    driver.update_settings({"enableMultiWindows": True})
    driver.find_element(*key).click()
    assert phone.name == "a"
    assert "com.example.keyboard" in driver.page_source
    assert driver.find_elements(UI, 'new UiSelector().description("a")') == []


def test_answers_can_hold_more_than_the_id(driver: Any, door: WebDriverDoor) -> None:
    """With `shouldUseCompactResponses` off."""
    driver.update_settings(
        {
            "shouldUseCompactResponses": False,
            "elementResponseAttributes": "name,text,rect,enabled,attribute/checked,attribute/x,y",
        }
    )
    path = f"/session/{driver.session_id}/element"
    wire = Wire(door.url)
    answer = wire.ask("POST", path, {"using": "accessibility id", "value": "I agree"})[1]["value"]
    wire.connection.close()
    assert answer["element-6066-11e4-a52e-4f735466cecf"] == answer["ELEMENT"]
    assert answer["rect"] == {"x": 40, "y": 450, "width": 100, "height": 100}
    assert (answer["name"], answer["text"], answer["enabled"]) == ("I agree", "", "true")
    assert answer["attribute/checked"] == "false"
    assert not {"attribute/x", "y"} & set(answer)


def test_implicit_wait_looks_again(driver: Any, phone: SmallPhone) -> None:
    """Every half second, and other commands and the phone go on meanwhile."""
    phone._show("home")
    driver.implicitly_wait(0.4)
    started = time.monotonic()
    with pytest.raises(NoSuchElementException):
        driver.find_element(UI, INVITE)
    assert time.monotonic() - started >= 0.4
    assert driver.execute("getTimeouts")["value"] == {"command": 60000, "implicit": 400}


def test_screenshot_of_an_element(driver: Any) -> None:
    """Cut out of the display's."""
    png = driver.find_element(AppiumBy.ACCESSIBILITY_ID, "I agree").screenshot_as_png
    assert png[16:24] == (100).to_bytes(4) + (100).to_bytes(4)


def test_scrolls_into_view(driver: Any, phone: SmallPhone) -> None:
    """UiScrollable swipes over the scrollable list, and stops where the element shows."""
    expression = "new UiScrollable(new UiSelector().scrollable(true))"
    found = driver.find_element(UI, f'{expression}.scrollIntoView(text("Member 30"))')
    assert found.text == "Member 30"
    found = driver.find_element(UI, f'{expression}.scrollTextIntoView("Member 2")')
    assert found.text == "Member 2"
    row = driver.find_element(
        UI, f'{expression}.getChildByText(className("android.widget.LinearLayout"), "Member 25")'
    )
    row.click()
    assert ("row", 25) in phone.done
    with pytest.raises(NoSuchElementException):
        driver.find_element(UI, f'{expression}.scrollIntoView(text("Nobody"))')
    with pytest.raises(NoSuchElementException, match="could not be located on the page"):
        driver.find_element(UI, 'new UiScrollable(text("No list")).scrollForward()')


def test_after_a_setter_the_container_is_what_was_found(driver: Any) -> None:
    """A quirk of the on-device server, when the search has to scroll."""
    expression = "new UiScrollable(new UiSelector().scrollable(true)).setMaxSearchSwipes(20)"
    found = driver.find_element(UI, f'{expression}.scrollIntoView(text("Member 20"))')
    assert found.get_attribute("scrollable") == "true"
    found = driver.find_element(UI, f'{expression}.scrollIntoView(text("Member 20"))')
    assert found.text == "Member 20"


def test_implicit_wait_sees_what_comes_meanwhile(driver: Any, phone: SmallPhone) -> None:
    """The phone is not held while a search waits."""
    phone._show("home")
    driver.implicitly_wait(20)

    def come() -> None:
        with phone.lock:
            phone._show("form")

    soon = threading.Timer(0.05, come)
    soon.start()
    assert driver.find_elements(UI, INVITE)
    soon.join()


def test_oldest_of_too_many_elements_is_forgotten(driver: Any, phone: SmallPhone) -> None:
    """The server keeps 500."""
    first = driver.find_element(AppiumBy.ID, "title")
    for _ in range(40):
        phone._show("form")
        driver.find_elements(AppiumBy.XPATH, "//*")
    with pytest.raises(NoSuchElementException, match="has expired"):
        _ = first.text


def test_element_found_in_an_element_that_is_gone(driver: Any, phone: SmallPhone) -> None:
    """Looking for it again starts with the element that was searched."""
    view = driver.find_element(AppiumBy.ID, "list")
    row = view.find_element(AppiumBy.CLASS_NAME, "android.widget.LinearLayout")
    phone._show("thanks")
    with pytest.raises(StaleElementReferenceException, match=r"By\.id: list"):
        _ = row.text


@pytest.mark.parametrize(("by", "value"), [(UI, INVITE), (AppiumBy.XPATH, '//*[@text="Invite"]')])
def test_click_looks_once(
    driver: Any, phone: SmallPhone, monkeypatch: pytest.MonkeyPatch, by: str, value: str
) -> None:
    """The tap goes to what was seen when its element was looked for: nothing is built twice."""
    phone.name = "a"  # without one the button is off
    invite = driver.find_element(by, value)
    looks, windows = [], phone.windows
    monkeypatch.setattr(phone, "windows", lambda: looks.append(1) or windows())
    invite.click()
    assert len(looks) == 1
    assert "tap" in [each[0] for each in phone.done]
    assert phone.screen == "thanks"

"""The page in a real browser: a person logs in with it, inspects, and sees what others do."""

import threading
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit

import pytest
from appium import webdriver as appium
from appium.options.android import UiAutomator2Options
from appium.webdriver.common.appiumby import AppiumBy
from hand import ADMIN_NUMBER, PASSWORD
from selenium.webdriver import Chrome, Keys
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait
from viewed_phones import Viewed

from virtual_phone.faults import Faults
from virtual_phone.viewer import PageDoor
from virtual_phone.viewer.watched_phone import Picture, WatchedPhone

_PATIENCE_S = 20
_SAME_PICTURE = """
const [shown, path, done] = arguments;
const dots = (image) => {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  canvas.getContext("2d").drawImage(image, 0, 0);
  return canvas.toDataURL();
};
const fresh = new Image();
fresh.src = path;
Promise.all([fresh.decode(), shown.decode()]).then(() => done(dots(fresh) === dots(shown)));
"""


class Person:
    """Somebody with the page open, a mouse and a keyboard."""

    def __init__(self, browser: Chrome, viewed: Viewed) -> None:
        self.browser, self.viewed = browser, viewed
        browser.get(viewed.url)
        self.sees_newest("virtual-1")

    def until(self, true: Callable[[], object]) -> None:
        WebDriverWait(self.browser, _PATIENCE_S, 0.05).until(lambda _: true())

    def one(self, selector: str) -> WebElement:
        return self.browser.find_element(By.CSS_SELECTOR, selector)

    def sees_newest(self, udid: str) -> None:
        """The phone's picture and tree on the page are those of the phone as it is now."""
        phone = f'[data-udid="{udid}"]'

        def same() -> bool:
            newest = self.viewed.get(f"/api/phones/{udid}/screen")["stamp"]
            return bool(self.one(phone).get_attribute("data-stamp") == newest)

        self.until(same)

    def point_at(self, label: str, udid: str = "virtual-1", nth: int = 0) -> ActionChains:
        """Moves the mouse to the middle of a view on a screen."""
        self.sees_newest(udid)
        left, top, right, bottom = self.viewed.node(label, udid, nth)["bounds"]
        picture = self.one(f'[data-udid="{udid}"] img')
        width, height = picture.rect["width"], picture.rect["height"]
        mouse = ActionChains(self.browser, duration=20).move_to_element_with_offset(
            picture,
            round(((left + right) / 2 / 1080 - 0.5) * width),
            round(((top + bottom) / 2 / 2400 - 0.5) * height),
        )
        mouse.perform()
        return ActionChains(self.browser)

    def click(self, *labels: str, udid: str = "virtual-1", nth: int = 0) -> None:
        for label in labels:
            before = self.one(f'[data-udid="{udid}"]').get_attribute("data-stamp")
            self.point_at(label, udid, nth).click().perform()
            self.until(lambda before=before: self.stamp(udid) != before)

    def stamp(self, udid: str) -> str | None:
        return self.one(f'[data-udid="{udid}"]').get_attribute("data-stamp")

    def type(self, text: str) -> None:
        """With the keyboard; waits until all of it is on the page."""
        before = self.stamp("virtual-1")
        ActionChains(self.browser).send_keys(text).perform()
        self.until(lambda: self.stamp("virtual-1") != before)

    def inspect(self) -> None:
        self.one('[value="inspect"] + span').click()

    def locators(self) -> list[str]:
        found = self.browser.find_elements(By.CSS_SELECTOR, ".locator code")
        return [each.text for each in found]


@pytest.fixture
def person(browser: Chrome, viewed: Viewed) -> Iterator[Person]:
    """A person before the page; afterwards: no complaint, and nothing from outside."""
    yield Person(browser, viewed)
    loaded = browser.execute_script(
        "return performance.getEntriesByType('resource').map((entry) => entry.name)"
    )
    assert {urlsplit(url).netloc for url in loaded} == {urlsplit(viewed.url).netloc}
    assert browser.get_log("browser") == []


def test_a_person_logs_in_and_comes_to_permissions(person: Person) -> None:
    """By clicks on the picture and keys, until the list of members is there."""
    person.click("TikTok", "Agree and continue", "Already have an account? Log in")
    person.click("Use phone / email / username")  # the caret is in the number's field by itself
    person.type(ADMIN_NUMBER + "9" + Keys.BACKSPACE)
    person.until(lambda: person.viewed.admin.field().text.endswith("0100"))
    person.click("Continue", "Password")
    person.type(PASSWORD + Keys.ENTER)
    person.until(lambda: person.viewed.admin.sees("Blue Fern Studio"))
    person.click("Blue Fern Studio", "Profile", "Profile menu", "Settings and privacy")
    person.click("Account", nth=1)
    person.click("Permissions")
    assert person.viewed.admin.sees("Invite")
    person.until(lambda: "“+1 202-555-0101”" in person.one("#tree").text)
    person.one('[data-udid="virtual-1"] [data-press="back"]').click()
    person.until(lambda: not person.viewed.admin.sees("Invite"))


def test_inspecting_shows_locators_and_taps_nothing(person: Person) -> None:
    """Under the pointer the best one; after a click all of them, in three ways of writing."""
    person.viewed.admin.log_in()
    person.viewed.admin.open_permissions()
    person.inspect()
    before = person.viewed.shown_by_apps("virtual-1")
    person.point_at("Invite")
    tip = person.one('[data-udid="virtual-1"] .tip')
    best = 'new UiSelector().text("Invite")'
    person.until(lambda: tip.text == f"Button “Invite”\n-android uiautomator: {best}")

    person.point_at("Invite").click().perform()
    person.until(lambda: person.locators()[:1] == [best])
    assert person.viewed.shown_by_apps("virtual-1") == before
    assert person.one(".locator .chip").text == "1 match"
    assert person.one('#tree [aria-selected="true"]').text == "Button\n“Invite”"
    assert "android.widget.Button" in person.one(".attributes").text
    person.one('[name="form"][value="python"] + span').click()
    line = f"driver.find_element(AppiumBy.ANDROID_UIAUTOMATOR, {best!r})"
    assert person.locators()[0].replace('\\"', '"') == line.replace("'", '"')
    person.one('[name="form"][value="yaml"] + span').click()
    assert person.locators()[0].startswith("- {using: -android uiautomator, value: ")

    person.one(".details header button").click()  # Tap it
    person.until(lambda: person.viewed.admin.sees("Phone number"))
    person.until(lambda: "no longer on the screen" in person.one("#details").text)


def test_what_another_client_does_is_seen(person: Person) -> None:
    """A tap over WebDriver changes the picture without anybody touching the page."""
    first = person.one('[data-udid="virtual-1"] img').get_attribute("src")
    driver = appium.Remote(person.viewed.webdriver.url, options=UiAutomator2Options())
    try:
        before = person.stamp("virtual-1")
        driver.find_element(AppiumBy.ANDROID_UIAUTOMATOR, '.text("Settings")').click()
        person.until(lambda: person.stamp("virtual-1") != before)
        person.sees_newest("virtual-1")
    finally:
        driver.quit()
    assert person.one('[data-udid="virtual-1"] img').get_attribute("src") != first
    assert "com.android.settings" in person.one("#in-front").text


def test_a_change_between_tree_and_picture_leaves_no_old_picture(
    person: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Both are asked for at once: a tap after the one and before the other is seen in both."""
    admin = person.viewed.admin
    drawn, went_on = threading.Event(), threading.Event()
    screen, picture = WatchedPhone.screen, WatchedPhone.picture

    def drawn_before(phone: WatchedPhone) -> Picture:
        seen = picture(phone)
        drawn.set()
        return seen

    def read_after(phone: WatchedPhone) -> dict[str, object]:
        if not went_on.is_set():
            assert drawn.wait(_PATIENCE_S)
            admin.tap("Agree and continue")
            went_on.set()
        return screen(phone)

    monkeypatch.setattr(WatchedPhone, "picture", drawn_before)
    monkeypatch.setattr(WatchedPhone, "screen", read_after)
    admin.tap("TikTok")
    assert went_on.wait(_PATIENCE_S)
    person.sees_newest("virtual-1")
    shown = person.one('[data-udid="virtual-1"] img')
    path = "/api/phones/virtual-1/picture"
    assert person.browser.execute_async_script(_SAME_PICTURE, shown, path)


def test_the_member_is_seen_to_be_told(person: Person) -> None:
    """News are counted; the link opens on the member's phone, the code is typed there."""
    admin, member = person.viewed.admin, person.viewed.member
    admin.log_in()
    admin.open_permissions()
    admin.invite_by_phone()
    person.until(lambda: person.one("#news").text == "2 new")
    person.one("#tab-world").click()
    sms = '#world [data-kind="sms"]'
    person.until(lambda: "as Operator" in person.one(sms).text)
    person.one(f'{sms} [aria-label="Open the link on virtual-2"]').click()
    person.until(lambda: member.sees("6-digit code"))
    person.click("6-digit code", udid="virtual-2")
    code = '#world [aria-label^="Type "][aria-label$=" on virtual-2"]'
    person.until(lambda: person.browser.find_elements(By.CSS_SELECTOR, code))
    person.one(code).click()
    person.until(lambda: not member.sees("6-digit code"))
    person.click("Continue", udid="virtual-2")
    person.until(lambda: member.sees("You were added to Blue Fern Studio"))


def test_a_finger_stays_and_moves(person: Person) -> None:
    """A drag is a swipe, a mouse button held down is a long press."""
    log = person.viewed.admin.phone.device_log
    person.point_at("TikTok").click_and_hold().perform()
    person.until(lambda: "long" in (person.one(".finger").get_attribute("class") or ""))
    ActionChains(person.browser).release().perform()
    person.until(lambda: any("press of" in line for line in log()))
    person.sees_newest("virtual-1")
    picture = person.one('[data-udid="virtual-1"] img')
    ActionChains(person.browser).drag_and_drop_by_offset(picture, 0, -150).perform()
    person.until(lambda: any("swipe from" in line for line in log()))


def test_the_tree_is_walked_by_keyboard(person: Person) -> None:
    """Arrows move and fold, Enter chooses; screen readers get levels and states."""
    first = person.one("#tree li")
    person.browser.execute_script("arguments[0].focus()", first)
    keys = ActionChains(person.browser)
    keys.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN, Keys.ARROW_RIGHT, Keys.ENTER).perform()
    person.until(person.locators)
    chosen = person.one('#tree [aria-selected="true"]')
    assert (chosen.get_attribute("role"), chosen.get_attribute("aria-level")) == ("treeitem", "4")
    assert "“TikTok”" in chosen.text
    count = len(person.browser.find_elements(By.CSS_SELECTOR, "#tree li"))
    ActionChains(person.browser).send_keys(Keys.HOME, Keys.ARROW_LEFT).perform()
    person.until(lambda: person.one("#tree li").get_attribute("aria-expanded") == "false")
    assert len(person.browser.find_elements(By.CSS_SELECTOR, "#tree li")) < count


def test_pasted_text_and_the_clock(person: Person) -> None:
    """The field below a screen takes what is pasted; the clock is moved by a button."""
    person.viewed.admin.log_in_as_far_as_password()
    person.sees_newest("virtual-1")
    person.click("Password")
    person.one('[data-udid="virtual-1"] .typing input').send_keys(PASSWORD + Keys.ENTER)
    person.until(lambda: len(person.viewed.admin.field().text) == len(PASSWORD))
    before = person.viewed.admin.phone.now()
    person.one("#tab-world").click()
    person.one(".clock button:last-child").click()
    person.until(lambda: (person.viewed.admin.phone.now() - before).days == 1)


def test_what_is_wrong_with_a_phone_is_beside_it(browser: Chrome, viewed: Viewed) -> None:
    """A phone without the app says why; the other one says nothing."""
    viewed.member.phone.faults = Faults(["app-missing"])
    person = Person(browser, viewed)
    chip = person.one('[data-udid="virtual-2"] .faults .chip')
    words = "Fault: app-missing. The TikTok app is not installed."  # most of it for the ear only
    assert chip.get_attribute("textContent") == words
    assert not person.one('[data-udid="virtual-1"] .faults').is_displayed()
    person.one("#tab-world").click()
    told = "Faults of virtual-2\napp-missing The TikTok app is not installed."
    person.until(lambda: told in person.one("#world").text)
    assert "Faults of virtual-1" not in person.one("#world").text


def test_adb_is_offered_until_it_is_switched_off(person: Person) -> None:
    """Afterwards the page says so, also one that has been open before."""
    person.one("#tab-world").click()
    offered = person.one("#world").text
    assert offered.count("adb connect 127.0.0.1:1") == 2
    person.viewed.adb_off.add("virtual-2")
    off = "virtual-2, adb\nswitched off by adb emu kill: start the virtual phones again"
    person.until(lambda: off in person.one("#world").text)
    assert person.one("#world").text.count("adb connect 127.0.0.1:1") == 1


def test_a_page_without_passwords_says_why(
    browser: Chrome, viewed: Viewed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it does where other machines reach it; numbers and addresses can still be typed."""
    why = "Other machines can reach it."
    monkeypatch.setattr(PageDoor, "_why_without_passwords", lambda _: why)
    person = Person(browser, viewed)
    person.one("#tab-world").click()
    person.until(lambda: why in person.one("#world .remark").text)
    typed = browser.find_elements(By.CSS_SELECTOR, ".persons button")
    assert {"+12025550100", "admin@example.com"} <= {each.text for each in typed}
    assert PASSWORD not in person.one("#world").text


def test_a_page_whose_phones_have_ended_says_so(browser: Chrome, viewed: Viewed) -> None:
    """And does not pretend that the last picture is the present."""
    person = Person(browser, viewed)
    viewed.until_held()  # the page is whole, and waits for news
    viewed.door.stop()
    person.until(lambda: "do not answer" in person.one("#lost").text)
    browser.get("about:blank")
    browser.get_log("browser")  # refused connections are what this is about

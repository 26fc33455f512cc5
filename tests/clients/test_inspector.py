"""Appium Inspector's own page in a real browser: what people look for locators with."""

import base64
import functools
import io
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from client_world import MakeWorld, World
from PIL import Image
from selenium.webdriver import ActionChains, Chrome
from selenium.webdriver.common.by import By
from selenium.webdriver.remote.webelement import WebElement
from selenium.webdriver.support.wait import WebDriverWait

from harness.stack.requirements import appium_folder

_PATIENCE_S = 40
_TAP = "#btnTapElement:enabled"
_SEARCH = "input[placeholder='Search Source']"


class _Quiet(SimpleHTTPRequestHandler):
    """Serves files without a word."""

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""


class Inspector:
    """The page, by what a person sees on it."""

    def __init__(self, browser: Chrome) -> None:
        self.browser = browser
        self.wait = WebDriverWait(browser, _PATIENCE_S)

    def shown(self, selector: str) -> WebElement:
        return self.wait.until(
            lambda browser: next(
                (e for e in browser.find_elements(By.CSS_SELECTOR, selector) if e.is_displayed()),
                None,
            ),
            f"{selector} was not shown",
        )

    def start_session(self, url: str, capabilities: dict[str, str]) -> None:
        """Fill in server and capabilities, and press Start Session."""
        address = urlsplit(url)
        self.shown("#customServerHost").send_keys(str(address.hostname))
        self.shown("#customServerPort").send_keys(str(address.port))
        for row, (name, value) in enumerate(capabilities.items()):
            if row:
                self.shown("#btnAddDesiredCapability").click()
            self.shown(f"#desiredCapabilityName_{row}").send_keys(name)
            self.shown(f"#desiredCapabilityValue_{row}").send_keys(value)
        self.shown("#btnStartSession").click()

    def picture(self) -> Image.Image:
        """What is shown of the phone."""
        source = self.shown("#screenshot").get_attribute("src") or ""
        return Image.open(io.BytesIO(base64.b64decode(source.partition(",")[2])))

    def select_at(self, world: World, x_px: int, y_px: int) -> None:
        """Click on the picture, at a place of the phone's display."""
        display, image = world.admin.display, self.shown("#screenshot")
        right = (x_px / display.width_px - 0.5) * image.size["width"]
        down = (y_px / display.height_px - 0.5) * image.size["height"]
        at = ActionChains(self.browser).move_to_element_with_offset(
            image, round(right), round(down)
        )
        at.click().perform()

    def selected(self) -> str:
        """Suggested locators and attributes of the selected element, when they are there."""
        self.shown(_TAP)
        tables = self.browser.find_elements(By.CSS_SELECTOR, "table")
        return "\n".join(table.text for table in tables)

    def wait_for_node(self, text: str) -> None:
        """The tree holds a text: searching for it finds one node, as the number beside it says."""
        self.shown(_SEARCH).send_keys(text)
        beside = f"span:has(> span > {_SEARCH}) > .ant-input-group-addon"
        self.wait.until(
            lambda browser: browser.find_element(By.CSS_SELECTOR, beside).text.strip() == "1",
            f"searching the tree for {text!r} did not find it once",
        )
        # With a search under way this Inspector trips over the end of its session.
        self.shown(".ant-input-clear-icon").click()


@pytest.fixture
def inspector(browser: Chrome, tmp_path: Path) -> Iterator[Inspector]:
    """The page, served as any web server would.

    As a plugin of Appium it would be at the same path. The newest one there is (2025.8.1) does not
    load in Appium 3.8, whose Express no longer takes its route.
    """
    page = appium_folder(print) / "node_modules" / "appium-inspector-plugin" / "dist-browser"
    (tmp_path / "inspector").symlink_to(page)
    handler = functools.partial(_Quiet, directory=str(tmp_path))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    browser.get(f"http://127.0.0.1:{server.server_port}/inspector/index.html")
    yield Inspector(browser)
    browser.get("about:blank")
    server.shutdown()
    server.server_close()
    thread.join()


def test_a_person_looks_at_the_phone(make_world: MakeWorld, inspector: Inspector) -> None:
    """The screen, its tree, locators for a button, a tap on it, and what comes then."""
    world = make_world("appium")
    inspector.start_session(
        world.url,
        {
            "platformName": "Android",
            "appium:automationName": "UiAutomator2",
            "appium:udid": world.udid,
            "appium:appPackage": world.admin.tiktok.package,
        },
    )
    first = inspector.picture()
    display = world.admin.display
    assert first.height * display.width_px == first.width * display.height_px
    assert len(first.convert("RGB").getcolors(first.width * first.height) or []) > 20  # not blank
    inspector.wait_for_node("Agree and continue")

    inspector.select_at(world, 540, 2180)
    selected = inspector.selected()
    assert "Agree and continue" in selected
    assert '//android.widget.Button[@resource-id="' in selected
    assert "new UiSelector().resourceId(" in selected
    assert "[42,2117][1038,2243]" in selected

    inspector.shown(_TAP).click()
    inspector.wait.until(
        lambda _: inspector.picture().tobytes() != first.tobytes(), "no new screen"
    )
    with world.admin.lock:
        assert type(world.admin.tiktok.screen).__name__ != "Welcome"
    inspector.shown("#btnClose").click()
    inspector.shown("#btnStartSession")
    with world.admin.lock:
        assert world.admin.app_state(world.admin.tiktok.package) == "not_running"

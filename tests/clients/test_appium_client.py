"""Appium's own Python client, where the real stack asks for more than WebDriver has."""

import base64
from collections.abc import Callable, Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from appium import webdriver
from appium.options.android import UiAutomator2Options
from client_world import DOORS, MakeWorld, Server, World
from emulators import AVD, emulator, tell
from selenium.common.exceptions import InvalidSessionIdException, WebDriverException
from selenium.webdriver import Chrome

Connect = Callable[..., webdriver.Remote]


@pytest.fixture
def connect() -> Iterator[Connect]:
    """Starts sessions with plain capabilities; they are quit in the end."""
    begun: list[webdriver.Remote] = []

    def begin(world: World, **capabilities: object) -> webdriver.Remote:
        options = UiAutomator2Options()
        options.udid, options.app_package = world.udid, world.admin.tiktok.package
        options.load_capabilities(capabilities)
        begun.append(webdriver.Remote(world.url, options=options))
        return begun[-1]

    yield begin
    for driver in begun:
        with suppress(InvalidSessionIdException):  # a test may have quit it itself
            driver.quit()


@pytest.mark.parametrize("door", DOORS)
def test_a_film_that_a_browser_plays(
    make_world: MakeWorld, connect: Connect, browser: Chrome, tmp_path: Path, door: str
) -> None:
    """Started and stopped as people do it for their reports, of a size that they name."""
    driver = connect(make_world(door))
    assert driver.start_recording_screen(videoSize="360x800", timeLimit="60") == ""
    driver.press_keycode(3)
    driver.open_notifications()
    film = driver.stop_recording_screen()
    assert driver.stop_recording_screen() == ""  # nothing runs any more
    (tmp_path / "film.mp4").write_bytes(base64.b64decode(film))
    page = tmp_path / "film.html"
    page.write_text("<video src=film.mp4 muted autoplay></video>", encoding="utf-8")
    browser.get(page.as_uri())
    size = browser.execute_async_script(
        "const v = document.querySelector('video'), done = arguments[0];"
        "v.onended = () => done([v.videoWidth, v.videoHeight]);"
        "v.onerror = () => done(v.error.message);"
        "if (v.ended) v.onended();"
    )
    assert size == [360, 800]


@pytest.mark.parametrize("door", DOORS)
def test_what_cannot_be_filmed(make_world: MakeWorld, connect: Connect, door: str) -> None:
    """A limit that makes no sense is refused; a second start replaces the first film."""
    driver = connect(make_world(door))
    with pytest.raises(WebDriverException, match="timeLimit value must be in range"):
        driver.start_recording_screen(timeLimit="0")
    driver.start_recording_screen()
    assert base64.b64decode(driver.start_recording_screen())[4:8] == b"ftyp"
    assert driver.start_recording_screen(forceRestart=True) == ""


def test_an_emulator_by_its_name_and_by_its_avd(
    make_world: MakeWorld, connect: Connect, appium: Server
) -> None:
    """As the same phone; an AVD that does not run is not found."""
    world = make_world("appium")
    assert appium.adb.port is not None
    with emulator(world.admin) as (door, console):
        tell(appium.adb.port, int(door.address.rpartition(":")[2]))
        name = f"emulator-{console.port}"
        appium.adb.run("-s", name, "wait-for-device")
        by_name = connect(replace(world, udid=name))
        assert by_name.capabilities["deviceUDID"] == name
        assert by_name.current_package == world.admin.tiktok.package
        by_name.quit()
        by_avd = connect(world, **{"appium:udid": None, "appium:avd": AVD})
        assert by_avd.capabilities["deviceUDID"] == name
        by_avd.quit()


@pytest.mark.parametrize("door", DOORS)
def test_permissions(make_world: MakeWorld, connect: Connect, door: str) -> None:
    """Granted all at once by a capability, and taken away one by one."""
    driver = connect(make_world(door), autoGrantPermissions=True)
    asked = driver.execute_script("mobile: getPermissions", {"type": "requested"})
    assert "android.permission.POST_NOTIFICATIONS" in asked
    assert driver.execute_script("mobile: getPermissions", {"type": "denied"}) == []
    camera = "android.permission.CAMERA"
    driver.execute_script(
        "mobile: changePermissions", {"permissions": camera, "action": "revoke", "target": "pm"}
    )
    assert driver.execute_script("mobile: getPermissions", {"type": "denied"}) == [camera]

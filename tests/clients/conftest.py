"""Virtual phones behind the real Appium server, and behind the WebDriver door."""

import os
import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from client_world import ADMIN, MEMBER, MakeWorld, Server, World

from harness.adb import Adb
from harness.child import Child, running
from harness.stack.requirements import appium_folder
from virtual_phone.adb import AdbDoor
from virtual_phone.defects import Defects
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor


@pytest.fixture(scope="session")
def appium(
    needed: Callable[..., str], adb_path: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Server]:
    """The real Appium server; phones come to it with each test."""
    needed("node")
    needed("npm")
    appium_folder(print)
    # The driver empties a file of the Android emulator's in the home of whoever runs it.
    own = {**os.environ, "HOME": str(tmp_path_factory.mktemp("home"))}
    command = [sys.executable, "-m", "harness.stack", "--appium=--allow-cors"]
    child = Child("the stack of adb and Appium", command, command, start_s=60, stop_s=20)
    with running(child, own) as ready:
        yield Server(ready["url"], Adb(adb_path, ready["adb_port"]))


@pytest.fixture
def make_world(request: pytest.FixtureRequest) -> Iterator[MakeWorld]:
    """Makes an organization with its phones behind one of the doors; defects by name."""
    with ExitStack() as stack:

        def make(door: str, *defects: str) -> World:
            password = secrets.token_urlsafe(9)
            organization = Organization(default_world(password), defects=Defects(defects))
            admin = Phone(organization, udid="virtual-1", sim=ADMIN)
            member = Phone(organization, udid="virtual-2", sim=MEMBER)
            if door == "webdriver":
                webdriver = WebDriverDoor(admin)
                webdriver.start()
                stack.callback(webdriver.stop)
                return World(webdriver.url, admin.udid, admin, member, organization, password)
            server: Server = request.getfixturevalue("appium")
            udid = _connected(stack, server.adb, admin)
            return World(server.url, udid, admin, member, organization, password)

        yield make


def _connected(stack: ExitStack, adb: Adb, phone: Phone) -> str:
    """The phone's name, when the adb server has it."""
    door = AdbDoor(phone)
    door.start()
    stack.callback(door.stop)
    said = adb.run("connect", door.address)
    assert said.startswith("connected to"), said
    stack.callback(adb.run, "disconnect", door.address)
    adb.run("-s", door.address, "wait-for-device")
    return door.address

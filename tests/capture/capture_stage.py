"""A virtual phone in this process, to be captured."""

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

from harness.command_line.capture import walk
from harness.session.session import Session
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, Timeouts, load_settings
from virtual_phone.app.build import read_build
from virtual_phone.organization import Organization, default_world
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

ROOT = Path(__file__).parents[2]
PASSWORD = "correct horse"
PATIENT = Timeouts(element_s=20, command_s=60, session_s=60, delivery_s=1, quiet_s=0.05)
"""Where everything comes, on a machine that is busy with other tests."""
HURRIED = PATIENT.model_copy(update={"element_s": 4.0})
"""Where something does not come."""

Rename = Callable[[dict[str, str]], None]


class Stage:
    """A phone with a build of the app, and a project whose config can be changed.

    Attributes:
        root: With config/ in it, as the project has it.
    """

    def __init__(self, root: Path, build: str, open_until: ExitStack, timeouts: Timeouts) -> None:
        self._timeouts = timeouts
        self.root, self.build = root, read_build(build)
        self.organization = Organization(default_world(PASSWORD))
        self.phone = Phone(self.organization, sim="+12025550100", build=self.build)
        door = WebDriverDoor(self.phone)
        door.start()
        open_until.callback(door.stop)
        self._url, self._open_until = door.url, open_until

    def settings(self, language: str = "en") -> Settings:
        """Of the profile "virtual", for this build."""
        environment = {VIRTUAL_PASSWORD: PASSWORD, VIRTUAL_IMAP_PORT: "1143"}
        settings = load_settings(self.root, language=language, environment=environment)
        capabilities = settings.profile.capabilities | {"appium:appPackage": self.build.package}
        changes = {
            "timeouts": self._timeouts,
            "app_version": self.build.version,
            "capabilities": capabilities,
        }
        return replace(settings, profile=settings.profile.model_copy(update=changes))

    def session(self) -> Session:
        """A new one."""
        session = Session.start(
            self._url,
            self.settings().profile.capabilities,
            name="phone 1",
            command_s=60,
            session_s=60,
        )
        self._open_until.callback(session.quit)
        return session

    def capture(self, name: str = "capture", settings: Settings | None = None) -> Path:
        """A whole one, in a folder of its own."""
        folder = self.root / name
        walk(self.session(), settings or self.settings(), folder, {})
        return folder


MakeStage = Callable[..., Stage]


def texts_of(folder: Path) -> dict[str, str]:
    """Every text file of a capture, by name."""
    files = [file for file in folder.iterdir() if file.suffix in {".xml", ".json"}]
    return {file.name: file.read_text("utf-8") for file in files}


def catalog_of(folder: Path) -> dict[str, list[dict[str, str]]]:
    """capture.json."""
    found: dict[str, list[dict[str, str]]] = json.loads((folder / "capture.json").read_text())
    return found

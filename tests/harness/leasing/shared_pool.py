"""Four phones of one organization, each behind a server of its own, and runs that share them."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from harness.invitations.journal import Entry, Journal
from virtual_phone.organization import Organization, default_world
from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

PASSWORD = "for this test"
NUMBERS = [f"+1202555{number:04}" for number in range(150, 154)]
FEATURE = """\
Feature: Many invitations at once
  Each of them is told to one person, once.

  @guide @phone @two_phones
  Scenario Outline: Invitation <number>
    Given the Admin has opened Permissions of the Organization Account
    And the member watches for messages
    When the Admin invites the member's phone number as <role>
    Then the app confirms the invitation
    And the member is told that they may join the Organization Account as <role>

    Examples:
      | number | role |
"""
_COPIED = ("conftest.py", "pyproject.toml", "steps", "pages", "config")


class SharedPool:
    """Phones, a project that uses them, and what came of it.

    Args:
        project: Of which pages, steps and languages are taken.
        folder: An empty one.
    """

    def __init__(self, project: Path, folder: Path) -> None:
        self._project, self._folder = project, folder
        self.organization = Organization(default_world(PASSWORD))
        self._doors = [
            WebDriverDoor(Phone(self.organization, udid=f"virtual-{index}", sim=sim))
            for index, sim in enumerate(NUMBERS, 1)
        ]
        for door in self._doors:
            door.start()
        self.locks = folder / "locks"
        self.locks.mkdir()
        self.root = folder / "project"
        self.root.mkdir()
        for name in _COPIED:
            source = project / name
            copy = shutil.copytree if source.is_dir() else shutil.copy
            copy(source, self.root / name)
        self._write_settings()

    def stop(self) -> None:
        """No phone answers any more."""
        for door in self._doors:
            door.stop()

    def write_feature(self, scenarios: int) -> None:
        """As many scenarios, each for two people; the role alternates."""
        rows = (f"      | {n} | {('Admin', 'Operator')[n % 2]} |\n" for n in range(scenarios))
        self.write("features/many.feature", FEATURE + "".join(rows))

    def write(self, name: str, text: str) -> None:
        """A file of the project."""
        file = self.root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, "utf-8")

    def start(self, *options: str, password: str = PASSWORD) -> "subprocess.Popen[str]":
        """A run, in a group of its own; the password is the one that it knows."""
        command = ["-m", "pytest", "-q", "-p", "no:hypothesispytest", "--profile", "lab"]
        environment = {**os.environ, "PYTHONPATH": str(self._project), "TMPDIR": str(self.locks)}
        return subprocess.Popen(
            [sys.executable, *command, "--evidence", "none", *options, "features"],
            cwd=self.root,
            env={**environment, "LAB_PASSWORD": password},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )

    def summary(self) -> dict[str, Any]:
        """What the last run says of itself."""
        found: dict[str, Any] = json.loads((self.root / "reports/summary.json").read_text("utf-8"))
        return found

    def told(self) -> list[str]:
        """The numbers to which an SMS went, one for each SMS."""
        sent = self.organization.deliveries.sent()
        return [each.to.value for each in sent if isinstance(each.to, Contact)]

    def pending(self) -> list[str]:
        """The numbers that are invited and have not been taken back."""
        return [each.contact.value for each in self.organization.pending(BLUE_FERN_STUDIO)]

    def journal(self) -> list[Entry]:
        """What it has open."""
        return Journal(self.root / "reports" / "journal.sqlite3").open_entries()

    def _write_settings(self) -> None:
        virtual = yaml.safe_load(
            (self._project / "config/profiles/virtual.yaml").read_text("utf-8")
        )
        phones = [
            {"number": sim, "server_url": door.url}
            for sim, door in zip(NUMBERS, self._doors, strict=True)
        ]
        profile = {
            "name": "lab",
            "kind": "appium",
            "phones": phones,
            "capabilities": virtual["capabilities"],
            "people": "people.lab",
            "timeouts": {"element_s": 20, "delivery_s": 20, "quiet_s": 0.05},
        }
        secret = "${LAB_PASSWORD}"
        people = {
            "organization": "Blue Fern Studio",
            "admin": {"phone": "+12025550100", "password": secret},
            "members": [{"phone": number, "told_by": {"kind": "sms"}} for number in NUMBERS],
        }
        self.write("config/profiles/lab.yaml", yaml.safe_dump(profile))
        self.write("config/people.lab.yaml", yaml.safe_dump(people))

"""A phone behind the real adb and Appium, of an organization that keeps books."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import yaml

from harness.child import Child, running
from harness.drill.faults.books import Books
from harness.invitations.journal import Journal
from virtual_phone.adb import AdbDoor
from virtual_phone.defects import Defects
from virtual_phone.faults import Faults
from virtual_phone.ledger import BookedOrganization
from virtual_phone.organization import (
    Account,
    Contact,
    Invitation,
    Person,
    Role,
    World,
    default_world,
)
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO
from virtual_phone.phone import Phone

PASSWORD = "for this trial"
MEMBER = "+12025550147"
_RUN_S = 180
_START_S, _STOP_S = 120, 20
# Each step names a screen of an invitation, so that it is plain in which one the server died.
_SCENARIO = ("features/invite_by_phone.feature", "-k", "screens")


class CalledAtInvite(BookedOrganization):
    """Calls somebody at the very moment at which it has invited."""

    def __init__(self, world: World, ledger: TextIO) -> None:
        super().__init__(world, Defects(()), ledger)
        self.at_invite: Callable[[], None] = lambda: None

    def invite(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        invitation = super().invite(account, by, contact, role)
        self.at_invite()
        return invitation


@dataclass(frozen=True)
class Outcome:
    """What a run has left."""

    code: int
    said: str
    summary: dict[str, Any]
    books: Books
    open_entries: int

    @property
    def scenario(self) -> dict[str, Any]:
        [result] = self.summary["results"]
        return dict(result)


@dataclass
class Site:
    """A phone behind the real Appium, of an organization that keeps books."""

    project: Path
    folder: Path
    organization: CalledAtInvite
    faults: Faults
    door: AdbDoor
    profile: Path
    people: Path
    environment: dict[str, str] = field(repr=False)

    def run(self) -> Outcome:
        reports = self.folder / "reports"
        done = subprocess.run(
            [
                *(sys.executable, "-m", "harness.command_line", "run", *_SCENARIO),
                *(f"--profile={self.profile}", f"--people={self.people}", f"--reports={reports}"),
                "--evidence=none",
            ],
            cwd=self.project,
            env=self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=_RUN_S,
            check=False,
        )
        self.organization.close_books(self.faults)
        summary = reports / "summary.json"
        return Outcome(
            done.returncode,
            done.stdout,
            json.loads(summary.read_text("utf-8")) if summary.exists() else {},
            Books.of((self.folder / "ledger.jsonl").read_text("utf-8").splitlines()),
            len(Journal(reports / "journal.sqlite3").open_entries()),
        )


@contextmanager
def site_of(project: Path, folder: Path, *names: str, **timeouts: float) -> Iterator[Site]:
    """A site for as long as it is used.

    Args:
        project: The project's folder.
        folder: An empty one.
        names: Of faults.
        timeouts: Of the profile, where they are others.
    """
    faults = Faults(names)
    ledger = (folder / "ledger.jsonl").open("w", encoding="utf-8")
    with ledger, ExitStack() as opened:
        organization = CalledAtInvite(default_world(PASSWORD), ledger)
        door = AdbDoor(Phone(organization, sim=ADMIN_PHONE.value, faults=faults))
        door.start()
        opened.callback(door.stop)
        command = ["-m", "harness.stack", f"--phone={door.address}"]
        servers = Child("the stack", [sys.executable, *command], command, _START_S, _STOP_S)
        greeting = opened.enter_context(running(servers, os.environ))
        files = _settings(project, folder, greeting, timeouts)
        environment = {**os.environ, "ADMIN_PASSWORD": PASSWORD, "TMPDIR": str(folder)}
        yield Site(project, folder, organization, faults, door, *files, environment)


def _settings(
    project: Path, folder: Path, servers: dict[str, Any], timeouts: dict[str, float]
) -> tuple[Path, Path]:
    """Profile and people."""
    virtual = yaml.safe_load((project / "config/profiles/virtual-appium.yaml").read_text("utf-8"))
    profile = {
        "name": "site",
        "kind": "appium",
        "server_url": servers["url"],
        "phones": [{"udid": udid} for udid in servers["udids"]],
        # So that the harness finds the phone through adb, too.
        "capabilities": {**virtual["capabilities"], "appium:adbPort": servers["adb_port"]},
        "timeouts": {**virtual["timeouts"], **timeouts},
    }
    people = {
        "organization": BLUE_FERN_STUDIO.name,
        "admin": {"phone": ADMIN_PHONE.value, "password": "${ADMIN_PASSWORD}"},
        "members": [{"phone": MEMBER}],
    }
    files = folder / "site.yaml", folder / "people.yaml"
    for file, content in zip(files, (profile, people), strict=True):
        file.write_text(yaml.safe_dump(content), "utf-8")
    return files


MakeSite = Callable[..., Site]
"""Takes names of faults, and time-outs of the profile."""

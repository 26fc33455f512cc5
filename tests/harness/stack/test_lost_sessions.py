"""The server on the phone dies below the real Appium: one invitation, whatever the moment."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

import pytest
import yaml

from harness.drill.faults.books import Books
from harness.invitations.journal import Journal
from harness.stack import stack
from virtual_phone.adb import AdbDoor
from virtual_phone.defects import Defects
from virtual_phone.faults import At, Faults
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
from virtual_phone.webdriver.troubles import Crash

_PASSWORD = "for this trial"
_MEMBER = "+12025550147"
_RUN_S = 180
_INVITING = 16  # commands from the list on Permissions to the tap on Invite
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
        return Outcome(
            done.returncode,
            done.stdout,
            json.loads((reports / "summary.json").read_text("utf-8")),
            Books.of((self.folder / "ledger.jsonl").read_text("utf-8").splitlines()),
            len(Journal(reports / "journal.sqlite3").open_entries()),
        )


MakeSite = Callable[..., Site]


@pytest.fixture
def site(needed: Callable[..., str], project: Path, tmp_path: Path) -> Iterator[MakeSite]:
    """Makes sites, with faults by name; each in a folder of its own."""
    needed("node")
    with ExitStack() as opened:

        def make(*names: str) -> Site:
            folder = tmp_path / f"site-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            ledger = opened.enter_context((folder / "ledger.jsonl").open("w", encoding="utf-8"))
            faults = Faults(names)
            organization = CalledAtInvite(default_world(_PASSWORD), ledger)
            door = AdbDoor(Phone(organization, sim=ADMIN_PHONE.value, faults=faults))
            door.start()
            opened.callback(door.stop)
            servers = opened.enter_context(stack([door.address]))
            files = _settings(project, folder, servers.url, servers.udids[0])
            environment = {**os.environ, "ADMIN_PASSWORD": _PASSWORD, "TMPDIR": str(folder)}
            return Site(project, folder, organization, faults, door, *files, environment)

        yield make


def _settings(project: Path, folder: Path, url: str, udid: str) -> tuple[Path, Path]:
    """Profile and people."""
    virtual = yaml.safe_load((project / "config/profiles/virtual-appium.yaml").read_text("utf-8"))
    profile = {
        "name": "site",
        "kind": "appium",
        "server_url": url,
        "phones": [{"udid": udid}],
        "capabilities": virtual["capabilities"],
        "timeouts": virtual["timeouts"],
    }
    people = {
        "organization": BLUE_FERN_STUDIO.name,
        "admin": {"phone": ADMIN_PHONE.value, "password": "${ADMIN_PASSWORD}"},
        "members": [{"phone": _MEMBER}],
    }
    files = folder / "site.yaml", folder / "people.yaml"
    for file, content in zip(files, (profile, people), strict=True):
        file.write_text(yaml.safe_dump(content), "utf-8")
    return files


def _commands_before_invite(site: Site) -> int:
    """How many commands reach the phone before the tap on Invite, where nothing is wrong."""
    seen: list[int] = []
    site.organization.at_invite = lambda: seen.append(site.faults.met[At.COMMAND])
    calm = site.run()
    assert calm.code == 0, calm.said
    [number] = seen
    return number


def test_6_in_the_middle_of_an_invitation(site: MakeSite) -> None:
    """A new session, and the scenario from its beginning: flaky, one invitation, nothing left."""
    number = _commands_before_invite(site()) - _INVITING // 2
    outcome = site(f"instrumentation-died:nth={number}").run()
    assert outcome.code == 4, outcome.said
    assert outcome.summary["scenarios"]["flaky"] == 1
    assert (outcome.scenario["flaky"], outcome.scenario["attempts"]) == (True, 2)

    [first] = outcome.scenario["earlier_attempts"]
    assert (first["verdict"], first["status"]) == ("infrastructure", "broken")
    assert "The session ended before: " in first["failure"]["message"]
    ends = {step["text"]: step["status"] for step in first["steps"]}
    assert ends["Given the Admin has opened Permissions of the Organization Account"] == "passed"
    assert ends["When the Admin chooses Operator and taps Invite"] == "skipped"

    assert outcome.books.struck == {"instrumentation-died": 1}
    assert outcome.books.met[At.SESSION] == 2
    assert (outcome.books.invitations, outcome.books.doubled) == (1, ())
    assert outcome.books.left == ()
    assert (outcome.open_entries, outcome.summary["journal_open"]) == (0, 0)


def test_7_at_the_tap_on_invite(site: MakeSite) -> None:
    """The list tells what came of it: no second tap, no second attempt, nothing left."""
    broken = site()

    def die() -> None:
        broken.door.server.stop()
        raise Crash("it has invited, and does not come to say so")

    broken.organization.at_invite = die
    outcome = broken.run()
    assert outcome.code == 3, outcome.said
    assert outcome.summary["scenarios"]["broken"] == 1
    assert (outcome.scenario["verdict"], outcome.scenario["attempts"]) == ("infrastructure", 1)
    assert outcome.scenario["failing_step"] == "When the Admin chooses Operator and taps Invite"
    message = outcome.scenario["message"]
    assert f"the list on Permissions shows {_MEMBER}" in message
    assert "Original error: socket hang up\n  Nothing was tapped again" in message
    assert outcome.scenario["notes"] == [
        "Attempts: an invitation of this attempt may still reach somebody: it does not begin anew"
    ]

    assert outcome.books.met[At.SESSION] == 2  # the second one has read the list
    assert (outcome.books.invitations, outcome.books.doubled) == (1, ())
    assert outcome.books.left == ()
    assert (outcome.open_entries, outcome.summary["journal_open"]) == (0, 0)

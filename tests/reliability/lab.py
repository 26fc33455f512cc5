"""One organization that outlives every run, phones of it, and processes that invite to it."""

import contextlib
import multiprocessing
import signal
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import Any

import yaml
from one_invitation import PASSWORD, Ended, Invite, Place, Reap, invite, log_in, reap
from way_to_phone import KILLS, Strike, WayToPhone

from harness.invitations.contact import Contact
from harness.invitations.journal import Entry, Journal
from harness.settings import People
from virtual_phone.organization import Account, Invitation, Organization, Person, default_world
from virtual_phone.organization import Contact as Addressed
from virtual_phone.organization.roles import Role
from virtual_phone.organization.world import ADMIN_PHONE, BLUE_FERN_STUDIO
from virtual_phone.phone import Phone
from virtual_phone.webdriver import WebDriverDoor

MEMBERS = (
    Contact("phone", "+1 202-555-0147"),
    Contact("phone", "+1 202-555-0148"),
    Contact("email", "member@example.com"),
    Contact("email", "second.member@example.com"),
)
# A reap looks through all of the list, which may be a thousand rows long.
_PROCESS_S = 1800


class WatchedOrganization(Organization):
    """Tells how often it was asked to invite somebody, whether it did or refused.

    Attributes:
        asked: How often.
        at_invite: Called each time.
        list_lag_s: How much later than it was made the app's list shows an invitation.
        lags: Asked each time the list is read: whether it shows no invitation yet.
    """

    def __init__(self) -> None:
        super().__init__(default_world(PASSWORD))
        self.asked = 0
        self.list_lag_s = 0.0
        self.lags: Callable[[], bool] = lambda: False
        self._made_s: dict[int, float] = {}
        self.at_invite: Callable[[], None] = lambda: None

    def invite(self, account: Account, by: Person, contact: Addressed, role: Role) -> Invitation:
        self.asked += 1
        self.at_invite()
        made = super().invite(account, by, contact, role)
        self._made_s[made.id] = time.monotonic()
        return made

    def pending(self, account: Account) -> list[Invitation]:
        if self.lags():
            return []
        last_s = time.monotonic() - self.list_lag_s
        return [each for each in self.held(account) if self._made_s[each.id] <= last_s]

    def held(self, account: Account) -> list[Invitation]:
        """What can be accepted, whether the list shows it or not."""
        return super().pending(account)


class Lab:
    """A phone of the organization behind a way that can fail, and a journal.

    Args:
        project: The project's folder.
        folder: An empty one.
        stack: Ends everything in the end.
    """

    def __init__(self, project: Path, folder: Path, stack: ExitStack) -> None:
        self.organization = WatchedOrganization()
        door = WebDriverDoor(Phone(self.organization, udid="virtual-1", sim="+12025550100"))
        door.start()
        stack.callback(door.stop)
        self.way = stack.enter_context(WayToPhone(door.url))
        self.place = Place(project, *_settings(project, folder, self.way.url))
        self.context = multiprocessing.get_context("forkserver")
        self.context.set_forkserver_preload([invite.__module__])
        self.log_in()

    def log_in(self) -> None:
        """As by hand: the trials' people file has no password, so that they begin at once."""
        ended = self._run(log_in, (self.place,), None)
        assert ended == Ended(), ended

    def let_deliveries_take(self, delivery_s: float) -> None:
        """From here on processes wait that long for what may be on its way."""
        content = yaml.safe_load(self.place.profile.read_text("utf-8"))
        content["timeouts"]["delivery_s"] = delivery_s
        self.place.profile.write_text(yaml.safe_dump(content), "utf-8")

    def request_of_tap(self, contact: Contact, run: Invite = invite) -> int:
        """The how many-eth request of a run without faults is the tap on Invite."""
        seen: list[int] = []
        self.organization.at_invite = lambda: seen.append(self.way.requests)
        for ended in (self.invite(contact, "Operator", run=run), self.reap()):
            assert ended == Ended(), ended
        self.organization.at_invite = lambda: None
        [number] = seen
        return number

    def invite(
        self, contact: Contact, role: str, strike: Strike | None = None, run: Invite = invite
    ) -> Ended | None:
        """One run in a process of its own; None where it was killed."""
        return self._run(run, (self.place, contact, role), strike)

    def make_private(self) -> People:
        """From here on the numbers and addresses of all members are secrets."""
        content = yaml.safe_load(self.place.people.read_text("utf-8"))
        content["members"] = [{**each, "private": True} for each in content["members"]]
        self.place.people.write_text(yaml.safe_dump(content), "utf-8")
        return People.model_validate(content)

    def reap(self, strike: Strike | None = None, run: Reap = reap) -> Ended | None:
        """One reap in a process of its own."""
        return self._run(run, (self.place,), strike)

    def lag_until_looked(self) -> None:
        """From here on the list lags until somebody has noted that it does not show somebody."""
        said = "is not in the list on Permissions yet"
        self.organization.lags = lambda: not any(said in each.remark for each in self.journal())

    def journal(self) -> list[Entry]:
        """All entries."""
        file = self.place.journal
        return Journal(file).entries() if file.exists() else []

    def pending(self) -> list[str]:
        """Whom the organization still holds an invitation for."""
        return [each.contact.value for each in self.organization.held(BLUE_FERN_STUDIO)]

    def _run(
        self, what: Callable[..., None], arguments: tuple[Any, ...], strike: Strike | None
    ) -> Ended | None:
        heard, said = self.context.Pipe(duplex=False)
        process: BaseProcess = self.context.Process(target=what, args=(*arguments, said))

        def kill() -> None:
            process.kill()

        self.way.begin(strike, kill)
        process.start()
        said.close()
        process.join(_PROCESS_S)
        if process.exitcode is None:
            process.kill()
            message = f"not ended after {_PROCESS_S} s, with {strike}"
            raise TimeoutError(message)
        with contextlib.suppress(EOFError):
            if heard.poll():
                ended: Ended = heard.recv()
                return ended
        if strike and strike.fault in KILLS and process.exitcode == -signal.SIGKILL:
            return None
        message = f"ended with {process.exitcode}, with {strike}"
        raise RuntimeError(message)


@contextmanager
def lab_in(project: Path, folder: Path) -> Iterator[Lab]:
    """A lab for as long as it is used."""
    with ExitStack() as stack:
        yield Lab(project, folder, stack)


def _settings(project: Path, folder: Path, url: str) -> tuple[Path, Path, Path]:
    """Profile, people and journal."""
    virtual = yaml.safe_load((project / "config/profiles/virtual.yaml").read_text("utf-8"))
    profile = {
        "name": "lab",
        "kind": "appium",
        "server_url": url,
        "phones": [{"udid": "virtual-1"}],
        "capabilities": virtual["capabilities"],
        "timeouts": {"element_s": 5, "command_s": 20, "delivery_s": 3, "quiet_s": 0.05},
    }
    people = {
        "organization": BLUE_FERN_STUDIO.name,
        "admin": {"phone": ADMIN_PHONE.value},
        "members": [{each.kind: each.written} for each in MEMBERS],
    }
    files = folder / "lab.yaml", folder / "people.yaml"
    for file, content in zip(files, (profile, people), strict=True):
        file.write_text(yaml.safe_dump(content), "utf-8")
    return *files, folder / "journal.sqlite3"

"""Ways in which a member is told: one file and one line each."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from harness.inboxes.kinds import KINDS
from harness.inboxes.mail import MailInbox
from harness.inboxes.notifications import NotificationInbox
from harness.inboxes.sms import SmsInbox
from harness.settings import Imap, Member, Notification, Secret, Sms
from harness.wiring import inbox_for

ROOT = Path(__file__).parents[3]

FILE = '''\
"""Letters on paper, which a folder holds as texts."""

from pathlib import Path
from typing import ClassVar, Literal

from harness.inboxes.message import Message
from harness.inboxes.told_by import ToldBy, Way
from harness.settings.strict_model import SecretValue


class Letter(ToldBy):
    """The member is told by letter."""

    kind: Literal["letter"]
    folder: str
    key: SecretValue

    what: ClassVar[str] = "a letter"
    reaches: ClassVar[tuple[Way, ...]] = ("email",)

    def inbox(self, contact, phone):
        return Letterbox(self.folder, contact)


class Letterbox:
    """A folder."""

    pace_s = 0.1

    def __init__(self, folder, contact):
        self.folder, self.name = Path(folder), f"the letterbox of {contact}"

    def messages(self):
        return [Message(each.name, each.read_text("utf-8")) for each in self.folder.iterdir()]
'''

PEOPLE = """\
organization: Blue Fern Studio
admin: {email: admin@example.com}
members:
  - email: member@example.com
    told_by: {kind: letter, folder: letters, key: "${KEY}"}
"""

PROGRAM = """\
import sys
from pathlib import Path

from harness.errors import ConfigurationError
from harness.inboxes.inbox import Arrivals
from harness.settings import load_people
from harness.wiring import inbox_for

people = load_people(Path(), sys.argv[1], {"KEY": "hush hush"})
member = people.members[0]
inbox = inbox_for(member, None)
arrivals = Arrivals(inbox, print)
Path("letters/1").write_text("Join Blue Fern Studio: https://www.example.com/join")
print(inbox.name, arrivals.wait_for_link("Blue Fern Studio", 0))
print([secret.reveal() for secret in member.told_by.secrets()])
"""


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """A copy of the harness with a fourth kind: one file, and one line."""
    shutil.copytree(
        ROOT / "harness",
        tmp_path / "harness",
        ignore=shutil.ignore_patterns("__pycache__", "node_modules"),
    )
    (tmp_path / "letters").mkdir()
    room = tmp_path / "harness" / "inboxes"
    (room / "letterbox.py").write_text(FILE, encoding="utf-8")
    kinds = (room / "kinds.py").read_text("utf-8")
    last = '    "harness.inboxes.mail:Imap",\n'
    line = '    "harness.inboxes.letterbox:Letter",\n'
    assert kinds.count(last) == 1
    (room / "kinds.py").write_text(kinds.replace(last, last + line), encoding="utf-8")
    (tmp_path / "program.py").write_text(PROGRAM, encoding="utf-8")
    return tmp_path


def _run(folder: Path, people: str) -> "subprocess.CompletedProcess[str]":
    (folder / "people.yaml").write_text(people, encoding="utf-8")
    return subprocess.run(
        [sys.executable, "program.py", "./people.yaml"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_fourth_kind_is_one_file_and_one_line(other: Path) -> None:
    """Settings, secrets and inbox: a people file names it, and the link of a letter is read."""
    done = _run(other, PEOPLE)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[-2:] == [
        "the letterbox of member@example.com https://www.example.com/join",
        "['hush hush']",
    ]


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        (
            ("kind: letter", "kind: leter"),
            "kind: one of sms, notification, imap, letter\n  Do: did",
        ),
        (("folder: letters, ", ""), 'no "folder"'),
        (("email: member@example.com", 'phone: "+1 202-555-0147"'), "a letter to a phone number"),
        (("kind: letter", "kind: sms"), 'the unknown key "folder"'),
    ],
)
def test_its_settings_are_as_strict_as_all(other: Path, wrong: tuple[str, str], said: str) -> None:
    """Kind, fields and contacts, with the words of every other kind."""
    done = _run(other, PEOPLE.replace(*wrong))
    assert done.returncode != 0
    assert said in done.stderr


@pytest.mark.parametrize(
    "first", ["harness.inboxes.sms", "harness.inboxes.kinds", "harness.settings.people"]
)
def test_either_room_may_be_asked_for_first(first: str) -> None:
    """And reading settings does not load Appium's client."""
    program = f"import {first}, sys; sys.exit('appium' in sys.modules or 'selenium' in sys.modules)"
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


class Phone:
    """A session with a phone."""

    name = "phone 2"


MAILBOX = Imap(kind="imap", host="127.0.0.1", user="box", password=Secret("correct horse"))


@pytest.mark.parametrize(
    ("told_by", "inbox", "on_phone", "secrets"),
    [
        (Sms(kind="sms"), SmsInbox, True, []),
        (Notification(kind="notification"), NotificationInbox, True, []),
        (MAILBOX, MailInbox, False, ["correct horse"]),
    ],
)
def test_each_kind_opens_its_inbox(
    told_by: Sms | Notification | Imap, inbox: type, on_phone: bool, secrets: list[str]
) -> None:
    """A session is started only where it is read on the member's phone."""
    by_mail = isinstance(told_by, Imap)
    contact = {"email": "member@example.com"} if by_mail else {"phone": "+1 202-555-0147"}
    member = Member.model_validate({**contact, "told_by": told_by})
    asked: list[str] = []

    def session_of(who: Member) -> Phone:
        asked.append(who.contact)
        return Phone()

    opened = inbox_for(member, session_of)  # type: ignore[arg-type]
    assert isinstance(opened, inbox)
    assert told_by.on_phone is on_phone
    assert asked == (["+12025550147"] if on_phone else [])
    assert [secret.reveal() for secret in told_by.secrets()] == secrets


def test_names_are_those_of_the_people_file() -> None:
    """In the order in which an error lists them."""
    assert [kind.name() for kind in KINDS] == ["sms", "notification", "imap"]

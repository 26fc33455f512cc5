"""A small project with one file that is tried, and what the command makes of it."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import yaml

ROOT = Path(__file__).parents[2]
SERVER_PORT = 9  # nobody listens there: to be asked is enough
ENVIRONMENT = {
    "INVITE_ADMIN_PASSWORD": "for this test",
    "PYTEST_ADDOPTS": "-W ignore::pytest.PytestAssertRewriteWarning",
}

PROFILE = f"""\
name: tried
kind: appium
server_url: http://127.0.0.1:{SERVER_PORT}
phones:
  - udid: emulator-5554
    number: "+1 202-555-0100"
    capabilities:
      appium:systemPort: 8201
  - udid: emulator-5556
headers:
  X-Team: invitations
capabilities:
  platformName: Android
  appium:appPackage: com.example.app
  appium:noReset: true
app_version: 47.0.2
deep_links:
  permissions: app://permissions
language: en
people: people
timeouts:
  element_s: 10
  command_s: 60
"""
PEOPLE = """\
organization: Blue Fern Studio
admin:
  phone: "+1 202-555-0100"
  email: admin@example.com
  password: "${INVITE_ADMIN_PASSWORD}"
  code_command: [python3, read_code.py]
  other_accounts: [Amber Pine Kitchen]
operator:
  email: operator@example.com
members:
  - phone: "+1 202-555-0147"
    told_by:
      kind: sms
  - email: member@example.com
    password: "${INVITE_ADMIN_PASSWORD}"
    has_joined: false
    told_by:
      kind: imap
      host: 127.0.0.1
      port: 143
      user: member@example.com
      password: "${INVITE_ADMIN_PASSWORD}"
      tls: false
      folder: INBOX
"""
INTERSTITIALS = """\
- name: welcome
  shows: [Welcome to TikTok]
  answer: tap
  taps: [Agree and continue]
- name: permission dialog
  package: com.android.permissioncontroller
  answer: back
- name: captcha
  shows: [Drag the slider]
  answer: stop
  says: solve it once by hand
  blames: infrastructure
"""
LOCATORS = """\
"47.*":
  PermissionsPage.invite:
    - label: Invite members
    - using: accessibility id
      value: Invite
"*":
  RolePage.operator:
    - label: Operator role
"""
TRANSLATION = "code: fr\nlabels:\n" + "".join(
    f"  {json.dumps(label)}: {json.dumps(label)}\n"
    for label in yaml.safe_load((ROOT / "config/languages/en.yaml").read_text("utf-8"))["labels"]
)
FEATURE = """\
Feature: Tried
  What is written here is read by nobody.

  @guide @phone
  Scenario: An Admin logs in by phone number
    When the Admin logs in by phone number
    Then the Admin can open Permissions of the Organization Account
"""


@dataclass(frozen=True)
class Kind:
    """A kind of file that a run reads.

    Attributes:
        name: For the names of trials.
        file: Where it is in the project.
        text: One that is right.
        spot: A line of it, and the plain text that ends the line and may be replaced.
        words: The command that reads it.
    """

    name: str
    file: str
    text: str
    spot: tuple[int, str]
    words: tuple[str, ...] = ("run", "--profile", "tried", "features/tried.feature")

    def with_value(self, value: str) -> str:
        """The right text, with another value at the spot."""
        number, text = self.spot
        lines = self.text.splitlines(keepends=True)
        assert lines[number - 1].endswith(f"{text}\n")
        lines[number - 1] = lines[number - 1].removesuffix(f"{text}\n") + f"{value}\n"
        return "".join(lines)

    def with_line(self, right: str, wrong: str) -> tuple[str, int]:
        """The right text with something else in place of a piece; and the line of it."""
        assert right in self.text, f"{right!r} is no piece of the {self.name}"
        line = self.text[: self.text.index(right)].count("\n") + 1
        return self.text.replace(right, wrong, 1), line


_IN_FRENCH = ("run", "--profile", "tried", "--language", "fr", "features/tried.feature")
SETTINGS = (
    Kind("profile", "config/profiles/tried.yaml", PROFILE, (1, "tried")),
    Kind("people", "config/people.yaml", PEOPLE, (1, "Blue Fern Studio")),
    Kind("interstitials", "config/interstitials.yaml", INTERSTITIALS, (1, "welcome")),
    Kind("locators", "config/locators.yaml", LOCATORS, (3, "Invite members")),
    Kind("language", "config/languages/fr.yaml", TRANSLATION, (1, "fr"), _IN_FRENCH),
)
FEATURE_FILE = Kind("feature", "features/tried.feature", FEATURE, (1, "Tried"))
KINDS = {kind.name: kind for kind in (*SETTINGS, FEATURE_FILE)}

Write = Callable[[Path], object]


@dataclass(frozen=True)
class Trial:
    """A file that must be refused, or taken.

    Attributes:
        name: Of the idea.
        kind: Of the file.
        content: Text, bytes, or what writes something else at the path.
        says: A piece of the message; empty where it must be taken.
        line: That the message names; None: the file alone.
    """

    name: str
    kind: Kind
    content: str | bytes | Write
    says: str = ""
    line: int | None = None

    def __str__(self) -> str:
        return f"{self.kind.name}: {self.name}"


@dataclass(frozen=True)
class Verdict:
    """What the command made of it.

    Attributes:
        said: On both outputs.
        reached: Whom it tried to reach: processes, servers, names that are looked up.
        peak_mb: The process's memory at most, imported modules included.
    """

    exit_code: int
    said: str
    took_s: float
    peak_mb: float
    reached: list[str] = field(default_factory=list)


def write_project(root: Path, trial: Trial | None = None) -> None:
    """A project in which everything but the file that is tried is right."""
    shutil.copytree(ROOT / "config" / "languages", root / "config" / "languages")
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, root / name)
    for kind in KINDS.values():
        file = root / kind.file
        file.parent.mkdir(parents=True, exist_ok=True)
        if trial is None or trial.kind != kind:
            file.write_text(kind.text, "utf-8")
    if trial is None:
        return
    file = root / trial.kind.file
    file.unlink(missing_ok=True)
    match trial.content:
        case str():
            file.write_bytes(trial.content.encode("utf-8", "surrogatepass"))
        case bytes():
            file.write_bytes(trial.content)
        case write:
            write(file)


Ask = Callable[[Path, Sequence[str]], Verdict]


@contextmanager
def trial_server() -> Iterator[Ask]:
    """A process that tries commands, as long as the block lasts."""
    with subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("trial_server.py"))],
        cwd=ROOT,
        env={**os.environ, **ENVIRONMENT, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        assert server.stdout.readline() == "ready\n"
        told, answers = server.stdin, server.stdout

        def ask(root: Path, words: Sequence[str]) -> Verdict:
            print(json.dumps({"root": str(root), "words": list(words)}), file=told, flush=True)
            return Verdict(**json.loads(answers.readline()))

        yield ask
        told.close()

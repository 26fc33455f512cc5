"""Canaries of every kind, a project whose scenarios handle them, and a scanner of its own.

The scanner knows nothing of the product's: it decodes what it finds, where the product encodes
what it looks for.
"""

import base64
import html
import json
import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, unquote_plus

ROOT = Path(__file__).parents[3]

SECRETS = {
    "VIRTUAL_PHONE_PASSWORD": 'Quo"te & <tag>7',
    "CANARY_OUTSIDER": "O'Reilly\\back\\slash",
    "CANARY_REGEX": "(a+)+$[^x]{3}.*|?",
    "CANARY_UNICODE": "Grüße-пароль-密码-x",
    "CANARY_CYRILLIC": "оченьсекретно",
    "CANARY_EMOJI": "key \U0001f511 and \U0001f6aa 99",
    "CANARY_BLANKS": "  four words of blanks ",
    "CANARY_PERCENT": "100%20sure%&+=#/?",
    "CANARY_ACCESS_KEY": "AKbTnq82LmZx0Vw4",
    "CANARY_NESTED_KEY": "sk/live+Base64==/qZ",
    "CANARY_HEADER": "hdr-4f9d-Token-8c1e",
    "CANARY_COOKIE": "sid=9a8b; Path=/;v1",
    "CANARY_MAILBOX": "mail'box\"pass",
    "CANARY_JSON": '{"a": ["b\\n"]}xy',
}
NUMBERS = {"private number of the Admin": "2025550100", "private number of a member": "2025550147"}
ADDRESSES = {
    "private address of the Admin": "admin@example.com",
    "private address of a member": "second.member@example.com",
}

PROFILE_EXTRA = """
headers:
  Authorization: "Bearer ${CANARY_HEADER}"
  Cookie: "${CANARY_COOKIE}"
"""
CAPABILITIES_EXTRA = """\
  vendor:accessKey: "${CANARY_ACCESS_KEY}"
  vendor:options: {deep: {apiKey: "${CANARY_NESTED_KEY}"}, list: ["${CANARY_JSON}"]}
"""
FEATURE = """\
@assumption
Feature: What handles secrets
  Background:
    Given the Admin has opened Permissions of the Organization Account

  Scenario Outline: The secret <name> is in <what>
    Then the secret <name> is in <what>

    Examples:
      | name                   | what              |
%s

  Scenario: A secret is typed into a field that everybody can read
    Then the secret CANARY_REGEX is typed where everybody can read it

  Scenario: A secret in the reason for a skip
    Then the secret CANARY_BLANKS is in the reason for a skip

  Scenario: A private number is typed and the step fails
    Then a private number is typed and the step fails
"""
WAYS = (
    "a promise",
    "a bug",
    "a note",
    "a log",
    "an address",
    "base64",
    "keys",
    "a warning",
    "a thread",
    "a cut text",
    "a page source",
    "two forms at once",
    "an API's words",
    "output",
)
STEPS = """
import base64, json, logging, os, sys, threading, urllib.parse, warnings
import pytest
from pytest_bdd import parsers, then
from harness.errors import InfrastructureError, NotAsPromised
from harness.evidence.one_time import OneTimeSecrets

_learn = OneTimeSecrets.learn


def learn_and_tell(self, values):
    values = list(values)
    with open(os.environ["CANARY_TRUTH"], "a", encoding="utf-8") as truth:
        truth.writelines(json.dumps(value) + "\\n" for value in values)
    _learn(self, values)


OneTimeSecrets.learn = learn_and_tell


@then(parsers.parse("the secret {name} is in {what}"))
def handle(name, what, evidence, settings, request):
    secret = os.environ[name]
    encoded = base64.b64encode(f"user:{secret}".encode()).decode()
    print("typed", secret, "on stdout")
    print("typed", secret, "on stderr", file=sys.stderr)
    logging.getLogger("canary").debug("sends %s", {"text": secret, "value": list(secret)})
    if what == "a promise":
        raise NotAsPromised("The field holds something.", promised=secret, seen=repr(secret))
    if what == "a bug":
        local = {"headers": {"Authorization": f"Basic {encoded}"}}
        raise TypeError(f"{local} is no {secret}")
    if what == "a note":
        evidence.note("Typed", json.dumps({"text": secret, "value": list(secret)}))
    if what == "a log":
        try:
            raise ValueError(secret)
        except ValueError:
            logging.getLogger("canary").exception("cannot %r", secret)
    if what == "an address":
        url = urllib.parse.quote(secret, safe="")
        raise InfrastructureError(f"GET https://u:{url}@example.com/?k={url} refused")
    if what == "base64":
        raise InfrastructureError(f"Proxy said 407 to Basic {encoded}")
    if what == "keys":
        keys = [{"type": kind, "value": key} for key in secret for kind in ("keyDown", "keyUp")]
        raise InfrastructureError(f"actions refused: {json.dumps(keys)}")
    if what == "a warning":
        warnings.warn(f"do not use {secret}", UserWarning, stacklevel=1)
    if what == "a thread":
        def run():
            logging.getLogger("urllib3.connectionpool").debug("POST %s", json.dumps(secret))
        thread = threading.Thread(target=run)
        thread.start()
        thread.join()
    if what == "a cut text":
        raise InfrastructureError(f"No WebDriver answer, but: {secret[: len(secret) * 3 // 4]}")
    if what == "a page source":
        from xml.sax.saxutils import quoteattr
        raise AssertionError(f"<node text={quoteattr(secret)}/>")
    if what == "two forms at once":
        raise AssertionError(json.dumps(json.dumps({"text": secret, "keys": list(secret)})))
    if what == "an API's words":
        assert {"value": {"error": "x", "message": secret}} == {"value": 1}
    if what == "output":
        print("\\n".join(secret))
        print(list(secret))
        raise AssertionError(secret)
    if what == "the reason for a skip":
        pytest.skip(f"not with {secret}")


@then(parsers.parse("the secret {name} is typed where everybody can read it"))
def typed(name, app):
    app.permissions.start_invitation().type(os.environ[name])
    raise AssertionError("after " + os.environ[name])


@then("a private number is typed and the step fails")
def number(app, settings):
    app.permissions.start_invitation().type(settings.people.members[0].phone.national)
    raise AssertionError(f"nobody knows {settings.people.members[0].phone}")
"""
CRASH = """

def pytest_bdd_after_step(step):
    if "deep" in os.environ.get("CANARY_CRASH", "") and "watches" in step.name:
        raise SystemError("the harness broke at " + os.environ["CANARY_UNICODE"])


def pytest_runtest_logfinish(nodeid):
    if os.environ.get("CANARY_CRASH") == "hook":
        local = os.environ["CANARY_REGEX"]
        raise SystemError("the harness broke at " + os.environ["CANARY_UNICODE"])
"""


@dataclass
class Run:
    """What a run left.

    Attributes:
        folder: The project; what a run was told is in `config`, and not looked at.
        exit_code: Of `harness run`.
        printed: On both of its outputs.
    """

    folder: Path
    exit_code: int
    printed: str

    @property
    def reports(self) -> Path:
        return self.folder / "reports"


def make_project(folder: Path, *features: str) -> None:
    """A project of the real steps and pages, some real features, and scenarios with canaries."""
    shutil.copytree(ROOT / "config", folder / "config")
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, folder / name)
    shutil.copytree(ROOT / "features", folder / "features")
    names = list(SECRETS)
    rows = "\n".join(
        f"      | {names[place % len(names)]} | {way} |" for place, way in enumerate(WAYS)
    )
    (folder / "features" / "canaries.feature").write_text(FEATURE % rows, "utf-8")
    shutil.copytree(ROOT / "steps", folder / "steps")
    (folder / "steps" / "canaries.py").write_text(STEPS + CRASH, "utf-8")
    modules = folder / "steps" / "__init__.py"
    listed = modules.read_text("utf-8").replace("MODULES = [", 'MODULES = [\n    "steps.canaries",')
    modules.write_text(listed, "utf-8")
    profile = folder / "config" / "profiles" / "virtual.yaml"
    text = profile.read_text("utf-8")
    text = text.replace("  appium:noReset: true\n", "  appium:noReset: true\n" + CAPABILITIES_EXTRA)
    profile.write_text(text + PROFILE_EXTRA, "utf-8")
    people = folder / "config" / "people.virtual.yaml"
    text = people.read_text("utf-8")
    text = text.replace(
        'admin: {phone: "+1 202-555-0100",', 'admin: {private: true, phone: "+1 202-555-0100",'
    )
    text = text.replace(
        '  - phone: "+1 202-555-0147"\n', '  - phone: "+1 202-555-0147"\n    private: true\n'
    )
    text = text.replace(
        "  - email: second.member@example.com",
        '  - {email: second.member@example.com, private: true, password: "${CANARY_OUTSIDER}"}\n'
        '  - {email: third.member@example.com, password: "${CANARY_REGEX}"}\n'
        '  - {email: fourth.member@example.com, password: "${CANARY_UNICODE}"}\n'
        '  - {email: fifth.member@example.com, password: "${CANARY_EMOJI}"}\n'
        '  - {email: sixth.member@example.com, password: "${CANARY_BLANKS}"}\n'
        '  - {email: seventh.member@example.com, password: "${CANARY_PERCENT}"}\n'
        '  - {email: eighth.member@example.com, password: "${CANARY_CYRILLIC}"}\n'
        "  - {email: ninth.member@example.com, told_by: {kind: imap, host: imap.example.com,"
        ' user: ninth.member@example.com, password: "${CANARY_MAILBOX}"}}',
    )
    people.write_text(text, "utf-8")


def run_project(folder: Path, *arguments: str, **variables: str) -> Run:
    """Runs `harness run` there, with every log at its finest."""
    hidden = ("PYTEST_", "VIRTUAL_PHONE_", "CANARY_")
    environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
    environment |= SECRETS | {
        "CANARY_TRUTH": str(folder / "config" / "truth.jsonl"),
        "PYTHONPATH": str(ROOT),
        "PYTHONIOENCODING": "utf-8",
        **variables,
    }
    done = subprocess.run(
        [sys.executable, "-m", "harness.command_line", "run", *arguments],
        cwd=folder,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        check=False,
    )
    return Run(folder, done.returncode, done.stdout + done.stderr)


def learnt(folder: Path) -> set[str]:
    """Codes and links that the run came to know."""
    truth = folder / "config" / "truth.jsonl"
    return {json.loads(line) for line in truth.read_text("utf-8").splitlines()}


def left_by(run: Run) -> Iterator[tuple[str, str]]:
    """Every text that a run left or printed, with where; not what it was told."""
    yield "console", run.printed
    told = {"config", "features", "steps", "__pycache__"}
    for file in sorted(run.folder.rglob("*")):
        below = file.relative_to(run.folder)
        if file.is_dir() or told & set(below.parts):
            continue
        yield f"{below} (name)", str(below)
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{below}!{name}", archive.read(name).decode("utf-8", "replace")
        yield str(below), file.read_bytes().decode("utf-8", "replace")


def views_of(text: str) -> Iterator[str]:
    """A text as it is, decoded in each way, decoded twice, and its single characters joined."""
    once = {text, *_decoded(text)}
    for view in once | {deeper for each in once for deeper in _decoded(each)}:
        yield view
        singles = re.findall(r"""(?:["'])([^\\]|\\.)(?:["'])""", view)
        yield "".join(each[-1] for each in singles)
        yield "".join(each[-1] for each in singles[::2])
        yield "".join(each[-1] for each in singles[1::2])
        yield re.sub(r"(?<=.)[\n,](?=.)", "", re.sub(r"(?m)^(.)\n(?=.$)", r"\1", view))


def _decoded(text: str) -> Iterator[str]:
    yield html.unescape(text)
    yield unquote(text)
    yield unquote_plus(text)
    unescaped = re.sub(
        r"(?:\\u[dD][89abAB]..\\u[dD][c-fC-F]..)|\\u[0-9a-fA-F]{4}",
        lambda found: json.loads(f'"{found.group()}"'),
        text,
    )
    yield re.sub(r"\\x([0-9a-f]{2})", lambda found: chr(int(found[1], 16)), unescaped)
    yield re.sub(r"\\([\"'\\/])", r"\1", unescaped)
    for encoded in re.findall(r"[A-Za-z0-9+/_-]{12,}", text):
        bare = encoded.replace("-", "+").replace("_", "/")
        for begin in range(4):
            piece = bare[begin : len(bare) - (len(bare) - begin) % 4]
            yield base64.b64decode(piece).decode("utf-8", "replace")


def canaries_in(run: Run) -> list[str]:
    """Where which canary is found; independent of the harness's own scan."""
    found = []
    one_time = learnt(run.folder) if (run.folder / "config" / "truth.jsonl").exists() else set()
    tokens = {re.split(r"[/=]", value)[-1] for value in one_time if len(value) > 12}
    codes = {value for value in one_time if value.isdigit()}
    for place, text in left_by(run):
        for view in views_of(text):
            digits = re.sub(r"(?<=\d)[\s().-]{1,2}(?=\d)", "", view)
            found += [f"{place}: {name}" for name, each in SECRETS.items() if each in view]
            found += [f"{place}: {name}" for name, each in NUMBERS.items() if each in digits]
            lower = view.lower()
            found += [f"{place}: {name}" for name, each in ADDRESSES.items() if each in lower]
            found += [f"{place}: a link" for each in tokens if each in view]
            found += [
                f"{place}: a code"
                for each in codes
                if re.search(rf"(?<![0-9a-f]){each}(?![0-9a-f])", view)
            ]
    return sorted(set(found))

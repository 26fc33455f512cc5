"""One real run of a project whose people and profile are full of canaries, on virtual phones."""

import base64
import itertools
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml
from canary_phone import CanaryPhone, Given, Shown
from canary_values import ADDRESSES, NUMBERS, OTHERS, SECRETS

from virtual_phone.organization import Organization, default_world
from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.exchange import Reply, Request

ROOT = Path(__file__).parents[4]
HERE = Path(__file__).parent
_PASSWORD = SECRETS["VIRTUAL_PHONE_PASSWORD"]
_KEY = "/" + SECRETS["CANARY_SERVER_KEY"]
_SIMS = ("+12025550100", "+12025550147")


@dataclass
class CanaryRun:
    """What a run left.

    Attributes:
        folder: The project.
        exit_code: Of `harness run`.
        printed: On both of its outputs.
        links: That the organization sent meanwhile.
        codes: Likewise, six digits each.
        headers: That its requests to the server came with, all together.
        given: Every picture and film that a phone gave.
        looks: What could be read on a phone whenever somebody looked.
    """

    folder: Path
    exit_code: int
    printed: str
    links: frozenset[str] = frozenset()
    codes: frozenset[str] = frozenset()
    headers: frozenset[str] = frozenset()
    given: tuple[Given, ...] = ()
    looks: frozenset[Shown] = frozenset()


class _KeyedDoor(WebDriverDoor):
    """Behind a path that is a key, as with farms that hand out an address for one session."""

    headers: frozenset[str] = frozenset()

    def __init__(self, phone: CanaryPhone) -> None:
        super().__init__(phone)
        self.phone = phone
        self._said = itertools.cycle([*SECRETS.values(), *NUMBERS.values(), *ADDRESSES.values()])

    def _respond(self, request: Request) -> Reply:
        """Some app on the phone logs what it should not."""
        self.phone.log("Careless", f"typed {next(self._said)}")
        self.headers |= frozenset(request.headers.values())
        if not request.path.startswith(_KEY):
            return Reply(401, b"")
        if request.path.endswith("/start_recording_screen"):
            self.phone.begin_film()
        reply = super()._respond(replace(request, path=request.path.removeprefix(_KEY)))
        if request.path.endswith("/stop_recording_screen"):
            self.phone.give_film(base64.b64decode(json.loads(reply.payload)["value"]))
        return reply


def run_with_canaries(
    folder: Path, feature: str = "canaries", *, are_private: bool = True
) -> CanaryRun:
    """Runs `harness run` on it, with a picture of each step and every log at its finest.

    Args:
        folder: An empty one.
        feature: Which of the features of our own.
        are_private: Whether numbers and addresses are: no film is kept then.
    """
    with _world() as (organization, doors):
        _write_project(folder, [door.url for door in doors], are_private=are_private)
        hidden = ("PYTEST_", "VIRTUAL_PHONE_", "CANARY_", "GITHUB_", "GITLAB_")
        environment = {k: v for k, v in os.environ.items() if not k.startswith(hidden)}
        modules = os.pathsep.join((str(ROOT), str(HERE)))
        environment |= SECRETS | {"PYTHONPATH": modules, "PYTHONIOENCODING": "utf-8"}
        done = subprocess.run(
            [
                *(
                    sys.executable,
                    "-m",
                    "harness.command_line",
                    "run",
                    f"features/{feature}.feature",
                ),
                *("--profile", "canaries"),
                *("--evidence", "steps", "--junitxml=own-junit.xml", "-o", "junit_logging=out-err"),
                *("-rA", "--showlocals", "--log-level=DEBUG", "--log-file=debug.log"),
            ],
            cwd=folder,
            env=environment,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        sent = organization.deliveries.sent()
        return CanaryRun(
            folder,
            done.returncode,
            done.stdout + done.stderr,
            frozenset(each.link for each in sent if each.link),
            frozenset(
                code for each in sent for code in re.findall(r"(?<!\d)\d{6}(?!\d)", each.body)
            ),
            frozenset().union(*(door.headers for door in doors)),
            tuple(each for door in doors for each in door.phone.given),
            frozenset().union(*(door.phone.looks for door in doors)),
        )


@contextmanager
def _world() -> Iterator[tuple[Organization, list[_KeyedDoor]]]:
    """An organization and two phones of it."""
    organization = Organization(default_world(_PASSWORD))
    with ExitStack() as stack:
        doors = []
        for number, sim in enumerate(_SIMS, 1):
            door = _KeyedDoor(
                CanaryPhone(organization, udid=f"virtual-{number}", sim=sim, animation_scale=0)
            )
            door.start()
            stack.callback(door.stop)
            doors.append(door)
        yield organization, doors


def _write_project(folder: Path, urls: list[str], *, are_private: bool) -> None:
    """The real steps, pages and languages; people, phones and scenarios of our own."""
    shutil.copytree(ROOT / "config", folder / "config")
    for name in ("pyproject.toml", "conftest.py"):
        shutil.copy(ROOT / name, folder)
    shutil.copytree(ROOT / "steps", folder / "steps")
    shutil.copy(HERE / "canary_steps.py", folder / "steps")
    modules = folder / "steps" / "__init__.py"
    listed = modules.read_text("utf-8") + '\nMODULES.append("steps.canary_steps")\n'
    modules.write_text(listed, "utf-8")
    shutil.copytree(ROOT / "features", folder / "features")  # a step that none uses is refused
    # A feature file here would be collected with the tests.
    for name, feature in (("canary_scenarios", "canaries"), ("filmed_scenarios", "filmed")):
        shutil.copy(HERE / f"{name}.txt", folder / "features" / f"{feature}.feature")
    _write(folder / "config" / "profiles" / "canaries.yaml", _profile(urls))
    _write(folder / "config" / "people.canaries.yaml", _people(are_private=are_private))


def _profile(urls: list[str]) -> dict[str, Any]:
    profile = yaml.safe_load((ROOT / "config" / "profiles" / "virtual.yaml").read_text("utf-8"))
    for phone, url in zip(profile["phones"], urls, strict=True):
        phone["server_url"] = f"{url}/${{CANARY_SERVER_KEY}}"
    profile["capabilities"] |= {
        "vendor:accessKey": "${CANARY_ACCESS_KEY}",
        "vendor:options": {
            "deep": {"apiKey": "${CANARY_NESTED_KEY}"},
            "list": ["${CANARY_JSON}"],
        },
    }
    headers = {"Authorization": "Bearer ${CANARY_HEADER}", "Cookie": "${CANARY_COOKIE}"}
    own = {"name": "canaries", "kind": "appium", "people": "people.canaries", "headers": headers}
    return {**profile, **own}


def _people(*, are_private: bool) -> dict[str, Any]:
    people = yaml.safe_load((ROOT / "config" / "people.virtual.yaml").read_text("utf-8"))
    people["admin"]["private"] = are_private
    people["many_accounts"]["code_command"] = ["print-code", "--seed", "${CANARY_COMMAND}"]
    by_number, by_address, _, second_by_address, *joined = people["members"]
    for person in (by_number, by_address, second_by_address):
        person["private"] = are_private
    by_address["told_by"] |= {"port": 143, "password": "${CANARY_MAILBOX}"}  # nobody looks
    second_by_address["password"] = "${CANARY_APOSTROPHE}"
    others = [
        {"email": f"member.{place}@example.com", "password": f"${{{name}}}"}
        for place, name in enumerate(SECRETS)
        if name.removeprefix("CANARY_")
        in {"REGEX", "UNICODE", "CYRILLIC", "EMOJI", "BLANKS", "PERCENT"}
    ]
    others += [{"email": address} for address in OTHERS]
    return {**people, "members": [by_number, by_address, second_by_address, *joined, *others]}


def _write(file: Path, content: dict[str, Any]) -> None:
    file.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")

"""What the load trial plays with: virtual phones as a lab has real ones, and many scenarios."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import yaml

from benchmarks.stage import ROOT
from harness.settings import VIRTUAL_PASSWORD

PASSWORD = "of this trial only"  # noqa: S105 - of virtual people
_PHONES_A_PROCESS = 20


def names(scenarios: int) -> list[str]:
    """Of all scenarios, as pytest has them, in their order."""
    return [f"test_number_{number}" for number in range(1, scenarios + 1)]


@contextmanager
def lab(count: int, latency_ms: int) -> Iterator[list[dict[str, str]]]:
    """Virtual phones in processes of their own; where each one is, with a udid for the profile."""
    command = [sys.executable, "-m", "virtual_phone", "--latency-ms", str(latency_ms)]
    environment = {**os.environ, VIRTUAL_PASSWORD: PASSWORD}
    with ExitStack() as stack:
        phones: list[dict[str, str]] = []
        while len(phones) < count:
            number = min(_PHONES_A_PROCESS, count - len(phones))
            process = stack.enter_context(
                subprocess.Popen(
                    [*command, "--phones", str(number), "--no-mailbox"],
                    cwd=ROOT,
                    env=environment,
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    stderr=subprocess.DEVNULL,
                )
            )
            assert process.stdin is not None
            assert process.stdout is not None
            stack.callback(process.stdin.close)
            ready = json.loads(process.stdout.readline())
            phones += [
                {"udid": each["udid"], "server_url": each["url"]} for each in ready["phones"]
            ]
        yield phones


# A feature file of more than 100,000 bytes is refused.
_MOST_IN_A_FILE = 250


def write_settings(folder: Path, phones: list[dict[str, str]], scenarios: int) -> None:
    """A profile of the lab, its people, and as many scenarios as are wanted."""
    known = yaml.safe_load((ROOT / "config/profiles/virtual.yaml").read_text("utf-8"))
    profile = {key: known[key] for key in ("capabilities", "deep_links", "language")} | {
        "name": "load",
        "kind": "appium",
        "phones": phones,
        "people": str(folder / "people.yaml"),
        "timeouts": {"element_s": 60, "command_s": 120, "session_s": 300, "quiet_s": 0.5},
    }
    password = f"${{{VIRTUAL_PASSWORD}}}"
    people = {
        "organization": "Blue Fern Studio",
        "admin": {"phone": "+1 202-555-0100", "password": password},
        "members": [{"phone": "+1 202-555-0147"}],
    }
    (folder / "features").mkdir()
    for first in range(1, scenarios + 1, _MOST_IN_A_FILE):
        feature = [f"Feature: Load from {first}", ""]
        for number in range(first, min(first + _MOST_IN_A_FILE, scenarios + 1)):
            feature += [
                "  @assumption",
                f"  Scenario: Number {number}",
                "    Given the Admin is on the main screen of the app",
                "    When the Admin taps Profile",
                "    Then the profile homepage is shown",
                "",
            ]
        file = folder / "features" / f"load_from_{first}.feature"
        file.write_text("\n".join(feature), "utf-8")
    (folder / "profile.yaml").write_text(yaml.safe_dump(profile), "utf-8")
    (folder / "people.yaml").write_text(yaml.safe_dump(people), "utf-8")

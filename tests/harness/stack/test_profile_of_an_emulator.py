"""The profile for emulators, with nothing but addresses changed, through the real Appium."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import yaml

from harness.child import Child, running
from harness.session.virtual_phones import virtual_environment
from harness.settings import VIRTUAL_IMAP_PORT
from harness.stack import stack

_RUN_S = 180


def test_it_runs_and_says_that_the_phone_is_virtual(
    needed: Callable[..., str], project: Path, tmp_path: Path
) -> None:
    """Whatever a profile calls itself: what answers is no evidence about the app, and says so."""
    needed("node")
    environment = virtual_environment(os.environ)
    command = ["-m", "virtual_phone", "--adb", "--imap-port", environment[VIRTUAL_IMAP_PORT]]
    phones = Child("the virtual phone", [sys.executable, *command], command, 30, 5)
    with running(phones, environment) as ready:
        doors = [str(each["adb"]) for each in ready["phones"]]
        with stack(doors) as servers:
            profile = tmp_path / "emulator.yaml"
            sims = [str(each["sim"]) for each in ready["phones"]]
            _write(project, profile, servers.url, dict(zip(servers.udids, sims, strict=True)))
            done = subprocess.run(
                [
                    *(sys.executable, "-m", "harness.command_line", "run", "-m", "smoke"),
                    *(f"--profile={profile}", "--people=people.virtual"),
                    f"--reports={tmp_path / 'reports'}",
                ],
                cwd=project,
                env=environment,
                capture_output=True,
                text=True,
                timeout=_RUN_S,
                check=False,
            )
    assert done.returncode == 0, done.stdout + done.stderr
    assert "On the virtual phone: this is no evidence about the app itself." in done.stdout
    summary = json.loads((tmp_path / "reports" / "summary.json").read_text("utf-8"))
    assert summary["profile"] == "emulator"
    assert summary["phone_kind"] == "virtual"
    assert summary["scenarios"]["passed"] == 7
    assert summary["journal_open"] == 0


def _write(project: Path, file: Path, server_url: str, phones: dict[str, str]) -> None:
    """The project's profile for emulators, for these phones."""
    content = yaml.safe_load((project / "config/profiles/emulator.yaml").read_text("utf-8"))
    content["server_url"] = server_url
    content["phones"] = [{"udid": udid, "number": sim} for udid, sim in phones.items()]
    content["timeouts"] |= {"quiet_s": 0.1, "delivery_s": 20}
    file.write_text(yaml.safe_dump(content, sort_keys=False), "utf-8")

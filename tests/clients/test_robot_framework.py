"""Robot Framework's AppiumLibrary: a suite as its users write them."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from client_world import DOORS, MakeWorld, World

_SUITE = Path(__file__).parent / "robot" / "invite_a_member.robot"
_PATIENCE_S = 180


def _run(world: World, output: Path, **variables: object) -> "subprocess.CompletedProcess[str]":
    """Robot's exit code is the number of failed tests; what it tells goes to standard output."""
    variables = {"URL": world.url, "UDID": world.udid, **variables}
    given = [word for name, value in variables.items() for word in ("-v", f"{name}:{value}")]
    return subprocess.run(
        [sys.executable, "-m", "robot", *given, "-d", str(output), "--console", "dotted", _SUITE],
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
        env={**os.environ, "VIRTUAL_PHONE_PASSWORD": world.password},
    )


@pytest.mark.parametrize("door", DOORS)
def test_a_member_is_invited(make_world: MakeWorld, tmp_path: Path, door: str) -> None:
    """The suite passes, and the organization has done what the app confirmed."""
    world = make_world(door)
    done = _run(world, tmp_path)
    assert done.returncode == 0, done.stdout
    world.check_member_is_invited()


@pytest.mark.parametrize(
    ("defect", "complaint"),
    [
        ("invitation-missing-from-list", "Text 'Pending' did not appear"),
        ("continue-does-nothing", "Operators can only manage"),
    ],
)
def test_a_broken_app_fails_the_suite(
    make_world: MakeWorld, tmp_path: Path, defect: str, complaint: str
) -> None:
    """In the client's own words."""
    done = _run(make_world("webdriver", defect), tmp_path, PATIENCE=3)
    assert done.returncode == 1, done.stdout
    assert complaint in done.stdout

"""WebdriverIO, standalone: a script as its users write them."""

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from client_world import DOORS, MakeWorld, World

from harness.npm import installed

_FILES = Path(__file__).parent / "webdriverio"
_SCRIPT = "invite_a_member.mjs"
_PATIENCE_S = 180


@pytest.fixture
def script(needed: Callable[..., str], tmp_path: Path) -> Path:
    """The script, with WebdriverIO beside it."""
    needed("npm")
    packages = installed(_FILES, "webdriverio", print)
    (tmp_path / "node_modules").symlink_to(packages / "node_modules")
    return Path(shutil.copy(_FILES / _SCRIPT, tmp_path))


def _run(
    node: str, script: Path, world: World, **variables: str
) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [node, script],
        cwd=script.parent,
        capture_output=True,
        text=True,
        timeout=_PATIENCE_S,
        check=False,
        env={
            **os.environ,
            "SERVER_URL": world.url,
            "UDID": world.udid,
            "VIRTUAL_PHONE_PASSWORD": world.password,
            **variables,
        },
    )


@pytest.mark.parametrize("door", DOORS)
def test_a_member_is_invited(
    make_world: MakeWorld, needed: Callable[..., str], script: Path, door: str
) -> None:
    """The script ends well, and the organization has done what the app confirmed."""
    world = make_world(door)
    done = _run(needed("node"), script, world)
    assert done.returncode == 0, done.stderr
    assert (script.parent / "home.png").read_bytes().startswith(b"\x89PNG")
    world.check_member_is_invited()


def test_a_broken_app_fails_the_script(
    make_world: MakeWorld, needed: Callable[..., str], script: Path
) -> None:
    """In the client's own words."""
    world = make_world("webdriver", "success-shown-nothing-sent")
    done = _run(needed("node"), script, world, PATIENCE_MS="3000")
    assert done.returncode == 1
    assert 'element ("android=new UiSelector().text("Pending")' in done.stderr, done.stderr
    assert world.invitations() == []

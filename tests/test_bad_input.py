"""What is wrong is said with its place before a phone is touched; the exit code is 2."""

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PASSWORDS = ("ADMIN", "OPERATOR", "MEMBER", "MAILBOX")
ENVIRONMENT = {f"INVITE_{name}_PASSWORD": "for this test" for name in PASSWORDS}


HARNESS = ("harness.command_line", "run")
PYTEST = ("pytest", "-p", "no:cacheprovider", "-q")


def _run(*arguments: str, by: Sequence[str] = HARNESS, **environment: str) -> tuple[int, str]:
    """Exit code and standard error of `harness run`, or of another module."""
    done = subprocess.run(
        [sys.executable, "-m", *by, *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stderr


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ("udid: emulator", "udids: emulator", 'the unknown key "udids"'),
        ("element_s: 10", 'element_s: "ten"', '"element_s" is the text "ten"'),
        ("//127.0.0.1:4723", "//appium.example.com", "plain HTTP to appium.example.com"),
        ("127.0.0.1:4723", "127.0.0.1:9", "no WebDriver server answers at http://127.0.0.1:9"),
    ],
)
def test_a_wrong_profile(tmp_path: Path, right: str, wrong: str, said: str) -> None:
    """File, line, and what was found there."""
    profile = tmp_path / "wrong.yaml"
    known = (ROOT / "config" / "profiles" / "emulator.yaml").read_text("utf-8")
    profile.write_text(known.replace(right, wrong, 1), "utf-8")
    line = known[: known.index(right)].count("\n") + 1
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


@pytest.mark.parametrize("workers", [(), ("-n", "2")], ids=["one process", "two workers"])
def test_features_run_by_pytest_stop_once_too(workers: tuple[str, ...]) -> None:
    """Not every scenario fails for what is wrong with all of them."""
    exit_code, stderr = _run("features", "--profile", "nope", *workers, by=PYTEST)
    assert exit_code == 2
    profiles = ", ".join(sorted(file.stem for file in (ROOT / "config/profiles").glob("*.yaml")))
    assert stderr == (
        f'harness: {ROOT}/config/profiles: no profile "nope"\n'
        f"  Expected: one of {profiles}; or a path\n"
    )


def test_other_tests_need_no_settings() -> None:
    """They run whatever the profile says."""
    exit_code, stderr = _run("tests/test_labels.py", "--profile", "nope", by=PYTEST)
    assert (exit_code, stderr) == (0, "")


def test_a_language_that_lacks_labels() -> None:
    """All of them are listed, before a phone is touched."""
    exit_code, stderr = _run("--language", "de")
    assert exit_code == 2
    first = stderr.splitlines()[0]
    assert first.startswith(f"harness: {ROOT}/config/languages/de.yaml: ")
    assert 'labels that pages look for have no translation: "' in first
    assert '"Invite"; ' in first
    assert '"Profile"' not in first


def test_a_defect_that_the_virtual_phone_does_not_know(tmp_path: Path) -> None:
    """The phone's own words, with the line of the profile."""
    profile = tmp_path / "wrong.yaml"
    known = (ROOT / "config" / "profiles" / "virtual.yaml").read_text("utf-8")
    profile.write_text(f"{known}virtual: {{defect: nope}}\n", "utf-8")
    exit_code, stderr = _run("--profile", str(profile))
    assert exit_code == 2
    line = len(known.splitlines()) + 1
    assert stderr.startswith(
        f"harness: {profile}:{line}: the virtual phone refuses what it is told"
    )
    assert 'There is no defect "nope".' in stderr

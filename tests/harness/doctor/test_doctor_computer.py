"""Tools of the computer: programs on a private PATH that really say what is wrong."""

import os
from pathlib import Path

import pytest
from ward import Ward

AREA = "This computer"


def _program(ward: Ward, folder: Path, name: str, said: str, *, code: int = 0) -> None:
    """A program of that name is the first on the PATH, and says this on both outputs."""
    file = folder / name
    file.write_text(f"#!/bin/sh\necho '{said}'\necho '{said}' >&2\nexit {code}\n")
    file.chmod(0o755)
    ward.environment["PATH"] = f"{folder}{os.pathsep}{os.environ['PATH']}"


def test_python_and_packages(ward: Ward) -> None:
    """What runs the tests will do."""
    assert ward.finding(AREA, "Python").state == "ok"
    assert ward.finding(AREA, "Packages").state == "ok"


def test_packages_that_are_missing_or_too_old(ward: Ward) -> None:
    """All of them, by name, and the command that installs them."""
    file = ward.root / "pyproject.toml"
    text = file.read_text().replace('"rich>=15,<16"', '"rich>=99", "no-such-package-here>=1"')
    file.write_text(text)
    finding = ward.finding(AREA, "Packages")
    assert finding.state == "wrong"
    assert ", not >=99; no-such-package-here is missing" in finding.said
    assert finding.command.endswith(f" -m pip install -e {ward.root}")


@pytest.mark.parametrize(
    ("said", "state", "expected"),
    [
        ("v16.20.2", "warning", "Node is 16.20.2; it has to be 20.19 or newer of 20"),
        ("v20.11.0", "warning", "Node is 20.11.0; it has to be 20.19 or newer of 20"),
        ("v23.1.0", "warning", "Node is 23.1.0; it has to be 20.19 or newer of 20"),
        ("v22.12.0", "ok", "22.12.0"),
        ("nothing of the kind", "warning", "Node is nothing of the kind; it has to be"),
    ],
)
def test_node(ward: Ward, tmp_path: Path, said: str, state: str, expected: str) -> None:
    """A warning: a run on the virtual phone needs none."""
    _program(ward, tmp_path, "node", said)
    finding = ward.finding(AREA, "Node")
    assert finding.state == state
    assert finding.said.startswith(expected)


def test_no_programs_at_all(ward: Ward, tmp_path: Path) -> None:
    """An empty PATH."""
    ward.environment["PATH"] = str(tmp_path / "empty")
    states = {each.title: each.state for each in ward.findings(AREA)}
    assert [states[name] for name in ("Node", "npm", "Java")] == [
        "warning",
        "warning",
        "not looked at",
    ]


def test_java(ward: Ward, tmp_path: Path) -> None:
    """Only for a Grid, and not for the virtual phone at all."""
    _program(ward, tmp_path, "java", 'openjdk version "1.8.0_402"')
    assert ward.finding(AREA, "Java").said.startswith("Java is 1.8.0_402, 17 or newer")
    _program(ward, tmp_path, "java", 'openjdk version "21" 2023-09-19')
    assert ward.finding(AREA, "Java").said == "21"
    assert ward.finding(AREA, "Java", "virtual").state == "not looked at"
    _program(ward, tmp_path, "java", "Unable to locate a Java Runtime 1.0.", code=1)
    assert ward.finding(AREA, "Java").said.startswith("Java is of an unknown version, 17")


def test_java_of_java_home(ward: Ward, tmp_path: Path) -> None:
    """The one that the Grid would be started with, whatever is first on the PATH."""
    _program(ward, tmp_path, "java", 'openjdk version "1.8.0_402"')
    (tmp_path / "jdk" / "bin").mkdir(parents=True)
    path = ward.environment["PATH"]
    _program(ward, tmp_path / "jdk" / "bin", "java", 'openjdk version "21.0.1"')
    ward.environment.update(PATH=path, JAVA_HOME=str(tmp_path / "jdk"))
    finding = ward.finding(AREA, "Java", "virtual-grid")
    assert (finding.state, finding.said) == ("ok", "21.0.1")


def test_proxy_that_takes_the_computers_own(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands in the variable is never shown: it may hold a password."""
    for name in ("https_proxy", "HTTPS_PROXY", "HTTP_PROXY", "no_proxy", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
    proxy = "http://somebody:open-sesame@proxy.example.com:8080"
    monkeypatch.setenv("http_proxy", proxy)
    monkeypatch.setenv("NO_PROXY", ".example.com")
    ward.environment |= {"http_proxy": proxy, "NO_PROXY": ".example.com"}
    finding = ward.finding(AREA, "Proxy")
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert finding.said.startswith("$http_proxy also takes what is meant for 127.0.0.1")
    assert finding.command == 'export NO_PROXY=".example.com,127.0.0.1,localhost"'
    assert "sesame" not in repr(finding)
    ward.environment["NO_PROXY"] = ".example.com,127.0.0.1,localhost"
    assert ward.finding(AREA, "Proxy").state == "ok"


def test_what_a_profile_goes_through_must_be_there(ward: Ward, tmp_path: Path) -> None:
    """Node and Java are of no use to the virtual phone alone, and needed for what is real."""
    ward.environment["PATH"] = str(tmp_path)
    for profile, node, java in (
        ("virtual", "warning", "not looked at"),
        ("virtual-appium", "wrong", "not looked at"),
        ("virtual-grid", "wrong", "wrong"),
    ):
        assert ward.finding("This computer", "Node", profile).state == node
        assert ward.finding("This computer", "Java", profile).state == java

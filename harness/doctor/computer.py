"""This computer: Python and its packages, Node, npm, Java, and proxies in the way."""

import shutil
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from urllib.request import proxy_bypass_environment  # type: ignore[attr-defined]

from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen, warning
from harness.doctor.registry import look
from harness.doctor.subject import Subject
from harness.npm import ProgramUnusable, called
from harness.stack import requirements

_AREA = "This computer"
_OLDEST_PYTHON = (3, 11)
_ANSWER_S = 10
_MOST_LISTED = 4
_PROXIES = ("http_proxy", "HTTP_PROXY", "https_proxy", "HTTPS_PROXY")
_THIS_COMPUTER = "127.0.0.1"


@look(_AREA, "Python")
def python(_subject: Subject) -> Iterator[Finding]:
    """Python is new enough."""
    seen = ".".join(map(str, sys.version_info[:3]))
    if sys.version_info[:2] < _OLDEST_PYTHON:
        yield broken(
            f"{seen}; {'.'.join(map(str, _OLDEST_PYTHON))} or newer is needed",
            "install a newer one",
        )
    else:
        yield ok(seen)


@look(_AREA, "Packages")
def packages(subject: Subject) -> Iterator[Finding]:
    """What pyproject.toml asks for is installed, in the versions that it asks for."""
    from packaging.requirements import Requirement  # comes with pytest

    file = subject.root / "pyproject.toml"
    if not file.is_file():
        yield unseen("there is no pyproject.toml beside config/")
        return
    asked = tomllib.loads(file.read_text("utf-8")).get("project", {}).get("dependencies", [])
    wrong = []
    for requirement in map(Requirement, asked):
        if requirement.marker is not None and not requirement.marker.evaluate():
            continue
        try:
            installed = version(requirement.name)
        except PackageNotFoundError:
            wrong.append(f"{requirement.name} is missing")
            continue
        if not requirement.specifier.contains(installed, prereleases=True):
            wrong.append(f"{requirement.name} is {installed}, not {requirement.specifier}")
    if not wrong:
        yield ok(f"{len(asked)} as pyproject.toml asks for them")
        return
    rest = f"; and {len(wrong) - _MOST_LISTED} more" if len(wrong) > _MOST_LISTED else ""
    install = f"{sys.executable} -m pip install -e {subject.root}"
    yield broken("; ".join(wrong[:_MOST_LISTED]) + rest, "install them", install)


@look(_AREA, "Node")
def node(subject: Subject) -> Iterator[Finding]:
    """Node is one that Appium and Allure's report run on."""
    needs = "Appium 3 and Allure's report need it; a run on the virtual phone alone does not"
    try:
        found = requirements.node(subject.environment)
    except ProgramUnusable as unusable:
        say = broken if subject.through in {"appium", "grid"} else warning
        yield say(f"{unusable}; {needs}", "install the newest even one from https://nodejs.org")
        return
    yield ok(found.version)


@look(_AREA, "npm")
def npm(subject: Subject) -> Iterator[Finding]:
    """Npm is there to install Appium and Allure's report."""
    program = shutil.which("npm", path=subject.environment.get("PATH"))
    needs = "it installs Appium and Allure's report"
    if program is None:
        yield warning(f"npm is not installed; {needs}", "it is Node's")
        return
    try:
        yield ok(called([program, "--version"], subject.root, _ANSWER_S).strip())
    except ProgramUnusable as unusable:
        yield warning(f"{unusable}; {needs}", "it is Node's")


@look(_AREA, "Java")
def java(subject: Subject) -> Iterator[Finding]:
    """Java is new enough for a Selenium Grid on this computer."""
    if subject.profile is None or subject.through in {"webdriver", "appium"}:
        yield unseen("only a Selenium Grid needs it")
        return
    try:
        yield ok(requirements.java(subject.environment).version)
    except ProgramUnusable as unusable:
        if subject.through == "grid":
            yield broken(str(unusable), f"install Java {requirements.OLDEST_JAVA} or newer")
        else:
            yield unseen(f"{unusable}; only a Selenium Grid on this computer needs it")


@look(_AREA, "Proxy")
def proxy(subject: Subject) -> Iterator[Finding]:
    """No proxy takes what other programs mean for this computer; the harness asks none for it."""
    environment = subject.environment
    named = [name for name in _PROXIES if environment.get(name)]
    if not named:
        yield ok("none in the environment")
        return
    listed = ", ".join(f"${name}" for name in named)
    excepted = environment.get("no_proxy") or environment.get("NO_PROXY") or ""
    if proxy_bypass_environment(_THIS_COMPUTER, {"no": excepted}):
        yield ok(f"{listed}, and not for this computer itself")
        return
    yield misconfigured(
        f"{listed} also takes what is meant for 127.0.0.1, such as what Appium sends on to a phone",
        "except this computer",
        f'export NO_PROXY="{",".join(filter(None, (excepted, "127.0.0.1,localhost")))}"',
    )

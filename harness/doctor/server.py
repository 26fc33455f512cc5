"""The WebDriver server: reached, recognised, and asked for its version. No session is started."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import urllib3

from harness.doctor.finding import Finding, broken, ok, unseen
from harness.doctor.registry import look
from harness.doctor.server_answer import has_own_appium, judged, unreachable
from harness.doctor.subject import Subject
from harness.session.server_status import ask_status
from harness.settings.network import is_on_this_machine
from harness.stack import private_appium

_AREA = "Server"
_APPIUM = "3"
_DRIVER = "appium-uiautomator2-driver"
_ANSWER_S = 10


@look(_AREA, "Answer")
def answer(subject: Subject) -> Iterator[Finding]:
    """It answers, is a WebDriver server, is ready and new enough."""
    profile = subject.profile
    if profile is None or not profile.servers():
        yield _no_server(subject)
        return
    headers = {} if subject.is_missing(*profile.headers.values()) else dict(profile.headers)
    for url in profile.servers():
        try:
            said = ask_status(url, headers, _ANSWER_S)
        except urllib3.exceptions.HTTPError as fault:
            yield unreachable(subject, url, fault)
            continue
        yield judged(subject, url, said, without_headers=headers != dict(profile.headers))


def _no_server(subject: Subject) -> Finding:
    """Why there is none to look at."""
    if subject.profile is None:
        return unseen("the profile has to be right first")
    if subject.through == "webdriver":
        return unseen("virtual phones speak WebDriver themselves")
    return unseen("the run starts its own: see Virtual phone")


@look(_AREA, "Driver")
def driver(subject: Subject) -> Iterator[Finding]:
    """The UiAutomator2 driver that is installed beside Appium fits it."""
    profile = subject.profile
    if profile is None or not profile.servers():
        yield _no_server(subject)
        return
    here = [url for url in profile.servers() if is_on_this_machine(url)]
    if not here:
        hosts = (urlsplit(url).hostname or "" for url in profile.servers())
        yield unseen(f"it is installed on {', '.join(hosts)}")
        return
    own = subject.environment.get("APPIUM_HOME")
    home = Path(own) if own else Path.home() / ".appium"
    about = _package(home / "node_modules" / _DRIVER)
    private = None if about or own else _private_to_be_started(subject, here[0])
    if private is not None:
        home, about = private, _package(private / "node_modules" / _DRIVER)
    if about is None:
        said = f"no UiAutomator2 driver in {home}; the server may have another $APPIUM_HOME"
        yield unseen(said, "install it there, unless it has", "appium driver install uiautomator2")
        return
    version, wants = about.get("version", "?"), about.get("peerDependencies", {}).get("appium", "")
    if _APPIUM in {part.strip(" ^~>=v")[:1] for part in wants.split("||")}:
        yield ok(f"UiAutomator2 {version}, in {home}")
    else:
        said = f"UiAutomator2 {version} in {home} is made for Appium {wants or 'before 2'}"
        yield broken(said, "update it", "appium driver update --unsafe uiautomator2")


def _private_to_be_started(subject: Subject, url: str) -> Path | None:
    """The private APPIUM_HOME, where a person is advised to start that one, and nothing runs yet.

    A server that does run may have any other.
    """
    if has_own_appium(subject):
        return None
    try:
        ask_status(url, timeout_s=_ANSWER_S)
    except urllib3.exceptions.HTTPError as fault:
        return private_appium() if "refused" in str(fault) else None
    return None


def _package(folder: Path) -> dict[str, Any] | None:
    try:
        about = json.loads((folder / "package.json").read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return about if isinstance(about, dict) else None

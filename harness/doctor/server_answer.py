"""What the answer of a WebDriver server, or its absence, means."""

import json
import shlex
import shutil
from typing import Any
from urllib.parse import urlsplit

import urllib3

from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen, warning
from harness.doctor.subject import Subject
from harness.excerpt import excerpt
from harness.session.server_status import StatusAnswer, ask_status, by_way_of, reason_of
from harness.settings.network import is_loopback
from harness.stack import private_appium

_OLDEST_APPIUM = 3
_DEFAULT_PORT = 4723
_EXCERPT = 60
_REFUSED = {401, 403}
_OF_THE_WAY = (
    urllib3.exceptions.ProxyError,
    urllib3.exceptions.ProtocolError,
    urllib3.exceptions.TimeoutError,
)
_NO_SUCH_PATH = 404
_FIRST_REDIRECT, _FIRST_ERROR, _FIRST_SERVER_ERROR = 300, 400, 500
_INSTALL = "make appium"


def unreachable(subject: Subject, url: str, fault: Exception) -> Finding:
    """Why nothing answers.

    Args:
        subject: Whose profile names the server.
        url: The profile's.
        fault: urllib3's.
    """
    place, text, parts = subject.line_of("server_url"), str(fault), urlsplit(url)
    way = by_way_of(url)
    if way and isinstance(fault, _OF_THE_WAY):
        said = f"{url} cannot be reached {way}: {reason_of(fault)}"
        fix = f"correct the variable, or name {parts.hostname} in $NO_PROXY"
        return misconfigured(said, fix)
    start = _start(subject, url)
    certificates = "export REQUESTS_CA_BUNDLE=/path/to/authority.pem"
    no_tls = misconfigured(f"{url} speaks no TLS", f"{place}: write http://")
    by_sign = {
        "certificate has expired": broken(f"{url}: its certificate has expired", "renew it"),
        "mismatch, certificate": misconfigured(
            f"{url}: its certificate is for another host", f"correct {place}"
        ),
        "CERTIFICATE_VERIFY_FAILED": broken(
            f"{url}: its certificate is not trusted",
            "name the file of the authority that signed it",
            certificates,
        ),
        "WRONG_VERSION_NUMBER": no_tls,
        "record layer failure": no_tls,
        "to resolve": misconfigured(f"no host is called {parts.hostname}", f"correct {place}"),
        "refused": broken(f"nothing listens at {url}", f"start it, or correct {place}", start),
        "timed out": broken(f"{url} takes connections, and does not answer", "restart it", start),
    }
    known = next((finding for sign, finding in by_sign.items() if sign in text), None)
    said = f"what listens at {url} is no WebDriver server ({_short(text)})"
    return known or broken(said, f"end it, or correct {place}", _who_listens(url))


def judged(subject: Subject, url: str, said: StatusAnswer, *, without_headers: bool) -> Finding:
    """What an answer over HTTP means.

    Args:
        subject: Whose profile names the server.
        url: The profile's.
        said: The answer.
        without_headers: The profile's headers could not be sent: their variables are not set.
    """
    value = _value(said.body)
    if value is not None and "ready" in value:
        return _version(url, value)
    if said.status in _REFUSED:
        return _refused(subject, url, said.status, without_headers=without_headers)
    place = subject.line_of("server_url")
    if _FIRST_REDIRECT <= said.status < _FIRST_ERROR:
        to = said.headers.get("location", "nowhere").removesuffix("/status")
        return misconfigured(f"{url} sends one on to {to}", f"{place}: server_url: {to}")
    if said.status == _NO_SUCH_PATH and value is not None:
        return _other_path(url, place)
    if said.status >= _FIRST_SERVER_ERROR:
        fix = "look at the gateway in front of the server, and at its log"
        return broken(f"{url}: HTTP {said.status}, which is a gateway's word", fix)
    who, begins = said.headers.get("server"), _short(said.body.decode(errors="replace"))
    named = f" ({who})" if who else ""
    return broken(
        f"what answers at {url} is no WebDriver server{named}: {begins}",
        f"end it and start Appium there, or correct {place}",
        _who_listens(url),
    )


def _refused(subject: Subject, url: str, status: int, *, without_headers: bool) -> Finding:
    if without_headers:
        return unseen(f"{url} wants credentials, and their variables are not set")
    fix = f"{subject.line_of('headers')}: headers, or the variables that they name"
    return misconfigured(f"{url} refuses the credentials (HTTP {status})", fix)


def _version(url: str, value: dict[str, Any]) -> Finding:
    """A WebDriver server's own words."""
    if value["ready"] is not True:
        fix = "wait for it, or look at its log; a grid is not ready without a node"
        return broken(f"{url} is not ready: {value.get('message') or 'it does not say why'}", fix)
    build = value["build"] if isinstance(value.get("build"), dict) else {}
    version = str(build.get("version", ""))
    major = version.partition(".")[0]
    if build.get("name") == "virtual phone":
        who = "a virtual phone (no evidence about the app)"
    elif "nodes" in value:
        who = f"a Selenium Grid with {len(value['nodes'])} nodes"
    else:
        who = f"Appium {version}" if major.isdecimal() else "a server that says no version"
    if not who.startswith("Appium") or int(major) >= _OLDEST_APPIUM:
        return ok(f"{who} at {url}")
    said = f"Appium {version} at {url}; {_OLDEST_APPIUM} or newer is needed"
    if not is_loopback(urlsplit(url).hostname or ""):
        return warning(said, "ask the farm for a newer one, in its own capabilities")
    return broken(said, "update it, and start it anew", "npm install -g appium@3")


def _other_path(url: str, place: str) -> Finding:
    """Servers of Appium 1, and those started with a base path, live below one."""
    try:
        below = _value(ask_status(f"{url}/wd/hub").body) or {}
    except urllib3.exceptions.HTTPError:
        below = {}
    fix = f"{place}: server_url: {url}/wd/hub" if "ready" in below else f"correct {place}"
    return misconfigured(f"a WebDriver server answers at {url}, under another path", fix)


def has_own_appium(subject: Subject) -> bool:
    """Whether there is an Appium on the PATH, which goes before the private one."""
    return shutil.which("appium", path=subject.environment.get("PATH")) is not None


def _start(subject: Subject, url: str) -> str:
    """The command that starts Appium at an address of this computer, or installs it."""
    parts = urlsplit(url)
    if not is_loopback(parts.hostname or ""):
        return ""
    words = f"server --address {parts.hostname} --port {parts.port or _DEFAULT_PORT}"
    words += " --log-level warn"  # on a finer one it prints every text that is typed
    if has_own_appium(subject):
        return f"appium {words}"
    private = private_appium()
    if private is None:
        return _INSTALL
    home = shlex.quote(str(private))
    return f"APPIUM_HOME={home} node {home}/node_modules/appium/index.js {words}"


def _who_listens(url: str) -> str:
    parts = urlsplit(url)
    return f"lsof -i :{parts.port}" if is_loopback(parts.hostname or "") and parts.port else ""


def _value(body: bytes) -> dict[str, Any] | None:
    """The `value` of a WebDriver answer; None where it is none."""
    try:
        value = json.loads(body)["value"]
    except (ValueError, KeyError, TypeError):
        return None
    return value if isinstance(value, dict) else None


def _short(text: str) -> str:
    return excerpt(" ".join(text.split()), _EXCERPT)

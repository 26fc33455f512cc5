"""Steps that handle secrets as carelessly as steps may; a plugin of the run that is looked at."""

import base64
import json
import logging
import os
import sys
import threading
import urllib.parse
import warnings
from collections.abc import Callable
from typing import Any
from xml.sax.saxutils import quoteattr

import pytest
from canary_forms import FORMS
from canary_values import ADDRESSES, AROUND_ADDRESSES, GROUPED, OTHERS
from pytest_bdd import parsers, then

from harness.errors import InfrastructureError, NotAsPromised

_LOG = logging.getLogger("canary")


def _promise(secret: str) -> None:
    raise NotAsPromised("The field holds something.", promised=secret, seen=repr(secret))


def _bug(secret: str) -> None:
    local = {"headers": {"Authorization": f"Basic {_basic(secret)}"}}
    message = f"{local} is no {secret}"
    raise TypeError(message)


def _log(secret: str) -> None:
    try:
        int(secret)
    except ValueError:
        _LOG.exception("cannot %r", secret)


def _address(secret: str) -> None:
    url = urllib.parse.quote(secret, safe="")
    raise InfrastructureError(f"GET https://u:{url}@example.com/?k={url} refused")


def _base64(secret: str) -> None:
    raise InfrastructureError(f"Proxy said 407 to Basic {_basic(secret)}")


def _keys(secret: str) -> None:
    keys = [{"type": kind, "value": key} for key in secret for kind in ("keyDown", "keyUp")]
    raise InfrastructureError(f"actions refused: {json.dumps(keys)}")


def _thread(secret: str) -> None:
    def run() -> None:
        logging.getLogger("urllib3.connectionpool").debug("POST %s", json.dumps(secret))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()


def _cut(secret: str) -> None:
    raise InfrastructureError(f"No WebDriver answer, but: {secret[: len(secret) * 3 // 4]}")


def _page_source(secret: str) -> None:
    raise AssertionError(f"<node text={quoteattr(secret)}/>")


def _two_forms(secret: str) -> None:
    raise AssertionError(json.dumps(json.dumps({"text": secret, "keys": list(secret)})))


def _words(secret: str) -> None:
    assert {"value": {"error": "x", "message": secret}} == {"value": 1}


def _output(secret: str) -> None:
    sys.stdout.write("\n".join(secret) + "\n" + str(list(secret)) + "\n")
    raise AssertionError(secret)


_WAYS: dict[str, Callable[[str], object]] = {
    "a promise": _promise,
    "a bug": _bug,
    "a log": _log,
    "an address": _address,
    "base64": _base64,
    "keys": _keys,
    "a warning": lambda secret: warnings.warn(f"do not use {secret}", UserWarning, stacklevel=1),
    "a thread": _thread,
    "a cut text": _cut,
    "a page source": _page_source,
    "two forms at once": _two_forms,
    "an API's words": _words,
    "output": _output,
    "a skip": lambda secret: pytest.skip(f"not with {secret}"),
}


@then(parsers.parse("the secret {name} is in {what}"))
def handle(name: str, what: str, evidence: Any, settings: Any) -> None:
    """Printed and logged in any case."""
    secret = os.environ[name]
    sys.stdout.write(f"typed {secret} on stdout\n")
    sys.stderr.write(f"typed {secret} on stderr\n")
    _LOG.debug("sends %s", {"text": secret, "value": list(secret)})
    if what == "a note":
        evidence.note("Typed", json.dumps({"text": secret, "value": list(secret)}))
    else:
        _WAYS[what](secret)


@then("both are typed and the step fails")
def typed(app: Any, settings: Any) -> None:
    """Into a field that hides nothing, so that it is in the page source and on the picture."""
    page = app.permissions.start_invitation()
    number = settings.people.members[0].phone
    page.type(number.national)
    page.type(os.environ["CANARY_REGEX"])
    page.type(number.national)
    raise AssertionError(f"nobody knows {number}, after " + os.environ["CANARY_REGEX"])


@then("a secret is typed and stays on the screen")
def stays(app: Any) -> None:
    """Whatever is left of that screen shows it."""
    app.permissions.start_invitation().type(os.environ["CANARY_REGEX"])
    raise AssertionError("it stays there")


@then("the step fails with private addresses that other texts touch")
def touched() -> None:
    """As a form, a terminal, a mail and a page glue them, and as an address that is left alone."""
    touching = [
        around.format(written)
        for address in ADDRESSES.values()
        for written in (address, urllib.parse.quote(address))
        for around in AROUND_ADDRESSES.values()
    ]
    for text in touching:
        sys.stdout.write(f"{text}\n")
        _LOG.warning("%s", text)
    raise AssertionError("\n".join([*touching, f"also to {OTHERS[0]}"]))


@then("the step fails with private numbers in whatever groups")
def grouped() -> None:
    """As pages, addresses, mail, logs and tracebacks write them."""
    written = [
        form(number) for ways in GROUPED.values() for number in ways for form in FORMS.values()
    ]
    for text in written:
        sys.stdout.write(f"{text}\n")
        _LOG.warning("%s", text)
    raise AssertionError("\n".join(written))


@then("the step fails with the link and the code in its hands")
def in_its_hands(received: Any) -> None:
    """As its arguments, in the log, on standard output and in the error."""
    link, code = received.link, received.codes[-1]
    sys.stdout.write(f"{link} {code}\n")
    _LOG.warning("%s %s", link, code)
    assert not link, f"{link} and {code[:3]} {code[3:]}, {list(code)}"


@then("the harness breaks behind this")
def harmless() -> None:
    """See below."""


def pytest_runtest_logfinish(nodeid: str) -> None:
    """A crash of the harness itself: nothing that a scenario could be blamed for."""
    if "harness_breaks" in nodeid or "harness breaks" in nodeid:
        raise SystemError("the harness broke at " + os.environ["CANARY_UNICODE"])


def _basic(secret: str) -> str:
    return base64.b64encode(f"user:{secret}".encode()).decode()

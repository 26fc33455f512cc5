"""What belongs to the session itself: settings, time-outs, contexts, what the driver refuses."""

import json
from collections.abc import Callable
from typing import Any

from virtual_phone.webdriver.errors import (
    WebDriverError,
    failed,
    insecure,
    invalid_argument,
    refused,
)
from virtual_phone.webdriver.numbers import is_number
from virtual_phone.webdriver.session import Call

_NATIVE = "NATIVE_APP"


def details(call: Call) -> dict[str, Any]:
    """GET /session/ID: the capabilities asked for; what was scrolled last is not remembered."""
    return {**call.session.capabilities, "lastScrollData": None}


def capabilities(call: Call) -> dict[str, Any]:
    """GET /session/ID/appium/capabilities."""
    return {"capabilities": dict(call.session.capabilities)}


def get_settings(call: Call) -> dict[str, Any]:
    """GET /appium/settings."""
    return call.session.settings.as_dict()


def update_settings(call: Call) -> None:
    """POST /appium/settings."""
    changes = call.required("settings")
    if not isinstance(changes, dict):
        raise invalid_argument(
            f"Settings update should be called with valid JSON. Got {json.dumps(changes)} instead"
        )
    call.session.settings.update(changes)


def get_timeouts(call: Call) -> dict[str, int]:
    """GET /timeouts, in milliseconds."""
    return {
        "command": round(call.session.command_timeout_s * 1000),
        "implicit": round(call.session.implicit_wait_s * 1000),
    }


def set_timeouts(call: Call) -> None:
    """POST /timeouts: of the standard's three, the driver has only the implicit one."""
    body = dict(call.body)
    if "type" in body and "ms" in body:  # as it was before the standard
        body = {str(body["type"]): body["ms"]}
    if not body:
        raise invalid_argument("W3C protocol expects any of script, pageLoad or implicit to be set")
    for value in body.values():
        if not is_number(value) or value < 0:
            raise invalid_argument(f"Invalid timeout value '{value}'")
    for name, value in body.items():
        if name == "implicit":
            call.session.implicit_wait_s = float(value) / 1000
        elif name == "command":
            call.session.command_timeout_s = float(value) / 1000
        else:
            raise WebDriverError("unknown method", f"Not implemented yet for {name}.")


def contexts(_call: Call) -> list[str]:
    """GET /contexts: there is no web view."""
    return [_NATIVE]


def context(_call: Call) -> str:
    """GET /context."""
    return _NATIVE


def set_context(call: Call) -> None:
    """POST /context."""
    name = call.body.get("name")
    if name is not None and name != _NATIVE:
        raise failed("No such context found.")


def refusal(what: str, why: str) -> Callable[[Call], None]:
    """A command that has no meaning on this phone."""

    def refuse(_call: Call) -> None:
        raise refused(what, why)

    return refuse


def insecurity(feature: str) -> Callable[[Call], None]:
    """A command that the driver's server allows only when it is told to."""

    def refuse(_call: Call) -> None:
        raise insecure(feature)

    return refuse

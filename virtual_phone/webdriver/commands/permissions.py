"""`mobile: getPermissions` and `mobile: changePermissions`."""

import json

from virtual_phone.tree.permissions import RUNTIME
from virtual_phone.webdriver.errors import insecure, invalid_argument
from virtual_phone.webdriver.session import Call

_KINDS = ("denied", "granted", "requested")
_ACTIONS = ("grant", "revoke")
_TARGETS = ("pm", "appops")


def listed(call: Call) -> list[str]:
    """Permissions of an app: those that it has requested, has got, or has not."""
    asked = str(call.body.get("type") or "requested")
    kind = asked.lower()
    if kind not in _KINDS:
        raise invalid_argument(
            f"Unknown permissions type '{asked}'. Only {_shown(_KINDS)} types are supported"
        )
    states = call.device.permissions(_package(call))
    wanted = {"granted": {True}, "denied": {False}, "requested": {True, False}}[kind]
    return [name for name, granted in states.items() if granted in wanted]


def change(call: Call) -> None:
    """Grant or revoke one, several or `all`; what cannot be changed stays, as with the driver."""
    asked = call.required("permissions")
    target = str(call.body.get("target") or "pm").lower()
    action = str(call.body.get("action") or "grant").lower()
    if not asked:
        raise invalid_argument("'permissions' argument must not be empty")
    if target not in _TARGETS:
        raise invalid_argument(f"'target' argument must be one of: {','.join(_TARGETS)}")
    if target != "pm":
        raise insecure("adb_shell")
    if action not in _ACTIONS:
        raise invalid_argument(
            f"Unknown action '{action}'. Only {_shown(_ACTIONS)} actions are supported"
        )
    package = _package(call)
    states = call.device.permissions(package)
    names = asked if isinstance(asked, list) else [str(asked)]
    if names == ["all"]:
        names = list(states)
    for name in (str(each) for each in names):
        if name in states and name in RUNTIME:
            call.device.change_permission(package, name, granted=action == "grant")


def _shown(words: tuple[str, ...]) -> str:
    return json.dumps(words, separators=(",", ":"))


def _package(call: Call) -> str:
    return str(call.body.get("appPackage") or call.session.app_package)

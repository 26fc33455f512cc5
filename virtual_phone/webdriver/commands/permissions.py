"""`mobile: getPermissions` and `mobile: changePermissions`."""

from virtual_phone.tree.permissions import RUNTIME
from virtual_phone.webdriver.errors import invalid_argument
from virtual_phone.webdriver.session import Call

_KINDS = ("denied", "granted", "requested")
_ACTIONS = ("grant", "revoke")


def listed(call: Call) -> list[str]:
    """Permissions of an app: those that it has requested, has got, or has not."""
    kind = str(call.body.get("type") or "requested").lower()
    if kind not in _KINDS:
        raise invalid_argument(
            f"Unknown permissions type '{kind}'. Only {', '.join(_KINDS)} types are supported"
        )
    states = call.device.permissions(_package(call))
    wanted = {"granted": {True}, "denied": {False}, "requested": {True, False}}[kind]
    return [name for name, granted in states.items() if granted in wanted]


def change(call: Call) -> None:
    """Grant or revoke one, several or `all`; what cannot be changed stays, as with the driver."""
    asked, target = call.required("permissions"), call.body.get("target") or "pm"
    action = str(call.body.get("action") or "grant").lower()
    if target != "pm" or action not in _ACTIONS:
        raise invalid_argument(
            f"'target' must be pm, and 'action' {' or '.join(_ACTIONS)}; "
            f"they are {target!r} and {action!r}"
        )
    package = _package(call)
    states = call.device.permissions(package)
    names = asked if isinstance(asked, list) else [str(asked)]
    if names == ["all"]:
        names = list(states)
    for name in (str(each) for each in names):
        if name in states and name in RUNTIME:
            call.device.change_permission(package, name, granted=action == "grant")


def _package(call: Call) -> str:
    return str(call.body.get("appPackage") or call.session.app_package)

"""Alerts: Android's own dialogs, known by the resource ids of their parts."""

import re
from collections.abc import Sequence

from virtual_phone.selectors.matching import matches_below
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Node
from virtual_phone.webdriver.errors import WebDriverError
from virtual_phone.webdriver.session import Call

_TITLE = re.compile(r".+:id/(alertTitle|custom)")
_BUTTON = re.compile(r"android:id/button(\d+)")
_PERMISSION_TITLE = re.compile(r".+:id/permission_message")
_PERMISSION_BUTTON = re.compile(r".+:id/permission_\w+_button")
_CONTENT = re.compile(r"android:id/content")
_PART = re.compile(r".+:id/.+")
_ALLOW = re.compile(r"(.*[^a-z])allow([^a-z].*)", re.IGNORECASE)
_DENY = re.compile(r"(.*[^a-z])deny([^a-z].*)", re.IGNORECASE)


def alert_text(call: Call) -> str:
    """The texts of the dialog, without its buttons, one a line."""
    forest, button = _dialog(call)
    contents = _with_id(forest.roots, _CONTENT)
    if not contents:
        raise _no_alert()
    parts = _with_id(contents[:1], _PART)
    return "\n".join(
        part.text for part in parts if part.text.strip() and not button.fullmatch(part.resource_id)
    )


def accept_alert(call: Call) -> None:
    """Tap the first button, that of the permission, or the one with `buttonLabel`."""
    _answer(call, accept=True)


def dismiss_alert(call: Call) -> None:
    """Tap the second button, that of the refusal, or the one with `buttonLabel`."""
    _answer(call, accept=False)


def _answer(call: Call, *, accept: bool) -> None:
    forest, pattern = _dialog(call)
    buttons = _with_id(forest.roots, pattern)
    label = call.body.get("buttonLabel")
    if label is not None:
        chosen = next((each for each in buttons if each.text == label), None)
    elif pattern is _BUTTON:
        chosen = _regular_button(buttons, accept=accept)
    else:
        chosen = _permission_button(buttons, accept=accept)
    if chosen is None:
        raise WebDriverError(
            "invalid element state", "The expected button cannot be detected on the alert"
        )
    call.device.tap(*forest.visible_bounds(chosen).center)
    call.session.settle()


def _dialog(call: Call) -> tuple[Forest, re.Pattern[str]]:
    """The windows, and what the ids of the dialog's buttons are like."""
    call.session.settle()
    forest = _active_window_first(call)
    if _with_id(forest.roots, _TITLE):
        return forest, _BUTTON
    if _with_id(forest.roots, _PERMISSION_TITLE):
        return forest, _PERMISSION_BUTTON
    raise _no_alert()


def _active_window_first(call: Call) -> Forest:
    """All windows; an app may well show below the dialog that asks about it."""
    active = call.device.active_window().key
    forest = call.session.finder.all_windows()
    roots = sorted(forest.roots, key=lambda root: root.key != active)
    return Forest(roots, forest.width_px, forest.height_px)


def _with_id(roots: Sequence[Node], pattern: re.Pattern[str]) -> list[Node]:
    return [
        node
        for root in roots
        for node in matches_below(root, lambda each: bool(pattern.fullmatch(each.resource_id)))
    ]


def _regular_button(buttons: list[Node], *, accept: bool) -> Node | None:
    numbered = {int(each.resource_id.rsplit("button", 1)[1]): each for each in buttons}
    if not numbered:
        return None
    first = min(numbered)
    return numbered.get(first if accept or len(numbered) == 1 else first + 1)


def _permission_button(buttons: list[Node], *, accept: bool) -> Node | None:
    if len(buttons) < 2:  # noqa: PLR2004 -- there is nothing to choose from
        return buttons[0] if buttons else None
    pattern = _ALLOW if accept else _DENY
    fallback = buttons[1 if accept else 0]
    return next((each for each in buttons if pattern.fullmatch(each.resource_id)), fallback)


def _no_alert() -> WebDriverError:
    return WebDriverError("no such alert", "No alert is present on the screen")

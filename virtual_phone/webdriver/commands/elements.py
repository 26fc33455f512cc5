"""What can be asked of an element and done to it."""

import base64
from typing import Any

from virtual_phone.selectors.finder import Found
from virtual_phone.selectors.matching import matches_below
from virtual_phone.tree.attributes import AttributeUnavailable, UnknownAttribute
from virtual_phone.webdriver.commands.keys import ENTER
from virtual_phone.webdriver.commands.pictures import cropped
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument
from virtual_phone.webdriver.session import Call, attribute, content_desc, rect

# The on-device server compares with a backslash and an `n`, not with a line break.
_ENTER_MARK = "\\n"


def click(call: Call) -> None:
    """A tap in the middle of what is visible of the element, whatever lies there."""
    found = call.target()
    x, y = found.forest.visible_bounds(found.node).center
    call.device.tap(x, y, found.forest.windows)
    call.session.settle()


def clear(call: Call) -> None:
    """Set an empty text; nothing happens where no text can be set."""
    call.device.set_text(call.target().node, "")


def send_keys(call: Call) -> None:
    """Set the element's text to what it has plus what is sent."""
    call.check("text")
    set_value(call)


def set_value(call: Call) -> None:
    """The same, or what is sent alone with `replace`."""
    _set_text(call, call.target(), _typed(call.body), replace=bool(call.body.get("replace")))


def send_keys_to_focused(call: Call) -> None:
    """POST /keys: the same for the view that has the focus."""
    call.session.settle()
    forest = call.session.finder.active_forest()
    for node in matches_below(forest.roots[0], lambda each: each.focused):
        _set_text(call, Found(node, forest), _typed(call.body), replace=False)
        return
    raise WebDriverError(
        "no such element",
        "An element could not be located on the page using the given search parameters",
    )


def replace_value(call: Call, element_id: str, text: str) -> None:
    """Set the element's text to what is sent alone."""
    _set_text(call, call.session.element(element_id), text, replace=True)


def _typed(body: dict[str, Any]) -> str:
    text = body.get("text", body.get("value"))
    if isinstance(text, list):
        text = "".join(str(each) for each in text)
    if isinstance(text, int | float) and not isinstance(text, bool):
        text = str(text)
    if not isinstance(text, str):
        raise invalid_argument("Either 'text' or 'value' must be given, as a string or its letters")
    return text


def _set_text(call: Call, found: Found, text: str, *, replace: bool) -> None:
    device, wanted = call.device, text
    node = found.node
    if not replace and node.text:
        device.set_text(node, "")
        now = call.session.finder.all_windows().with_key(node.key) or node
        # What is left after that is taken for a hint.
        wanted = text if now.text else node.text + text
        node = now
    if 0 < node.max_text_length < len(wanted):
        wanted = wanted[: node.max_text_length]
    if not device.set_text(node, wanted):
        raise WebDriverError(
            "invalid element state",
            f"Cannot set the element to '{text}'. Did you interact with the correct element?",
        )
    if text.endswith(_ENTER_MARK):
        device.press_key(ENTER)


def text_of(call: Call) -> str:
    """The text; "" for none."""
    return call.target().node.text


def attribute_value(call: Call) -> str | None:
    """An attribute, as the server on the phone answers it."""
    try:
        return attribute(call.target(), call.path["name"])
    except UnknownAttribute as error:
        raise WebDriverError("unknown command", str(error)) from error
    except AttributeUnavailable as error:
        raise WebDriverError("unknown error", str(error)) from error


def attribute_of(call: Call) -> str:
    """An attribute; the driver makes the text "null" of a value that is not there."""
    value = attribute_value(call)
    return "null" if value is None else value


def name_of(call: Call) -> str | None:
    """What the driver calls the tag name: the content description."""
    return content_desc(call.target())


def is_displayed(call: Call) -> bool:
    """Whether the user can see it."""
    return call.target().node.displayed


def is_enabled(call: Call) -> bool:
    """The attribute of that name."""
    return call.target().node.enabled


def is_selected(call: Call) -> bool:
    """The attribute of that name; a check box is `checked` instead."""
    return call.target().node.selected


def rect_of(call: Call) -> dict[str, int]:
    """What is visible of it, in pixels of the display."""
    found = call.target()
    return rect(found.forest.visible_bounds(found.node))


def location_of(call: Call) -> dict[str, int]:
    """Its upper left corner."""
    whole = rect_of(call)
    return {"x": whole["x"], "y": whole["y"]}


def size_of(call: Call) -> dict[str, int]:
    """Its width and height."""
    whole = rect_of(call)
    return {"width": whole["width"], "height": whole["height"]}


def screenshot_of(call: Call) -> str:
    """A picture of it, PNG in base64."""
    found = call.target()
    bounds = found.forest.visible_bounds(found.node)
    return base64.b64encode(
        cropped(call.device.screenshot_png(), bounds, call.device.display.width_px)
    ).decode()

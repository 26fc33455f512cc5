"""The display as a whole: source, screenshots, size, orientation, the back key."""

import base64
from typing import Any

from virtual_phone.tree.node import Bounds
from virtual_phone.tree.source import write_source
from virtual_phone.webdriver.capabilities import DPI_OF_DP, window_height_px
from virtual_phone.webdriver.commands.pictures import cropped
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument
from virtual_phone.webdriver.session import Call

_BACK = 4


def source(call: Call) -> str:
    """Page source: of the active window, or of all with `enableMultiWindows`."""
    session = call.session
    session.settle()
    everywhere = session.settings.flag("enableMultiWindows")
    forest = session.finder.all_windows() if everywhere else session.finder.active_forest()
    rotation = 1 if call.device.orientation == "LANDSCAPE" else 0
    return write_source(forest, session.settings.source_options(), rotation)


def screenshot(call: Call) -> str:
    """The display, PNG in base64."""
    return base64.b64encode(call.device.screenshot_png()).decode()


def viewport_screenshot(call: Call) -> str:
    """The display without the bars, PNG in base64."""
    area = viewport_rect(call)
    bounds = Bounds(0, area["top"], area["width"], area["top"] + area["height"])
    return base64.b64encode(
        cropped(call.device.screenshot_png(), bounds, call.device.display.width_px)
    ).decode()


def screenshots(call: Call) -> dict[str, dict[str, Any]]:
    """The one display, as `mobile: screenshots` lists displays."""
    wanted = call.body.get("displayId")
    if wanted is not None and str(wanted) not in {"", "0"}:
        raise WebDriverError(
            "unknown error", f"The provided display identifier '{wanted}' is not known."
        )
    only = {"id": "0", "isDefault": True, "name": "virtual phone", "payload": screenshot(call)}
    return {"0": only}


def displays(call: Call) -> list[dict[str, Any]]:
    """`mobile: listDisplays`: the one that there is."""
    display = call.device.display
    density = display.density_dpi / DPI_OF_DP
    metrics = {
        "density": density,
        "densityDpi": display.density_dpi,
        "heightPixels": display.height_px,
        "scaledDensity": density,
        "widthPixels": display.width_px,
        "xdpi": display.density_dpi,
        "ydpi": display.density_dpi,
    }
    ids = {"id": 0, "physicalId": "0", "virtualId": None}
    return [{**ids, "name": "Built-in Screen", "isDefault": True, "metrics": metrics}]


def viewport_rect(call: Call) -> dict[str, int]:
    """Where apps can be seen, in pixels."""
    display = call.device.display
    return {
        "left": 0,
        "top": display.status_bar_px,
        "width": display.width_px,
        "height": window_height_px(call.device) - display.status_bar_px,
    }


def window_rect(call: Call) -> dict[str, int]:
    """The window that apps have."""
    return {"x": 0, "y": 0, **window_size(call)}


def window_size(call: Call) -> dict[str, int]:
    """Its size in pixels."""
    return {"width": call.device.display.width_px, "height": window_height_px(call.device)}


def orientation(call: Call) -> str:
    """PORTRAIT or LANDSCAPE."""
    return call.device.orientation


def set_orientation(call: Call) -> str:
    """Turn the phone."""
    wanted = call.text("orientation").upper()
    if wanted == "PORTRAIT":
        call.device.orientation = "PORTRAIT"
    elif wanted == "LANDSCAPE":
        call.device.orientation = "LANDSCAPE"
    else:
        raise invalid_argument(
            f"Orientation must be either LANDSCAPE or PORTRAIT, and '{wanted}' was given"
        )
    if call.device.orientation != wanted:
        raise WebDriverError(
            "invalid element state",
            f"Screen rotation cannot be changed to {wanted} after 2000ms. "
            "Is it locked programmatically?",
        )
    return wanted


def rotation(call: Call) -> dict[str, int]:
    """The same in degrees."""
    return {"x": 0, "y": 0, "z": 90 if call.device.orientation == "LANDSCAPE" else 0}


def back(call: Call) -> None:
    """The back key."""
    call.device.press_key(_BACK)
    call.session.settle()

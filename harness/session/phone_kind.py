"""What kind of phone a session is with: a report must say first what its results are worth."""

import re
from collections.abc import Mapping
from typing import Any

VIRTUAL, EMULATOR, REAL, UNKNOWN = "virtual", "emulator", "phone", "unknown"

# What the virtual phone says of itself, whichever way it is reached.
_VIRTUAL_PHONE = ("Virtual", "Virtual Phone")
_EMULATOR_UDID = re.compile(r"emulator-\d+")
_EMULATOR_MODEL = re.compile(r"(google_)?sdk\b|sdk_|Android SDK built for", re.IGNORECASE)


def kind_of(capabilities: Mapping[str, Any]) -> str:
    """The kind, from the capabilities that a server answers a new session with.

    A profile cannot tell: virtual phones may stand behind any server, too.

    Args:
        capabilities: Without prefixes, as the UiAutomator2 driver names them.
    """

    def said(name: str) -> str:
        return str(capabilities.get(name) or "")

    model = said("deviceModel")
    if (said("deviceManufacturer"), model) == _VIRTUAL_PHONE:
        return VIRTUAL
    is_emulator = _EMULATOR_UDID.fullmatch(said("deviceUDID") or said("udid"))
    if is_emulator or _EMULATOR_MODEL.match(model):
        return EMULATOR
    return REAL if model else UNKNOWN

"""The driver's settings: names, types and defaults of the on-device server."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from virtual_phone.selectors.finder import SearchOptions
from virtual_phone.tree.source import SourceOptions
from virtual_phone.webdriver.errors import invalid_argument
from virtual_phone.webdriver.numbers import is_number

_DAY_MS = 24 * 60 * 60 * 1000

# The type of the default is the type of the setting.
DEFAULTS: Mapping[str, str | int | bool] = MappingProxyType(
    {
        "actionAcknowledgmentTimeout": 3000,
        "allowInvisibleElements": False,
        "ignoreUnimportantViews": False,
        "elementResponseAttributes": "name,text",
        "enableMultiWindows": False,
        "enableNotificationListener": True,
        "enableTopmostWindowFromActivePackage": False,
        "keyInjectionDelay": 0,
        "scrollAcknowledgmentTimeout": 200,
        "shouldUseCompactResponses": True,
        "waitForIdleTimeout": 10000,
        "waitForSelectorTimeout": 10000,
        "normalizeTagNames": False,
        "enforceXPath1": False,
        "disableIdLocatorAutocompletion": False,
        "limitXPathContextScope": True,
        "includeExtrasInPageSource": False,
        "includeA11yActionsInPageSource": False,
        "includeExtraRenderingInfo": False,
        "shutdownOnPowerDisconnect": True,
        "simpleBoundsCalculation": False,
        "trackScrollEvents": True,
        "wakeLockTimeout": _DAY_MS,
        "serverPort": 6790,
        "mjpegServerPort": 7810,
        "mjpegServerFramerate": 10,
        "mjpegScalingFactor": 50,
        "mjpegServerScreenshotQuality": 50,
        "mjpegBilinearFiltering": False,
        "useResourcesForOrientationDetection": False,
        "snapshotMaxDepth": 70,
        "currentDisplayId": 0,
        "alwaysTraversableViewClasses": "",
        "deferAccessibilityCacheReset": False,
        "mapTestTagToResourceId": False,
    }
)
_BY_CAPABILITY = {name.lower(): name for name in DEFAULTS}
_DEEPEST = 500
_JAVA = {
    str: "java.lang.String",
    bool: "java.lang.Boolean",
    int: "java.lang.Double",
    float: "java.lang.Double",
    list: "java.util.ArrayList",
    dict: "com.google.gson.internal.LinkedTreeMap",
}
_WANTED = {str: "java.lang.String", bool: "java.lang.Boolean", int: "java.lang.Long"}


class Settings:
    """The settings of one session."""

    def __init__(self) -> None:
        self._values: dict[str, Any] = dict(DEFAULTS)

    def as_dict(self) -> dict[str, Any]:
        """Names and values; names that the driver does not know are kept, as it keeps them."""
        return dict(self._values)

    def update(self, changes: Mapping[str, Any]) -> None:
        """Change some settings.

        A name that is not known is stored and has no effect: that is what the driver does.

        Raises:
            WebDriverError: A known setting got a value of the wrong type.
        """
        for name, value in changes.items():
            if name not in DEFAULTS:
                self._values[name] = value
            elif value is not None:  # the server logs its own mishap with null, and goes on
                self._set(name, _converted(name, value))

    def _set(self, name: str, value: str | int) -> None:
        if name == "snapshotMaxDepth" and not 1 <= int(value) <= _DEEPEST:
            return  # refused in the server's log only
        self._values[name] = value

    def flag(self, name: str) -> bool:
        """A setting that is on or off."""
        return bool(self._values[name])

    @property
    def idle_timeout_s(self) -> float:
        """How long a command waits for the display to come to rest."""
        return max(0.0, int(self._values["waitForIdleTimeout"]) / 1000)

    @property
    def response_attributes(self) -> list[str]:
        """What an element's answer holds beside its id, when answers are not compact."""
        return str(self._values["elementResponseAttributes"]).split(",")

    def source_options(self) -> SourceOptions:
        """How trees become XML."""
        classes = str(self._values["alwaysTraversableViewClasses"])
        return SourceOptions(
            allow_invisible=self.flag("allowInvisibleElements"),
            max_depth=int(self._values["snapshotMaxDepth"]),
            normalize_tags=self.flag("normalizeTagNames"),
            traversable=tuple(each.strip() for each in classes.split(",") if each.strip()),
        )

    def search_options(self, app_package: str) -> SearchOptions:
        """What searches find.

        Args:
            app_package: The session's capability of that name, or "".
        """
        return SearchOptions(
            app_package=app_package,
            complete_ids=not self.flag("disableIdLocatorAutocompletion"),
            all_windows=self.flag("enableMultiWindows"),
            xpath_1=self.flag("enforceXPath1"),
            whole_tree=not self.flag("limitXPathContextScope"),
            source=self.source_options(),
        )


def named_like_settings(capabilities: Mapping[str, Any]) -> dict[str, Any]:
    """Capabilities that the on-device server takes for settings."""
    return {
        _BY_CAPABILITY[name.lower()]: value
        for name, value in capabilities.items()
        if name.lower() in _BY_CAPABILITY
    }


def _converted(name: str, value: Any) -> str | int | bool:
    wanted = type(DEFAULTS[name])
    if wanted is int and is_number(value):
        return int(value)
    if wanted is not int and isinstance(value, str | bool) and type(value) is wanted:
        return value
    raise invalid_argument(
        f"Invalid '{name}' setting value type. "
        f"Got: {_JAVA.get(type(value), type(value).__name__)}. Expected: {_WANTED[wanted]}."
    )

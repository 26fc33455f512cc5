"""One WebDriver session, and one call within it."""

import json
import threading
import time
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from virtual_phone.faults import At
from virtual_phone.recording import Recording
from virtual_phone.selectors.finder import Finder, Found, Locator, SearchOptions
from virtual_phone.tree.attributes import AttributeUnavailable, UnknownAttribute, read_attribute
from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Bounds
from virtual_phone.webdriver.capabilities import DPI_OF_DP
from virtual_phone.webdriver.elements import ElementCache, ElementIds
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument, unknown_session
from virtual_phone.webdriver.settings import Settings

ELEMENT_KEY = "element-6066-11e4-a52e-4f735466cecf"
_COMMAND_TIMEOUT_S = 60.0
_IDLE_SLICE_S = 0.25
_BREATH_S = 0.001
_LONGEST_IDLE_WAIT_S = 60.0


class Session:
    """What a client's session keeps between commands.

    Args:
        device: The phone.
        capabilities: As negotiated.
        ids: Ids of views, which outlive sessions.
    """

    def __init__(self, device: Device, capabilities: dict[str, Any], ids: ElementIds) -> None:
        self.id = str(uuid.uuid4())
        self.device = device
        self.capabilities = capabilities
        self.settings = Settings()
        self.finder = Finder(device)
        self.elements = ElementCache(self.finder, ids)
        self.implicit_wait_s = 0.0
        self.command_timeout_s = float(capabilities.get("newCommandTimeout", _COMMAND_TIMEOUT_S))
        self.last_command_s = time.monotonic()
        self.log_seen: tuple[str, ...] = ()
        self.recording: Recording | None = None
        self.ended = False
        self.broken: WebDriverError | None = None  # what it answers for good, after a fault
        self.stopping = threading.Event()

    @property
    def app_package(self) -> str:
        """The capability of that name; empty without one."""
        return str(self.capabilities.get("appPackage", ""))

    @property
    def search_options(self) -> SearchOptions:
        """What the settings let searches find."""
        return self.settings.search_options(self.app_package)

    @property
    def expired(self) -> bool:
        """Whether no command came for longer than `newCommandTimeout`; 0 means for ever."""
        idle_s = time.monotonic() - self.last_command_s
        return 0 < self.command_timeout_s < idle_s

    def settle(self) -> None:
        """Wait until the display is at rest, as long as the setting allows.

        Now and then it lets others at the phone, and sees that the session has ended.

        Raises:
            WebDriverError: The session ended meanwhile.
        """
        left_s = min(self.settings.idle_timeout_s, _LONGEST_IDLE_WAIT_S)
        while left_s > 0 and not self.device.wait_idle(min(left_s, _IDLE_SLICE_S)):
            left_s -= _IDLE_SLICE_S
            self.pause(_BREATH_S)

    def pause(self, seconds: float) -> None:
        """Let other commands and the phone go on for a while.

        Raises:
            WebDriverError: The session ended meanwhile.
        """
        self.device.lock.release()
        try:
            self.stopping.wait(seconds)
        finally:
            self.device.lock.acquire()
        if self.ended or self.stopping.is_set():
            raise unknown_session()

    def element(self, element_id: str) -> Found:
        """What an element stands for, when the display is at rest.

        Raises:
            WebDriverError: It is unknown or stale.
        """
        self.settle()
        self._meet_element(element_id)
        return self.elements.get(element_id, self.search_options)

    def begin_look_up(self) -> None:
        """Elements are about to be looked up: with some faults, that has consequences."""
        struck = {fault.name for fault in self.device.faults.meet(At.FIND)}
        self.device.look_up(struck)
        if "element-leads-elsewhere" in struck:
            self.elements.lead_elsewhere()

    def _meet_element(self, element_id: str) -> None:
        """An element is about to be used: with some faults it has gone meanwhile."""
        listed = [At.LISTED_ELEMENT] if self.elements.is_listed(element_id) else []
        for at in (At.ELEMENT, *listed):
            for fault in self.device.faults.meet(at):
                self.elements.spoil(element_id, fault.code, fault.message)

    def answer_for(
        self,
        found: Found,
        locator: Locator | None,
        *,
        context: str | None = None,
        single: bool = True,
    ) -> dict[str, Any]:
        """Remember an element; returns what the client gets for it."""
        element_id = self.elements.add(found, locator, context=context, single=single)
        answer: dict[str, Any] = {"ELEMENT": element_id, ELEMENT_KEY: element_id}
        if not self.settings.flag("shouldUseCompactResponses"):
            for name in self.settings.response_attributes:
                try:
                    answer.update(_extra(found, name))
                except (UnknownAttribute, AttributeUnavailable):
                    continue
        return answer


def content_desc(found: Found) -> str | None:
    """The content description; UiObject gives "" for none, UiObject2 gives null."""
    return found.node.content_desc or ("" if found.query is not None else None)


def rect(bounds: Bounds) -> dict[str, int]:
    """A rectangle as WebDriver writes it, in pixels."""
    return {
        "x": bounds.left,
        "y": bounds.top,
        "width": bounds.width_px,
        "height": bounds.height_px,
    }


def attribute(found: Found, name: str) -> str | None:
    """An attribute as the on-device server answers it.

    Raises:
        UnknownAttribute: There is none of this name.
        AttributeUnavailable: This phone cannot tell.
    """
    if name.lower() in {"content-desc", "contentdescription"}:
        return content_desc(found)
    return read_attribute(found.forest, found.node, name)


_EXTRAS: dict[str, Callable[[Found], Any]] = {
    "name": content_desc,
    "text": lambda found: found.node.text,
    "rect": lambda found: rect(found.forest.visible_bounds(found.node)),
    "enabled": lambda found: attribute(found, "enabled"),
    "displayed": lambda found: attribute(found, "displayed"),
    "selected": lambda found: attribute(found, "selected"),
}


def _extra(found: Found, name: str) -> dict[str, Any]:
    """One of `elementResponseAttributes`; names that it does not know are left out."""
    if name in _EXTRAS:
        return {name: _EXTRAS[name](found)}
    if name.startswith("attribute/"):
        return {name: attribute(found, name.removeprefix("attribute/"))}
    return {}


@dataclass(frozen=True)
class Call:
    """One command of a client.

    Attributes:
        session: The session that it belongs to.
        path: Values of the variables in the route.
        body: The JSON object that was sent, {} for none.
        stopping: Set when the door closes.
    """

    session: Session
    path: Mapping[str, str] = field(default_factory=dict)
    body: dict[str, Any] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self) -> None:
        """A command that waits sees when its door closes."""
        self.session.stopping = self.stopping

    @property
    def device(self) -> Device:
        """The phone."""
        return self.session.device

    def px(self, dp: float) -> float:
        """A length in dp in this display's pixels."""
        return dp * self.device.display.density_dpi / DPI_OF_DP

    def target(self) -> Found:
        """The element that the route names.

        Raises:
            WebDriverError: It is unknown or stale.
        """
        return self.session.element(self.path["element"])

    def required(self, name: str) -> Any:
        """A parameter that must be there.

        Raises:
            WebDriverError: It is not.
        """
        value = self.body.get(name)
        if value is None:
            raise missing_parameters([name], [name], self.body)
        return value

    def check(self, *names: str) -> None:
        """Whether all of these parameters are there.

        Raises:
            WebDriverError: Some are not.
        """
        missing = [name for name in names if self.body.get(name) is None]
        if missing:
            raise missing_parameters(missing, names, self.body)

    def text(self, name: str) -> str:
        """A parameter that must be a string.

        Raises:
            WebDriverError: It is missing, or is something else.
        """
        value = self.required(name)
        if not isinstance(value, str):
            raise invalid_argument(f"'{name}' must be a string, and is {value!r}")
        return value

    def pause(self, seconds: float) -> None:
        """Let other commands and the phone go on for a while.

        Raises:
            WebDriverError: The session ended meanwhile.
        """
        self.session.pause(seconds)


def missing_parameters(
    missing: Sequence[str], required: Sequence[str], body: Mapping[str, Any]
) -> WebDriverError:
    """The driver's words for parameters that are not there.

    Args:
        missing: Those that are not.
        required: All that must be there.
        body: What was sent.
    """
    are = "parameter is" if len(missing) == 1 else "parameters are"
    return invalid_argument(
        f"The following required {are} missing: {_listed(missing)}\n"
        f"Known required parameters are: {_listed(required)}\n"
        f"You have provided{': ' + _listed(list(body)) if body else ' none'}"
    )


def _listed(names: Sequence[str]) -> str:
    return json.dumps(names, separators=(",", ":"))

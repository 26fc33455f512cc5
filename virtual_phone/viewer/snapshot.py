"""A look at a phone's windows, and a stamp that tells two looks apart."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final

from virtual_phone.tree.device import Device
from virtual_phone.tree.forest import Forest
from virtual_phone.tree.hit_testing import is_there
from virtual_phone.tree.node import Node
from virtual_phone.tree.seen import what_is_seen
from virtual_phone.tree.source import DEFAULTS as AS_PAGE_SOURCE
from virtual_phone.tree.source import shown_children
from virtual_phone.webdriver.elements import ElementIds
from virtual_phone.webdriver.errors import WebDriverError

_PATIENCE_S: Final = 10.0


@contextmanager
def holding(device: Device, patience_s: float | None = None) -> Iterator[None]:
    """Hold the phone's lock.

    Args:
        device: The phone.
        patience_s: How long to wait for it; 10 s by default.

    Raises:
        WebDriverError: Somebody else has held it for longer.
    """
    limit_s = _PATIENCE_S if patience_s is None else patience_s
    if not device.lock.acquire(timeout=limit_s):
        raise WebDriverError(
            "timeout",
            f"{device.udid} is still busy with another client's command after {limit_s:g} s",
        )
    try:
        yield
    finally:
        device.lock.release()


@dataclass(frozen=True)
class Snapshot:
    """All windows of a phone at one moment.

    Attributes:
        windows: Their roots, in the phone's order.
        active: The root of the one with the input focus.
        display: Width and height in pixels.
    """

    windows: Sequence[Node]
    active: Node
    display: tuple[int, int]

    @cached_property
    def stamp(self) -> str:
        """The same as long as nothing has changed; another one in every process."""
        seen = what_is_seen(self.windows), self.active.key
        return f"{hash(seen) & (2**64 - 1):016x}"

    @cached_property
    def forest(self) -> Forest:
        """All windows, to ask for bounds and the way up."""
        return Forest(self.windows, *self.display)

    def described(self, ids: ElementIds) -> list[dict[str, Any]]:
        """The windows for the page, front to back, with the nodes that page source has.

        Args:
            ids: Of nodes; one and the same view keeps its id.
        """
        front_first = sorted(self.windows, key=lambda root: -root.drawing_order)
        return [
            {"active": root is self.active, "root": self._described(root, ids, 1)}
            for root in front_first
        ]

    def _described(self, node: Node, ids: ElementIds, depth: int) -> dict[str, Any]:
        return {
            "id": ids.of(node.key),
            "class": node.class_name,
            "package": node.package,
            "text": node.text,
            "desc": node.content_desc,
            "bounds": list(self.forest.visible_bounds(node)),
            "touchable": is_there(node),
            "clickable": node.clickable,
            "enabled": node.enabled,
            "height": node.drawing_order,
            "children": [
                self._described(child, ids, depth + 1)
                for child in shown_children(node, depth, AS_PAGE_SOURCE)
            ],
        }


def taken(device: Device) -> Snapshot:
    """What the phone shows now; called while holding its lock."""
    windows = device.watch()
    active = device.active_window(windows)
    return Snapshot(windows, active, (device.display.width_px, device.display.height_px))

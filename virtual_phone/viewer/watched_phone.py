"""One phone, as the page shows it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from virtual_phone.drawing import render
from virtual_phone.selectors.finder import Finder
from virtual_phone.tree.attributes import SOURCE_ATTRIBUTES, as_text
from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Node
from virtual_phone.viewer.proposals import proposals
from virtual_phone.viewer.snapshot import Snapshot, holding, taken
from virtual_phone.viewer.touches import TOUCHES, Body
from virtual_phone.webdriver.elements import ElementIds
from virtual_phone.webdriver.errors import WebDriverError, unknown_command


@dataclass(frozen=True)
class Picture:
    """What the display shows.

    Attributes:
        stamp: Of the screen that was drawn.
        png: The file.
    """

    stamp: str
    png: bytes


class WatchedPhone:
    """A phone behind the page.

    Args:
        device: The phone.
        sim: Its SIM card's number; "" for none.
        webdriver_url: Where WebDriver clients find it.
        adb: Where adb finds it; "" where that door has never been opened.
        adb_is_off: Asks whether somebody has switched that door off since.
    """

    def __init__(
        self,
        device: Device,
        *,
        sim: str,
        webdriver_url: str,
        adb: str = "",
        adb_is_off: Callable[[], bool] = lambda: False,
    ) -> None:
        self.udid = device.udid
        self.adb_is_off = adb_is_off
        self._device = device
        self._facts = {"sim": sim, "webdriver_url": webdriver_url, "adb": adb}
        self._ids = ElementIds()
        self._finder = Finder(device)
        self._picture = Picture("", b"")

    def stamp(self, patience_s: float) -> str | None:
        """What changes with everything that can be seen; None where the phone is busy.

        Args:
            patience_s: How long to wait for a phone that carries out a command.
        """
        try:
            with holding(self._device, patience_s):
                return taken(self._device).stamp
        except WebDriverError:
            return None

    def described(self) -> dict[str, Any]:
        """What stays the same while it runs."""
        display = self._device.display
        return {
            "udid": self.udid,
            **self._facts,
            "width_px": display.width_px,
            "height_px": display.height_px,
            "android": self._device.android_version,
            "language": self._device.language,
            "faults": [
                {"name": fault.name, "description": fault.description}
                for fault in self._device.faults.switched_on
            ],
        }

    def notifications(self) -> list[dict[str, Any]]:
        """What Android's shade holds, newest first."""
        with holding(self._device):
            return [
                {
                    "title": entry.title,
                    "text": entry.text,
                    "package": entry.package,
                    "posted_at": entry.posted_at.isoformat(),
                }
                for entry in self._device.notifications()
            ]

    def screen(self) -> dict[str, Any]:
        """The windows' trees, and what is in front."""
        with holding(self._device):
            snapshot = taken(self._device)
            return {
                "stamp": snapshot.stamp,
                "package": self._device.current_package,
                "activity": self._device.current_activity,
                "keyboard_shown": self._device.keyboard_shown,
                "windows": snapshot.described(self._ids),
            }

    def picture(self) -> Picture:
        """The display; drawn anew only when something has changed."""
        with holding(self._device):
            snapshot = taken(self._device)
            if self._picture.stamp != snapshot.stamp:
                png = render(snapshot.windows, self._device.display)
                self._picture = Picture(snapshot.stamp, png)
            return self._picture

    def node(self, node_id: str) -> dict[str, Any]:
        """One view: its attributes as page source has them, and locators that find it.

        Raises:
            WebDriverError: The view is gone.
        """
        with holding(self._device):
            snapshot = taken(self._device)
            node = self._with_id(snapshot, node_id)
            active = snapshot.forest.window_of(node) is snapshot.active
            # The same windows that a client's search has before it.
            forest = self._finder.active_forest() if active else self._finder.all_windows()
            twin = forest.with_key(node.key) or node
            found = proposals(twin, forest, self._finder, active=active)
            read = ((each.name, each.read(snapshot.forest, node)) for each in SOURCE_ATTRIBUTES)
            return {
                "id": node_id,
                "stamp": snapshot.stamp,
                "active": active,
                "attributes": {name: as_text(value) for name, value in read if value is not None},
                "locators": [each.described() for each in found],
            }

    def touch(self, name: str, body: Body) -> dict[str, Any]:
        """Do what a person has done on the page; returns the screen's new stamp.

        Raises:
            WebDriverError: There is no such thing to do, or it is asked for wrongly.
        """
        if name not in TOUCHES:
            raise unknown_command()
        with holding(self._device):
            TOUCHES[name](self._device, body)
            return {"stamp": taken(self._device).stamp}

    def _with_id(self, snapshot: Snapshot, node_id: str) -> Node:
        for node in snapshot.forest.nodes():
            if self._ids.of(node.key) == node_id:
                return node
        raise WebDriverError(
            "no such element",
            f"The view '{node_id}' is no longer on {self.udid}: its screen has changed since",
        )

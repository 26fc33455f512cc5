"""The list on Permissions, shown by a screen that is told what to show."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.invitations.guard import InvitationGuard
from harness.screen.locator import Locator
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from harness.screen.screen import Screen as OfPhone
from harness.session.sighting import Bounds
from pages.permissions import PermissionsPage
from pages.removal import RemovalSheet


def node(bounds: str, *children: str, text: str = "") -> str:
    """As a page source has it."""
    return (
        f'<a package="app" class="x" text="{text}" clickable="true" bounds="{bounds}">'
        f"{''.join(children)}</a>"
    )


def screen_of(*nodes: str) -> Reading:
    """All of it, as it was read."""
    xml = f"<hierarchy>{node('[0,0][1080,2340]', *nodes)}</hierarchy>"
    return Reading(xml, Bounds(0, 0, 1080, 2340), "app")


def row(top: int, text: str) -> str:
    """Of one person, with three dots."""
    name = node(f"[40,{top + 20}][700,{top + 80}]", text=text)
    dots = node(f"[950,{top + 45}][1010,{top + 105}]")
    return node(f"[0,{top}][1080,{top + 150}]", name, dots)


class Screen:
    """Shows one reading after the other, the last one for good; notes what is done to it."""

    def __init__(self, guard: InvitationGuard, *readings: Reading) -> None:
        self.readings = list(readings)
        self.done: list[object] = []
        self.guard, self.session, self.is_scrolled = guard, self, False

    quiet_s = 0.05
    last_of = OfPhone.last_of

    def read(self) -> Reading:
        return self.readings.pop(0) if len(self.readings) > 1 else self.readings[0]

    def read_anywhere(self, look: Callable[[Reading], Any]) -> Any:
        found: Any = Missing("nobody looked")
        for _ in range(2):
            if isinstance(found, Missing):
                found = look(self.read())
        return None if isinstance(found, Missing) else found

    def read_through(self) -> list[Reading]:
        self.done.append("read through")
        return [self.read() for _ in range(len(self.readings))]

    def wait_for(self, look: Callable[[], Any], *_: object) -> Any:
        while isinstance(found := look(), Missing):
            self.done.append(found.why)
        return found

    def answers(
        self,
        look: Callable[[], Any],
        _sought: object,
        default: Any,
        timeout_s: float | None = None,
    ) -> Any:
        for _ in range(5):
            if not isinstance(found := look(), Missing):
                return found
        return default

    def resolve(self, _part: str, locator: Locator) -> Locator:
        return locator

    def text(self, label: str) -> str:
        return label

    def tap_at(self, x: int, y: int) -> None:
        self.done.append((x, y))

    def back(self) -> None:
        self.done.append("back")


def permissions_on(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> PermissionsPage:
    """The page, open."""
    monkeypatch.setattr(PermissionsPage, "wait_open", lambda page, *_: page)
    monkeypatch.setattr(RemovalSheet, "wait_open", lambda page: page)
    held: Any = screen
    return PermissionsPage(held)

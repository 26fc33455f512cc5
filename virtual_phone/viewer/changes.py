"""Waiting until there is something new to see."""

import time
from collections.abc import Mapping
from threading import Event, Lock
from typing import Any, Final

from virtual_phone.viewer.watched_phone import WatchedPhone
from virtual_phone.viewer.world import WatchedWorld

_PAUSE_S: Final = 0.1
"""Between two looks. A look at a phone costs less than 1 ms; nobody looks while no page waits."""
_BUSY_S: Final = 0.05
_HOLD_S: Final = 20.0
"""How long a request is held that nothing has happened for; shorter than proxies' patience."""


class Changes:
    """Knows what is to be seen, and holds those who have seen it already.

    Args:
        phones: By udid.
        world: Around them.
    """

    def __init__(self, phones: Mapping[str, WatchedPhone], world: WatchedWorld) -> None:
        self._phones, self._world = phones, world
        self._lock = Lock()
        self._looked_at_s = -1.0
        self._seen: dict[str, str] = {}
        self._stopping = Event()

    def stop(self) -> None:
        """Let everybody go who waits."""
        self._stopping.set()

    def after(self, since: str) -> dict[str, Any]:
        """The stamps, as soon as they differ from those that are known, or after 20 s.

        Args:
            since: The `stamp` of the last answer; anything else is answered at once.
        """
        until_s = time.monotonic() + _HOLD_S
        while True:
            stamps = self._look()
            stamp = "/".join(stamps.values())
            if stamp != since or time.monotonic() > until_s or self._stopping.is_set():
                phones = {udid: stamps[udid] for udid in self._phones}
                return {"stamp": stamp, "phones": phones, "world": stamps[""]}
            self._stopping.wait(_PAUSE_S)

    def _look(self) -> dict[str, str]:
        """One look serves all pages that wait; a busy phone is taken for unchanged."""
        with self._lock:
            now_s = time.monotonic()
            if now_s - self._looked_at_s > _PAUSE_S / 2:
                for udid, phone in self._phones.items():
                    self._seen[udid] = phone.stamp(_BUSY_S) or self._seen.get(udid, "")
                adb_off = sum(phone.adb_is_off() for phone in self._phones.values())
                self._seen[""] = f"{self._world.stamp()}-{adb_off}"
                self._looked_at_s = now_s
            return dict(self._seen)

"""The page: a person sees the phones live, uses them with mouse and keyboard, and looks things up.

One page for all phones of a process, beside the doors for programs. It needs no network: all that a
browser loads comes from `site/`.
"""

from virtual_phone.viewer.door import PageDoor
from virtual_phone.viewer.watched_phone import WatchedPhone
from virtual_phone.viewer.world import WatchedWorld

__all__ = ["PageDoor", "WatchedPhone", "WatchedWorld"]

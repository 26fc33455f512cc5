"""Taps that follow each other faster than a phone changes its screen."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Node

_QUICK_MS: Final = 300
"""As Android's ViewConfiguration.getDoubleTapTimeout()."""


@dataclass(frozen=True)
class _Tap:
    place: tuple[float, float]
    up_ms: int
    seen: Sequence[Node]


class QuickTaps:
    """The taps of one command: a quick second one on a place meets what the first one met.

    What the first one leads to is not there yet, as on a phone, where a change of screens takes
    its time.

    Args:
        device: What is tapped.
        slop_px: How far apart two taps on one place may be.
    """

    def __init__(self, device: Device, slop_px: float) -> None:
        self._device, self._slop_px = device, slop_px
        self._last: _Tap | None = None

    def tap(self, place: tuple[float, float], down_ms: int, up_ms: int) -> None:
        """Touch a place for a short time; both moments are on the command's own time."""
        last = self._last
        is_quick = (
            last is not None and down_ms - last.up_ms <= _QUICK_MS and self._is_at(last, place)
        )
        seen = last.seen if last is not None and is_quick else self._device.windows()
        self._last = _Tap(place, up_ms, seen)
        self._device.tap(*place, seen)

    def _is_at(self, last: _Tap, place: tuple[float, float]) -> bool:
        pairs = zip(last.place, place, strict=True)
        return all(abs(one - other) <= self._slop_px for one, other in pairs)

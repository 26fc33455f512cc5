from collections.abc import Sequence
from typing import cast

import pytest

from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Node
from virtual_phone.webdriver.quick_taps import QuickTaps


class _Looks:
    """Counts looks, and keeps what each tap was told to meet."""

    def __init__(self) -> None:
        self.looks = 0
        self.met: list[int] = []

    def windows(self) -> Sequence[Node]:
        self.looks += 1
        return cast("Sequence[Node]", (self.looks,))

    def tap(self, _x_px: float, _y_px: float, seen: Sequence[Node] = ()) -> None:
        self.met.append(cast("int", seen[0]))


@pytest.mark.parametrize(
    ("second", "met"),
    [
        (((10, 10), 100, 140), [1, 1]),
        (((14, 6), 340, 380), [1, 1]),
        (((10, 10), 341, 380), [1, 2]),
        (((15, 10), 100, 140), [1, 2]),
        (((10, 15), 100, 140), [1, 2]),
    ],
)
def test_what_a_second_tap_meets(
    second: tuple[tuple[float, float], int, int], met: list[int]
) -> None:
    """The same as the first if it comes within 300 ms after it, at most 4 px away."""
    looks = _Looks()
    taps = QuickTaps(cast("Device", looks), slop_px=4)

    taps.tap((10, 10), 0, 40)
    taps.tap(*second)

    assert looks.met == met


def test_many_quick_taps_meet_the_same() -> None:
    """Each is measured from the one before."""
    looks = _Looks()
    taps = QuickTaps(cast("Device", looks), slop_px=4)

    for at_ms in range(0, 1000, 200):
        taps.tap((10, 10), at_ms, at_ms)

    assert looks.met == [1] * 5

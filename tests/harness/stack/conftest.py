"""Runs through the real Appium, and what is left of them."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from marked import Marked


@pytest.fixture
def marked(needed: Callable[..., str]) -> Iterator[Marked]:
    """A mark for what a test starts; needs Node, Java, and a system with /proc to look in."""
    needed("node")
    needed("java")
    if not Path("/proc/self/environ").exists():
        pytest.skip("there is no /proc here, in which processes could be found")
    mark = Marked()
    yield mark
    mark.kill()

"""Runs through the real Appium, and what is left of them."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from appium_site import MakeSite, Site, site_of
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


@pytest.fixture
def site(needed: Callable[..., str], project: Path, tmp_path: Path) -> Iterator[MakeSite]:
    """Makes sites, each in a folder of its own."""
    needed("node")
    with ExitStack() as opened:

        def make(*names: str, **timeouts: float) -> Site:
            folder = tmp_path / f"site-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            return opened.enter_context(site_of(project, folder, *names, **timeouts))

        yield make

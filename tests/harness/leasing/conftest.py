"""A project of its own, whose profile has four phones of one organization."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from shared_pool import SharedPool


@pytest.fixture
def shared_pool(project: Path, tmp_path: Path) -> Iterator[SharedPool]:
    """Four phones with a SIM each, and nobody who uses them yet."""
    shared_pool = SharedPool(project, tmp_path)
    yield shared_pool
    shared_pool.stop()

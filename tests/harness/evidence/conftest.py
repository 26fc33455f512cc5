"""Where a recorder's evidence goes."""

import pytest
from recorded_phone import Step


@pytest.fixture
def step() -> Step:
    """The step that is running."""
    return Step()

from collections.abc import Iterator

import pytest
from trial import Ask, trial_server


@pytest.fixture(scope="session")
def ask() -> Iterator[Ask]:
    """Tries a command on a project; one process for all trials of a worker."""
    with trial_server() as ask:
        yield ask

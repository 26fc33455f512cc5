"""A pytest plugin for a run of its own: now and then the answer to a command takes long.

As of an emulator whose machine has other work, or over a line that hangs for a moment.
"""

import os
import random
from collections.abc import Generator
from threading import Event
from typing import Any, Final

import pytest

from harness.session.driver import PhoneDriver

SEED: Final = "STALLS_SEED"
STALL_S: Final = "STALL_S"
_ONE_IN = 12


@pytest.fixture(autouse=True, scope="session")
def stalls() -> Generator[None]:
    """Commands are chosen by a seed; each is carried out, and answered late."""
    chance = random.Random(os.environ[SEED])  # noqa: S311 - trials, not secrets
    stall_s, execute = float(os.environ[STALL_S]), PhoneDriver.execute

    def late(self: PhoneDriver, driver_command: Any, params: Any = None) -> Any:
        answer = execute(self, driver_command, params)
        if chance.randrange(_ONE_IN) == 0:
            Event().wait(stall_s)
        return answer

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(PhoneDriver, "execute", late)
        yield

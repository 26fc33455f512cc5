"""A stack as a run sees it: one address, behind which all phones are."""

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from harness.child import Child, running

_START_S = 120
_STOP_S = 20


@dataclass(frozen=True)
class Stack:
    """A stack that runs.

    Attributes:
        url: Of the WebDriver server: Appium's, or the Grid hub's.
        udids: The phones as adb calls them, in the order in which they were named.
    """

    url: str
    udids: tuple[str, ...]


@contextmanager
def stack(
    phones: Sequence[str],
    *,
    with_grid: bool = False,
    environment: Mapping[str, str] = os.environ,
) -> Iterator[Stack]:
    """Run adb, Appium and, where asked for, Selenium Grid in front of phones.

    Args:
        phones: Where their adb doors are, as 127.0.0.1:5555.
        with_grid: Put a hub with one node per phone in front of Appium.
        environment: For the programs.

    Raises:
        InfrastructureError: A program did not start.
    """
    arguments = ["-m", "harness.stack", *(f"--phone={each}" for each in phones)]
    if with_grid:
        arguments.append("--grid")
    child = Child(
        "the stack of adb, Appium and Grid" if with_grid else "the stack of adb and Appium",
        command=[sys.executable, *arguments],
        by_hand=["python", *arguments],
        start_s=_START_S,
        stop_s=_STOP_S,
    )
    with running(child, environment) as greeting:
        yield Stack(greeting["url"], tuple(greeting["udids"]))

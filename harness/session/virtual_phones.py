"""The embedded phones: a child process that is told what to be and dies with its parent."""

import os
import secrets
import shlex
import socket
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from harness.child import Child, running
from harness.session.virtual_clock import VirtualClock
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, VirtualSettings

COMMAND_VARIABLE = "VIRTUAL_PHONE_COMMAND"
"""Environment variable: the command that starts phones, where it is not `python -m virtual_phone`
with this Python."""

_MODULE = ("-m", "virtual_phone")
_START_S = 30
_STOP_S = 5


@dataclass(frozen=True)
class VirtualPhone:
    """Where a virtual phone is.

    Attributes:
        url: Of its own WebDriver door.
        clock: Of all the virtual phones that were started together.
        adb: Where adb connects to, as 127.0.0.1:5555; None where it has no such door.
    """

    url: str
    clock: VirtualClock
    adb: str | None = None


def virtual_environment(environment: Mapping[str, str] = os.environ) -> dict[str, str]:
    """The environment with what the virtual phone's people file asks for, where it is not set."""
    return {
        VIRTUAL_PASSWORD: secrets.token_urlsafe(12),
        VIRTUAL_IMAP_PORT: str(_free_port()),
        **environment,
    }


@contextmanager
def phones_stand_by(environment: Mapping[str, str] = os.environ) -> Iterator[dict[str, str]]:
    """Keep a process from which phones start in no time, for who starts them by the hundred.

    Args:
        environment: For that process.

    Yields:
        What belongs into the environment of whoever starts phones; nothing where processes cannot
        be forked.

    Raises:
        InfrastructureError: It did not start.
    """
    if not hasattr(os, "fork"):
        yield {}
        return
    module = ["-m", "virtual_phone.standby"]
    child = Child(
        "what virtual phones are forked from",
        command=[sys.executable, *module],
        by_hand=["python", *module],
        start_s=_START_S,
        stop_s=_STOP_S,
    )
    with running(child, environment) as greeting:
        yield {COMMAND_VARIABLE: shlex.join(greeting["command"])}


@contextmanager
def virtual_phones(
    sims: Sequence[str | None],
    settings: VirtualSettings | None,
    environment: Mapping[str, str],
) -> Iterator[list[VirtualPhone]]:
    """Run virtual phones that share one organization.

    Args:
        sims: One for each phone: the number of its SIM, E.164, or None where it has none.
        settings: Build, defect and so on, from the profile.
        environment: Must hold the password and the mailbox's port.

    Raises:
        ConfigurationError: They do not know what they are told, such as a defect's name.
        InfrastructureError: They did not start.
    """
    arguments = ["--phones", str(len(sims))]
    for sim in sims:
        arguments += ["--sim", sim or "none"]
    # With the page for persons, whose door also moves the clock: it stands beside whatever drives
    # the phones.
    arguments += ["--imap-port", environment[VIRTUAL_IMAP_PORT], "--page", *_options(settings)]
    usual = shlex.join([sys.executable, *_MODULE])
    command = environment.get(COMMAND_VARIABLE) or usual
    child = Child(
        "the virtual phone",
        command=[*shlex.split(command), *arguments],
        by_hand=["python", *_MODULE, *arguments, "--stay"],
        start_s=_START_S,
        stop_s=_STOP_S,
    )
    with running(child, environment) as greeting:
        clock = VirtualClock(greeting["page"])
        yield [VirtualPhone(each["url"], clock, each.get("adb")) for each in greeting["phones"]]


def _options(settings: VirtualSettings | None) -> list[str]:
    if settings is None:
        return []
    given = settings.model_dump(exclude_none=True, exclude={"through"})
    options = [
        word for key, value in given.items() for word in (f"--{key.replace('_', '-')}", str(value))
    ]
    return options if settings.through == "webdriver" else [*options, "--adb"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

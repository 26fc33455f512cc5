"""A phone where an adb server looks for emulators."""

import contextlib
import os
import socket
from collections.abc import Iterator
from contextlib import ExitStack

import pytest

from virtual_phone.adb import AdbDoor, EmulatorConsole, console_port
from virtual_phone.tree.device import Device

AVD = "Pixel_of_the_tests"
_TAKEN = "somebody has all ports of emulators"


@contextlib.contextmanager
def emulator(device: Device) -> Iterator[tuple[AdbDoor, EmulatorConsole]]:
    """The phone's two doors on the first free pair of ports; skips, or in CI fails, without one."""
    with ExitStack() as stack:
        for port in range(5585, 5554, -2):
            try:
                door = AdbDoor(device, port=port)
            except OSError:
                continue
            at = console_port(port)
            assert at is not None
            try:
                console = EmulatorConsole(AVD, "127.0.0.1", at, door.stop)
            except OSError:
                door.stop()
                continue
            stack.callback(door.stop)
            door.start()
            console.start()
            stack.callback(console.stop)
            yield door, console
            return
        if os.environ.get("CI"):
            pytest.fail(f"{_TAKEN}, and CI must check this", pytrace=False)
        pytest.skip(_TAKEN)


def tell(adb_port: int, port: int) -> None:
    """Let a running adb server know of an emulator, as an emulator does that starts."""
    message = f"host:emulator:{port}"
    with socket.create_connection(("127.0.0.1", adb_port), 10) as server:
        server.sendall(f"{len(message):04x}{message}".encode())
        server.recv(1)  # it says nothing and hangs up

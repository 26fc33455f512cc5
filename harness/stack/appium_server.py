"""The real Appium server with its UiAutomator2 driver, private to a run."""

import json
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from harness.stack.program import Program, free_ports, program

_START_S = 60


@contextmanager
def appium_server(
    node_path: str,
    appium_home: Path,
    home: Path,
    environment: Mapping[str, str],
    adb_port: int,
    options: Sequence[str] = (),
) -> Iterator[tuple[Program, str]]:
    """Run Appium; yields the program, which may not be ready yet, and its URL.

    Args:
        node_path: Node.
        appium_home: Where Appium and its driver are installed.
        home: A folder of the run's own.
        environment: Names the SDK.
        adb_port: Of the adb server. The driver goes by this capability alone, so it is a default
            for every client's session.
        options: More for `appium server`, such as `--allow-cors`.
    """
    (port,) = free_ports(1)
    command = [
        node_path,
        str(appium_home / "node_modules" / "appium" / "index.js"),
        "server",
        "--address=127.0.0.1",
        f"--port={port}",
        # Its log on a finer level holds every text that is typed.
        "--log-level=warn",
        "--log-no-colors",
        f"--default-capabilities={json.dumps({'appium:adbPort': adb_port})}",
        *options,
    ]
    own = {**environment, "APPIUM_HOME": str(appium_home)}
    with program("Appium", command, own, home / "appium.log") as server:
        yield server, f"http://127.0.0.1:{port}"

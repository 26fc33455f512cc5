"""`python -m harness.stack`: adb, Appium and Grid that live as long as this process.

When all are ready, one line of JSON on standard output says where; they end with standard input, or
with SIGTERM and SIGINT.
"""

import argparse
import json
import os
import signal
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Thread
from typing import Any

from harness.errors import HarnessError, WrongUse
from harness.stack import requirements
from harness.stack.adb_server import adb_server, private_sdk
from harness.stack.appium_server import appium_server
from harness.stack.grid_server import grid
from harness.stack.program import status

_START_S = 60
_WRONG_USE, _FAILED = 2, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until there is no reason to any more; returns the exit code."""
    options = _read(arguments)
    end = Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: end.set())
    try:
        if options.install:
            requirements.appium_folder(_say)
            return 0
        with _served(options) as ready:
            print(json.dumps(ready), flush=True)  # noqa: T201 - this line is what it is for
            Thread(target=_wait_for_end_of_input, args=(end,), daemon=True).start()
            end.wait()
    except HarnessError as error:
        _say(str(error))
        return _WRONG_USE if isinstance(error, WrongUse) else _FAILED
    return 0


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """All programs; yields what the line of JSON says."""
    node, adb_path = requirements.node().path, requirements.adb()
    appium_home = requirements.appium_folder(_say)
    with TemporaryDirectory(prefix="harness-stack-") as folder:
        home = Path(folder)
        environment = {
            **os.environ,
            "ANDROID_HOME": str(private_sdk(adb_path, home)),
            # A proxy for the outside world would take what is meant for the phone.
            "NO_PROXY": "127.0.0.1,localhost",
        }
        with adb_server(adb_path, options.phone, home, environment) as adb:
            appium = appium_server(
                node, appium_home, home, environment, adb.port or 0, options.appium
            )
            with appium as (server, url):
                if not options.grid:
                    server.wait_until(lambda: status(url).get("ready") is True, _START_S)
                    yield {"url": url, "udids": options.phone, "adb_port": adb.port}
                    return
                java, jar = requirements.java().path, requirements.grid_jar(_say)
                with grid(java, jar, url, options.phone, home, environment) as hub:
                    server.wait_until(lambda: status(url).get("ready") is True, _START_S)
                    hub.wait_ready()
                    yield {"url": hub.url, "udids": options.phone, "adb_port": adb.port}


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m harness.stack", description=__doc__)
    add = parser.add_argument
    add(
        "--phone",
        action="append",
        default=[],
        metavar="HOST:PORT",
        help="a phone's adb door; once per phone",
    )
    add("--grid", action="store_true", help="a Selenium Grid in front: a hub, one node per phone")
    add(
        "--appium",
        action="append",
        default=[],
        metavar="OPTION",
        help="an option more for the Appium server, as --appium=--use-plugins=inspector",
    )
    add("--install", action="store_true", help="only install Appium and its driver")
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _wait_for_end_of_input(end: Event) -> None:
    # Not through sys.stdin: a thread that waits in it would trip the interpreter up at the end.
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    end.set()


if __name__ == "__main__":
    sys.exit(main())

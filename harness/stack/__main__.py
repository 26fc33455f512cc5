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

from harness.errors import HarnessError, InfrastructureError, WrongUse
from harness.stack import requirements
from harness.stack.adb_server import adb_server, private_sdk
from harness.stack.appium_server import appium_server
from harness.stack.grid_server import grid
from harness.stack.program import status

_START_S = 60
_SIGNALS = (signal.SIGTERM, signal.SIGINT)
_WRONG_USE, _FAILED = 2, 3


class _Ended(BaseException):
    """Nobody wants the programs any more, also while they are still being started."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until there is no reason to any more; returns the exit code."""
    options = _read(arguments)
    try:
        if options.install:
            print(requirements.appium_folder(_say))  # noqa: T201 - for $APPIUM_HOME
            return 0
        for number in _SIGNALS:
            signal.signal(number, _end)
        Thread(target=_wait_for_end_of_input, daemon=True).start()
        _serve(options)
    except _Ended:
        return 0
    except HarnessError as error:
        _say(str(error))
        return _WRONG_USE if isinstance(error, WrongUse) else _FAILED
    return 0


def _serve(options: argparse.Namespace) -> None:
    """Until somebody ends it. Where the start fails, once more: a port may have been taken."""
    for attempts_left in (1, 0):
        try:
            with _served(options) as ready:
                attempts_left = 0  # noqa: PLW2901 - what fails from here on is no start
                print(json.dumps(ready), flush=True)  # noqa: T201 - this line is what it is for
                Event().wait()
        except InfrastructureError as error:
            if not attempts_left:
                raise
            _say(f"{error}; once more")


@contextmanager
def _served(options: argparse.Namespace) -> Iterator[dict[str, Any]]:
    """All programs; yields what the line of JSON says."""
    adb_path, appium_home = requirements.adb(), requirements.appium_folder(_say)
    node = requirements.appium_node(appium_home).path
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
        help="an option more for the Appium server, as --appium=--allow-cors",
    )
    add(
        "--install",
        action="store_true",
        help="only install Appium and its driver; prints the folder, for $APPIUM_HOME",
    )
    return parser.parse_args(arguments)


def _say(line: str) -> None:
    sys.stderr.write(f"{line}\n")


def _end(*_: object) -> None:
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)  # ending is not to be interrupted
    raise _Ended


def _wait_for_end_of_input() -> None:
    # Not through sys.stdin: a thread that waits in it would trip the interpreter up at the end.
    with suppress(OSError):
        while os.read(0, 4096):
            pass
    os.kill(os.getpid(), signal.SIGTERM)


if __name__ == "__main__":
    sys.exit(main())

"""`python -m virtual_phone.faults.proxy`: in front of a server for as long as the process lives."""

import argparse
import logging
import sys
import threading
from collections.abc import Sequence
from contextlib import suppress
from typing import Final
from urllib.parse import urlsplit

from virtual_phone.faults import CATALOGUE, PROXIED, Faults, UnknownFault, find_strike
from virtual_phone.faults.proxy import Proxy
from virtual_phone.loopback import warn_where_others_reach

_OURS: Final = [fault for fault in CATALOGUE.values() if fault.at in PROXIED]


def main(arguments: Sequence[str] | None = None) -> int:
    """Serve until the end of the process; returns the exit code."""
    options = _read(arguments)
    logging.basicConfig(
        stream=sys.stderr, format="%(asctime)s %(name)s: %(message)s", level=logging.INFO
    )
    warn_where_others_reach(options.host, "use the server behind this proxy as if from here")
    try:
        proxy = Proxy(options.to, Faults(options.fault), options.host, options.port)
    except OSError as error:
        print(f"faults.proxy: cannot listen on {options.host}: {error}", file=sys.stderr)
        return 2
    proxy.start()
    print(proxy.url, flush=True)
    with suppress(KeyboardInterrupt):
        threading.Event().wait()
    proxy.stop()
    return 0


def _read(arguments: Sequence[str] | None) -> argparse.Namespace:
    listed = "\n".join(f"  {each.usage}\n      {each.description}" for each in _OURS)
    parser = argparse.ArgumentParser(
        prog="python -m virtual_phone.faults.proxy",
        description="Hand requests on to a WebDriver server, and let some of them fail. Prints "
        "where it listens, and stays until Ctrl+C.",
        epilog=f"faults:\n{listed}",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("--to", type=_server, required=True, metavar="URL", help="of the server behind it")
    add("--fault", action="append", type=_fault, default=[], metavar="NAME[:nth=N,times=N]")
    add("--host", default="127.0.0.1", metavar="H", help="address to listen on (127.0.0.1)")
    add("--port", type=int, default=0, metavar="P", help="to listen on; a free one by default")
    return parser.parse_args(arguments)


def _server(text: str) -> str:
    there = urlsplit(text)
    if there.scheme in {"http", "https"} and there.hostname:
        return text
    raise argparse.ArgumentTypeError(f'write it as http://127.0.0.1:4723, not "{text}"')


def _fault(text: str) -> str:
    try:
        strike = find_strike(text)
    except UnknownFault as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    if strike.fault in _OURS:
        return strike.name
    raise argparse.ArgumentTypeError(
        f'"{text}" is not between client and server; a proxy knows: '
        f"{', '.join(each.name for each in _OURS)}"
    )


if __name__ == "__main__":
    sys.exit(main())

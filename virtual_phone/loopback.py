"""What listens is for this machine; a program that is told otherwise says so loudly."""

import sys
from ipaddress import ip_address


def warn_where_others_reach(host: str, what: str) -> None:
    """On standard error, in capitals; nothing where only this machine reaches the host.

    Args:
        host: Name or address to listen on.
        what: Anybody else can do then; goes on after "can".
    """
    if not _is_loopback(host):
        print(  # noqa: T201 - for whoever starts the program
            f"WARNING: listening on {host}: anybody who reaches this machine can {what}.",
            file=sys.stderr,
        )


def _is_loopback(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"

"""Ports for the phones' mailboxes: one for each run that goes on at the same time."""

import os
import socket
from itertools import islice

# Below the ports that systems give out by themselves: none of the many connections of the runs can
# take one of these.
_PORTS = range(20_000, 32_000)
_STEP = 97


def free_ports(count: int) -> list[int]:
    """Different ports on which nothing listens; another drill at the same time begins elsewhere.

    Args:
        count: How many.

    Raises:
        OSError: There are not so many.
    """
    first = os.getpid() * _STEP % len(_PORTS)
    order = (*_PORTS[first:], *_PORTS[:first])
    found = list(islice(filter(_is_free, order), count))
    if len(found) < count:
        raise OSError(f"{len(found)} of {count} ports for mailboxes are free")
    return found


def _is_free(port: int) -> bool:
    try:
        socket.create_server(("127.0.0.1", port)).close()
    except OSError:
        return False
    return True

"""`python -m virtual_phone.standby`: says how to start phones, and forks them, while it has input.

One line of JSON on standard output, `{"command": [...]}`, is what to run instead of
`python -m virtual_phone`. Phones that are running when it ends go on.
"""

import gc
import json
import os
import random
import select
import signal
import socket
import sys
import traceback
import warnings
from collections.abc import Callable, Mapping
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from tempfile import TemporaryDirectory, gettempdir
from threading import Thread
from typing import Any, Final, NoReturn

from virtual_phone.__main__ import main as phones
from virtual_phone.mailbox_server import main as mailbox
from virtual_phone.standby import ADDRESS_VARIABLE, command_for

_PROGRAMS: Final[Mapping[str, Callable[[list[str]], int]]] = {"phones": phones, "mailbox": mailbox}
_IMPORTED_LATE: Final = (
    "proxyprotocol.reader",
    "pymap.backend.dict",
    "pymap.imap",
    "pysasl.hashing",
    "virtual_phone.drawing",
    "virtual_phone.ledger",
    "virtual_phone.mailbox",
    "virtual_phone.phone",
    "virtual_phone.viewer",
    "virtual_phone.webdriver",
)
"""What programs import only where they are asked for it."""
_INPUT: Final = 0
_STREAMS: Final = (0, 1, 2)
_MOST_BYTES: Final = 65_536
_CRASHED: Final = 1
# A socket's address has about a hundred characters; some CI servers' folders have more.
_LONGEST_FOLDER: Final = 60


def main() -> int:
    """Stand by until standard input ends."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        for name in _IMPORTED_LATE:
            import_module(name)
    gc.freeze()  # what a program shares with this process stays shared
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody here waits for them
    with (
        TemporaryDirectory(prefix="phones-", dir=_short_folder()) as folder,
        socket.socket(socket.AF_UNIX) as door,
    ):
        _serve(door, str(Path(folder, "standby")))
    return 0


def _short_folder() -> str | None:
    """Where a socket's address is short enough; None for the usual place of temporary files."""
    return "/tmp" if len(gettempdir()) > _LONGEST_FOLDER else None  # noqa: S108 -- a folder of our own in it


def _serve(door: socket.socket, address: str) -> None:
    door.bind(address)
    door.listen(socket.SOMAXCONN)
    print(json.dumps({"command": command_for("phones", address)}), flush=True)
    while True:
        ready = select.select([door.fileno(), _INPUT], [], [])[0]
        if _INPUT in ready and not os.read(_INPUT, _MOST_BYTES):
            return
        if door.fileno() in ready:
            _fork_for(door, address)


def _fork_for(door: socket.socket, address: str) -> None:
    client = door.accept()[0]
    with client:
        if os.fork() == 0:
            door.close()
            _become_program(client, address)


def _become_program(client: socket.socket, address: str) -> NoReturn:
    """Run what the client asks for, in this process, which is used for nothing else."""
    code = _CRASHED
    # Nothing may come out of this process: it would end as the one that stands by, for everybody.
    try:
        code = _carried_out(client, address)
        client.send(bytes([code]))
    except OSError:  # whoever asked for it has gone
        pass
    finally:
        os._exit(code)


def _carried_out(client: socket.socket, address: str) -> int:
    try:
        os.setsid()
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        start, inherited = _told(client)
        os.chdir(start["folder"])
        os.environ.clear()
        os.environ.update(start["environment"], **{ADDRESS_VARIABLE: address})
        random.seed()  # else all would draw the same
        Thread(target=_end_with, args=(client,), daemon=True).start()
        arguments = [*map(str, inherited), *start["arguments"][len(inherited) :]]
        return _PROGRAMS[start["program"]](arguments)
    except SystemExit as end:
        if isinstance(end.code, str):
            print(end.code, file=sys.stderr)
        return end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # noqa: BLE001 -- what would end a process of its own ends this one
        traceback.print_exc()
        return _CRASHED
    finally:
        sys.stdout.flush()
        sys.stderr.flush()


def _told(client: socket.socket) -> tuple[dict[str, Any], list[int]]:
    """What to start, and the descriptors that it gets beside its streams."""
    said, descriptors, *_ = socket.recv_fds(client, _MOST_BYTES, len(_STREAMS) + 1)
    for number, stream in zip(_STREAMS, descriptors, strict=False):
        os.dup2(stream, number)
        os.close(stream)
    while not said.endswith(b"\n"):
        more = client.recv(_MOST_BYTES)
        if not more:
            raise EOFError("whoever asked for a program has gone before saying which")
        said += more
    return json.loads(said), descriptors[len(_STREAMS) :]


def _end_with(client: socket.socket) -> None:
    """A signal to the client is one to the program; however it ends, all that was started does."""
    with suppress(OSError):
        while number := client.recv(1):
            os.kill(os.getpid(), number[0])
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    sys.exit(main())

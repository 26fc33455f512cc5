"""The child process of `virtual_phone.mailbox`: pymap's in-memory IMAP server for one user.

It is started as a file, not as a module, so that it needs nothing but pymap. Its listening socket
is inherited, so a client can connect from the very beginning and is answered once pymap is up. The
user's name and password come through stdin, where no process list shows them. Stdin stays open as
long as the parent lives; when it ends, for whatever reason, so does this process.
"""

import asyncio
import json
import os
import signal
import socket
import sys
import warnings
from argparse import Namespace
from collections.abc import Sequence
from threading import Thread


def main(arguments: Sequence[str]) -> int:
    """Serve until stdin ends.

    Args:
        arguments: One: the descriptor of the socket to serve on.
    """
    # Ctrl-C reaches the whole terminal group; the parent decides when the mailbox ends.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    # pymap greets with the machine's full name, and asks DNS for it unless it is told.
    os.environ["FQDN"] = "localhost"
    who = json.loads(sys.stdin.buffer.readline())
    Thread(target=_end_with_parent, daemon=True).start()
    asyncio.run(_serve(socket.socket(fileno=int(arguments[0])), who["user"], who["password"]))
    return 0


def _end_with_parent() -> None:
    sys.stdin.buffer.read()
    os._exit(0)


async def _serve(listening: socket.socket, user: str, password: str) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        from proxyprotocol.reader import ProxyProtocolReader
        from pymap.backend.dict import DictBackend
        from pymap.imap import IMAPServer
        from pysasl.hashing import BuiltinHash

    # The password lives in this process only, so slow hashing (0.2 s a log-in) would guard nothing.
    fast = BuiltinHash(rounds=1)
    backend, config = await DictBackend.init(_arguments(user, password), hash_context=fast)
    config.apply_context()
    answer = ProxyProtocolReader(config.proxy_protocol).get_callback(
        IMAPServer(backend.login, config)
    )
    server = await asyncio.start_server(answer, sock=listening)
    await server.serve_forever()


def _arguments(user: str, password: str) -> Namespace:
    """What pymap's own command line would have made of `--no-tls dict --demo-user ...`."""
    return Namespace(
        host=None,
        port=0,
        debug=False,
        cert=None,
        key=None,
        tls=False,
        proxy_protocol=None,
        passlib_cfg=None,
        demo_data=False,
        demo_user=user,
        demo_password=password,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

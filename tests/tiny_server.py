"""A server that answers every request as it is told, and remembers what it was asked."""

import json
import socket
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from typing import Any

from harness.session.session import Session

NEW_SESSION = {"value": {"sessionId": "s1", "capabilities": {"udid": "tiny"}}}
Reply = Callable[["Handler"], None]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "TinyServer"

    def _answer(self) -> None:
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length).decode()
        self.server.requests.append((self.command, self.path, body))
        self.server.headers.append(dict(self.headers.items()))
        if self.path == "/session" and self.server.starts:
            phones = self.server.phones
            answer = {"sessionId": "s1", "capabilities": phones.pop(0)} if phones else None
            self.send(200, {"value": answer} if answer else NEW_SESSION)
        else:
            self.server.reply(self)

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 -- http.server's names

    def send(self, status: int, content: Any, kind: str = "application/json", **more: str) -> None:
        """Send all of an answer in one go."""
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        for name, value in more.items():
            self.send_header(name, value)
        self._headers_buffer.append(b"\r\n" + body)  # type: ignore[attr-defined]
        self.flush_headers()

    def reset(self) -> None:
        """Break the connection without an answer."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def hang(self) -> None:
        """Never answer."""
        self.server.released.wait(10)
        self.close_connection = True

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class TinyServer(ThreadingHTTPServer):
    """Answers with `reply`; starts sessions by itself while `starts` is set."""

    daemon_threads = True
    request_queue_size = 20

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.requests: list[tuple[str, str, str]] = []
        self.headers: list[dict[str, str]] = []
        self.phones: list[dict[str, Any]] = []  # what the next sessions are with, if not "tiny"
        self.reply: Reply = answering(200, {"value": None})
        self.starts = True
        self.released = Event()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def asked(self, path_end: str) -> int:
        """How many requests there were for a path."""
        return sum(path.endswith(path_end) for _, path, _ in self.requests)

    def bodies(self, path_end: str) -> list[Any]:
        """What was sent to a path, as JSON."""
        return [json.loads(body) for _, path, body in self.requests if path.endswith(path_end)]

    def handle_error(self, *_: object) -> None:
        """A client that goes away is no matter here."""


def answering(status: int, content: Any, kind: str = "application/json", **more: str) -> Reply:
    """Always the same answer."""
    return lambda handler: handler.send(status, content, kind, **more)


@contextmanager
def tiny_server() -> Iterator[TinyServer]:
    """Runs in a thread of its own."""
    server = TinyServer()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield server
    finally:
        server.released.set()
        server.shutdown()
        server.server_close()
        thread.join()


def start(server: TinyServer, command_s: float = 5, session_s: float = 5) -> Session:
    """A session with the tiny server."""
    return Session.start(
        server.url,
        {},
        name="phone 1",
        command_s=command_s,
        session_s=session_s,
    )

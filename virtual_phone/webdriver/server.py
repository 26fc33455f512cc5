"""HTTP: connections, and what a broken client sends over them.

Headers and body of an answer leave in one write, without Nagle's delay: in two writes every
command would wait 40 ms for the client's acknowledgement.
"""

import contextlib
import json
import logging
import socket
import threading
from collections.abc import Callable
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Protocol
from urllib.parse import urlsplit

from virtual_phone.webdriver.errors import WebDriverError, invalid_argument, unknown_command
from virtual_phone.webdriver.exchange import Reply, Request

_LOG = logging.getLogger(__name__)
_LARGEST = 16 * 1024 * 1024
_MOST_DIGITS = 20
_SILENCE_S = 600

Respond = Callable[[Request], Reply]


class Server(ThreadingHTTPServer):
    """A thread per connection.

    Args:
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        respond: Gives the reply to a request.
        tick: Called every now and then.
    """

    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def __init__(self, host: str, port: int, respond: Respond, tick: Callable[[], None]) -> None:
        self.respond = respond
        self._tick = tick
        self._open: set[socket.socket] = set()
        self._open_lock = threading.Lock()
        super().__init__((host, port), Conversation)

    def service_actions(self) -> None:
        """Called by the serving loop between connections."""
        self._tick()

    def server_bind(self) -> None:
        """Bind without asking a name server who we are."""
        socket.socket.bind(self.socket, self.server_address)
        self.server_address = self.socket.getsockname()
        self.server_name, self.server_port = str(self.server_address[0]), self.server_address[1]

    def process_request(self, request: Any, client_address: Any) -> None:
        """Serve a connection in a thread of its own, and remember it."""
        with self._open_lock:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """A connection is done with."""
        with self._open_lock:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ARG002
        """A connection failed outside of a command: log it and go on."""
        _LOG.warning("connection of %s:%s failed", *client_address[:2], exc_info=True)

    def close_all(self) -> None:
        """Stop listening, and cut the connections that are open."""
        self.server_close()
        with self._open_lock:
            connections = list(self._open)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)


class Responder(Protocol):
    """What a conversation asks for answers."""

    respond: Respond


class Conversation(BaseHTTPRequestHandler):
    """One connection of a client: request after request."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = _SILENCE_S
    server: Responder  # type: ignore[assignment]  # it needs no more of a server than this

    def do_GET(self) -> None:
        """Answer a request, of any method."""
        self._serve()

    do_POST = do_DELETE = do_GET  # noqa: N815 -- as above

    def _serve(self) -> None:
        try:
            body = self._body()
        except WebDriverError as error:
            self.close_connection = True  # what follows on it cannot be told apart
            self._write_error(error)
            return
        if body is None:
            self.close_connection = True
            _LOG.info("a client vanished within %s %s", self.command, self.path)
            return
        try:
            target = urlsplit(self.path)
        except ValueError as error:
            self._write_error(invalid_argument(f"The address cannot be read: {error}"))
            return
        headers = {name.lower(): value for name, value in self.headers.items()}
        request = Request(self.command, target.path, body, target.query, headers)
        self._write(self.server.respond(request))

    def _body(self) -> bytes | None:
        """The request's body; None when the client vanished within it."""
        if "chunked" in self.headers.get("Transfer-Encoding", "").lower():
            raise invalid_argument("A request body must come with Content-Length, not in chunks")
        given = self.headers.get("Content-Length", "0").strip()
        if not (given.isascii() and given.isdigit()):
            raise invalid_argument(f"Content-Length must be a number of bytes, and is '{given}'")
        shown = given if len(given) <= _MOST_DIGITS else f"{given[:_MOST_DIGITS]}..."
        if len(given) > _MOST_DIGITS or int(given) > _LARGEST:
            raise invalid_argument(
                f"The request body has {shown} bytes; at most {_LARGEST} are taken"
            )
        length = int(given)
        body = self.rfile.read(length) if length else b""
        return body if len(body) == length else None

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Answer what the base class does not understand as WebDriver errors do."""
        self.close_connection = True
        if code == HTTPStatus.NOT_IMPLEMENTED:  # a method that is not ours
            self._write_error(unknown_command())
        else:
            self._write_error(invalid_argument(message or explain or "The request is malformed"))

    def _write_error(self, error: WebDriverError) -> None:
        _LOG.info("refused: %s", error)
        self._write(Reply(error.status, json.dumps({"value": error.as_value()}).encode()))

    def _write(self, reply: Reply) -> None:
        more = "".join(f"{name}: {value}\r\n" for name, value in reply.headers.items())
        head = (
            f"HTTP/1.1 {reply.status} {HTTPStatus(reply.status).phrase}\r\n"
            f"Content-Type: {reply.content_type}\r\n"
            f"{more}"
            "Cache-Control: no-cache\r\n"
            f"Content-Length: {len(reply.payload)}\r\n"
            f"Connection: {'close' if self.close_connection else 'keep-alive'}\r\n\r\n"
        )
        try:
            self.wfile.write(head.encode("latin-1") + reply.payload)
        except OSError as error:
            self.close_connection = True
            _LOG.info("a client vanished before its answer: %s", error)

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class's name
        """The base class writes to stderr; here it goes to the log."""
        _LOG.debug(format, *args)

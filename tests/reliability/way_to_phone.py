"""Stands between client and phone, and lets one request fare badly, at a moment of one's choice.

Its faults go by the names of the virtual phone's; besides, it can have the client killed, or let
the phone hear of a request late.
"""

import http.client
import re
import socket
import struct
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Literal, Self
from urllib.parse import urlsplit

Fault = Literal[
    "request-reset",  # before the phone has heard of it
    "request-late",  # the same to the client; the phone hears of it a few requests later
    "answer-reset",  # what was asked is done, and nobody hears of it
    "answer-cut",  # half of the answer comes
    "gateway-lost-answer",  # a page of a gateway comes instead
    "session-expired",  # the phone has ended the session, and says so
    "server-down",  # from here on there is nobody
    "killed-before",  # the client ends before the phone has heard of it
    "killed-during",  # ... when it is done, before the answer
    "killed-after",  # ... a moment after the answer
]
FAULTS: tuple[Fault, ...] = (
    "request-reset",
    "request-late",
    "answer-reset",
    "answer-cut",
    "gateway-lost-answer",
    "session-expired",
    "server-down",
    "killed-before",
    "killed-during",
    "killed-after",
)
KILLS = frozenset(fault for fault in FAULTS if fault.startswith("killed"))
_SESSION = re.compile(r".*/session/[^/]+")
_RESET = struct.pack("ii", 1, 0)
_LOST = b"<html><head><title>502 Bad Gateway</title></head><body></body></html>"


@dataclass(frozen=True)
class Strike:
    """What happens to which request.

    Attributes:
        fault: What.
        nth: To the how many-eth request, counted from 1.
        times: To how many in a row; "server-down" stays.
        late_by: Before the how many-eth request after it the phone hears of a late one; at the
            latest before the first request of whoever comes next.
    """

    fault: Fault
    nth: int
    times: int = 1
    late_by: int = 1

    def hits(self, number: int) -> bool:
        """Whether it happens to a request."""
        last = self.nth + self.times - 1
        return self.nth <= number and (self.fault == "server-down" or number <= last)


class WayToPhone:
    """A door in front of the phone's own.

    Attributes:
        url: For clients.
        requests: How many have come since the last `begin`.
    """

    def __init__(self, door_url: str) -> None:
        there = urlsplit(door_url)
        self._door = (there.hostname or "", there.port or 0)
        self._strike: Strike | None = None
        self._kill: Callable[[], None] = lambda: None
        self.requests = 0
        self._late: list[tuple[int, tuple[str, str, bytes]]] = []
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), lambda *told: _Handler(self, *told))
        self.url = f"http://127.0.0.1:{self._server.server_port}{there.path}"
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.02,))

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def begin(self, strike: Strike | None, kill: Callable[[], None] = lambda: None) -> None:
        """From here on requests are counted anew."""
        with self._lock:
            self._strike, self._kill, self.requests = strike, kill, 0
            self._late = [(1, request) for _, request in self._late]

    def fault_of_next(self) -> tuple[Fault | None, Callable[[], None]]:
        """What happens to the request that has just come, and how its client is killed."""
        with self._lock:
            self.requests += 1
            strike = self._strike
            hit = strike.fault if strike and strike.hits(self.requests) else None
            return hit, self._kill

    def keep(self, method: str, path: str, body: bytes) -> None:
        """A request that the phone gets late."""
        with self._lock:
            late_by = self._strike.late_by if self._strike else 1
            self._late.append((self.requests + late_by, (method, path, body)))

    def deliver(self) -> None:
        """What is late enough reaches the phone, and nobody hears its answer."""
        with self._lock:
            due = [request for at, request in self._late if at <= self.requests]
            self._late = [each for each in self._late if each[0] > self.requests]
        for request in due:
            self.ask(*request)

    def ask(self, method: str, path: str, body: bytes) -> tuple[int, str, bytes]:
        """The phone's answer: status, content type and body."""
        connection = http.client.HTTPConnection(*self._door, timeout=60)
        try:
            connection.request(method, path, body, {"Content-Type": "application/json"})
            answer = connection.getresponse()
            return answer.status, answer.headers.get("Content-Type", ""), answer.read()
        finally:
            connection.close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """A client that is gone is what this is for."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True  # head and body go in two pieces: else 40 ms for each answer

    def __init__(self, way: WayToPhone, *told: object) -> None:
        self._way = way
        super().__init__(*told)  # type: ignore[arg-type]

    def _pass(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        fault, kill = self._way.fault_of_next()
        if fault == "killed-before":
            kill()
        self._way.deliver()
        if fault == "request-late":
            self._way.keep(self.command, self.path, body)
        if fault in {"request-reset", "request-late", "server-down", "killed-before"}:
            self._reset()
            return
        if fault == "session-expired" and (session := _SESSION.match(self.path)):
            self._way.ask("DELETE", session[0], b"")
        status, content_type, answer = self._way.ask(self.command, self.path, body)
        if fault == "killed-during":
            kill()
        if fault in {"answer-reset", "killed-during"}:
            self._reset()
            return
        if fault == "gateway-lost-answer":
            status, content_type, answer = 502, "text/html", _LOST
        self.send_response(status)
        self.send_header("Content-Type", content_type)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        with suppress(OSError):
            self.wfile.write(answer[: len(answer) // 2] if fault == "answer-cut" else answer)
            self.wfile.flush()
        if fault == "answer-cut":
            self._reset()
        if fault == "killed-after":
            kill()

    do_GET = do_POST = do_DELETE = _pass  # noqa: N815 - their names are the library's

    def _reset(self) -> None:
        """End the connection by RST, as a machine does that knows nothing of it."""
        self.close_connection = True
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.connection.shutdown(socket.SHUT_RDWR)

    def log_message(self, *_: object) -> None:
        """Nobody reads it."""

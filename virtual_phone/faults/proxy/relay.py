"""From a request to an answer, and what becomes of either on the way."""

import logging
import select
import socket
import struct
import threading
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, Final, Literal
from urllib.parse import urlsplit

import urllib3

from virtual_phone.faults.catalogue import CATALOGUE
from virtual_phone.faults.fault import At
from virtual_phone.faults.switched import Faults
from virtual_phone.webdriver.exchange import Reply, Request
from virtual_phone.webdriver.server import Conversation, Server
from virtual_phone.webdriver.troubles import moments

_LOG = logging.getLogger(__name__)
_POLL_S: Final = 0.02
_PATIENCE_S: Final = 600.0
# Of one connection, not of the message; and what the answer's own head says anyway.
_NOT_HANDED_ON: Final = frozenset(
    "connection content-length content-type keep-alive proxy-connection te trailer "
    "transfer-encoding upgrade host".split()
)
_GATEWAYS: Final = {"gateway-unavailable": 503, "gateway-too-many": 429}
_BAD_GATEWAY: Final = 502
_HTML: Final = "text/html; charset=utf-8"
_RESET: Final = struct.pack("ii", 1, 0)

Ending = Literal["whole", "half", "late", "reset", "down"]


@dataclass(frozen=True)
class _Fate(Reply):
    """An answer, and what becomes of it on its way.

    Attributes:
        ending: Whether all of it comes, or half, or nothing for a long time, or a reset; or
            nothing ever again.
    """

    ending: Ending = "whole"


class Proxy:
    """Stands in front of one server, on a port of its own.

    Args:
        server_url: Where requests are handed on to; https with a checked certificate.
        faults: What strikes; moments are counted in it.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
    """

    def __init__(
        self, server_url: str, faults: Faults, host: str = "127.0.0.1", port: int = 0
    ) -> None:
        self._to = urlsplit(server_url)
        self._faults = faults
        self._pool = urllib3.PoolManager(retries=False, maxsize=16)
        self._server = Server(host, port, self._respond, lambda: None)
        self._server.RequestHandlerClass = self._conversation
        self._address = self._server.server_address
        self._ending = threading.Lock()
        self._thread: threading.Thread | None = None
        self.stopping = threading.Event()

    @property
    def url(self) -> str:
        """Where clients find it, with the path of the server behind; also before it is started."""
        host, port = self._address[:2]
        return f"http://{host!s}:{port}{self._to.path.rstrip('/')}"

    def start(self) -> None:
        """Serve, in a thread of its own."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name="fault-proxy", daemon=True
        )
        self._thread.start()
        self.go_down_if_due()

    def stop(self) -> None:
        """Stop serving and let the port go; once is enough."""
        self.stopping.set()
        with self._ending:
            if self._thread is not None:
                self._server.shutdown()
                self._thread.join()
                self._thread = None
            self._server.close_all()
        self._pool.clear()

    def go_down_if_due(self) -> None:
        """Close the port before the request at which nobody is to be there any more."""
        if any(each.name == "server-down" for each in self._faults.next_one_strikes(_DOWN_AT)):
            self._faults.meet(_DOWN_AT)
            self.stop()

    def _conversation(self, *told: Any) -> "_Relayed":
        return _Relayed(self, *told)

    def _respond(self, request: Request) -> Reply:
        ats = set(_moments(request))
        reads = At.HTTP_READ in ats
        struck = {fault.name for at in ats for fault in self._faults.meet(at, reads=reads)}
        if struck:
            _LOG.info("%s %s: %s", request.method, request.path, ", ".join(sorted(struck)))
        for name, status in _GATEWAYS.items():
            if name in struck:
                return _page_of_gateway(status, CATALOGUE[name].message)
        if "server-down" in struck:
            return _Fate(_BAD_GATEWAY, b"", ending="down")
        if {"request-reset", "read-reset"} & struck:
            return _Fate(_BAD_GATEWAY, b"", ending="reset")
        reply = self._handed_on(request)
        if "gateway-lost-answer" in struck:
            return _page_of_gateway(_BAD_GATEWAY, CATALOGUE["gateway-lost-answer"].message)
        endings: dict[str, Ending] = {
            "answer-late": "late",
            "answer-reset": "reset",
            "answer-cut": "half",
        }
        struck_endings = [how for name, how in endings.items() if name in struck]
        ending: Ending = struck_endings[0] if struck_endings else "whole"
        return _Fate(reply.status, reply.payload, reply.content_type, reply.headers, ending)

    def _handed_on(self, request: Request) -> Reply:
        target = f"{request.path}?{request.query}" if request.query else request.path
        url = f"{self._to.scheme}://{self._to.netloc}{target}"
        headers = dict(_handed_on(request.headers.items()))
        if content_type := request.headers.get("content-type"):
            headers["content-type"] = content_type
        try:
            answer = self._pool.request(
                request.method,
                url,
                body=request.body or None,
                headers=headers,
                redirect=False,
                decode_content=False,
                timeout=_PATIENCE_S,
            )
        except urllib3.exceptions.HTTPError as error:
            _LOG.warning("no answer from behind: %s", error)
            return _page_of_gateway(_BAD_GATEWAY, "502 Bad Gateway")
        return Reply(
            answer.status,
            answer.data,
            answer.headers.get("content-type", _HTML),
            dict(_handed_on(answer.headers.items())),
        )


_DOWN_AT: Final = At.HTTP_REQUEST


class _Relayed(Conversation):
    """One connection of a client; answers meet their fate on it."""

    def __init__(self, proxy: Proxy, *told: Any) -> None:
        self._proxy = proxy
        super().__init__(*told)

    def _serve(self) -> None:
        super()._serve()
        # Not while answering: what is closed before the answer has left could not be told apart
        # from a reset.
        self._proxy.go_down_if_due()

    def _write(self, reply: Reply) -> None:
        ending = reply.ending if isinstance(reply, _Fate) else "whole"
        if ending == "whole":
            super()._write(reply)
            return
        self.close_connection = True
        if ending == "late":
            self._wait_for_client_to_go()
        elif ending == "half":
            self._write_half(reply)
        else:
            self._reset()
        if ending == "down":
            self._proxy.stop()

    def _wait_for_client_to_go(self) -> None:
        """Until it has lost its patience; then what was held is of no use to anybody."""
        waited_s = 0.0
        while waited_s < _PATIENCE_S and not self._proxy.stopping.is_set():
            readable, _, _ = select.select([self.connection], [], [], _POLL_S)
            if readable and not self.connection.recv(1, socket.MSG_PEEK):
                return
            waited_s += _POLL_S

    def _write_half(self, reply: Reply) -> None:
        head = (
            f"HTTP/1.1 {reply.status} OK\r\nContent-Type: {reply.content_type}\r\n"
            f"Content-Length: {len(reply.payload)}\r\n\r\n"
        )
        with suppress(OSError):
            self.wfile.write(head.encode("latin-1") + reply.payload[: len(reply.payload) // 2])

    def _reset(self) -> None:
        """End the connection as a machine does that knows nothing of it: by RST."""
        with suppress(OSError):
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, _RESET)
            self.connection.close()


def _moments(request: Request) -> Iterable[At]:
    """What a request is, as faults of the transport count."""
    parts = request.parts
    if "session" not in parts[:-1]:
        return
    yield At.HTTP_REQUEST
    rest = parts[parts.index("session") + 2 :]
    is_a = set(moments(request.method, rest))
    if request.method == "GET" or At.LOOK_UP in is_a:
        yield At.HTTP_READ
    elif At.ACT in is_a:
        yield At.HTTP_ACT


def _handed_on(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    return ((name, value) for name, value in headers if name.lower() not in _NOT_HANDED_ON)


def _page_of_gateway(status: int, words: str) -> Reply:
    page = f"<html><head><title>{words}</title></head><body><h1>{words}</h1></body></html>"
    return Reply(status, page.encode(), _HTML)

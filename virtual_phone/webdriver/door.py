"""The door: from a request to an answer, for one phone."""

import threading
import time
from functools import partial
from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import insecure, unknown_command
from virtual_phone.webdriver.exchange import Answer, Reply, Request, answered
from virtual_phone.webdriver.lifecycle import Lifecycle
from virtual_phone.webdriver.routes import RoutingTable
from virtual_phone.webdriver.server import Server
from virtual_phone.webdriver.session import Call, Session
from virtual_phone.webdriver.troubles import Troubles

_SESSION_PARTS = 3  # "", "session" and the id
_POLL_S = 0.02  # how soon the door notices that it is to close
_TABLE = RoutingTable()


class WebDriverDoor:
    """Serves a phone to WebDriver clients, as Appium with the UiAutomator2 driver would.

    Args:
        device: The phone.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
        latency_s: How much longer every answer takes than it needs, as over a network.
    """

    def __init__(
        self, device: Device, host: str = "127.0.0.1", port: int = 0, latency_s: float = 0
    ) -> None:
        self._device, self._latency_s = device, latency_s
        self._lifecycle = Lifecycle(device)
        self._troubles = Troubles(device)
        self._stopping = threading.Event()
        self._server = Server(host, port, self._respond, self._expire)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """Where clients find it; also before it is started."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}"

    def start(self) -> None:
        """Serve, in a thread of its own."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name="webdriver-door", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving and let the port go."""
        self._stopping.set()
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.close_all()

    def answer(self, request: Request) -> Answer:
        """The one way from a request to its answer; nothing else leads to the phone.

        Args:
            request: What a client asks.
        """
        return answered(request, lambda: self._run(request))

    def _run(self, request: Request) -> Any:
        parts, body = request.parts, request.parameters()
        if parts == ["", "status"] and request.method == "GET":
            return self._status()
        if parts == ["", "appium", "sessions"] and request.method == "GET":
            raise insecure("session_discovery")
        with self._device.lock:
            if parts == ["", "session"] and request.method == "POST":
                return self._lifecycle.begin(body, self._troubles.refuse_session)
            if len(parts) < _SESSION_PARTS or parts[1] != "session":
                raise unknown_command()
            return self._in_session(request.method, parts, body)

    def _in_session(self, method: str, parts: list[str], body: dict[str, Any]) -> Any:
        rest = parts[_SESSION_PARTS:]
        deletes = method == "DELETE" and not rest
        route = None if deletes else _TABLE.find(method, rest)
        if route is None and not deletes:
            raise unknown_command()
        session = self._lifecycle.get(parts[2])
        if route is None:
            self._lifecycle.end(session)
            return None
        command, path = route
        call = Call(session, path, body, self._stopping)
        run = partial(self._troubles.around, session, method, rest, body, lambda: command(call))
        return self._timed(session, run)

    @staticmethod
    def _timed(session: Session, run: Any) -> Any:
        """A command that takes long does not count as a client's silence."""
        session.last_command_s = float("inf")
        try:
            return run()
        finally:
            session.last_command_s = time.monotonic()

    def _status(self) -> dict[str, Any]:
        return {
            "ready": True,
            "message": "The virtual phone is ready to accept new connections",
            "build": {"version": "0.1.0", "name": "virtual phone", "udid": self._device.udid},
        }

    def _respond(self, request: Request) -> Reply:
        if self._latency_s:
            self._stopping.wait(self._latency_s)
        return self.answer(request).as_reply()

    def _expire(self) -> None:
        if self._device.lock.acquire(blocking=False):
            try:
                self._lifecycle.expire()
            finally:
                self._device.lock.release()

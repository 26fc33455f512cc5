"""The server: from a request to an answer, and from its start to its end."""

import io
import logging
import threading
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from typing import Any, Final

from virtual_phone.device_server.routes import ROUTES
from virtual_phone.faults import At
from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument, unknown_command
from virtual_phone.webdriver.exchange import Answer, Reply, Request, answered
from virtual_phone.webdriver.routes import RoutingTable
from virtual_phone.webdriver.server import Conversation, Respond
from virtual_phone.webdriver.session import Call, Session
from virtual_phone.webdriver.session_slot import SessionSlot
from virtual_phone.webdriver.troubles import Crash, Troubles

_LOG = logging.getLogger(__name__)
PORT: Final = 6790
VERSION: Final = ("10.6.6", 278)
_SESSION_PARTS = 3  # "", "session" and the id
_START_S = 30.0  # the driver's own patience with a server that starts
_GOODBYE_S = 0.015  # from the answer to DELETE until the process is gone
_TABLE = RoutingTable(ROUTES)


class DeviceServer:
    """The on-device server of one phone; it answers requests from when it is launched.

    The driver asks for its status at the moment at which it launches it, and once a second from
    then on. So that a session need not wait for the second time, a request for the status is
    held until the server runs.

    Args:
        device: The phone.

    Attributes:
        ended: Set when its process has ended.
        cut_way: Ends what leads to it from outside; its process stays.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._slot = SessionSlot(device)
        self._changed = threading.Condition()
        self._stopping = threading.Event()
        self._running = False
        self.ended: threading.Event = threading.Event()
        self.cut_way: Callable[[], None] = self.stop
        crashes: dict[str, Callable[[], None]] = {
            "instrumentation-died": self.stop,
            "server-hangs-up": self.stop,
            "forward-lost": self._lose_way,
            "adb-restarted": self._lose_way,
        }
        self._troubles = Troubles(device, crashes)

    @property
    def running(self) -> bool:
        """Whether its process is there."""
        return self._running

    def launch(self) -> threading.Event:
        """Start its process, in place of one that runs; returns what is set when it has ended."""
        self.stop()
        with self._changed:
            self._running, self.ended = True, threading.Event()
            self._changed.notify_all()
        if self._device.faults.strikes("server-never-up"):
            self.stop()
        return self.ended

    def stop(self) -> None:
        """End its process at once, and the session with it."""
        with self._device.lock:
            if self._slot.session is not None:
                self._slot.end(self._slot.session)
        self._running = False
        self.ended.set()

    def close(self) -> None:
        """The phone goes away: nobody is held any longer."""
        self._stopping.set()
        self.stop()
        with self._changed:
            self._changed.notify_all()

    def converse(self, reader: io.BufferedIOBase, writer: io.RawIOBase) -> None:
        """Answer one connection's requests, until it ends.

        Args:
            reader: What the client sends.
            writer: Where answers go; a write to a vanished client raises OSError.
        """
        # A conversation takes any pipe for its socket, and any `respond` for its server.
        pipe: Any = _Pipe(reader, writer)
        answers: Any = _Answers(self._respond)
        with suppress(Crash):  # the client gets no answer, and the stream ends
            _PipedConversation(pipe, ("adb", 0), answers)

    def answer(self, request: Request) -> Answer:
        """The one way from a request to its answer.

        Args:
            request: What a client asks.
        """
        answer = answered(request, lambda: self._run(request))
        value, parts = answer.body["value"], request.parts
        begun = isinstance(value, dict) and "sessionId" in value and len(parts) < _SESSION_PARTS
        session_id = parts[2] if len(parts) >= _SESSION_PARTS else None
        return Answer(
            answer.status, {"sessionId": value["sessionId"] if begun else session_id, **answer.body}
        )

    def _lose_way(self) -> None:
        self.cut_way()

    def _respond(self, request: Request) -> Reply:
        return self.answer(request).as_reply()

    def _run(self, request: Request) -> Any:
        parts, body = request.parts, request.parameters()
        asked = (request.method, *parts[1:])
        if asked == ("GET", "status"):
            return self._status()
        with self._device.lock:
            if asked == ("GET", "sessions"):
                session = self._slot.session
                return [] if session is None else [{"id": session.id}]
            if asked == ("POST", "session"):
                return self._begin(body)
            if len(parts) < _SESSION_PARTS or parts[1] != "session":
                raise unknown_command()
            return self._in_session(request.method, parts, body)

    def _status(self) -> dict[str, Any]:
        with self._changed:
            self._changed.wait_for(lambda: self._running or self._stopping.is_set(), _START_S)
        if not self._running:
            raise WebDriverError("unknown error", "The server is not running")
        name, code = VERSION
        return {
            "ready": True,
            "message": "UiAutomator2 Server is ready to accept commands",
            "build": {"version": name, "versionCode": code},
        }

    def _begin(self, body: dict[str, Any]) -> dict[str, Any]:
        asked = body.get("capabilities")
        if not isinstance(asked, dict):
            raise WebDriverError(
                "session not created", "'capabilities' are mandatory for session creation"
            )
        session = self._slot.new_session(_merged(asked))
        if self._slot.session is not None:
            self._slot.end(self._slot.session)
        self._slot.session = session
        return {"sessionId": session.id, "capabilities": session.capabilities}

    def _in_session(self, method: str, parts: list[str], body: dict[str, Any]) -> Any:
        rest = parts[_SESSION_PARTS:]
        if method == "DELETE" and not rest:
            self._end(self._slot.get(parts[2]))
            return None
        route = _TABLE.find(method, rest)
        if route is None:
            raise unknown_command()
        command, path = route
        call = Call(self._slot.get(parts[2]), path, body, self._stopping)
        run = partial(command, call)
        answer = self._troubles.around(call.session, method, rest, body, run)
        self._die_if_due(call.session)
        return answer

    def _die_if_due(self, session: Session) -> None:
        """Between two commands: then the driver knows of it before it hands on the next one."""
        faults = self._device.faults
        if any(each.name == "instrumentation-died" for each in faults.next_one_strikes(At.COMMAND)):
            faults.meet(At.COMMAND)
            self._end(session)

    def _end(self, session: Session) -> None:
        """The server ends with its session: its process first, what started it a moment later."""
        self._slot.end(session)
        self._running = False
        goodbye = threading.Timer(_GOODBYE_S, self.ended.set)
        goodbye.daemon = True
        goodbye.start()


def _merged(asked: dict[str, Any]) -> dict[str, Any]:
    """The capabilities; the driver sends one match, without prefixes."""
    always, first = asked.get("alwaysMatch") or {}, asked.get("firstMatch") or [{}]
    if (
        not isinstance(always, dict)
        or not isinstance(first, list)
        or not isinstance(first[0], dict)
    ):
        raise invalid_argument("'alwaysMatch' must be an object, 'firstMatch' a list of objects")
    merged = {**always, **first[0]}
    return {name.removeprefix("appium:"): value for name, value in merged.items()}


class _Answers:
    """The part of a server that a conversation needs."""

    def __init__(self, respond: Respond) -> None:
        self.respond = respond


class _Pipe:
    """A connection that is no socket."""

    def __init__(self, reader: io.BufferedIOBase, writer: io.RawIOBase) -> None:
        self.reader, self.writer = reader, writer


class _PipedConversation(Conversation):
    """HTTP over a stream of adb instead of a socket."""

    request: Any

    def setup(self) -> None:
        """Take the stream's two ends."""
        self.rfile, self.wfile = self.request.reader, self.request.writer

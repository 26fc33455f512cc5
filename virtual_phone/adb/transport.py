"""One connection of an adb server: who is there, and many streams over one socket."""

import logging
import secrets
import socket
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import Final, Literal

from virtual_phone.adb.packets import (
    AUTH,
    CLSE,
    CNXN,
    LARGEST,
    OKAY,
    OPEN,
    VERSION,
    WRTE,
    BrokenPacket,
    Packet,
    read_packet,
)
from virtual_phone.adb.stream import Stream, StreamClosed

_LOG = logging.getLogger(__name__)
_MOST_STREAMS: Final = 256
_OLDEST_VERSION: Final = 0x01000000
_TOKEN, _PUBLIC_KEY = 1, 3
"""What an AUTH packet holds: a token to sign, or the key that a person has to allow."""
_TOKEN_BYTES: Final = 20

Service = Callable[[Stream], None]
"""Serves one stream in a thread of its own; the stream is closed when it returns."""
FindService = Callable[[str], Service | None]
Admission = Literal["open", "asked", "silent"]
"""Whom the phone lets in: anybody; nobody until a person allows it; nobody, without a word."""


class Transport:
    """Serves one adb server, until its connection ends.

    Args:
        connection: The socket; closed at the end.
        find_service: By its name; None refuses it.
        banner: What the phone says of itself.
        admission: Whether it says anything at all.
    """

    def __init__(
        self,
        connection: socket.socket,
        find_service: FindService,
        banner: str,
        admission: Admission = "open",
    ) -> None:
        self._connection, self._admission = connection, admission
        self._find_service, self._banner = find_service, banner
        self._sending = threading.Lock()
        self._streams: dict[int, Stream] = {}
        self._last_number = 0
        self._online = False
        self._version, self._largest = _OLDEST_VERSION, LARGEST

    def run(self) -> None:
        """Take packets until the other side goes, or sends what is none."""
        try:
            with self._connection.makefile("rb") as source:
                while packet := read_packet(source, checked=self._version < VERSION):
                    self._take(packet)
        except BrokenPacket as broken:
            _LOG.warning("adb: %s; the connection is dropped", broken)
        except OSError as error:
            _LOG.info("adb: the connection is gone: %s", error)
        finally:
            self._hang_up()
            with suppress(OSError):
                self._connection.shutdown(socket.SHUT_RDWR)
            self._connection.close()

    def _take(self, packet: Packet) -> None:
        if self._admission != "open":
            self._keep_out(packet)
        elif packet.command == CNXN:
            self._greet(packet)
        elif not self._online:
            _LOG.warning("adb: %s before the greeting is ignored", packet.name)
        elif packet.command == OPEN:
            self._open(packet)
        elif packet.command in {OKAY, WRTE, CLSE}:
            self._pass_on(packet)
        else:
            _LOG.warning("adb: what is %s? It is ignored", packet.name)

    def _keep_out(self, packet: Packet) -> None:
        """Ask for a signature, and know none; a key waits for a person who never comes."""
        knows_no_key = packet.command == AUTH and packet.arg0 != _PUBLIC_KEY
        if self._admission == "asked" and (packet.command == CNXN or knows_no_key):
            token = secrets.token_bytes(_TOKEN_BYTES)
            self._send(Packet(AUTH, _TOKEN, 0, token), checked=True)

    def _greet(self, packet: Packet) -> None:
        """Somebody is there, for the first time or anew: nothing of before counts."""
        self._hang_up()
        self._largest = max(1, min(packet.arg1, LARGEST))
        _LOG.info("adb: %s", packet.payload.decode(errors="replace"))
        self._send(Packet(CNXN, VERSION, LARGEST, self._banner.encode()), checked=True)
        self._version = min(packet.arg0, VERSION)
        self._online = True

    def _open(self, packet: Packet) -> None:
        name = packet.payload.rstrip(b"\0").decode(errors="replace")
        service = self._find_service(name) if packet.arg0 else None
        if service is None or len(self._streams) >= _MOST_STREAMS:
            _LOG.warning("adb: no service %r", name.partition(":")[0])
            self._send(Packet(CLSE, 0, packet.arg0))
            return
        self._last_number += 1
        stream = Stream(self._last_number, packet.arg0, self._send, self._largest)
        self._streams[stream.local] = stream
        self._send(Packet(OKAY, stream.local, stream.remote))
        threading.Thread(
            target=self._serve, args=(service, stream, name), name=f"adb {name[:24]}", daemon=True
        ).start()

    def _serve(self, service: Service, stream: Stream, name: str) -> None:
        kind = name.partition(":")[0]
        try:
            service(stream)
        except StreamClosed:
            _LOG.info("adb: a client of %s has gone before the end", kind)
        except Exception:  # noqa: BLE001 -- the other streams, and the next client, are served
            _LOG.exception("adb: %s failed", kind)
        finally:
            with suppress(OSError):
                stream.close()
            self._streams.pop(stream.local, None)

    def _pass_on(self, packet: Packet) -> None:
        stream = self._streams.get(packet.arg1)
        if stream is None or packet.arg0 not in {0, stream.remote}:
            return  # it has ended at this end already
        if packet.command == OKAY:
            stream.taken()
        elif packet.command == CLSE:
            if not stream.ended.is_set():
                stream.close()
        elif not stream.feed(packet.payload):
            _LOG.warning("adb: a client writes without waiting; its stream is closed")
            stream.close()

    def _hang_up(self) -> None:
        for stream in list(self._streams.values()):
            stream.hang_up()
        self._streams.clear()

    def _send(self, packet: Packet, *, checked: bool = False) -> None:
        data = packet.encode(checked=checked or self._version < VERSION)
        try:
            with self._sending:
                self._connection.sendall(data)
        except OSError as error:
            raise StreamClosed(f"the adb server has gone: {error}") from error

"""One stream within a transport: two numbers, and in each direction one packet at a time."""

import io
import logging
import threading
from collections.abc import Callable
from typing import Any, Final

from virtual_phone.adb.packets import CLSE, LARGEST, OKAY, WRTE, Packet

_LOG = logging.getLogger(__name__)
_MOST_UNREAD: Final = 2 * LARGEST
"""A client that respects the rules never has more than one packet unread."""

Send = Callable[[Packet], None]


class StreamClosed(ConnectionError):
    """The other side has gone."""


class Stream:
    """A stream, blocking for the service at this end of it.

    Args:
        local: This side's number.
        remote: The other side's number.
        send: Sends a packet.
        largest: Bytes that fit into a packet, as agreed.

    Attributes:
        ended: Set when nothing can be read or written any more.
        reader: What comes, as a buffered file.
        writer: What goes, as a file.
    """

    def __init__(self, local: int, remote: int, send: Send, largest: int = LARGEST) -> None:
        self.local, self.remote = local, remote
        self._send, self._largest = send, largest
        self._changed = threading.Condition()
        self._unread = bytearray()
        self._owed = 0  # packets read but not acknowledged yet
        self._may_send = True
        self.ended = threading.Event()
        self.reader = io.BufferedReader(_Incoming(self))
        self.writer = _Outgoing(self)

    # For the service
    def read(self, most: int) -> bytes:
        """At least one byte, at most so many; b"" when the stream has ended."""
        with self._changed:
            self._changed.wait_for(lambda: self._unread or self.ended.is_set())
            data = bytes(self._unread[:most])
            del self._unread[:most]
            owed = 0
            if not self._unread:
                owed, self._owed = self._owed, 0
        self._acknowledge(owed)
        return data

    def write(self, data: bytes | memoryview) -> None:
        """All of it, packet by packet; each waits until the one before was taken.

        Raises:
            StreamClosed: The other side has gone.
        """
        view = memoryview(data)
        for start in range(0, len(view), self._largest):
            with self._changed:
                self._changed.wait_for(lambda: self._may_send or self.ended.is_set())
                if self.ended.is_set():
                    raise StreamClosed("the client has closed its end")
                self._may_send = False
            part = bytes(view[start : start + self._largest])
            self._send(Packet(WRTE, self.local, self.remote, part))

    def close(self) -> None:
        """Tell the other side that this is all, unless it has gone already."""
        if not self._end():
            self._send(Packet(CLSE, self.local, self.remote))

    # For the transport
    def feed(self, data: bytes) -> bool:
        """The other side has written; False where it wrote more than it may."""
        with self._changed:
            if self.ended.is_set():
                return True
            if len(self._unread) + len(data) > _MOST_UNREAD:
                return False
            self._unread += data
            self._owed += 1
            self._changed.notify_all()
        if not data:
            with self._changed:
                owed, self._owed = (self._owed, 0) if not self._unread else (0, self._owed)
            self._acknowledge(owed)
        return True

    def taken(self) -> None:
        """The other side has taken the last packet."""
        with self._changed:
            self._may_send = True
            self._changed.notify_all()

    def hang_up(self) -> None:
        """The other side has gone; what it wrote can still be read."""
        self._end()

    def _end(self) -> bool:
        """Returns whether it had ended already."""
        with self._changed:
            before = self.ended.is_set()
            self.ended.set()
            self._changed.notify_all()
        return before

    def _acknowledge(self, packets: int) -> None:
        for _ in range(packets):
            if not self.ended.is_set():
                self._send(Packet(OKAY, self.local, self.remote))


class _Incoming(io.RawIOBase):
    """A stream as a file to read from."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def readable(self) -> bool:
        """It is."""
        return True

    def readinto(self, buffer: Any) -> int:
        """Some bytes; 0 at the end."""
        data = self._stream.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)


class _Outgoing(io.RawIOBase):
    """A stream as a file to write to."""

    def __init__(self, stream: Stream) -> None:
        self._stream = stream

    def writable(self) -> bool:
        """It is."""
        return True

    def write(self, data: Any) -> int:
        """All of it."""
        self._stream.write(data)
        return len(data)

"""An adb server in miniature: packets over one socket, as bare as a test needs them."""

import socket
import struct
from typing import BinaryIO

from virtual_phone.adb.packets import (
    CLSE,
    CNXN,
    LARGEST,
    OKAY,
    OPEN,
    VERSION,
    WRTE,
    Packet,
    read_packet,
)


class AdbClient:
    """One connection to a phone's adb door; reads and writes block for 10 s at most."""

    def __init__(self, address: str) -> None:
        host, _, port = address.rpartition(":")
        self.socket = socket.create_connection((host, int(port)), 10)
        self.source: BinaryIO = self.socket.makefile("rb")

    def send(self, command: int, arg0: int, arg1: int, payload: bytes = b"") -> None:
        self.socket.sendall(Packet(command, arg0, arg1, payload).encode(checked=True))

    def receive(self) -> Packet | None:
        return read_packet(self.source)

    def greet(self) -> Packet:
        self.send(CNXN, VERSION, LARGEST, b"host::features=shell_v2,cmd")
        answer = self.receive()
        assert answer is not None
        assert answer.command == CNXN
        return answer

    def open(self, service: str, number: int = 1) -> int:
        """The phone's number of the stream; 0 where it refuses."""
        self.send(OPEN, number, 0, service.encode() + b"\0")
        answer = self.receive()
        assert answer is not None
        assert answer.arg1 == number
        assert answer.command == (OKAY if answer.arg0 else CLSE)
        return answer.arg0

    def write(self, stream: int, data: bytes, number: int = 1) -> None:
        self.send(WRTE, number, stream, data)

    def all_output(self, stream: int, number: int = 1) -> bytes:
        """Everything until the phone closes the stream."""
        output = bytearray()
        while packet := self.receive():
            if packet.arg1 != number:
                continue
            if packet.command == WRTE:
                output += packet.payload
                self.send(OKAY, number, stream)
            elif packet.command == CLSE:
                break
        return bytes(output)

    def run(self, service: str, data: bytes = b"", number: int = 1) -> bytes:
        """What a service says."""
        stream = self.open(service, number)
        assert stream, f"{service} was refused"
        if data:
            self.write(stream, data, number)
        return self.all_output(stream, number)

    def ended(self) -> bool:
        """Whether the phone has dropped the connection."""
        try:
            return self.receive() is None
        except ConnectionError:
            return True

    def close(self) -> None:
        self.source.close()
        self.socket.close()


def frames(data: bytes) -> list[tuple[int, bytes]]:
    """What a shell of version 2 says: kinds (1 output, 2 errors, 3 exit code) and data."""
    found, at = [], 0
    while at < len(data):
        kind, length = struct.unpack_from("<BI", data, at)
        found.append((kind, data[at + 5 : at + 5 + length]))
        at += 5 + length
    return found


def typed(data: bytes, kind: int = 0) -> bytes:
    """A frame of input for a shell of version 2."""
    return struct.pack("<BI", kind, len(data)) + data

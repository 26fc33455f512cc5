"""Packets of adb's transport: six little-endian numbers of 32 bits, then a payload."""

import struct
from dataclasses import dataclass
from typing import BinaryIO, Final

SYNC: Final = 0x434E5953
CNXN: Final = 0x4E584E43
OPEN: Final = 0x4E45504F
OKAY: Final = 0x59414B4F
CLSE: Final = 0x45534C43
WRTE: Final = 0x45545257
AUTH: Final = 0x48545541
STLS: Final = 0x534C5453
VERSION: Final = 0x01000001
"""From this version on nobody computes checksums."""
LARGEST: Final = 256 * 1024
"""The largest payload that this phone announces and takes, in bytes."""
_LARGEST_BEFORE_AGREED: Final = 1024 * 1024
_HEADER: Final = struct.Struct("<6I")
_MASK: Final = 0xFFFFFFFF


class BrokenPacket(Exception):
    """What came is no packet; a phone drops the connection."""


@dataclass(frozen=True)
class Packet:
    """One packet.

    Attributes:
        command: One of the numbers above.
        arg0: Mostly the sender's number of a stream.
        arg1: Mostly the receiver's number of it.
        payload: At most `LARGEST` bytes.
    """

    command: int
    arg0: int
    arg1: int
    payload: bytes = b""

    @property
    def name(self) -> str:
        """The command in letters, for the log."""
        return self.command.to_bytes(4, "little").decode("ascii", "backslashreplace")

    def encode(self, *, checked: bool = False) -> bytes:
        """As it goes over the wire.

        Args:
            checked: With a checksum, as versions before `VERSION` want it.
        """
        checksum = sum(self.payload) & _MASK if checked else 0
        head = (self.command, self.arg0, self.arg1, len(self.payload), checksum)
        return _HEADER.pack(*head, self.command ^ _MASK) + self.payload


def read_packet(source: BinaryIO, *, checked: bool = False) -> Packet | None:
    """The next packet; None when the connection has ended.

    Args:
        source: A buffered reader.
        checked: Whether the payload must fit its checksum.

    Raises:
        BrokenPacket: It is none, is too long, was damaged, or ended early.
    """
    head = source.read(_HEADER.size)
    if not head:
        return None
    if len(head) < _HEADER.size:
        raise BrokenPacket(f"the connection ended within a header, after {len(head)} bytes")
    command, arg0, arg1, length, checksum, magic = _HEADER.unpack(head)
    if command ^ _MASK != magic:
        raise BrokenPacket(f"no packet begins with {head.hex()}")
    if length > (_LARGEST_BEFORE_AGREED if command == CNXN else LARGEST):
        raise BrokenPacket(f"a payload of {length} bytes is announced; at most {LARGEST} are taken")
    payload = source.read(length) if length else b""
    if len(payload) < length:
        raise BrokenPacket(
            f"the connection ended within a payload, {len(payload)} of {length} bytes"
        )
    if checked and sum(payload) & _MASK != checksum:
        raise BrokenPacket("a payload does not fit its checksum")
    return Packet(command, arg0, arg1, payload)

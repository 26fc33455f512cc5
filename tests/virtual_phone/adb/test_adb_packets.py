"""Packets: what is one, and what is not."""

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from virtual_phone.adb.packets import CNXN, LARGEST, WRTE, BrokenPacket, Packet, read_packet

NUMBERS = some.integers(0, 0xFFFFFFFF)


@given(NUMBERS, NUMBERS, NUMBERS, some.binary(max_size=300), some.booleans())
def test_a_packet_comes_back_as_it_went(
    command: int, arg0: int, arg1: int, payload: bytes, checked: bool
) -> None:
    """Encoded and read again, with a checksum and without."""
    packet = Packet(command, arg0, arg1, payload)
    assert read_packet(io.BytesIO(packet.encode(checked=checked)), checked=checked) == packet


@settings(max_examples=2000)
@given(some.binary(max_size=64), some.booleans())
def test_anything_else_is_refused(data: bytes, checked: bool) -> None:
    """Random bytes are the end of the connection, a packet by luck, or a broken one."""
    try:
        packet = read_packet(io.BytesIO(data), checked=checked)
    except BrokenPacket:
        return
    assert packet is None or data.startswith(packet.encode(checked=checked)[:20])


@pytest.mark.parametrize(
    ("data", "complaint"),
    [
        (b"GET / HTTP/1.1\r\nHost: a.example\r\n", "no packet begins with 474554"),
        (b"CNXN", "ended within a header, after 4 bytes"),
        (Packet(WRTE, 1, 1, b"abc").encode()[:-1], "within a payload, 2 of 3 bytes"),
        (Packet(WRTE, 1, 1, b"x" * (LARGEST + 1)).encode(), f"payload of {LARGEST + 1} bytes"),
    ],
)
def test_what_is_wrong_is_said(data: bytes, complaint: str) -> None:
    """For the log."""
    with pytest.raises(BrokenPacket, match=complaint):
        read_packet(io.BytesIO(data))


def test_damage_is_found_by_the_checksum() -> None:
    """Only where both sides still compute one."""
    data = bytearray(Packet(CNXN, 1, 1, b"host::").encode(checked=True))
    data[-1] ^= 1
    assert read_packet(io.BytesIO(bytes(data))) is not None
    with pytest.raises(BrokenPacket, match="checksum"):
        read_packet(io.BytesIO(bytes(data)), checked=True)


def test_a_packet_has_a_name_for_the_log() -> None:
    """Its four letters."""
    assert Packet(CNXN, 0, 0).name == "CNXN"

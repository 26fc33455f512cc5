"""Nonsense: packets, torn packets, and streams that begin well; the next client is served."""

import contextlib
import logging
import socket
import struct
from collections.abc import Callable

import pytest
from adb_client import AdbClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from virtual_phone.adb.packets import AUTH, CLSE, CNXN, OKAY, OPEN, STLS, WRTE, Packet

NewClient = Callable[[], AdbClient]

COMMANDS = some.sampled_from([CNXN, OPEN, OKAY, WRTE, CLSE, AUTH, STLS, 0])
SERVICES = some.sampled_from(
    [b"shell:echo hi\0", b"shell,v2:cat\0", b"sync:\0", b"tcp:6790\0", b"exec:ls /\0", b"\xff", b""]
)
PACKETS = some.builds(
    Packet,
    COMMANDS,
    some.integers(0, 4),
    some.integers(0, 4),
    SERVICES | some.binary(max_size=40),
)
EXAMPLES, PACKETS_EACH = 125, 80  # together 10,000


@settings(
    max_examples=EXAMPLES,
    deadline=None,
    suppress_health_check=list(HealthCheck),
)
@given(some.lists(PACKETS, min_size=PACKETS_EACH, max_size=PACKETS_EACH + 20))
def test_any_packets_in_any_order(
    new_client: NewClient, caplog: pytest.LogCaptureFixture, packets: list[Packet]
) -> None:
    """10,000 packets that make no sense: nothing fails inside, the next client is served."""
    client = new_client()
    client.greet()
    client.socket.sendall(b"".join(packet.encode(checked=True) for packet in packets))
    client.socket.shutdown(socket.SHUT_WR)
    while client.receive():
        pass
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


TORN = some.builds(
    lambda packet, at, byte: bytes([*packet[:at], byte, *packet[at + 1 :]]),
    PACKETS.map(lambda packet: packet.encode(checked=True)),
    some.integers(0, 23),
    some.integers(0, 255),
)
FRAMES = some.builds(
    lambda kind, length, data: struct.pack("<BI", kind, length) + data,
    some.integers(0, 6),
    some.integers(0, 50) | some.just(0xFFFFFFFF),
    some.binary(max_size=50),
)
REQUESTS = some.builds(
    lambda name, length, data: struct.pack("<4sI", name, length) + data,
    some.sampled_from([b"STAT", b"LIST", b"SEND", b"RECV", b"DATA", b"DONE", b"QUIT", b"STA2"]),
    some.integers(0, 50) | some.sampled_from([1025, 65537, 0xFFFFFFFF]),
    some.sampled_from([b"", b"/sdcard/f,33188", b"/sdcard", b"/", b"\xff\0"]) | some.binary(),
)
CONVERSATIONS = {
    "shell,v2,raw:": FRAMES,
    "shell,v2,raw:cat": FRAMES,
    "shell,v2,raw:cmd package install -S 40": FRAMES,
    "shell:": some.binary(max_size=80),
    "exec:cat": some.binary(max_size=80),
    "exec:cmd package install -S 40": some.binary(max_size=80),
    "sync:": REQUESTS,
    "exec:screenrecord --output-format=h264 -": some.binary(max_size=80),
    "shell,v2,raw:screenrecord --time-limit 1 /sdcard/f.mp4": FRAMES,
    "tcp:6790": some.binary(max_size=80) | some.just(b"POST /session HTTP/1.1\r\n"),
    "reverse:forward:": some.binary(max_size=20),
}


@settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
@pytest.mark.parametrize("service", CONVERSATIONS)
@given(data=some.data())
def test_a_stream_that_begins_well_and_goes_on_badly(
    new_client: NewClient, caplog: pytest.LogCaptureFixture, service: str, data: some.DataObject
) -> None:
    """The service is opened as it should be; what is written to it then is nonsense of its kind.

    The client acknowledges, closes or vanishes as it likes. The next one is served.
    """
    client = new_client()
    client.greet()
    stream = client.open(service)
    for part in data.draw(some.lists(CONVERSATIONS[service], max_size=12)):
        client.write(stream, part)
        for _ in range(data.draw(some.integers(0, 2))):
            client.send(data.draw(some.sampled_from([OKAY, WRTE, CLSE])), 1, stream, b"")
    if data.draw(some.booleans()):
        client.socket.shutdown(socket.SHUT_WR)
        while client.receive():
            pass
    client.close()
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(some.lists(TORN | PACKETS.map(lambda packet: packet.encode(checked=True)), max_size=30))
def test_packets_with_a_wrong_byte(
    new_client: NewClient, caplog: pytest.LogCaptureFixture, packets: list[bytes]
) -> None:
    """In the header or just behind it, after good ones; the connection is dropped or goes on."""
    client = new_client()
    client.greet()
    client.open("shell:cat")
    with contextlib.suppress(ConnectionError):  # the phone may have hung up already
        client.socket.sendall(b"".join(packets))
        client.socket.shutdown(socket.SHUT_WR)
    with contextlib.suppress(ConnectionError):
        while client.receive():
            pass
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]

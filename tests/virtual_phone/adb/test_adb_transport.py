"""The transport: greetings, streams, and clients that misbehave."""

import logging
import socket
import struct
from collections.abc import Callable

import pytest
from adb_client import AdbClient, frames, typed

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.packets import (
    AUTH,
    CLSE,
    LARGEST,
    OKAY,
    OPEN,
    STLS,
    VERSION,
    WRTE,
)

NewClient = Callable[[], AdbClient]


def test_greeting_says_what_the_phone_is(new_client: NewClient) -> None:
    """Version, largest payload, product, and features that keep to simple services."""
    answer = new_client().greet()
    assert (answer.arg0, answer.arg1) == (VERSION, LARGEST)
    assert answer.payload.startswith(b"device::ro.product.name=virtual_phone;")
    assert answer.payload.endswith(b"features=shell_v2,cmd")


def test_nothing_is_served_before_the_greeting(new_client: NewClient) -> None:
    """An early OPEN is ignored, and the greeting still works."""
    client = new_client()
    client.send(OPEN, 1, 0, b"shell:echo hi\0")
    client.greet()
    assert client.run("shell:echo hi") == b"hi\n"


@pytest.mark.parametrize(
    "service", ["tcp:1", "jdwp:12", "remount:", "", "nonsense", "tcp:99999999"]
)
def test_unknown_service_is_refused_and_logged(
    adb: AdbClient, caplog: pytest.LogCaptureFixture, service: str
) -> None:
    """CLSE with number 0, as a phone does; the connection goes on."""
    assert adb.open(service) == 0
    assert "adb: no service" in caplog.text
    assert adb.run("shell:echo hi") == b"hi\n"


def test_streams_live_side_by_side(adb: AdbClient) -> None:
    """One waits while another one is served."""
    waiting = adb.open("shell:cat", 1)
    assert waiting
    assert adb.run("shell:echo hi", number=2) == b"hi\n"
    assert adb.run("exec:echo ho", number=3) == b"ho\n"


def test_one_packet_at_a_time(adb: AdbClient, adb_door: AdbDoor) -> None:
    """The phone sends no second packet before the first one was taken."""
    adb_door.android.files.write("/sdcard/long", b"x" * (LARGEST + 1))
    stream = adb.open("exec:cat /sdcard/long")
    first = adb.receive()
    assert first is not None
    assert len(first.payload) == LARGEST
    adb.socket.settimeout(0.1)
    with pytest.raises(TimeoutError):
        adb.socket.recv(1)
    adb.socket.settimeout(10)
    adb.source = adb.socket.makefile("rb")
    adb.send(OKAY, 1, stream)
    second = adb.receive()
    assert second is not None
    assert second.payload == b"x"


def test_a_client_that_writes_without_waiting_is_cut_off(
    adb: AdbClient, caplog: pytest.LogCaptureFixture
) -> None:
    """Its stream is closed before it fills the phone's memory; others go on."""
    stream = adb.open("shell:sleep 60")
    for _ in range(3):
        adb.write(stream, b"x" * LARGEST)
    packet = adb.receive()
    assert packet is not None
    assert packet.command == CLSE
    assert "writes without waiting" in caplog.text
    assert adb.run("shell:echo hi", number=2) == b"hi\n"


def test_packets_for_streams_that_are_gone_are_ignored(adb: AdbClient) -> None:
    """Also CLSE after CLSE, and numbers that never were."""
    for command in (OKAY, WRTE, CLSE):
        adb.send(command, 7, 7, b"late")
    assert adb.run("shell:echo hi") == b"hi\n"
    adb.send(CLSE, 1, 1)
    assert adb.run("shell:echo hi") == b"hi\n"


@pytest.mark.parametrize("command", [AUTH, STLS, 0x12345678])
def test_unknown_packets_are_ignored_and_logged(
    adb: AdbClient, caplog: pytest.LogCaptureFixture, command: int
) -> None:
    """As a phone does that needs no keys."""
    adb.send(command, 0, 0)
    assert adb.run("shell:echo hi") == b"hi\n"
    assert "It is ignored" in caplog.text


@pytest.mark.parametrize(
    "data",
    [
        b"GET / HTTP/1.1\r\nHost: a.example\r\n\r\n",
        struct.pack("<6I", WRTE, 1, 1, 0xFFFFFFFF, 0, WRTE ^ 0xFFFFFFFF),
        b"\0" * 24,
    ],
    ids=["http", "oversized", "zeros"],
)
def test_what_is_no_packet_drops_the_connection(
    new_client: NewClient, caplog: pytest.LogCaptureFixture, data: bytes
) -> None:
    """With a word in the log; the next client is served."""
    client = new_client()
    client.greet()
    client.socket.sendall(data)
    assert client.ended()
    assert "the connection is dropped" in caplog.text
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"


def test_a_half_closed_connection_ends(new_client: NewClient) -> None:
    """A client that will send no more gets no more; what it left open ends."""
    client = new_client()
    client.greet()
    client.open("shell:logcat")
    client.socket.shutdown(socket.SHUT_WR)
    while client.receive():
        pass
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"


def test_a_client_that_vanishes_within_a_command(
    new_client: NewClient, adb_door: AdbDoor, caplog: pytest.LogCaptureFixture
) -> None:
    """A picture is on its way, an app is half installed: the next client finds a sound phone."""
    for service in ("exec:screencap", "exec:cmd package install -S 100000"):
        client = new_client()
        client.greet()
        stream = client.open(service)
        client.write(stream, b"PK")
        client.socket.close()
        client.source.close()
    caplog.set_level(logging.ERROR)
    following = new_client()
    following.greet()
    assert following.run("shell:echo hi") == b"hi\n"
    assert not [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert adb_door.android.packages.added() == []


def test_greeting_anew_closes_what_was_open(adb: AdbClient) -> None:
    """As after a restart of the other side."""
    adb.open("shell:sleep 60")
    adb.greet()
    assert adb.run("shell:echo hi") == b"hi\n"


def test_stopping_the_door_lets_everybody_go(adb_door: AdbDoor, new_client: NewClient) -> None:
    """Also who waits for the log."""
    client = new_client()
    client.greet()
    client.open("shell:logcat")
    adb_door.stop()
    while not client.ended():
        pass


def test_shell_of_version_2_keeps_outputs_apart(adb: AdbClient) -> None:
    """Output, errors and exit code in frames."""
    said = frames(adb.run("shell,v2,TERM=xterm,raw:echo out; nonsense"))
    kinds = dict(said)
    assert kinds[1] == b"out\n"
    assert b"nonsense: inaccessible or not found" in kinds[2]
    assert kinds[3] == b"\x7f"


def test_shell_of_version_2_reads_what_is_typed(adb: AdbClient) -> None:
    """Until its input is closed; the window's size is left out."""
    given = typed(b"24x80", 5) + typed(b"one\n") + typed(b"two\n") + typed(b"", 4)
    assert frames(adb.run("shell,v2,raw:cat", given))[0] == (1, b"one\ntwo\n")


def test_a_conversation_with_a_shell(adb: AdbClient) -> None:
    """Without a command: line after line, until `exit`."""
    said = adb.run("shell:", b"echo one\nexit 3\n")
    assert said.startswith(b"virtual:/ $ echo one\r\none\n")


def test_reverse_is_kept_and_listed(adb: AdbClient) -> None:
    """As a phone answers, also where the port is to be a free one, and what is wrong."""
    answers = {
        "list-forward": b"0000",
        "forward:tcp:8081;tcp:8082": b"OKAY",
        "forward:norebind:tcp:8081;tcp:1": b"FAIL001dcannot rebind existing socket",
        "forward:tcp:0;localabstract:a": b"OKAY000540101",
        "killforward:tcp:8081": b"OKAY",
        "killforward:tcp:9": b"FAIL001alistener 'tcp:9' not found",
        "forward:nonsense": b"FAIL001dlistener 'nonsense' not found",
        "nonsense": b"FAIL0008nonsense",
    }
    for number, (asked, answer) in enumerate(answers.items(), 1):
        assert adb.run(f"reverse:{asked}", number=number) == answer
    assert adb.run("reverse:list-forward", number=20) == b"0021host-1 tcp:40101 localabstract:a\n"
    assert adb.run("reverse:killforward-all", number=21) == b"OKAY"
    assert adb.run("reverse:list-forward", number=22) == b"0000"


def test_nobody_becomes_root(adb: AdbClient) -> None:
    """In the words of a phone as it is sold."""
    assert adb.run("root:") == b"adbd cannot run as root in production builds\n"
    assert adb.run("unroot:", number=2) == b"adbd not running as root\n"

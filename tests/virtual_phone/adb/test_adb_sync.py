"""Push, pull and what is there."""

import struct

import pytest
from adb_client import AdbClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.files import Files, resolved


def request(name: bytes, data: bytes) -> bytes:
    """A request with its length."""
    return struct.pack("<4sI", name, len(data)) + data


def sent(target: str, data: bytes, modified_s: int = 5) -> bytes:
    """A file as adb pushes it."""
    return (
        request(b"SEND", target.encode())
        + request(b"DATA", data)
        + struct.pack("<4sI", b"DONE", modified_s)
    )


QUIT = request(b"QUIT", b"")


def test_push_stat_list_pull(adb: AdbClient, adb_door: AdbDoor) -> None:
    """A file goes, is there, and comes back."""
    said = adb.run("sync:", sent("/sdcard/notes/a.txt,33188", b"hello") + QUIT)
    assert said == struct.pack("<4sI", b"OKAY", 0)
    assert adb_door.android.files.read("/storage/emulated/0/notes/a.txt") == b"hello"
    stat = adb.run("sync:", request(b"STAT", b"/sdcard/notes/a.txt") + QUIT)
    assert struct.unpack("<4s3I", stat) == (b"STAT", 0o100644, 5, 5)
    listed = adb.run("sync:", request(b"LIST", b"/sdcard/notes") + QUIT)
    assert struct.unpack_from("<4s4I", listed) == (b"DENT", 0o100644, 5, 5, 5)
    assert listed[20:25] == b"a.txt"
    pulled = adb.run("sync:", request(b"RECV", b"/sdcard/notes/a.txt") + QUIT)
    assert pulled == request(b"DATA", b"hello") + struct.pack("<4sI", b"DONE", 0)


def test_what_is_not_there(adb: AdbClient) -> None:
    """A mode of 0, an empty list, a reason."""
    asked = b"/sdcard/none"
    assert adb.run("sync:", request(b"STAT", asked) + QUIT)[4:] == b"\0" * 12
    assert adb.run("sync:", request(b"LIST", asked) + QUIT)[:4] == b"DONE"
    said = adb.run("sync:", request(b"RECV", asked) + QUIT)
    assert said[8:] == b"open failed: No such file or directory"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (sent("/system/bin/sh,33188", b"x"), "couldn't create file: Permission denied"),
        (sent("/sdcard,33188", b"x"), "couldn't create file: Permission denied"),
        (sent("/sdcard/Download,33188", b"x"), "couldn't create file: Is a directory"),
        (sent("/sdcard/link,41471", b"/etc"), "couldn't create link: Operation not supported"),
        (sent("/sdcard/a", b"x"), "missing , in ID_SEND"),
        (request(b"STAT", b"x" * 1025), "path too long: 1025 bytes, 1024 at most"),
        (struct.pack("<4sI", b"STAT", 0xFFFFFFFF), "path too long"),
        (request(b"NOPE", b""), "unknown command 4e4f5045"),
        (request(b"SEND", b"/sdcard/a,1") + request(b"NOPE", b""), "invalid data message"),
        (
            request(b"SEND", b"/sdcard/a,1") + struct.pack("<4sI", b"DATA", 65537),
            "oversize data message: 65537 bytes",
        ),
    ],
)
def test_what_is_refused(adb: AdbClient, data: bytes, reason: str) -> None:
    """With FAIL and the reason that adb shows; the next request is served."""
    said = adb.run("sync:", data + QUIT)
    assert said[:4] == b"FAIL"
    assert reason in said[8:].decode()
    assert adb.run("sync:", request(b"STAT", b"/sdcard") + QUIT)[:4] == b"STAT"


@settings(
    max_examples=100,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(
    some.lists(
        some.builds(
            lambda name, length, data: struct.pack("<4sI", name, length) + data,
            some.sampled_from([b"STAT", b"LIST", b"SEND", b"RECV", b"DATA", b"DONE", b"\0\0\0\0"]),
            some.integers(0, 40) | some.integers(0, 0xFFFFFFFF),
            some.binary(max_size=40),
        ),
        max_size=8,
    )
)
def test_any_requests(adb: AdbClient, requests: list[bytes]) -> None:
    """Requests that make no sense end their stream, and nothing else."""
    stream = adb.open("sync:")
    adb.write(stream, b"".join(requests))
    adb.send(0x45534C43, 1, stream)  # CLSE
    while (packet := adb.receive()) and packet.command != 0x45534C43:
        pass
    assert adb.run("shell:echo hi", number=2) == b"hi\n"


def test_paths_have_one_form() -> None:
    """Links, dots and slashes."""
    assert resolved("/sdcard/../data//local/./tmp/") == "/data/local/tmp"
    assert resolved("sdcard/a") == "/storage/emulated/0/a"
    assert resolved("/sdcard") == resolved("/mnt/sdcard/") == "/storage/emulated/0"


def test_no_way_out_by_dots() -> None:
    """A path is judged by where it leads."""
    with pytest.raises(PermissionError):
        Files().write("/sdcard/../../system/x", b"")


def test_storage_is_not_endless() -> None:
    """In the words that Android has for it."""
    files = Files(capacity_bytes=1000)
    files.write("/sdcard/a", b"x" * 900)
    with pytest.raises(OSError, match="No space left on device"):
        files.write("/sdcard/b", b"x" * 101)
    files.write("/sdcard/a", b"y" * 900)


def test_folders_are_made_and_removed() -> None:
    """With what is in them."""
    files = Files()
    files.make_folder("/sdcard/one/two", parents=True)
    files.write("/sdcard/one/two/three", b"x")
    with pytest.raises(IsADirectoryError):
        files.remove("/sdcard/one")
    files.remove("/sdcard/one", recursive=True)
    assert files.get("/sdcard/one/two/three") is None
    assert files.get("/sdcard") is not None

"""The real adb, from the `adbutils` wheel or the PATH, with a server of its own."""

import contextlib
import os
import random
import socket
import subprocess
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from adb_client import AdbClient
from compiled_manifest import app

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.packets import CLSE, CNXN, OKAY, OPEN, WRTE, Packet

Adb = Callable[..., "subprocess.CompletedProcess[bytes]"]


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        return int(taken.getsockname()[1])


@pytest.fixture(scope="module")
def run_adb(adb_path: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Adb]:
    """Runs adb with a private server, home and temporary folder; the server ends with the tests."""
    home = tmp_path_factory.mktemp("adb")
    port = str(_free_port())
    environment = {
        **os.environ,
        "HOME": str(home),
        "TMPDIR": str(home),
        "ADB_LOCAL_TRANSPORT_MAX_PORT": "5553",  # do not look for emulators
        "ADB_MDNS_AUTO_CONNECT": "",
    }

    def run(*arguments: str, given: bytes | None = None) -> "subprocess.CompletedProcess[bytes]":
        return subprocess.run(
            [adb_path, "-P", port, *arguments],
            input=given,
            stdin=subprocess.DEVNULL if given is None else None,
            capture_output=True,
            timeout=30,
            check=False,
            env=environment,
        )

    yield run
    run("kill-server")


@pytest.fixture
def real(run_adb: Adb, adb_door: AdbDoor) -> Iterator[Adb]:
    """Runs adb for one phone, which is connected."""
    said = run_adb("connect", adb_door.address).stdout
    assert said.startswith(b"connected to"), said
    yield lambda *arguments, **more: run_adb("-s", adb_door.address, *arguments, **more)
    run_adb("disconnect", adb_door.address)


def test_phone_is_listed(run_adb: Adb, real: Adb, adb_door: AdbDoor) -> None:
    """As a device that is ready, with what it is."""
    listed = run_adb("devices", "-l").stdout.decode()
    assert f"{adb_door.address}" in listed
    assert "device product:virtual_phone model:Virtual_Phone device:virtual_phone" in listed
    assert real("get-state").stdout == b"device\n"


def test_shell(real: Adb) -> None:
    """Output, errors and exit code come apart."""
    done = real("shell", "echo one; nonsense")
    assert (done.returncode, done.stdout) == (127, b"one\n")
    assert b"nonsense: inaccessible or not found" in done.stderr
    assert real("shell", "cat", given=b"typed").stdout == b"typed"
    assert real("shell", given=b"echo hi\nexit\n").stdout.count(b"hi") >= 1
    assert real("exec-out", "echo raw").stdout == b"raw\n"


def test_push_and_pull(real: Adb, tmp_path: Path) -> None:
    """A file of several packets there and back, a folder, and what is refused."""
    data = os.urandom(1_000_000)
    (tmp_path / "sent").write_bytes(data)
    assert real("push", str(tmp_path / "sent"), "/sdcard/Download/").returncode == 0
    assert real("pull", "/sdcard/Download/sent", str(tmp_path / "back")).returncode == 0
    assert (tmp_path / "back").read_bytes() == data
    (tmp_path / "folder" / "inner").mkdir(parents=True)
    (tmp_path / "folder" / "inner" / "a").write_text("a")
    assert real("push", str(tmp_path / "folder"), "/sdcard/").returncode == 0
    assert real("pull", "/sdcard/folder", str(tmp_path / "again")).returncode == 0
    assert (tmp_path / "again" / "inner" / "a").read_text() == "a"
    refused = real("push", str(tmp_path / "sent"), "/system/sent")
    assert refused.returncode == 1
    assert b"Permission denied" in refused.stdout + refused.stderr
    assert b"does not exist" in real("pull", "/sdcard/none", str(tmp_path)).stderr


def test_install_and_uninstall(real: Adb, tmp_path: Path) -> None:
    """An APK, and a file that is none."""
    (tmp_path / "shop.apk").write_bytes(app("com.example.shop", 42))
    done = real("install", "-r", "-g", str(tmp_path / "shop.apk"))
    assert b"Success" in done.stdout, done
    assert (
        b"package:com.example.shop versionCode:42"
        in real("shell", "pm", "list", "packages", "--show-versioncode").stdout
    )
    assert b"Success" in real("uninstall", "com.example.shop").stdout
    (tmp_path / "wrong.apk").write_bytes(b"nonsense")
    wrong = real("install", str(tmp_path / "wrong.apk"))
    assert wrong.returncode == 1
    assert b"INSTALL_PARSE_FAILED_NOT_APK" in wrong.stderr + wrong.stdout


def test_screenshot_and_log(real: Adb) -> None:
    """What a person takes for a bug report."""
    assert real("exec-out", "screencap", "-p").stdout.startswith(b"\x89PNG\r\n")
    assert b"--------- beginning of main" in real("logcat", "-d").stdout


def test_forward_leads_to_the_on_device_server(real: Adb, adb_door: AdbDoor) -> None:
    """HTTP through the real adb, also when a client leaves within a request."""
    port = int(real("forward", "tcp:0", "tcp:6790").stdout)
    with socket.create_connection(("127.0.0.1", port)) as vanishing:
        vanishing.sendall(b"POST /session HTTP/1.1\r\nContent-Length: 100\r\n\r\n{")
    adb_door.server.launch()
    for path, found in (("status", b'"ready": true'), ("sessions", b'"value": []')):
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/{path}", timeout=10) as answer:
            assert found in answer.read()
    real("forward", "--remove", f"tcp:{port}")


def test_a_client_that_is_killed(real: Adb, run_adb: Adb, adb_door: AdbDoor) -> None:
    """`logcat` of a client that is gone does not hold the phone."""
    with pytest.raises(subprocess.TimeoutExpired):
        subprocess.run(
            [*real("version").args[:3], "-s", adb_door.address, "logcat"],
            timeout=0.3,
            check=False,
            stdout=subprocess.DEVNULL,
        )
    assert real("shell", "echo", "hi").stdout == b"hi\n"


def test_door_that_closes_goes_offline(run_adb: Adb, real: Adb, adb_door: AdbDoor) -> None:
    """adb notices."""
    adb_door.stop()
    assert real("shell", "echo", "hi").returncode != 0


def test_reverse_is_listed(real: Adb) -> None:
    """Set, listed, removed, as mirroring programs do it."""
    assert real("reverse", "localabstract:mirror", "tcp:27183").returncode == 0
    assert b"localabstract:mirror tcp:27183" in real("reverse", "--list").stdout
    again = real("reverse", "--no-rebind", "localabstract:mirror", "tcp:1")
    assert (again.returncode, b"cannot rebind" in again.stderr) == (1, True)
    assert real("reverse", "--remove-all").returncode == 0
    assert real("reverse", "--list").stdout.strip() == b""


def test_nonsense_beside_a_real_adb(real: Adb, adb_door: AdbDoor) -> None:
    """10,000 senseless packets on a second connection, some torn: the real adb is served."""
    some = random.Random(5)  # noqa: S311 -- to be the same each time
    names = (CNXN, OPEN, OKAY, WRTE, CLSE, 0)
    services = (b"shell:cat\0", b"sync:\0", b"exec:ls /\0", b"tcp:6790\0", b"nonsense", b"")
    for _ in range(100):
        client = AdbClient(adb_door.address)
        client.greet()
        packets = [
            Packet(some.choice(names), some.randrange(5), some.randrange(5), some.choice(services))
            for _ in range(100)
        ]
        data = b"".join(packet.encode() for packet in packets)
        with contextlib.suppress(ConnectionError):
            client.socket.sendall(data[: some.choice((len(data), some.randrange(len(data))))])
        client.close()
    assert real("shell", "echo", "hi").stdout == b"hi\n"

"""Faults of a phone, as adb and its shell show them."""

from collections.abc import Callable

import pytest
from adb_client import AdbClient
from compiled_manifest import app
from hand import MakeHand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.android import SERVER_APP, SETTINGS_APP, Android
from virtual_phone.adb.packets import AUTH, CNXN, LARGEST, VERSION, Packet
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell
from virtual_phone.device_server import DeviceServer
from virtual_phone.faults import Faults

Run = Callable[..., tuple[int, str, str]]
HOLDER = "com.github.uiautomator"
SMS = "android.permission.READ_SMS"


@pytest.fixture
def shell_with(make_hand: MakeHand) -> Callable[..., Run]:
    """Makes the shell of a phone that has faults."""

    def make(*faults: str) -> Run:
        phone = make_hand(faults=Faults(faults)).phone
        android = Android(phone, DeviceServer(phone))

        def run(line: str, given: bytes = b"") -> tuple[int, str, str]:
            process = Process()
            process.stdin.write(given)
            process.stdin.seek(0)
            process.gone.set()
            code = Shell(android).run(line, process)
            return code, process.stdout.getvalue().decode(), process.stderr.getvalue().decode()

        return run

    return make


def _packets(make_hand: MakeHand, fault: str, *sent: Packet) -> list[Packet]:
    """What the phone answers to packets within half a second."""
    door = AdbDoor(make_hand(faults=Faults([fault])).phone)
    door.start()
    client = AdbClient(door.address)
    client.socket.settimeout(0.5)
    answers = []
    try:
        for packet in sent:
            client.send(packet.command, packet.arg0, packet.arg1, packet.payload)
        while packet := client.receive():
            answers.append(packet)
    except TimeoutError:
        return answers
    finally:
        client.close()
        door.stop()
    return answers


HELLO = Packet(CNXN, VERSION, LARGEST, b"host::")


def test_unauthorized_phone_asks_for_keys_and_knows_none(make_hand: MakeHand) -> None:
    """A token for each signature; a public key waits for a person."""
    signature, key = Packet(AUTH, 2, 0, b"s" * 256), Packet(AUTH, 3, 0, b"key\0")
    answers = _packets(make_hand, "adb-unauthorized", HELLO, signature, key)
    assert [(each.command, each.arg0, len(each.payload)) for each in answers] == [(AUTH, 1, 20)] * 2


def test_offline_phone_says_nothing(make_hand: MakeHand) -> None:
    """Not even its name."""
    assert _packets(make_hand, "adb-offline", HELLO) == []


def test_booting_phone_has_a_shell_and_no_services(shell_with: Callable[..., Run]) -> None:
    """The property is not there yet, and every service is missing."""
    run = shell_with("still-booting")
    assert run("getprop sys.boot_completed")[1] == "\n"
    assert run("pm list packages") == (20, "", "cmd: Can't find service: package\n")
    assert run("dumpsys window policy")[2] == "cmd: Can't find service: window\n"
    assert run("df /data")[0] == 0


def test_a_late_phone_has_started_once_it_was_asked_often_enough(
    shell_with: Callable[..., Run],
) -> None:
    """Only looks at whether it has count, so that who waits for it has it in its own hands."""
    run = shell_with("late-boot:times=2")
    assert run("pm list packages")[2] == "cmd: Can't find service: package\n"
    assert [run("getprop sys.boot_completed")[1] for _ in range(3)] == ["\n", "\n", "1\n"]
    assert run("pm list packages")[0] == 0


def test_full_phone_takes_no_app(shell_with: Callable[..., Run]) -> None:
    """As `df` says."""
    run, healthy, apk = shell_with("low-storage"), shell_with(), app("com.example.shop")
    said = run("df /data")[1].splitlines()
    assert said[1].split()[-3:] == ["61440", "99%", "/data"]
    assert healthy("df /data")[1].splitlines()[1].split()[-2] == "36%"
    failed = run(f"pm install -S {len(apk)}", apk)
    assert failed[:2] == (1, "Failure [INSTALL_FAILED_INSUFFICIENT_STORAGE]\n")


def test_lock_in_the_words_of_android(shell_with: Callable[..., Run]) -> None:
    """What Appium's driver and people look for; a PIN stays, a swipe lock goes."""
    run = shell_with("screen-off")
    policy = run("dumpsys window policy")[1]
    assert "mIsShowing=true" in policy
    assert "screenState=SCREEN_STATE_OFF" in policy
    assert "mWakefulness=Asleep" in run("dumpsys power")[1]
    assert "mCurrentFocus=Window{" in run("dumpsys window displays")[1]
    run("input keyevent KEYCODE_WAKEUP; wm dismiss-keyguard")
    assert "mIsShowing=false" in run("dumpsys window policy")[1]
    run = shell_with("screen-locked")
    run("wm dismiss-keyguard")
    assert "secure=true" in run("dumpsys window policy")[1]
    displays = run("dumpsys window displays")[1]
    assert "u0 NotificationShade}" in displays
    assert "u0 com.google.android.apps.nexuslauncher/" in displays


def test_held_uiautomator_lets_no_server_start(shell_with: Callable[..., Run]) -> None:
    """Until its holder is ended."""
    run = shell_with("uiautomator-held")
    runner = "androidx.test.runner.AndroidJUnitRunner"
    test_app = app(f"{SERVER_APP}.test", test_of=SERVER_APP)
    run(f"pm install -S {len(test_app)}", test_app)
    code, said, _ = run(f"am instrument -w {SERVER_APP}.test/{runner}")
    assert code == 1
    assert "already registered!" in said
    assert HOLDER in run("ps -A")[1].split()
    assert run("kill 3991")[2] == "kill: 3991: Operation not permitted\n"
    run(f"am force-stop {HOLDER}")
    assert HOLDER not in run("ps -A")[1].split()


def test_nobody_answers_for_a_server_that_cannot_start(make_hand: MakeHand) -> None:
    """Its port is closed, as long as another program holds UiAutomator."""
    door = AdbDoor(make_hand(faults=Faults(["uiautomator-held"])).phone)
    door.start()
    client = AdbClient(door.address)
    client.greet()
    assert client.open("tcp:6790") == 0
    door.android.stop_package(HOLDER)
    assert client.open("tcp:6790") > 0
    client.close()
    door.stop()


def test_settings_app_that_was_refused(shell_with: Callable[..., Run]) -> None:
    """It reads SMS when it is allowed to, and not before."""
    run, apk = shell_with("settings-app-refused"), app(SETTINGS_APP, asks=SMS)
    for _ in range(2):  # as every new session does
        run(f"pm install -g -S {len(apk)}", apk)
    read = f"am broadcast -n {SETTINGS_APP}/.receivers.SmsReader -a {SETTINGS_APP}.sms.read"
    assert f"{SMS}: granted=false" in run(f"dumpsys package {SETTINGS_APP}")[1]
    assert run(read)[1].endswith("result=0\n")
    assert run(f"pm grant {SETTINGS_APP} {SMS}")[0] == 0
    assert "items" in run(read)[1]
    run(f"pm install -g -S {len(apk)}", apk)  # takes nothing back
    assert "items" in run(read)[1]
    run(f"pm revoke {SETTINGS_APP} {SMS}")
    assert f"{SMS}: granted=false" in run(f"dumpsys package {SETTINGS_APP}")[1]


def test_clock_that_is_off(shell_with: Callable[..., Run]) -> None:
    """In seconds since 1970, whatever the zone of this computer."""
    off_s = int(shell_with()("date +%s")[1]) - int(shell_with("clock-off")("date +%s")[1])
    assert 1199 <= off_s <= 1201


def test_another_time_zone(shell_with: Callable[..., Run]) -> None:
    """Is told, and does not change the seconds since 1970."""
    here, there = shell_with(), shell_with("wrong-timezone")
    assert here("getprop persist.sys.timezone")[1] == "UTC\n"
    assert there("getprop persist.sys.timezone")[1] == "Asia/Tokyo\n"
    assert abs(int(here("date +%s")[1]) - int(there("date +%s")[1])) <= 1
    assert there("date +%z")[1] == "+0900\n"

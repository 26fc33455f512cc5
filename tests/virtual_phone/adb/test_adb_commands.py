"""The shell's commands: what adb, Appium and people ask of a phone."""

import json
import re
from collections.abc import Callable

import pytest
from compiled_manifest import app
from hand import Hand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.android import SERVER_APP, SETTINGS_APP
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell
from virtual_phone.adb.shell.table import COMMANDS

Sh = Callable[..., tuple[int, str, str]]
APP = "com.zhiliaoapp.musically"
SPLASH = "com.ss.android.ugc.aweme.splash.SplashActivity"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("getprop ro.build.version.sdk", "34\n"),
        ("getprop nothing.of.that.name", "\n"),
        ("getprop | grep -c sdk", "1\n"),
        ("setprop debug.a 1; getprop debug.a", "1\n"),
        ("echo ping", "ping\n"),
        ("echo -n one && echo two || echo three", "onetwo\n"),
        ("false || echo three", "three\n"),
        ("echo one > /sdcard/f; echo two >> /sdcard/f; cat /sdcard/f", "one\ntwo\n"),
        ("cat < /sdcard/none; echo on", "on\n"),
        ("echo a b; exit 3; echo c", "a b\n"),
        ("[ -e '/data/local/tmp' ] && echo __PASS__", "__PASS__\n"),
        ("[ ! -f '/data/local/tmp/x' ] && echo __PASS__", "__PASS__\n"),
        ("test a = b || test -n a && echo yes", "yes\n"),
        ("mkdir -p -- '/sdcard/a/b'; touch /sdcard/a/b/c; ls /sdcard/a/b; rm -rf /sdcard/a", "c\n"),
        ("cat /proc/net/unix", "Num       RefCount Protocol Flags    Type St Inode Path\n"),
        ("printenv 2>/dev/null; echo on", "on\n"),
        ("nonsense 2>&1", "/system/bin/sh: nonsense: inaccessible or not found\n"),
        ("settings get global animator_duration_scale", "0\n"),
        ("settings put global animator_duration_scale 1.5; settings get global "
         "window_animation_scale", "1.5\n"),
        ("settings put secure a b; settings get secure a; settings delete secure a; "
         "settings get secure a", "b\nDeleted 1 rows\nnull\n"),
        ("wm size; wm density", "Physical size: 1080x2400\nPhysical density: 420\n"),
        ("dumpsys nothing", ""),
        ("which ls nonsense", "/system/bin/ls\n"),
        ("whoami; uname", "shell\nLinux\n"),
        ("date +%Y | wc -l", "1\n"),
        ("am get-current-user", "0\n"),
        ("pm path com.example.none", ""),
        (f"pm path {APP}", f"package:/data/app/{APP}/base.apk\n"),
        (f"pm list packages {APP}", f"package:{APP}\n"),
        ("getprop | head -n 1 | wc -l", "1\n"),
        ("echo one | tail -1", "one\n"),
        ("sleep 60", ""),
        ("/system/bin/true", ""),
        ("logcat -c; logcat -d", "--------- beginning of main\n"),
        ("cmd nothing", ""),
    ],
)  # fmt: skip
def test_output(sh: Sh, line: str, expected: str) -> None:
    """One line, one output."""
    assert sh(line)[1] == expected


def test_unknown_command(sh: Sh, caplog: pytest.LogCaptureFixture) -> None:
    """As a phone says it, with its exit code; logged without what was to be typed."""
    code, output, errors = sh("frobnicate secret")
    assert (code, output) == (127, "")
    assert errors == "/system/bin/sh: frobnicate: inaccessible or not found\n"
    assert "frobnicate: not found" in caplog.text
    assert "secret" not in caplog.text


def test_syntax_error(sh: Sh) -> None:
    """Said, and nothing is run."""
    assert sh("echo one; echo 'two")[:2] == (1, "")


def test_failures_have_their_text_and_code(sh: Sh) -> None:
    """On the error output, with the command's name."""
    assert sh("cat /sdcard/none") == (1, "", "cat: /sdcard/none: No such file or directory\n")
    assert sh("mkdir /system/x") == (1, "", "mkdir: /system/x: Permission denied\n")
    assert sh("input keyevent NOTHING") == (255, "", "Error: Unknown keycode: NOTHING\n")
    assert sh("echo x > /system/y")[0] == 1


@pytest.mark.parametrize("scale", ["abc", "inf", "nan", "-3", "1e9", "11", "", "9" * 5000])
def test_animations_take_a_number_that_makes_sense(sh: Sh, hand: Hand, scale: str) -> None:
    """What would break the phone is refused, and all stays as it was."""
    code, out, complaint = sh(f"settings put global transition_animation_scale '{scale}'")
    assert (code, out) == (255, "")
    assert complaint.endswith(
        "java.lang.IllegalArgumentException: transition_animation_scale must be "
        f'a number from 0 to 10, not "{scale}"\n'
    )
    assert hand.phone.animation_scale == 0


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ("head -n x", "head: not integer: x"),
        ("head -c", "head: not integer: "),
        ("tail -z", "tail: not integer: z"),
        ("grep -m x y", "grep: not integer: x"),
        ("sleep soon", "sleep: not integer: soon"),
        ("sleep", "sleep: Needs 1 argument"),
        ("input tap nan 3", 'java.lang.NumberFormatException: For input string: "nan"'),
        ("input swipe 1 1 2 2 x", 'java.lang.NumberFormatException: For input string: "x"'),
    ],
)
def test_what_is_no_number(sh: Sh, line: str, complaint: str) -> None:
    """Said in the words of a phone."""
    code, out, said = sh(line)
    assert code in {1, 255}
    assert (out, said) == ("", f"{complaint}\n")


@pytest.mark.parametrize("command", ["head", "tail"])
def test_a_part_of_a_file(sh: Sh, command: str) -> None:
    """Lines or bytes; none of them, some, or more than there are."""
    for asked, expected in {
        "-c 3": {"head": "abc", "tail": "fg\n"},
        "-c3": {"head": "abc", "tail": "fg\n"},
        "-n 1": {"head": "abc\n", "tail": "defg\n"},
        "-1": {"head": "abc\n", "tail": "defg\n"},
        "-n 0": {"head": "", "tail": ""},
        "-n " + "9" * 5000: {"head": "abc\ndefg\n", "tail": "abc\ndefg\n"},
    }.items():
        assert sh(f"{command} {asked}", b"abc\ndefg\n")[:2] == (0, expected[command])


def test_exit_codes_and_the_empty_file(sh: Sh) -> None:
    """`$?` is that of the command before; /dev/null can be read."""
    assert sh('false; echo $? "$?" x$?y; echo $?')[1] == "1 1 x1y\n0\n"
    assert sh("none; echo $?")[1] == "127\n"
    assert sh("false | true; echo $? > /sdcard/f$?; cat /sdcard/f0")[1] == "0\n"
    assert sh("cat < /dev/null; cat /dev/null; echo $?") == (0, "0\n", "")
    assert sh("echo $(date)")[0] == 1
    assert "syntax error" in sh("echo $(date)")[2]


def test_a_command_that_fails_inside_ends_nothing_else(
    sh: Sh, monkeypatch: pytest.MonkeyPatch, hand: Hand, caplog: pytest.LogCaptureFixture
) -> None:
    """It has exit code 1; what went wrong is in the log and not on the phone."""
    monkeypatch.setattr(hand.phone, "tap", lambda *_: 1 / 0)
    assert sh("input tap 1 1; echo $?") == (0, "1\n", "input: failed\n")
    assert "ZeroDivisionError" in caplog.text


def test_app_is_started_stopped_and_looked_at(sh: Sh, hand: Hand) -> None:
    """What Appium does to an app, and how it looks whether it worked."""
    assert sh(f"cmd package resolve-activity --brief {APP}")[1].endswith(f"{APP}/{SPLASH}\n")
    said = sh(
        f"am start-activity -W -n {APP}/{SPLASH} -S -a android.intent.action.MAIN "
        "-c android.intent.category.LAUNCHER -f 0x10200000"
    )[1]
    assert "Status: ok" in said
    assert "Error" not in said
    assert hand.phone.current_package == APP
    assert re.search(
        rf"^\s*mFocusedApp=ActivityRecord\{{\w+ u0 {APP}/{SPLASH} t12\}}$",
        sh("dumpsys window displays")[1],
        re.MULTILINE,
    )
    number = sh(f"pidof {APP}")[1].strip()
    assert re.search(rf"ProcessRecord\{{\w+ {number}:{APP}/", sh("dumpsys activity processes")[1])
    assert f"S {APP}\n" in sh("ps -A")[1]
    assert sh(f"am force-stop {APP}; pidof {APP}")[0] == 1
    assert hand.phone.app_state(APP) == "not_running"


def test_activities_that_are_not_there(sh: Sh) -> None:
    """In the words that Appium's driver looks for."""
    said = sh(f"am start-activity -W -n {APP}/.Nothing")[1]
    assert f"Error: Activity class {{{APP}/{APP}.Nothing}} does not exist." in said
    said = sh("am start -W -a android.intent.action.VIEW -d 'https://nowhere.example/' a.b")[1]
    assert "Error: Activity not started, unable to resolve Intent { act=" in said
    assert "No activities found" in sh("monkey -p a.b -c android.intent.category.LAUNCHER 1")[1]


def test_app_data_is_cleared(sh: Sh) -> None:
    """Or not, where there is no such app."""
    assert sh(f"pm clear {APP}") == (0, "Success\n", "")
    assert sh("pm clear a.b") == (1, "Failed\n", "")


def test_apks_come_and_go(sh: Sh) -> None:
    """Installed from the input, listed, described, uninstalled."""
    apk = app(SETTINGS_APP, 191, "8.0.9")
    assert sh(f"cmd package 'install' '-r' '-g' -S {len(apk)}", apk) == (0, "Success\n", "")
    assert f"package:{SETTINGS_APP} versionCode:191" in sh("pm list packages --show-versioncode")[1]
    assert sh("pm list packages -3")[1] == f"package:{SETTINGS_APP}\n"
    about = sh(f"dumpsys package {SETTINGS_APP}")[1]
    assert "versionName=8.0.9" in about
    assert "versionCode=191 " in about
    assert "android.a.CAMERA: granted=true" in about
    assert sh(f"cmd package 'uninstall' '{SETTINGS_APP}'") == (0, "Success\n", "")
    assert sh(f"dumpsys package {SETTINGS_APP}")[1] == f"Unable to find package: {SETTINGS_APP}\n"
    assert sh(f"pm uninstall {SETTINGS_APP}")[0] == 1


@pytest.mark.parametrize(
    ("options", "given", "reason"),
    [
        ("-S 4", b"nope", "INSTALL_PARSE_FAILED_NOT_APK"),
        ("-S 40", b"nope", "INSTALL_FAILED_MEDIA_UNAVAILABLE"),
        ("-S 99999999999", b"", "INSTALL_FAILED_INSUFFICIENT_STORAGE"),
        ("-S x", b"", "INSTALL_FAILED_INSUFFICIENT_STORAGE"),
    ],
)
def test_what_is_not_installed(sh: Sh, options: str, given: bytes, reason: str) -> None:
    """With Android's reason."""
    code, output, _errors = sh(f"pm install {options}", given)
    assert code == 1
    assert output.startswith(f"Failure [{reason}")


def test_the_phones_own_apps_stay(sh: Sh) -> None:
    """A newer one is taken without a change; none can be removed."""
    before = sh(f"dumpsys package {APP}")[1]
    apk = app(APP, 999, "99.0")
    assert sh(f"pm install -S {len(apk)}", apk)[1] == "Success\n"
    assert sh(f"dumpsys package {APP}")[1] == before
    assert sh(f"pm uninstall {APP}")[1].startswith("Failure")


def test_settings_app_speaks_for_the_phone(sh: Sh, admin: Hand) -> None:
    """SMS, notifications and clipboard by broadcasts; nobody answers where it is not installed."""
    ask = f"am broadcast -n {SETTINGS_APP}/.receivers.SmsReader -a {SETTINGS_APP}.sms.read"
    assert sh(ask)[1].endswith("Broadcast completed: result=0\n")
    apk = app(SETTINGS_APP)
    sh(f"pm install -S {len(apk)}", apk)
    assert "(nothing)" in sh(f"dumpsys activity services {SETTINGS_APP}")[1]
    sh(f"am start-activity -n {SETTINGS_APP}/.Settings -a android.intent.action.MAIN")
    assert "isForeground=true" in sh(f"dumpsys activity services {SETTINGS_APP}")[1]
    service = f"{SETTINGS_APP}/.recorder.RecorderService"
    assert service not in sh(f"dumpsys activity services {service}")[1]
    answer = re.search(r'result=-1, data="(.+)"', sh(f"{ask} --es max 5")[1])
    assert answer
    assert json.loads(answer[1])["items"] == []
    admin.phone.clipboard = "hello"
    copied = f"am broadcast -n {SETTINGS_APP}/.receivers.ClipboardReceiver -a {SETTINGS_APP}."
    assert 'data="aGVsbG8="' in sh(f"{copied}clipboard.get")[1]
    assert "result=0" in sh(f"am broadcast -a {SETTINGS_APP}.notifications")[1]
    sh(f"cmd notification allow_listener {SETTINGS_APP}/.NLService")
    notes = sh(f"am broadcast -a {SETTINGS_APP}.notifications")[1]
    assert '"statusBarNotifications": [' in notes
    assert sh(f"am broadcast -a {SETTINGS_APP}.scan_media")[1].endswith("result=-1\n")


def test_fingers_and_keys(sh: Sh, hand: Hand) -> None:
    """`input` does what a person's hand does."""
    hand.start()
    x, y = hand.find("Agree and continue").bounds.center
    sh(f"input tap {x} {y}")
    assert not hand.sees("Agree and continue")
    sh("input keyevent KEYCODE_HOME")
    assert hand.phone.current_package != APP
    sh("input keyevent 187; input swipe 500 1800 500 600 200; input touchscreen swipe 5 5 5 5 900")
    sh("cmd statusbar expand-notifications")
    assert hand.phone._shade.open
    sh("cmd statusbar collapse")
    assert not hand.phone._shade.open
    assert sh("input frobnicate")[0] == 255


def test_keyboards_of_appium(sh: Sh, hand: Hand) -> None:
    """Its Unicode keyboard reads what it is sent; `mInputShown` tells of the phone's own."""
    apk = app(SETTINGS_APP)
    sh(f"pm install -S {len(apk)}", apk)
    hand.start()
    hand.tap("Agree and continue")
    if hand.sees("Use phone / email / username"):
        hand.tap("Use phone / email / username")
    hand.phone.tap(*hand.field().bounds.center)
    assert "mInputShown=true" in sh("dumpsys input_method")[1]
    sh(f"ime enable {SETTINGS_APP}/.UnicodeIME; ime set {SETTINGS_APP}/.UnicodeIME")
    sh("input text '20&AAo-2&-'")
    assert "2" in hand.field().text
    sh("ime reset; input keyevent 111")
    assert "mInputShown=false" in sh("dumpsys input_method")[1]
    assert sh("ime set a.b/.C")[0] == 255


def test_on_device_server_is_started_and_ends(adb_door: AdbDoor, sh: Sh) -> None:
    """Only where its test package is installed; it is a process as long as it runs."""
    target = f"{SERVER_APP}.test/androidx.test.runner.AndroidJUnitRunner"
    start = f"am instrument -w -e disableAnalytics true {target}"
    assert "INSTRUMENTATION_FAILED" in sh(start)[1]
    apk = app(f"{SERVER_APP}.test", test_of=SERVER_APP)
    sh(f"pm install -S {len(apk)}", apk)
    listed = sh("pm list instrumentation")[1]
    assert listed == f"instrumentation:{target} (target={SERVER_APP})\n"
    ended = adb_door.server.launch()
    assert SERVER_APP in sh("ps -A")[1]
    sh(f"am force-stop {SERVER_APP}")
    assert ended.is_set()
    assert SERVER_APP not in sh("ps -A")[1]
    assert "INSTRUMENTATION_CODE: -1" in sh(start)[1]


def test_processes_can_be_killed(sh: Sh) -> None:
    """Apps can, the system cannot."""
    sh(f"monkey -p {APP} -c android.intent.category.LAUNCHER 1")
    number = sh(f"pidof {APP}")[1].strip()
    assert sh(f"kill -9 {number}")[0] == 0
    assert sh(f"pidof {APP}")[0] == 1
    assert sh("kill 1")[2] == "kill: 1: Operation not permitted\n"
    assert sh("kill 99999")[2] == "kill: 99999: No such process\n"
    assert "-A\tAll" in sh("ps --help")[1]


def test_screen_as_a_picture(adb_door: AdbDoor) -> None:
    """Into the output or into a file."""
    process = Process()
    shell = Shell(adb_door.android)
    assert shell.run("screencap -p", process) == 0
    assert process.stdout.getvalue().startswith(b"\x89PNG")
    assert shell.run("screencap -p -d 0 /sdcard/s.png", process) == 0
    assert adb_door.android.files.read("/sdcard/s.png").startswith(b"\x89PNG")


def test_log(sh: Sh) -> None:
    """A first line at once, then all there is; `-t` limits it."""
    sh(f"monkey -p {APP} -c android.intent.category.LAUNCHER 1")
    said = sh("logcat -v threadtime")[1].splitlines()
    assert said[0] == "--------- beginning of main"
    assert any("START u0 com.zhiliaoapp.musically/" in line for line in said)
    assert len(sh("logcat -d -t 1")[1].splitlines()) == 2


@pytest.mark.parametrize("name", sorted(COMMANDS))
@pytest.mark.parametrize(
    "arguments", ["", "x", "-x", "list", "get x", "-p", "start -n", "-n x y z"]
)
def test_any_command_with_nonsense(adb_door: AdbDoor, name: str, arguments: str) -> None:
    """Every command takes wrong arguments with an exit code, not with a mishap."""
    process = Process()
    process.gone.set()
    assert isinstance(Shell(adb_door.android).run(f"{name} {arguments}", process), int)

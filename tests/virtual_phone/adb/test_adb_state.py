"""What commands change and others then report: permissions, operations, switches."""

from collections.abc import Callable

import pytest
from compiled_manifest import app
from hand import Hand, MakeHand

from virtual_phone.adb import AdbDoor
from virtual_phone.adb.android import SETTINGS_APP
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.shell import Shell
from virtual_phone.app.build import Build

Sh = Callable[..., tuple[int, str, str]]
APP = "com.zhiliaoapp.musically"
NOTIFY = "android.permission.POST_NOTIFICATIONS"
CAMERA = "android.permission.CAMERA"


def _states(sh: Sh, package: str = APP) -> dict[str, str]:
    """`granted=...` by permission, as `dumpsys package` has it."""
    lines = sh(f"dumpsys package {package}")[1].splitlines()
    found = [line.strip().partition(": granted=") for line in lines if ": granted=" in line]
    return {name: rest.partition(",")[0] for name, _, rest in found}


def test_permissions_are_granted_and_revoked(sh: Sh) -> None:
    """`dumpsys package` has the real state, in the groups that Android has."""
    assert _states(sh)[NOTIFY] == "false"
    assert _states(sh)["android.permission.INTERNET"] == "true"
    assert sh(f"pm grant {APP} {NOTIFY} ; cmd package grant --user 0 {APP} {CAMERA} ;")[0] == 0
    assert (_states(sh)[NOTIFY], _states(sh)[CAMERA]) == ("true", "true")
    assert sh(f"pm revoke {APP} {CAMERA}")[0] == 0
    assert (_states(sh)[NOTIFY], _states(sh)[CAMERA]) == ("true", "false")
    assert sh("pm reset-permissions")[0] == 0
    assert _states(sh)[NOTIFY] == "false"
    text = sh(f"dumpsys package {APP}")[1]
    groups = [text.index(f" {name} permissions:") for name in ("requested", "install", "runtime")]
    assert groups == sorted(groups)
    assert text.index(f"{NOTIFY}: granted") > groups[2]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        (f"grant a.b {CAMERA}", "java.lang.IllegalArgumentException: Unknown package: a.b"),
        (f"grant {APP} a.b.C", "java.lang.IllegalArgumentException: Unknown permission: a.b.C"),
        (
            f"revoke {APP} android.permission.READ_SMS",
            f"java.lang.SecurityException: Package {APP} has not requested permission "
            "android.permission.READ_SMS",
        ),
        (
            f"grant {APP} android.permission.INTERNET",
            f"java.lang.SecurityException: Permission android.permission.INTERNET requested by "
            f"{APP} is not a changeable permission type",
        ),
    ],
)
def test_permissions_that_cannot_be_changed(sh: Sh, words: str, complaint: str) -> None:
    """With Android's exception."""
    verb = words.partition(" ")[0]
    said = f"\nException occurred while executing '{verb}':\n{complaint}\n"
    assert sh(f"pm {words}") == (255, "", said)


def test_incomplete_grants(sh: Sh) -> None:
    """Say what is missing."""
    assert sh("pm grant") == (1, "", "Error: no package specified\n")
    assert sh(f"pm grant {APP}") == (1, "", "Error: no permission specified\n")


def test_an_app_with_the_permission_does_not_ask(make_hand: MakeHand) -> None:
    """As after `autoGrantPermissions`; without it, and after its data is cleared, it does."""
    hand = make_hand(build=Build(interstitials=("android-permission@every:1",)))
    door = AdbDoor(hand.phone)
    try:
        Shell(door.android).run(f"pm grant {APP} {NOTIFY}", Process())
        hand.start()
        assert hand.phone.current_package == APP
        assert hand.phone.clear_app_data(APP)
        hand.start()
        assert hand.sees("Allow TikTok to send you notifications?")
    finally:
        door.stop()


def test_what_a_person_answers_counts(make_hand: MakeHand) -> None:
    """Allow is kept; Don't allow, or Back, is not."""
    hand = make_hand(build=Build(interstitials=("android-permission@every:1",)))
    hand.start()
    hand.tap("Don’t allow")
    assert hand.phone.permissions(APP)[NOTIFY] is False
    hand.phone.stop_app(APP)
    hand.start()
    hand.tap("Allow")
    assert hand.phone.permissions(APP)[NOTIFY] is True


def test_revoking_stops_the_app(sh: Sh, hand: Hand) -> None:
    """As Android does with an app from which something is taken; nothing taken, nothing stopped."""
    hand.start()
    sh(f"pm revoke {APP} {CAMERA}")
    assert hand.phone.app_state(APP) == "foreground"
    sh(f"pm grant {APP} {CAMERA}; pm revoke {APP} {CAMERA}")
    assert hand.phone.app_state(APP) == "not_running"


def test_permissions_of_installed_apks(sh: Sh) -> None:
    """Those that come with the app are granted."""
    apk = app(SETTINGS_APP, 191, "8.0.9")
    sh(f"cmd package install -S {len(apk)}", apk)
    assert _states(sh, SETTINGS_APP) == {"android.a.CAMERA": "true"}


def test_operations_are_kept(sh: Sh) -> None:
    """Set, asked for, forgotten."""
    assert sh(f"appops get {APP}")[1] == "No operations.\n"
    assert sh(f"appops set {APP} android:mock_location allow; cmd appops get {APP}")[1] == (
        "MOCK_LOCATION: allow\n"
    )
    assert sh(f"appops set --user 0 {APP} CAMERA deny; appops get {APP} CAMERA")[1] == (
        "CAMERA: deny\n"
    )
    assert sh(f"appops reset {APP}; appops get {APP}")[1] == "No operations.\n"
    assert sh("appops get a.b") == (255, "", "Error: No UID for a.b in user 0\n")
    assert sh(f"appops set {APP} CAMERA perhaps")[2] == "Error: Mode perhaps is not valid,\n"
    assert sh("appops")[0] == 255


@pytest.mark.parametrize(
    ("line", "setting", "value"),
    [
        ("svc wifi disable", "wifi_on", "0"),
        ("svc wifi disable; svc wifi enable", "wifi_on", "1"),
        ("cmd -w wifi set-wifi-enabled disabled", "wifi_on", "0"),
        ("svc data disable", "mobile_data", "0"),
        ("cmd phone data disable", "mobile_data", "0"),
        ("cmd connectivity airplane-mode enable", "airplane_mode_on", "1"),
        ("cmd bluetooth_manager disable", "bluetooth_on", "0"),
    ],
)
def test_switches_are_kept(sh: Sh, line: str, setting: str, value: str) -> None:
    """Where `settings` reads them."""
    assert sh(line)[0] == 0
    assert sh(f"settings get global {setting}")[1] == f"{value}\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("cmd wifi status", (0, "Wifi is enabled\n", "")),
        ("cmd connectivity airplane-mode", (0, "disabled\n", "")),
        ("cmd location is-location-enabled", (0, "true\n", "")),
        (
            "cmd location set-location-enabled false; cmd location is-location-enabled",
            (0, "false\n", ""),
        ),
        ("cmd wifi dance", (255, "", "Unknown command: dance\n")),
        ("cmd phone", (255, "", "Unknown command: \n")),
        ("svc nfc enable", (0, "Got a null NfcAdapter, is the system ready?\n", "")),
        ("svc power stayon true", (0, "", "")),
        (f"run-as {APP} ls", (1, "", f"run-as: package not debuggable: {APP}\n")),
        ("run-as a.b ls", (1, "", "run-as: unknown package: a.b\n")),
    ],
)
def test_what_is_said_of_switches(sh: Sh, line: str, expected: tuple[int, str, str]) -> None:
    """And what this phone does not have."""
    assert sh(line) == expected


def test_keys_held_together(sh: Sh, hand: Hand) -> None:
    """`input keycombination`: Ctrl and V paste."""
    hand.log_in_as_far_as_password()
    hand.back()
    hand.phone.clipboard = "2025550147"
    hand.tap(hand.field().text)
    assert sh("input keycombination 113 29; input keycombination CTRL_LEFT V")[0] == 0
    assert hand.field().text == "2025550147"

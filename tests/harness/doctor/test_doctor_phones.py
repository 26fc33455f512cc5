"""Phones that are ill, behind a real adb: what the doctor says, and that its advice helps."""

from collections.abc import Callable
from pathlib import Path

import pytest
from bed import Bed
from ward import Ward

from harness.doctor.phone_state import _same
from harness.settings import Notification
from virtual_phone.adb.apk import Manifest
from virtual_phone.app.build import PRESETS

MakeBed = Callable[..., Bed]
AdbServer = tuple[str, int, dict[str, str]]
SETTINGS_APP = "io.appium.settings"
READ_SMS = "android.permission.READ_SMS"


def test_healthy_phone(bed: MakeBed) -> None:
    """Nothing is wrong, and everything was looked at."""
    made = bed()
    findings = made.ward.findings("Phone")
    assert {each.title for each in findings} >= {"adb", "Boot", "Storage", "App", "UiAutomator"}
    assert [each for each in findings if each.state != "ok"] == []


@pytest.mark.parametrize(
    ("fault", "title", "state", "said"),
    [
        ("adb-unauthorized", "adb", "wrong", "unauthorized: nobody has allowed this computer"),
        ("adb-offline", "Answer", "wrong", "offline: adb sees it, and it does not answer"),
        ("still-booting", "Boot", "wrong", "still booting"),
        ("old-android", "Android", "wrong", "7.1.2 (API 25); Appium's driver needs 8.0 (API 26)"),
        ("low-storage", "Storage", "wrong", "60 MB left; below 500 MB Android refuses"),
        ("screen-locked", "Screen", "wrong", "locked, with a PIN, password or pattern"),
        ("screen-off", "Screen", "warning", "asleep; Appium opens it when a session starts"),
        ("clock-off", "Clock", "warning", "20 minutes behind"),
        ("app-missing", "App", "wrong", "com.zhiliaoapp.musically is not installed"),
        ("uiautomator-held", "UiAutomator", "wrong", "com.github.uiautomator holds it"),
    ],
)
def test_fault(bed: MakeBed, fault: str, title: str, state: str, said: str) -> None:
    """Is found where it is, said in a person's words, and comes with something to do."""
    finding = bed(fault).finding(title)
    assert (finding.state, finding.blames) == (state, "infrastructure")
    assert finding.said.startswith(said)
    assert finding.fix


def test_another_time_zone_is_no_wrong_clock(bed: MakeBed) -> None:
    """The clock is compared by the moment that it tells."""
    finding = bed("wrong-timezone").finding("Clock")
    assert (finding.state, finding.said) == ("ok", "on time")


@pytest.mark.parametrize("fault", ["screen-off", "uiautomator-held"])
def test_advice_helps(bed: MakeBed, fault: str) -> None:
    """What stands behind the dollar sign is copied into a shell, and then nothing is wrong."""
    made = bed(fault)
    wrong = [each for each in made.ward.findings("Phone") if each.state != "ok"]
    assert len(wrong) == 1
    made.do(wrong[0])
    assert [each for each in made.ward.findings("Phone") if each.state != "ok"] == []


def test_animations_are_switched_off_by_the_advice(bed: MakeBed) -> None:
    """All three scales in one command."""
    made = bed(animation_scale=1)
    finding = made.finding("Animations")
    assert finding.state == "warning"
    assert "window_animation_scale 1" in finding.said
    made.do(finding)
    assert made.finding("Animations").said == "off"


def test_a_virtual_phone_is_called_one(bed: MakeBed) -> None:
    """Behind the profile of an emulator it is taken for one, and proves nothing about the app."""
    assert bed().finding("Kind").said == "a virtual phone: no evidence about the app"


def test_nothing_is_asked_of_a_phone_that_boots(bed: MakeBed) -> None:
    """One finding instead of ten that follow from it."""
    titles = [each.title for each in bed("still-booting").ward.findings("Phone")]
    assert titles == ["adb", "Boot"]


def test_slow_phone_is_a_finding(bed: MakeBed, monkeypatch: pytest.MonkeyPatch) -> None:
    """A phone that begins every command half a minute late is given up after the time-out."""
    monkeypatch.setattr("harness.doctor.examined._ANSWER_S", 0.5)
    (finding,) = bed("adb-slow").ward.findings("Phone")
    assert (finding.state, finding.title) == ("wrong", "Answer")
    assert "it does not answer: adb -s emulator-" in finding.said
    assert "no answer within 0.5 s" in finding.said
    assert finding.command.endswith(" reconnect")


def test_absent_phone_and_another_one_that_is_there(bed: MakeBed) -> None:
    """The other one's name is what somebody mistyped, as a rule."""
    made = bed()
    made.ward.profile(udid="R58N123ABCD", adb=made.port)
    finding = made.finding("adb")
    # adb may list another test's phone beside it: it lets go of them in its own time.
    assert finding.said.startswith("not connected; adb has emulator-")
    assert made.udid in finding.said
    assert finding.fix.startswith("config/profiles/bench.yaml:4: write the udid of one of them")


@pytest.mark.parametrize(
    ("udid", "command"),
    [
        ("emulator-5554", "harness phone --phones 1 --adb-port 5555"),
        ("127.0.0.1:7", " connect 127.0.0.1:7"),
        ("R58N123ABCD", " devices -l"),
    ],
)
def test_absent_phone(ward: Ward, empty_adb_server: AdbServer, udid: str, command: str) -> None:
    """How to bring it depends on what it is."""
    ward.environment.update(empty_adb_server[2])
    ward.profile(udid=udid, adb=empty_adb_server[1])
    finding = ward.finding("Phone", "adb")
    assert finding.said == "not connected; adb has no phone at all"
    assert finding.command.endswith(command)


def test_phone_without_permissions(ward: Ward, tmp_path: Path) -> None:
    """As adb says it of a USB device that belongs to another user."""
    adb = tmp_path / "sdk" / "platform-tools" / "adb"
    adb.parent.mkdir(parents=True)
    adb.write_text(
        "#!/bin/sh\ncase \"$*\" in\n*version) echo 'Android Debug Bridge version 1.0.41';;\n"
        "*devices) printf 'List of devices attached\\nR58N123ABCD\\tno permissions "
        "(missing udev rules?)\\n';;\n*) exit 1;;\nesac\n"
    )
    adb.chmod(0o755)
    ward.environment["ANDROID_HOME"] = str(tmp_path / "sdk")
    ward.profile(udid="R58N123ABCD")
    finding = ward.finding("Phone", "adb")
    assert finding.said == "no permissions: this user may not use its USB device"
    assert finding.command == "sudo usermod -aG plugdev $USER"


def test_emulator_that_appium_starts(ward: Ward, adb_server: AdbServer) -> None:
    """Need not be there before the run."""
    ward.environment.update(adb_server[2])
    ward.profile(udid="emulator-5554", adb=adb_server[1], more="  appium:avd: pixel\n")
    finding = ward.finding("Phone", "adb")
    assert (finding.state, finding.said) == (
        "not looked at",
        "Appium starts the emulator pixel for the run",
    )


def test_language_differs(bed: MakeBed) -> None:
    """A warning: the app may have a language of its own."""
    finding = bed(language="fr").finding("Language")
    assert finding.state == "warning"
    assert finding.said.startswith("the phone speaks fr-US, but labels are looked for in en")
    assert finding.fix.startswith("config/profiles/bench.yaml:1: language: fr")


@pytest.mark.parametrize(
    ("spoken", "expected", "same"),
    [
        ("en-US", "en", True),
        ("pt-PT", "pt-BR", False),
        ("pt-BR", "pt-BR", True),
        ("de", "en", False),
    ],
)
def test_which_languages_are_the_same(spoken: str, expected: str, *, same: bool) -> None:
    """A region counts where the catalogue has one."""
    assert _same(spoken, expected) is same


def test_other_package_is_proposed(bed: MakeBed) -> None:
    """Asian builds have another name: the line of the profile says what to write."""
    finding = bed(build=PRESETS["asian"]).finding("App")
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert finding.said == (
        "com.zhiliaoapp.musically is not installed, but com.ss.android.ugc.trill is"
    )
    assert finding.fix == (
        "config/profiles/bench.yaml:9: appium:appPackage: com.ss.android.ugc.trill"
    )


def test_app_version_differs(bed: MakeBed) -> None:
    """Corrections of locators go by what the profile says."""
    made = bed(profile='app_version: "1.2.3"\n')
    finding = made.finding("App")
    assert finding.state == "warning"
    assert "is installed, but the profile says 1.2.3" in finding.said
    assert finding.fix.startswith('config/profiles/bench.yaml:11: app_version: "')


def test_version_of_android_that_the_profile_asks_for(bed: MakeBed) -> None:
    """Appium would find no such phone."""
    finding = bed(profile='  appium:platformVersion: "11"\n').finding("Android")
    assert finding.said.startswith("14, but the profile asks for 11")
    assert finding.fix == 'config/profiles/bench.yaml:11: appium:platformVersion: "14"'


def test_settings_app_may_not_read_sms(bed: MakeBed) -> None:
    """The member of this phone is told by SMS; the advice lets the app read it."""
    made = bed()
    assert made.finding("Appium's settings").said.startswith("not there yet")
    _install_settings_app(made)
    assert made.finding("Appium's settings").state == "ok"
    made.shell(f"pm revoke {SETTINGS_APP} {READ_SMS}")
    finding = made.finding("Appium's settings")
    assert finding.said == "it may not read SMS, by which a member is told"
    made.do(finding)
    assert made.finding("Appium's settings").said == "it may read what is needed"


def test_settings_app_may_not_see_notifications(bed: MakeBed) -> None:
    """The same for a member who is told by a notification."""
    made = bed()
    people = made.ward.root / "config" / "people.yaml"
    people.write_text(people.read_text().replace("kind: sms", "kind: notification"))
    assert isinstance(made.ward.subject().people.members[0].told_by, Notification)  # type: ignore[union-attr]
    _install_settings_app(made)
    finding = made.finding("Appium's settings")
    assert finding.said == "it may not see notifications, by which a member is told"
    made.do(finding)
    assert made.finding("Appium's settings").state == "ok"


def test_appiums_server_that_runs(bed: MakeBed) -> None:
    """Another run, or one that was left over."""
    made = bed()
    made.door.server.launch()
    finding = made.finding("UiAutomator")
    assert finding.state == "warning"
    made.do(finding)
    assert made.finding("UiAutomator").said == "free"


def _install_settings_app(bed: Bed) -> None:
    """As Appium does; it asks to read SMS."""
    manifest = Manifest(SETTINGS_APP, 191, "8.0.9", permissions=(READ_SMS,))
    packages = bed.door.android.packages
    packages._added[SETTINGS_APP] = manifest
    packages.change_permission(SETTINGS_APP, READ_SMS, granted=True)

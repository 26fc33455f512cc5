"""A phone's apps: the one that is checked, and what Appium brings along."""

import re
from collections.abc import Iterator

from harness.doctor.examined import Examined, Run, phone_look
from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen, warning
from harness.settings import Notification, Sms

LOOKS: list[tuple[str, Run]] = []

_VARIANTS = ("com.zhiliaoapp.musically", "com.ss.android.ugc.trill")
_SETTINGS_APP = "io.appium.settings"
_LISTENER = f"{_SETTINGS_APP}/.NLService"
_READ_SMS = "android.permission.READ_SMS"
_SERVER_APP = "io.appium.uiautomator2.server"
# Not `uiautomator` itself, which Appium ends before its second attempt.
_HOLDERS = re.compile(r"com\.github\.uiautomator.*|dev\.mobile\.maestro.*|com\.wetest\.uia2.*")


@phone_look(LOOKS, "App")
def app(phone: Examined) -> Iterator[Finding]:
    """The app is installed, in the version that the profile says."""
    version = _version(phone, phone.package)
    if version is None:
        yield _missing(phone)
        return
    profile = phone.subject.profile
    expected = profile.app_version if profile else None
    if expected and expected != version:
        yield warning(
            f"{version} is installed, but the profile says {expected}; locators go by it",
            f'{phone.subject.line_of("app_version")}: app_version: "{version}"',
        )
    else:
        yield ok(f"{phone.package} {version}")


def _missing(phone: Examined) -> Finding:
    """Not there; perhaps under its other name."""
    if phone.capabilities.get("appium:app"):
        return unseen("Appium installs it for the run")
    other = next((name for name in _VARIANTS if _version(phone, name) is not None), None)
    if other:
        place = phone.subject.line_of("capabilities", "appium:appPackage")
        said = f"{phone.package} is not installed, but {other} is"
        return misconfigured(said, f"{place}: appium:appPackage: {other}")
    said = f"{phone.package} is not installed"
    return broken(said, "install it", f"{phone.words} install PATH/TO/APP.apk")


@phone_look(LOOKS, "Appium's settings")
def settings_app(phone: Examined) -> Iterator[Finding]:
    """Appium's helper may read what a member on this phone is told."""
    people = phone.subject.people
    members = people.members if people else ()
    told = {type(m.told_by) for m in members if m.contact == phone.settings.number}
    about = phone.shell(f"dumpsys package {_SETTINGS_APP}")
    if f"Package [{_SETTINGS_APP}]" not in about:
        yield ok("not there yet: Appium installs it when a session starts")
        return
    refused = False
    if Sms in told and f"{_READ_SMS}: granted=false" in about:
        refused = True
        grant = f"{phone.words} shell pm grant {_SETTINGS_APP} {_READ_SMS}"
        yield broken("it may not read SMS, by which a member is told", "allow it", grant)
    listeners = phone.shell("settings get secure enabled_notification_listeners")
    if Notification in told and _SETTINGS_APP not in listeners:
        refused = True
        allow = f"{phone.words} shell cmd notification allow_listener {_LISTENER}"
        said = "it may not see notifications, by which a member is told"
        yield warning(said, "allow it", allow)
    if not refused:
        yield ok("it may read what is needed" if told else "nobody is told on this phone")


@phone_look(LOOKS, "UiAutomator")
def uiautomator(phone: Examined) -> Iterator[Finding]:
    """No other program holds UiAutomator, which serves one at a time."""
    running = {line.split()[-1] for line in phone.shell("ps -A").splitlines() if line}
    holder = next((name for name in running if _HOLDERS.fullmatch(name)), None)
    if holder:
        said = f"{holder} holds it: Appium's server could not start"
        package = holder.removesuffix(".test").partition(":")[0]
        yield broken(said, "end it", f"{phone.words} shell am force-stop {package}")
    elif _SERVER_APP in running:
        said = "Appium's server runs on the phone: another run uses it, or a session was left over"
        stop = f"{phone.words} shell am force-stop {_SERVER_APP}"
        yield warning(said, "wait for the other run; else end it", stop)
    else:
        yield ok("free")


def _version(phone: Examined, package: str) -> str | None:
    """Of an installed app; None where it is not installed."""
    about = phone.shell(f"dumpsys package {package}")
    found = re.search(r"versionName=(\S+)", about)
    return found[1] if found and f"Package [{package}]" in about else None

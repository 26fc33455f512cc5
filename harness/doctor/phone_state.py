"""A phone itself: has it started, is it new enough, unlocked, on time, and does it have room?"""

import re
import time
from collections.abc import Iterator

from harness.doctor.examined import Examined, Run, phone_look
from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen, warning
from harness.session import phone_kind
from harness.session.phone_kind import kind_of

LOOKS: list[tuple[str, Run]] = []

_OLDEST_SDK = 26  # of Appium's UiAutomator2 driver
_ENOUGH_MB = 500  # below it, Android itself counts the storage as low, and refuses to install
_KIB_IN_MB = 1024
_MOST_OFF_S = 180
_SCALES = ("window_animation_scale", "transition_animation_scale", "animator_duration_scale")


BOOT = "Boot"
"""The title of what is found where Android has not started, after which nothing else is asked."""


@phone_look(LOOKS, BOOT)
def boot(phone: Examined) -> Iterator[Finding]:
    """Android has started."""
    if phone.shell("getprop sys.boot_completed") == "1":
        yield ok("it has started")
    else:
        said = "still booting: Android's services are not there yet"
        yield broken(said, "wait, and look again; where it stays so, restart it")


@phone_look(LOOKS, "Kind")
def kind(phone: Examined) -> Iterator[Finding]:
    """What its results are worth: only a real phone or an emulator runs the real app."""
    model = phone.shell("getprop ro.product.model")
    maker = phone.shell("getprop ro.product.manufacturer")
    said = {"deviceManufacturer": maker, "deviceModel": model, "udid": phone.udid}
    named = " ".join(filter(None, (maker, model))) or "it does not say its model"
    match kind_of(said):
        case phone_kind.VIRTUAL:
            yield ok("a virtual phone: no evidence about the app")
        case phone_kind.EMULATOR:
            yield ok(f"an emulator: {named}")
        case _:
            yield ok(named)


@phone_look(LOOKS, "Android")
def android(phone: Examined) -> Iterator[Finding]:
    """Its version is one that the driver takes, and that the profile asks for."""
    release = phone.shell("getprop ro.build.version.release")
    sdk = phone.shell("getprop ro.build.version.sdk")
    wanted = str(phone.capabilities.get("appium:platformVersion", ""))
    if sdk.isdecimal() and int(sdk) < _OLDEST_SDK:
        said = f"{release} (API {sdk}); Appium's driver needs 8.0 (API {_OLDEST_SDK}) or newer"
        yield broken(said, "take a newer phone, or a newer image for the emulator")
    elif wanted and release.split(".")[0] != wanted.split(".", maxsplit=1)[0]:
        place = phone.subject.line_of("capabilities", "appium:platformVersion")
        said = f"{release}, but the profile asks for {wanted}: Appium would find no such phone"
        yield misconfigured(said, f'{place}: appium:platformVersion: "{release}"')
    else:
        yield ok(f"{release} (API {sdk})")


@phone_look(LOOKS, "Storage")
def storage(phone: Examined) -> Iterator[Finding]:
    """There is room to install Appium's programs, and for the app's data."""
    lines = phone.shell("df /data").splitlines()
    found = re.search(r"\s(\d+)\s+(\d+)\s+(\d+)\s+\d+%", lines[-1]) if lines else None
    if found is None:
        yield unseen("df does not say what is left")
        return
    left_mb = int(found[3]) // _KIB_IN_MB
    if left_mb < _ENOUGH_MB:
        said = f"{left_mb} MB left; below {_ENOUGH_MB} MB Android refuses to install anything"
        yield broken(said, "remove apps and files", f"{phone.words} shell pm trim-caches 2G")
    else:
        yield ok(f"{left_mb / 1000:.1f} GB left")


@phone_look(LOOKS, "Screen")
def screen(phone: Examined) -> Iterator[Finding]:
    """It is lit, and no lock is in front that Appium cannot open."""
    policy = phone.shell("dumpsys window policy")
    asleep = "mWakefulness=Awake" not in phone.shell("dumpsys power")
    locked = bool(re.search(r"\b(mIsShowing|showing|mShowingLockscreen)=true", policy))
    secure = bool(re.search(r"\bsecure=true", policy))
    unlocks = {"appium:unlockType", "appium:unlockKey"} <= set(phone.capabilities)
    dismiss = f"{phone.words} shell 'input keyevent KEYCODE_WAKEUP; wm dismiss-keyguard'"
    if locked and secure and not unlocks:
        place = phone.subject.line_of("capabilities")
        fix = f"unlock it; or {place}: add appium:unlockType and appium:unlockKey"
        yield broken("locked, with a PIN, password or pattern", fix)
    elif locked or asleep:
        how = "asleep" if asleep else "locked"
        yield warning(f"{how}; Appium opens it when a session starts", "or do it now", dismiss)
    else:
        yield ok("lit and unlocked")


@phone_look(LOOKS, "Clock")
def clock(phone: Examined) -> Iterator[Finding]:
    """It tells the time as this computer does."""
    said = phone.shell("date +%s")
    if not said.isdecimal():
        yield unseen(f"it does not say its time, but: {said}")
        return
    off_s = int(said) - time.time()
    if abs(off_s) > _MOST_OFF_S:
        way = "behind" if off_s < 0 else "ahead"
        yield warning(
            f"{abs(off_s) / 60:.0f} minutes {way}: one-time codes and certificates go by it",
            "let the network set it",
            f"{phone.words} shell settings put global auto_time 1",
        )
    else:
        yield ok("on time")


@phone_look(LOOKS, "Animations")
def animations(phone: Examined) -> Iterator[Finding]:
    """None: they swallow taps, and cost time."""
    said = {name: phone.shell(f"settings get global {name}") for name in _SCALES}
    on = [name for name, value in said.items() if value not in {"0", "0.0"}]
    if on:
        put = "; ".join(f"settings put global {name} 0" for name in on)
        values = ", ".join(f"{name} {said[name]}" for name in on)
        command = f"{phone.words} shell '{put}'"
        yield warning(f"on: {values.replace('null', '1')}", "switch them off", command)
    else:
        yield ok("off")


@phone_look(LOOKS, "Language")
def language(phone: Examined) -> Iterator[Finding]:
    """It speaks the language in which pages look for labels."""
    expected = phone.subject.names.language or (
        phone.subject.profile.language if phone.subject.profile else "en"
    )
    own = re.search(r"\[(.+)\]", phone.shell(f"cmd locale get-app-locales {phone.package}"))
    if own:
        spoken, who = own[1].split(",")[0], "the app"
    else:
        spoken, who = _of_phone(phone), "the phone"
    if _same(spoken, expected):
        yield ok(f"{who} speaks {spoken}")
        return
    line = f"{phone.subject.line_of('language')}: language: {spoken.split('-')[0]}"
    yield warning(
        f"{who} speaks {spoken}, but labels are looked for in {expected}; that is right only where"
        " the app has a language of its own",
        f"{line}; or set the phone's",
        f"{phone.words} shell am start -a android.settings.LOCALE_SETTINGS",
    )


def _of_phone(phone: Examined) -> str:
    """The first of its languages, wherever this version of Android keeps them."""
    for line in (
        "settings get system system_locales",
        "getprop persist.sys.locale",
        "getprop ro.product.locale",
    ):
        said = phone.shell(line).split(",")[0]
        if said and said != "null":
            return said
    return "unknown"


def _same(spoken: str, expected: str) -> bool:
    """`en-US` will do for `en`; `pt-PT` will not for `pt-BR`."""
    parts, wanted = spoken.lower().split("-"), expected.lower().split("-")
    return parts[0] == wanted[0] and (len(wanted) == 1 or wanted[-1] in parts)

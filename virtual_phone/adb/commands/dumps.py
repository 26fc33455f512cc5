"""`dumpsys`: what services know, in the shapes that programs look for."""

import zlib
from collections.abc import Callable

from virtual_phone.adb.android import SETTINGS_APP, Android
from virtual_phone.adb.apk import Manifest
from virtual_phone.adb.shell.process import Process
from virtual_phone.tree.permissions import RUNTIME

_DISPLAY_ID = "4619827259835644672"


def dumpsys(android: Android, process: Process, arguments: list[str]) -> int:
    """`dumpsys SERVICE ...`."""
    services: dict[str, Callable[[Android, list[str]], str]] = {
        "SurfaceFlinger": _surfaces,
        "activity": _activity,
        "battery": _battery,
        "deviceidle": lambda _android, _words: "",
        "display": _display,
        "input": _input,
        "input_method": _input_method,
        "package": _package,
        "power": _power,
        "window": _window,
    }
    if not arguments or arguments == ["-l"]:
        listed = "".join(f"  {name}\n" for name in services)
        process.out(f"Currently running services:\n{listed}")
        return 0
    show = services.get(arguments[0])
    if show is None:
        process.error(f"Can't find service: {arguments[0]}")
        return 0
    process.out(show(android, arguments[1:]))
    return 0


def _token(text: str) -> str:
    """A hexadecimal number as Android prints one beside a name."""
    return f"{zlib.crc32(text.encode()) & 0xFFFFFFF:07x}"


def _window(android: Android, words: list[str]) -> str:
    device = android.device
    with device.lock:
        package, activity = device.current_package, device.current_activity
        locked = device.screen_lock.shown
    front = f"{package}/{activity}"
    shown = "NotificationShade" if locked else front
    focus = f"mCurrentFocus=Window{{{_token(shown)} u0 {shown}}}"
    focused = f"mFocusedApp=ActivityRecord{{{_token(package)} u0 {front} t12}}"
    if "displays" in words:
        return (
            f"WINDOW MANAGER DISPLAY CONTENTS (dumpsys window displays)\n  {focus}\n  {focused}\n"
        )
    display = device.display
    bottom = display.height_px - display.navigation_bar_px
    bars = (
        ("StatusBar", "STATUS_BAR", 0, display.status_bar_px),
        ("NavigationBar0", "NAVIGATION_BAR", bottom, display.height_px),
    )
    windows = "".join(
        f"  Window #{number} Window{{{_token(name)} u0 {name}}}:\n"
        f"    mOwnerUid=10050 showForAllUsers=true package=com.android.systemui\n"
        f"    mAttrs={{(0,{top})({display.width_px}x{end - top}) ty={kind}}}\n"
        f"    mViewVisibility=0x0 mHaveFrame=true mObscured=false\n"
        f"    Frames: parent=[0,0][{display.width_px},{display.height_px}] "
        f"frame=[0,{top}][{display.width_px},{end}]\n\n"
        for number, (name, kind, top, end) in enumerate(bars)
    )
    policy = "" if "windows" in words else _policy(android)
    if "policy" in words:
        return policy
    lit = _flag(android.device.screen_lock.awake)
    return (
        f"{policy}WINDOW MANAGER WINDOWS (dumpsys window windows)\n{windows}"
        f"  {focus}\n  {focused}\n    mScreenOnFully={lit}\n"
    )


def _policy(android: Android) -> str:
    """The lock, in the words of Android 14."""
    with android.device.lock:
        lock = android.device.screen_lock
        shown, secure, state = _flag(lock.shown), _flag(lock.secure), "ON" if lock.awake else "OFF"
        interactive = "AWAKE" if lock.awake else "SLEEP"
    return (
        "WINDOW MANAGER POLICY STATE (dumpsys window policy)\n"
        "    KeyguardServiceDelegate\n"
        f"      showing={shown}\n      inputRestricted={shown}\n      occluded=false\n"
        f"      secure={secure}\n      dreaming=false\n      systemIsReady=true\n"
        "      deviceHasKeyguard=true\n      enabled=true\n      offReason=OFF_BECAUSE_OF_USER\n"
        "      currentUser=-10000\n      bootCompleted=true\n"
        f"      screenState=SCREEN_STATE_{state}\n"
        f"      interactiveState=INTERACTIVE_STATE_{interactive}\n"
        f"      KeyguardStateMonitor\n        mIsShowing={shown}\n        mSimSecure=false\n"
        f"        mInputRestricted={shown}\n        mTrusted=false\n        mCurrentUserId=0\n"
    )


def _flag(value: bool) -> str:  # noqa: FBT001 - the value that is printed
    return str(value).lower()


def _power(android: Android, _words: list[str]) -> str:
    with android.device.lock:
        state = "Awake" if android.device.screen_lock.awake else "Asleep"
    return f"POWER MANAGER (dumpsys power)\n  mWakefulness={state}\n  mStayOn=false\n"


def _battery(_android: Android, _words: list[str]) -> str:
    return "Current Battery Service state:\n  AC powered: true\n  status: 5\n  level: 100\n"


def _display(android: Android, _words: list[str]) -> str:
    display = android.device.display
    size = f"{display.width_px} x {display.height_px}"
    return (
        "DISPLAY MANAGER (dumpsys display)\n"
        f'  mBaseDisplayInfo=DisplayInfo{{"Built-in Screen", displayId 0, real {size}, '
        f"density {display.density_dpi}}}\n"
        f"    PhysicalDisplayInfo{{{size}, 60.0 fps, density {display.density_dpi / 160:g}}}\n"
    )


def _surfaces(_android: Android, words: list[str]) -> str:
    if "--display-id" in words:
        return f'Display {_DISPLAY_ID} (HWC display 0): port=0 displayName="Built-in Screen"\n'
    return ""


def _input(android: Android, _words: list[str]) -> str:
    with android.device.lock:
        turned = int(android.device.orientation == "LANDSCAPE")
    return f"INPUT MANAGER (dumpsys input)\n      SurfaceOrientation: {turned}\n"


def _input_method(android: Android, _words: list[str]) -> str:
    with android.device.lock:
        shown = str(android.device.keyboard_shown).lower()
    method = android.setting("secure", "default_input_method")
    return (
        f"Current Input Method Manager state:\n  mCurMethodId={method}\n"
        f"  mInputShown={shown}\n  mIsInputViewShown={shown}\n"
    )


def _activity(android: Android, words: list[str]) -> str:
    if words[:1] == ["services"]:
        return _services(android, words[1] if len(words) > 1 else "")
    if words[:1] == ["processes"]:
        return _processes(android)
    with android.device.lock:
        shown = f"{android.device.current_package}/{android.device.current_activity}"
    record = f"ActivityRecord{{{_token(shown)} u0 {shown} t12}}"
    return (
        "ACTIVITY MANAGER ACTIVITIES (dumpsys activity activities)\n"
        f"  topResumedActivity={record}\n  mResumedActivity: {record}\n"
    )


def _services(android: Android, name: str) -> str:
    title = "ACTIVITY MANAGER SERVICES (dumpsys activity services)\n"
    if name not in {"", SETTINGS_APP} or not android.settings_app_runs:
        return f"{title}  (nothing)\n"
    service = f"{SETTINGS_APP}/.ForegroundService"
    return (
        f"{title}  User 0 active services:\n"
        f"  * ServiceRecord{{{_token(service)} u0 {service}}}\n"
        f"    packageName={SETTINGS_APP}\n    isForeground=true foregroundId=1\n"
    )


def _processes(android: Android) -> str:
    lines = ["ACTIVITY MANAGER RUNNING PROCESSES (dumpsys activity processes)"]
    for name, number in android.processes().items():
        user = f"u0a{android.packages.uid(name) % 1000}"
        lines.append(f"  *APP* UID 10100 ProcessRecord{{{_token(name)} {number}:{name}/{user}}}")
    return "\n".join([*lines, ""])


def _package(android: Android, words: list[str]) -> str:
    names = [word for word in words if not word.startswith("-")]
    if not names:
        return "".join(f"Package [{name}]\n" for name in android.packages.names())
    manifest = android.packages.find(names[0])
    return (
        f"Unable to find package: {names[0]}\n" if manifest is None else _details(android, manifest)
    )


def _details(android: Android, manifest: Manifest) -> str:
    name = manifest.package
    asked = "".join(f"      {each}\n" for each in manifest.permissions)
    states = android.packages.permissions(name)
    installed = "".join(f"      {each}: granted=true\n" for each in states if each not in RUNTIME)
    runtime = "".join(
        f"        {each}: granted={str(granted).lower()}, flags=[ USER_SENSITIVE_WHEN_GRANTED]\n"
        for each, granted in states.items()
        if each in RUNTIME
    )
    return (
        f"Packages:\n  Package [{name}] ({_token(name)}):\n"
        f"    userId={android.packages.uid(name)}\n"
        f"    versionCode={manifest.version_code} minSdk=26 targetSdk={android.device.sdk}\n"
        f"    versionName={manifest.version_name}\n"
        f"    requested permissions:\n{asked}"
        f"    install permissions:\n{installed}"
        f"    User 0: ceDataInode=1 installed=true hidden=false stopped=false\n"
        f"      runtime permissions:\n{runtime}"
    )

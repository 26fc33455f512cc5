"""The phone itself, without any app."""

from virtual_phone.faults.fault import PASSED, REFUSED, STOPPED, At, Fault

_NO_SESSION = "session not created"
_SEEN_BEFORE = "It is there before the first scenario, and nothing can be said about the app."

PHONE = (
    Fault(
        "still-booting",
        "Phone",
        "Android has not started yet; adb reaches a bare shell.",
        STOPPED | REFUSED,
        _SEEN_BEFORE,
        number=19,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message=(
            "Emulator is not ready within 60000ms (package, activity services are not running)"
        ),
    ),
    Fault(
        "late-boot",
        "Phone",
        "Android has not started when it is first looked for, and has a moment later.",
        PASSED,
        "It is waited for, and used as soon as it is there.",
        number=19,
        at=At.BOOT,
        code=_NO_SESSION,
        message="Emulator is not ready within 60000ms (settings service is not running)",
    ),
    Fault(
        "boot-failed",
        "Phone",
        "The emulator is started, and its Android never comes up.",
        STOPPED | REFUSED,
        _SEEN_BEFORE,
        number=20,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message="'{udid}' Emulator has failed to boot",
    ),
    Fault(
        "low-storage",
        "Phone",
        "60 MB are left, and no app can be installed.",
        STOPPED | REFUSED,
        _SEEN_BEFORE,
        number=21,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message=(
            "Error executing adbExec. Original error: 'Command output: Failure "
            "[INSTALL_FAILED_INSUFFICIENT_STORAGE]'"
        ),
    ),
    Fault(
        "old-android",
        "Phone",
        "It runs Android 7.1.2 (API 25), which Appium has given up.",
        STOPPED | REFUSED,
        "Appium refuses it.",
        by_adb_only=True,
    ),
    Fault(
        "screen-off",
        "Phone",
        "It sleeps behind a lock that a swipe opens.",
        PASSED | STOPPED | REFUSED,
        "A harness may wake it; a dark display says nothing about the app.",
    ),
    Fault(
        "screen-locked",
        "Phone",
        "It is locked, and only its PIN opens it.",
        STOPPED | REFUSED,
        "Behind a lock no app can be seen.",
    ),
)

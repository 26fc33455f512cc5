"""Between the phone and the adb of its computer."""

from virtual_phone.faults.fault import ANEW, PASSED, REFUSED, STOPPED, At, Fault

_NO_SESSION = "session not created"
_NEVER_BEGINS = "No session can begin, so nothing can be said about the app."
_ADB_SHELL = "'adb -P 5037 -s {udid} shell getprop ro.build.version.sdk'"

ADB = (
    Fault(
        "device-missing",
        "adb",
        "adb knows of no phone at all.",
        STOPPED | REFUSED,
        _NEVER_BEGINS,
        number=14,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message="Could not find a connected Android device in 20000ms",
    ),
    Fault(
        "wrong-udid",
        "adb",
        "The phone is there, but not under the name that is asked for.",
        STOPPED | REFUSED,
        _NEVER_BEGINS,
        number=15,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message="Device {udid} was not in the list of connected devices",
    ),
    Fault(
        "adb-unauthorized",
        "adb",
        "Nobody has allowed this computer to debug the phone: adb lists it as unauthorized.",
        STOPPED | REFUSED,
        _NEVER_BEGINS,
        number=16,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message=(
            f"Error executing adbExec. Original error: 'Command {_ADB_SHELL} exited with code 1'; "
            "Command output: error: device unauthorized."
        ),
    ),
    Fault(
        "adb-offline",
        "adb",
        "adb is let in and never greeted: it lists the phone as offline.",
        STOPPED | REFUSED,
        _NEVER_BEGINS,
        by_adb_only=True,
    ),
    Fault(
        "adb-restarted",
        "adb",
        "The adb server is started anew in the middle of a session: its ways to the phone are cut.",
        PASSED | ANEW | STOPPED,
        "The session is over, and with a tap on its way it is not known whether that was sent.",
        number=17,
        at=At.COMMAND,
        code="unknown error",
        message=(
            "Error executing adbExec. Original error: 'Command 'adb -P 5037 -s {udid} shell' "
            "exited with code 1'; Command output: error: protocol fault (no status)"
        ),
        breaks_session=True,
    ),
    Fault(
        "adb-slow",
        "adb",
        "Every shell command begins half a minute late.",
        STOPPED | REFUSED,
        _NEVER_BEGINS,
        number=18,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message=(
            f"Error executing adbExec. Original error: 'Command {_ADB_SHELL} timed out after "
            "20000ms'. Try to increase the 20000ms adb execution timeout represented by "
            "'adbExecTimeout' capability"
        ),
    ),
)

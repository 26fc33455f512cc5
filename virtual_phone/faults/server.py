"""Appium's server on the phone, and the session that a client has with it."""

from virtual_phone.faults.fault import ANEW, PASSED, STOPPED, At, Fault

_UNKNOWN = "unknown error"
_NOT_DELIVERED = "Nothing was delivered: a new session, and the scenario from its beginning."
_DOUBT = (
    "A new session, and the scenario from its beginning; where an invitation was on its way and "
    "the list cannot tell, it stops."
)

SERVER = (
    Fault(
        "instrumentation-died",
        "Server",
        "The server's process on the phone crashes; its session answers nothing any more.",
        PASSED | ANEW,
        _NOT_DELIVERED,
        number=6,
        at=At.COMMAND,
        code=_UNKNOWN,
        message=(
            "'{command}' cannot be proxied to UiAutomator2 server because the instrumentation "
            "process is not running (probably crashed). Check the server log and/or the logcat "
            "output for more details"
        ),
        breaks_session=True,
    ),
    Fault(
        "server-hangs-up",
        "Server",
        "The server dies after it has done what it was asked, and before it has answered.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=7,
        at=At.COMMAND,
        code=_UNKNOWN,
        message="Could not proxy command to the remote server. Original error: socket hang up",
        after=True,
        breaks_session=True,
    ),
    Fault(
        "forward-lost",
        "Server",
        "The way from the computer's port to the phone's is gone.",
        PASSED | ANEW,
        _NOT_DELIVERED,
        number=8,
        at=At.COMMAND,
        code=_UNKNOWN,
        message=(
            "Could not proxy command to the remote server. Original error: connect ECONNREFUSED "
            "127.0.0.1:8200"
        ),
        breaks_session=True,
    ),
    Fault(
        "server-never-up",
        "Server",
        "The server is launched for a session, and does not come up.",
        PASSED | ANEW | STOPPED,
        "One more session is asked for; then it stops.",
        number=9,
        at=At.SESSION,
        code="session not created",
        message=(
            "The instrumentation process cannot be initialized within 30000ms timeout. Make sure "
            "the application under test does not crash and investigate the logcat output. You "
            "could also try to increase the value of 'uiautomator2ServerLaunchTimeout' capability"
        ),
    ),
    Fault(
        "uiautomation-disconnected",
        "Server",
        "Android's UiAutomation has let the server go, and stays so until a reboot.",
        STOPPED,
        "Only a reboot helps.",
        number=10,
        at=At.COMMAND,
        times=0,
        code=_UNKNOWN,
        message="java.lang.IllegalStateException: UiAutomation not connected!",
    ),
    Fault(
        "no-accessibility-root",
        "Server",
        "The window in front gives no root to look-ups in time.",
        PASSED | ANEW,
        "A look may be repeated once the display has settled.",
        number=12,
        at=At.LOOK_UP,
        code=_UNKNOWN,
        message=(
            "Timed out after 10000ms waiting for the root AccessibilityNodeInfo in the active "
            "window. Make sure the active window is not constantly hogging the main UI thread "
            "(e.g. the application is being idle long enough), and its accessibility is enabled"
        ),
    ),
    Fault(
        "session-expired",
        "Server",
        "The server has ended the session, as after too long a silence.",
        PASSED | ANEW | STOPPED,
        _DOUBT,
        number=13,
        at=At.COMMAND,
        code="invalid session id",
        message="A session is either terminated or not started",
        breaks_session=True,
    ),
)

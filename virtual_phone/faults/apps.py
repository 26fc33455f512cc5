"""What is installed on the phone, and what keeps apps from starting."""

from virtual_phone.faults.fault import ANEW, PASSED, REFUSED, STOPPED, At, Fault

_NO_SESSION = "session not created"

APPS = (
    Fault(
        "uiautomator-held",
        "Apps",
        "Another program holds UiAutomator, so that Appium's server cannot start.",
        STOPPED | REFUSED,
        "The other program has to be ended first.",
        number=11,
        at=At.SESSION,
        times=0,
        code=_NO_SESSION,
        message=(
            "java.lang.IllegalStateException: UiAutomationService "
            "android.accessibilityservice.IAccessibilityServiceClient$Stub$Proxy@40f5f8a already "
            "registered!"
        ),
    ),
    Fault(
        "wrong-first-screen",
        "Apps",
        "Something else comes up where the app should: a session finds another screen in front.",
        PASSED | ANEW | STOPPED,
        "The next session may find the app; without one nothing can be said about it.",
        number=22,
        at=At.SESSION,
        code=_NO_SESSION,
        message=(
            "Cannot start the '{package}' application. Original error: "
            "'com.ss.android.ugc.aweme.splash.SplashActivity' never started. Current: "
            "com.android.vending/com.google.android.finsky.activities.MainActivity"
        ),
    ),
    Fault(
        "app-missing",
        "Apps",
        "The TikTok app is not installed.",
        STOPPED | REFUSED,
        "There is nothing to look at.",
    ),
    Fault(
        "settings-app-refused",
        "Apps",
        "Appium's settings app may read neither SMS nor notifications, until it is allowed to.",
        STOPPED | REFUSED,
        "Whether somebody was told cannot be seen.",
        by_adb_only=True,
    ),
)

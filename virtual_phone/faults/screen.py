"""What covers, moves or hides the app's screen."""

from virtual_phone.faults.fault import ANEW, PASSED, PRODUCT, STOPPED, At, Fault

SCREEN = (
    Fault(
        "permission-dialog",
        "Screen",
        "Android asks whether the app may send notifications.",
        PASSED,
        "It is answered safely, and the screen is looked at again.",
        number=23,
        at=At.LOOK,
    ),
    Fault(
        "other-app-hangs",
        "Screen",
        "Android says over the app that another app does not respond.",
        PASSED,
        "It is dismissed: it is not about this app.",
        number=24,
        at=At.LOOK,
    ),
    Fault(
        "app-hangs",
        "Screen",
        "The app itself does not respond, and Android says so.",
        PRODUCT,
        "That is the app's own failure.",
        number=24,
        at=At.LOOK,
    ),
    Fault(
        "keyboard-covers",
        "Screen",
        "The keyboard lies over the lower half of the app instead of making it smaller.",
        PASSED,
        "It is put away before what it covers is tapped.",
        number=25,
    ),
    Fault(
        "keyboard-stays",
        "Screen",
        "The keyboard covers the lower half of the app, and cannot be put away.",
        PASSED | STOPPED,
        "What it covers may be scrolled to; if not, nothing can be said about the app.",
        number=26,
        code="unknown error",
        message="The software keyboard cannot be hidden",
    ),
    Fault(
        "off-screen-bounds",
        "Screen",
        "For some looks the lowest button is reported below the display's edge.",
        PASSED,
        "It is brought onto the screen, or waited for, before it is tapped.",
        number=27,
        at=At.LOOK,
        times=2,
    ),
    Fault(
        "moving-views",
        "Screen",
        "For some look-ups, and sixteen looks in a row at the most, every view is on its way to "
        "its place: reported elsewhere at each look, and a tap meets nothing.",
        PASSED,
        "A tap that was swallowed is sent again; one that must not be is sent to a view at rest.",
        number=28,
        at=At.FIND,
        times=4,
    ),
    Fault(
        "tap-refused",
        "Screen",
        "The phone does not carry out a tap.",
        PASSED | ANEW | STOPPED,
        "The screen says whether it was carried out.",
        number=29,
        at=At.TAP,
        code="invalid element state",
        message=(
            "Unable to perform W3C actions. Check the logcat output for possible error reports and "
            "make sure your input actions chain is valid."
        ),
    ),
    Fault(
        "secure-screen",
        "Screen",
        "The app's window must not be photographed.",
        PASSED,
        "The verdict stands without a picture.",
        number=34,
        at=At.PICTURE,
        times=0,
        code="unable to capture screen",
        message=(
            "Cannot take a screenshot. Does the current view have the 'secure' flag set? "
            "Make sure the screen is on"
        ),
    ),
)

"""What comes of a link: the app, where it is installed (guide, part 4)."""

from typing import Protocol

from harness.errors import InfrastructureError, NotShown
from harness.screen.wait import polls

_PROMISE = "the link opens the app where it is installed (guide, part 4)"
_CHOOSERS = ("android", "com.android.intentresolver", "com.huawei.android.internal.app")
_NOBODY_OPENS_IT = "unable to resolve intent"  # Android's own words


class Opener(Protocol):
    """What is needed of a session with a phone.

    Attributes:
        name: Whose phone it is, for people: "phone 2".
    """

    name: str

    def has_app(self, package: str) -> bool:
        """Whether the app is installed."""

    def press_home(self) -> None:
        """Android's Home: no app is in front."""

    def open_link(self, url: str) -> None:
        """What a tap on the link does."""

    def current_package(self) -> str:
        """What is in front."""


def follow_link(phone: Opener, url: str, package: str, timeout_s: float) -> None:
    """Open a link as a person's tap does, and wait until the app is in front.

    It is tapped outside the app, in a message; so that the app comes to the front says something.
    What the app shows then is its pages' business.

    Args:
        phone: On which the link is opened.
        url: It is in no message of an error.
        package: The app's.
        timeout_s: How long the app may take.

    Raises:
        NotShown: Something else came, or nobody opens the link, although the app is installed.
        InfrastructureError: The app is not installed; nothing was opened.
    """
    if not phone.has_app(package):
        message = (
            f"{package} is not on {phone.name}: the link would open a browser, where this harness"
            " does not follow it.\n  Do: install the app"
        )
        raise InfrastructureError(message)
    phone.press_home()
    for _ in polls(timeout_s):
        if phone.current_package() != package:
            break
    front = _opened(phone, url, package, timeout_s)
    if front == package:
        return
    raise NotShown(
        f"Waited {timeout_s:g} s for the link to open {package} on {phone.name}.",
        promised=_PROMISE,
        seen=f"the link opened {front}, not the app" if front else "nobody opens the link",
        look=_advice(front, package),
    )


def _opened(phone: Opener, url: str, package: str, timeout_s: float) -> str:
    """What is in front in the end; "" where nothing on the phone opens such a link."""
    try:
        phone.open_link(url)
    except InfrastructureError as fault:
        if _NOBODY_OPENS_IT not in str(fault).lower():
            raise
        return ""
    front = ""
    for _ in polls(timeout_s):
        front = phone.current_package()
        if front == package:
            break
    return front or "no app at all"


def _advice(front: str, package: str) -> str:
    if front in _CHOOSERS:
        return (
            "Android asks with which app to open it: choose the app once by hand, or see"
            f" adb shell pm get-app-links {package}"
        )
    return f"adb shell pm get-app-links {package} says whether its addresses are verified"

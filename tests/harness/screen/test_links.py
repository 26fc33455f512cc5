import pytest

from harness.errors import InfrastructureError, NotShown, SessionLost
from harness.screen.links import follow_link

APP = "com.zhiliaoapp.musically"
LINK = "https://www.example.com/join?token=abcdefgh"


class Phone:
    """A phone on which the next thing is in front at each look."""

    name = "phone 2"

    def __init__(self, *in_front: str, fault: InfrastructureError | None = None) -> None:
        self.in_front, self.fault = list(in_front), fault
        self.apps = [APP]
        self.opened: list[str] = []
        self.is_home = False

    def has_app(self, package: str) -> bool:
        return package in self.apps

    def press_home(self) -> None:
        self.is_home = True

    def open_link(self, url: str) -> None:
        assert self.is_home, "the app could have been in front already"
        self.opened.append(url)
        if self.fault:
            raise self.fault

    def current_package(self) -> str:
        if not self.opened:
            return "launcher" if self.is_home else APP
        return self.in_front.pop(0) if len(self.in_front) > 1 else self.in_front[0]


def test_the_app_may_take_a_moment() -> None:
    """The link is opened once, whatever is in front meanwhile."""
    phone = Phone("com.android.messaging", "", APP)
    follow_link(phone, LINK, APP, 5)
    assert phone.opened == [LINK]


@pytest.mark.parametrize(
    ("front", "seen", "advice"),
    [
        (
            "com.android.chrome",
            "the link opened com.android.chrome, not the app",
            f"adb shell pm get-app-links {APP} says whether its addresses are verified",
        ),
        (
            "android",
            "the link opened android, not the app",
            "Android asks with which app to open it: choose the app once by hand, or see"
            f" adb shell pm get-app-links {APP}",
        ),
        (
            "",
            "the link opened no app at all, not the app",
            f"adb shell pm get-app-links {APP} says whether its addresses are verified",
        ),
    ],
)
def test_another_app_breaks_the_promise(front: str, seen: str, advice: str) -> None:
    """It says which, and never the link."""
    with pytest.raises(NotShown) as failed:
        follow_link(Phone(front), LINK, APP, 0)
    assert str(failed.value) == (
        f"Waited 0 s for the link to open {APP} on phone 2.\n"
        "  Promised: the link opens the app where it is installed (guide, part 4)\n"
        f"  Last seen: {seen}\n"
        f"  Look: {advice}"
    )


def test_a_link_that_nobody_opens_breaks_the_promise() -> None:
    """Neither the app nor a browser knows it."""
    words = "The driver failed to open a link: Activity not started, unable to resolve Intent"
    with pytest.raises(NotShown, match="Last seen: nobody opens the link"):
        follow_link(Phone("", fault=InfrastructureError(words)), LINK, APP, 0)


@pytest.mark.parametrize("fault", [InfrastructureError("adb is gone"), SessionLost("ended")])
def test_a_phone_that_fails_is_not_the_products_fault(fault: InfrastructureError) -> None:
    """It stays what it is."""
    with pytest.raises(InfrastructureError) as failed:
        follow_link(Phone("", fault=fault), LINK, APP, 0)
    assert failed.value is fault


def test_without_the_app_no_link_is_opened() -> None:
    """A browser might use it up, and the harness does not look into one."""
    phone = Phone("com.android.chrome")
    phone.apps = []
    with pytest.raises(InfrastructureError) as failed:
        follow_link(phone, LINK, APP, 0)
    assert str(failed.value) == (
        f"{APP} is not on phone 2: the link would open a browser, where this harness does not "
        "follow it.\n  Do: install the app"
    )
    assert not phone.opened

"""Named infrastructure conditions that a virtual phone can be started with.

A defect is a product's; a fault is the phone's, or lies between the phone and its computer. It says
nothing about the app: a harness must tell the two apart, and say which it was.

To add one: put an entry into `CATALOGUE`, and ask `faults.on("its-name")` at the one place where
a real phone would have it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches


@dataclass(frozen=True)
class Fault:
    """Something that may be wrong with a phone, or with the way to it.

    Attributes:
        name: Kebab-case, says what is wrong.
        area: Where a person would look for it: "adb", "Phone" or "Apps".
        description: One sentence for a person: what the phone does instead.
    """

    name: str
    area: str
    description: str


_ADB = (
    Fault(
        "adb-unauthorized",
        "adb",
        "Nobody has allowed this computer to debug the phone: adb lists it as unauthorized.",
    ),
    Fault("adb-offline", "adb", "adb is let in and never greeted: it lists the phone as offline."),
    Fault("adb-slow", "adb", "Every shell command begins half a minute late."),
)
_PHONE = (
    Fault("still-booting", "Phone", "Android has not started yet; adb reaches a bare shell."),
    Fault("old-android", "Phone", "It runs Android 7.1.2 (API 25), which Appium has given up."),
    Fault("low-storage", "Phone", "60 MB are left, and no app can be installed."),
    Fault("screen-off", "Phone", "It sleeps behind a lock that a swipe opens."),
    Fault("screen-locked", "Phone", "It is locked, and only its PIN opens it."),
    Fault("clock-off", "Phone", "Its clock is 20 minutes behind."),
)
_APPS = (
    Fault("app-missing", "Apps", "The TikTok app is not installed."),
    Fault(
        "uiautomator-held",
        "Apps",
        "Another program holds UiAutomator, so that Appium's server cannot start.",
    ),
    Fault(
        "settings-app-refused",
        "Apps",
        "Appium's settings app may read neither SMS nor notifications, until it is allowed to.",
    ),
)

CATALOGUE: dict[str, Fault] = {fault.name: fault for fault in (*_ADB, *_PHONE, *_APPS)}
"""Every fault by its name, in the order in which a person may read them."""


class UnknownFault(ValueError):
    """There is no fault of that name; the text lists the nearest ones."""

    def __init__(self, name: str) -> None:
        near = get_close_matches(name, CATALOGUE, n=3) or list(CATALOGUE)
        super().__init__(f'There is no fault "{name}". Near it: {", ".join(near)}.')
        self.name = name


def find_fault(name: str) -> Fault:
    """The fault of that name.

    Raises:
        UnknownFault: There is none.
    """
    try:
        return CATALOGUE[name]
    except KeyError:
        raise UnknownFault(name) from None


class Faults:
    """The faults that a phone is started with; usually none or one.

    Args:
        names: Their names.

    Raises:
        UnknownFault: One of the names is not in the catalogue.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._on = {name: find_fault(name) for name in names}

    @property
    def switched_on(self) -> tuple[Fault, ...]:
        """What is switched on, in the order given."""
        return tuple(self._on.values())

    def on(self, name: str) -> bool:
        """Whether that fault is switched on.

        Raises:
            UnknownFault: A part of the phone asks for a name that is not in the catalogue.
        """
        return find_fault(name).name in self._on

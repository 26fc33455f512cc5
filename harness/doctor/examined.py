"""A phone that adb reaches, while it is being looked at."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from harness.adb import Adb
from harness.doctor.adb import capabilities_of
from harness.doctor.finding import Finding
from harness.doctor.subject import Subject
from harness.settings import PhoneSettings

_ANSWER_S = 10
_DEFAULT_PACKAGE = "com.zhiliaoapp.musically"


@dataclass(frozen=True)
class Examined:
    """One phone.

    Attributes:
        words: How a person speaks to it: "adb -s emulator-5554".
    """

    subject: Subject
    settings: PhoneSettings
    udid: str
    adb: Adb
    words: str

    def shell(self, line: str) -> str:
        """What a command prints; its errors are left out.

        Raises:
            AdbFailed: The phone does not answer in time.
        """
        return self.adb.shell(self.udid, line, _ANSWER_S).output.strip()

    @property
    def capabilities(self) -> dict[str, Any]:
        """What a session with it asks for."""
        return capabilities_of(self.subject, self.settings)

    @property
    def package(self) -> str:
        """Of the app."""
        return str(self.capabilities.get("appium:appPackage") or _DEFAULT_PACKAGE)


Run = Callable[[Examined], Iterable[Finding]]


def phone_look(looks: list[tuple[str, Run]], title: str) -> Callable[[Run], Run]:
    """Put a function among the looks at a phone; they are taken one after the other."""

    def register(run: Run) -> Run:
        looks.append((title, run))
        return run

    return register

"""What faults make of commands: errors in the words of Appium, its driver and its server.

A fault that is answered with an error needs no code of its own: its entry in the catalogue says at
which commands it strikes, and what a client is told.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from virtual_phone.faults import At, Fault
from virtual_phone.tree.device import Device
from virtual_phone.webdriver.errors import WebDriverError
from virtual_phone.webdriver.session import Session

_PICTURES = ("screenshot",)
_LOOK_UPS = ("element", "elements", "source")
_TAPS = ("click", "actions")
_TYPES = ("value", "keys")
_ACTS = (*_TAPS, *_TYPES, "clear", "back")


def moments(method: str, rest: Sequence[str]) -> Iterator[At]:
    """What a command of a session is, as faults count.

    Args:
        method: GET, POST or DELETE.
        rest: The parts of its path after /session/ID.
    """
    yield At.COMMAND
    last = rest[-1] if rest else ""
    if last in _PICTURES:
        yield At.PICTURE
    if last in _LOOK_UPS and (method == "POST" or last == "source"):
        yield At.LOOK_UP
    if method != "POST":
        return
    if last in _ACTS:
        yield At.ACT
    if last in _TAPS:
        yield At.TAP
    if last in _TYPES:
        yield At.TYPING


class Crash(ConnectionError):
    """The server is gone in the middle of a command: its client gets no answer."""


class Troubles:
    """The faults of a phone, as the clients of one of its doors meet them.

    Args:
        device: The phone.
        crashes: For the server below Appium, where a broken session is no answer but something
            that happens: what is done for each of these faults; others are not met there.
    """

    def __init__(
        self, device: Device, crashes: Mapping[str, Callable[[], None]] | None = None
    ) -> None:
        self._device = device
        self._crashes = crashes

    def refuse_session(self, capabilities: Mapping[str, Any]) -> None:
        """Before a session begins.

        Raises:
            WebDriverError: None can.
        """
        for at in (At.SESSION, At.BOOT):  # who starts a session looks whether Android has started
            for fault in self._device.faults.meet(at):
                raise self._error(fault, package=str(capabilities.get("appPackage", "")))

    def around(
        self,
        session: Session,
        method: str,
        rest: Sequence[str],
        body: Mapping[str, Any],
        run: Callable[[], Any],
    ) -> Any:
        """Carry a command out, or not, or not say that it was.

        Args:
            session: It belongs to it.
            method: As the client sent it.
            rest: The parts of its path after /session/ID.
            body: What was sent.
            run: Carries it out.

        Raises:
            WebDriverError: A fault has struck.
            Crash: It has ended the server, or the way to it.
        """
        if session.broken is not None:
            raise session.broken
        ats = list(moments(method, rest))
        reads = method == "GET" or At.LOOK_UP in ats
        struck = [
            fault
            for at in ats
            for fault in self._device.faults.meet(at, reads=reads)
            if fault.code and self._is_met(fault)
        ]
        for fault in struck:
            if fault.after:
                run()
            if self._crashes and fault.breaks_session:
                self._crashes[fault.name]()
                raise Crash(fault.name)
            told = {"command": f"{method} /{'/'.join(rest)}", "text": _text(body)}
            error = self._error(fault, package=session.app_package, **told)
            session.broken = error if fault.breaks_session else None
            raise error
        return run()

    def _is_met(self, fault: Fault) -> bool:
        return not fault.breaks_session or self._crashes is None or fault.name in self._crashes

    def _error(self, fault: Fault, **told: str) -> WebDriverError:
        words = {"udid": self._device.udid, **told}
        return WebDriverError(fault.code, fault.message.format(**words))


def _text(body: Mapping[str, Any]) -> str:
    text = body.get("text", "")
    return text if isinstance(text, str) else ""

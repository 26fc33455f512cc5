"""Services by their names, as a phone offers them to adb."""

import re
from functools import partial

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell_service import serve_exec, serve_shell
from virtual_phone.adb.stream import Stream
from virtual_phone.adb.sync import serve_sync
from virtual_phone.adb.transport import Service
from virtual_phone.device_server.server import PORT

_SOCKET = re.compile(r"tcp:\d{1,5}|local(abstract|filesystem|reserved)?:[^;:]+")
_PLAIN_ANSWERS = {
    "root:": b"adbd cannot run as root in production builds\n",
    "unroot:": b"adbd not running as root\n",
}
_FIRST_FREE = 40100
_TCP = re.compile(r"tcp:(\d{1,5})", re.ASCII)


class Services:
    """Finds services.

    Args:
        android: The phone.
    """

    def __init__(self, android: Android) -> None:
        self._android = android
        self._reversed: dict[str, str] = {}

    def find(self, name: str) -> Service | None:
        """The service of a name such as `shell,v2,raw:ls`; None where there is none."""
        kind, _, rest = name.partition(":")
        plain, *options = kind.split(",")
        if plain == "shell":
            return partial(serve_shell, self._android, rest, options)
        if kind == "exec":
            return partial(serve_exec, self._android, rest)
        if name == "sync:":
            return partial(serve_sync, self._android.files)
        if kind == "reverse":
            return partial(self._reverse, rest)
        port = _TCP.fullmatch(name)
        if port and int(port[1]) == PORT and not self._android.uiautomator_is_held:
            return self._talk_to_server
        return partial(_say, _PLAIN_ANSWERS[name]) if name in _PLAIN_ANSWERS else None

    def _talk_to_server(self, stream: Stream) -> None:
        self._android.server.converse(stream.reader, stream.writer)

    def _reverse(self, what: str, stream: Stream) -> None:
        """Ports of the phone that lead to the computer: kept and listed.

        Nothing on this phone ever opens a connection, so none is ever used.
        """
        verb, _, rest = what.partition(":")
        phone, _, computer = rest.removeprefix("norebind:").partition(";")
        listed = "".join(f"host-1 {p} {c}\n" for p, c in self._reversed.items())
        if verb == "list-forward":
            stream.write(_counted(listed))
        elif verb == "killforward-all":
            self._reversed.clear()
            stream.write(b"OKAY")
        elif verb == "killforward" and phone in self._reversed:
            del self._reversed[phone]
            stream.write(b"OKAY")
        elif verb == "forward" and _SOCKET.fullmatch(phone) and _SOCKET.fullmatch(computer):
            if rest.startswith("norebind:") and phone in self._reversed:
                stream.write(b"FAIL" + _counted("cannot rebind existing socket"))
                return
            port = str(_FIRST_FREE + len(self._reversed)) if phone == "tcp:0" else ""
            self._reversed[f"tcp:{port}" if port else phone] = computer
            stream.write(b"OKAY" + (_counted(port) if port else b""))
        else:
            stream.write(b"FAIL" + _counted(f"listener '{phone}' not found" if phone else what))


def _say(text: bytes, stream: Stream) -> None:
    stream.write(text)


def _counted(text: str) -> bytes:
    """With its length in front, as adb takes texts."""
    return f"{len(text.encode()):04x}{text}".encode()

"""Services by their names, as a phone offers them to adb."""

import re
from functools import partial

from virtual_phone.adb.android import Android
from virtual_phone.adb.shell_service import serve_exec, serve_shell
from virtual_phone.adb.stream import Stream
from virtual_phone.adb.sync import serve_sync
from virtual_phone.adb.transport import Service
from virtual_phone.device_server.server import PORT

_TCP = re.compile(r"tcp:(\d+)")


class Services:
    """Finds services.

    Args:
        android: The phone.
    """

    def __init__(self, android: Android) -> None:
        self._android = android

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
            return partial(_refuse_reverse, rest)
        port = _TCP.fullmatch(name)
        if port and int(port[1]) == PORT and not self._android.uiautomator_is_held:
            return self._talk_to_server
        return None

    def _talk_to_server(self, stream: Stream) -> None:
        self._android.server.converse(stream.reader, stream.writer)


def _refuse_reverse(what: str, stream: Stream) -> None:
    """Nothing on the phone would ever connect to the computer."""
    if what == "list-forward":
        stream.write(b"OKAY0000")
        return
    reason = b"cannot bind: the virtual phone's apps open no connections"
    stream.write(b"FAIL%04x%s" % (len(reason), reason))

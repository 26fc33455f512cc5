"""The door: listens for adb servers, any number of them, as an emulator does."""

import contextlib
import logging
import socket
import threading

from virtual_phone.adb.android import Android
from virtual_phone.adb.services import Services
from virtual_phone.adb.transport import Admission, Transport
from virtual_phone.device_server import DeviceServer
from virtual_phone.tree.device import Device

_LOG = logging.getLogger(__name__)
_FEATURES = "shell_v2,cmd"


class AdbDoor:
    """Serves a phone to the real adb, and to Appium through it.

    An adb server finds it by itself on an odd port from 5555 to 5585, and calls it `emulator-5554`
    and so on; on any other port it must be told: `adb connect 127.0.0.1:PORT`.

    Args:
        device: The phone.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.

    Attributes:
        address: Where adb finds it, as `127.0.0.1:5555`; also before it is started.
    """

    def __init__(self, device: Device, host: str = "127.0.0.1", port: int = 0) -> None:
        self.server = DeviceServer(device)
        self.server.cut_way = self._cut_connections
        self.android = Android(device, self.server)
        self._services = Services(self.android)
        self._listening = socket.create_server((host, port), backlog=64)
        bound, number = self._listening.getsockname()[:2]
        self.address = f"{bound}:{number}"
        self._connections: set[socket.socket] = set()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._stopping = threading.Event()

    def start(self) -> None:
        """Serve, in a thread of its own."""
        self._thread = threading.Thread(target=self._accept, name="adb-door", daemon=True)
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, cut the connections, and let the port go."""
        self._stopping.set()
        self.server.close()
        with contextlib.suppress(OSError):
            self._listening.shutdown(socket.SHUT_RDWR)
        self._listening.close()
        self._cut_connections()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _cut_connections(self) -> None:
        """End every way to the phone; adb finds it again, without what it had forwarded."""
        with self._lock:
            connections = list(self._connections)
        for connection in connections:
            with contextlib.suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)

    def _accept(self) -> None:
        while not self._stopping.is_set():
            try:
                connection, _address = self._listening.accept()
            except OSError as error:
                if self._stopping.is_set():
                    return
                _LOG.warning("adb: cannot take a connection: %s", error)
                continue
            if self.android.device.faults.on("device-missing"):
                connection.close()
                continue
            connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            with self._lock:
                self._connections.add(connection)
            threading.Thread(
                target=self._serve, args=(connection,), name="adb-transport", daemon=True
            ).start()

    def _serve(self, connection: socket.socket) -> None:
        try:
            banner, admission = self._banner(), self._admission()
            Transport(connection, self._services.find, banner, admission).run()
        finally:
            with self._lock:
                self._connections.discard(connection)

    def _admission(self) -> Admission:
        faults = self.android.device.faults
        if faults.on("adb-unauthorized"):
            return "asked"
        return "silent" if faults.on("adb-offline") else "open"

    def _banner(self) -> str:
        properties = self.android.properties()
        named = ("ro.product.name", "ro.product.model", "ro.product.device")
        said = ";".join(f"{name}={properties[name]}" for name in named)
        return f"device::{said};features={_FEATURES}"

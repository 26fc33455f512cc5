"""The page's door: from a browser's request to a file, a picture, or what the phones tell."""

import json
import threading
from collections.abc import Sequence
from dataclasses import replace
from ipaddress import ip_address
from typing import Any, Final
from urllib.parse import parse_qs, unquote

from virtual_phone.viewer.changes import Changes
from virtual_phone.viewer.guard import refusal
from virtual_phone.viewer.site_files import SAFE, site_files
from virtual_phone.viewer.touches import time_to_pass
from virtual_phone.viewer.watched_phone import Picture, WatchedPhone
from virtual_phone.viewer.world import WatchedWorld
from virtual_phone.webdriver.errors import WebDriverError, unknown_command
from virtual_phone.webdriver.exchange import Reply, Request, answered
from virtual_phone.webdriver.server import Server

_POLL_S: Final = 0.02  # how soon the door notices that it is to close
_FORBIDDEN: Final = 403
_STAMP: Final = "Screen-Stamp"
"""With a picture: the `stamp` of the screen that it shows."""
_WITHOUT_PASSWORDS: Final = (
    "Passwords are left out, as other machines can reach this page on {host}. Everybody's is in "
    "$VIRTUAL_PHONE_PASSWORD where the phones were started, or was printed there."
)


class PageDoor:
    """Serves one page for some phones.

    Args:
        phones: What the page shows, in this order.
        world: Around them.
        host: Address to listen on.
        port: Port to listen on; 0 takes a free one.
    """

    def __init__(
        self,
        phones: Sequence[WatchedPhone],
        world: WatchedWorld,
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self._phones = {phone.udid: phone for phone in phones}
        self._world = world
        self._host = host
        self._changes = Changes(self._phones, world)
        self._server = Server(host, port, self.reply, lambda: None)
        self._thread: threading.Thread | None = None

    @property
    def url(self) -> str:
        """What a person opens; also before it is started."""
        host, port = self._server.server_address[:2]
        return f"http://{host!s}:{port}/"

    def start(self) -> None:
        """Serve, in a thread of its own."""
        self._thread = threading.Thread(
            target=self._server.serve_forever, args=(_POLL_S,), name="page-door", daemon=True
        )
        self._thread.start()

    def stop(self) -> None:
        """Stop serving, and let the port go."""
        self._changes.stop()
        if self._thread is not None:
            self._server.shutdown()
            self._thread.join()
            self._thread = None
        self._server.close_all()

    def reply(self, request: Request) -> Reply:
        """The one way from a request to its reply.

        Args:
            request: What a browser asks.
        """
        refused = refusal(request, self._host)
        if refused is not None:
            value = {"error": "forbidden", "message": refused}
            return Reply(_FORBIDDEN, json.dumps({"value": value}).encode(), headers=SAFE)
        if request.method == "GET" and request.path in site_files():
            return site_files()[request.path]
        answer = answered(request, lambda: self._run(request))
        value = answer.body["value"]
        if isinstance(value, Picture):
            stamped = {**SAFE, _STAMP: value.stamp}
            return Reply(answer.status, value.png, "image/png", stamped)
        return replace(answer.as_reply(), headers=SAFE)

    def _run(self, request: Request) -> Any:
        match (request.method, *map(unquote, request.parts[1:])):
            case ("GET", "api", "changes"):
                return self._changes.after(parse_qs(request.query).get("since", [""])[0])
            case ("GET", "api", "phones"):
                return [phone.described() for phone in self._phones.values()]
            case ("GET", "api", "world"):
                return self._around()
            case ("POST", "api", "clock"):
                return self._world.let_pass(time_to_pass(request.parameters()))
            case (_, "api", "phones", udid, what, *rest):
                return _of_phone(self._phone(udid), request, what, rest)
        raise unknown_command()

    def _around(self) -> dict[str, Any]:
        shades = {udid: phone.notifications() for udid, phone in self._phones.items()}
        why = self._why_without_passwords()
        return {
            **self._world.described(passwords=not why),
            "without_passwords": why,
            "adb_off": [udid for udid, phone in self._phones.items() if phone.adb_is_off()],
            "notifications": shades,
        }

    def _why_without_passwords(self) -> str:
        """In words for a person; "" where only this machine reaches the page."""
        here = ip_address(str(self._server.server_address[0])).is_loopback
        return "" if here else _WITHOUT_PASSWORDS.format(host=self._host)

    def _phone(self, udid: str) -> WatchedPhone:
        if udid in self._phones:
            return self._phones[udid]
        raise WebDriverError(
            "unknown command", f"There is no phone '{udid}'. Phones: {', '.join(self._phones)}"
        )


def _of_phone(phone: WatchedPhone, request: Request, what: str, rest: list[str]) -> Any:
    """Objects for JSON; or a picture."""
    match (request.method, what, *rest):
        case ("GET", "screen"):
            return phone.screen()
        case ("GET", "picture"):
            return phone.picture()
        case ("GET", "nodes", node_id):
            return phone.node(node_id)
        case ("POST", touch):
            return phone.touch(touch, request.parameters())
    raise unknown_command()

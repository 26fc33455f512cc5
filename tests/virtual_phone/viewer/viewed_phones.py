"""Two phones behind one page, and what a browser would ask it."""

import http.client
import json
import threading
from collections.abc import Iterator
from functools import partial
from typing import Any
from unittest.mock import patch
from urllib.parse import urlsplit

from hand import Hand

from virtual_phone.app.build import Build
from virtual_phone.viewer import PageDoor, WatchedPhone, WatchedWorld
from virtual_phone.webdriver import WebDriverDoor


class Viewed:
    """Two phones with a page, and what a browser would ask it."""

    def __init__(self, admin: Hand, member: Hand) -> None:
        self.admin, self.member = admin, member
        self.webdriver = WebDriverDoor(admin.phone)
        self.world = WatchedWorld(
            admin.organization,
            Build(),
            {"host": "127.0.0.1", "port": 1143, "user": "mailbox", "tls": False},
        )
        self.adb_off = set[str]()
        watched = [
            WatchedPhone(
                hand.phone,
                sim=hand.phone.sim,
                webdriver_url=self.webdriver.url,
                adb="127.0.0.1:1",
                adb_is_off=partial(self.adb_off.__contains__, hand.phone.udid),
            )
            for hand in (admin, member)
        ]
        self.door = PageDoor(watched, self.world)
        self.url = self.door.url

    def shown_by_apps(self, udid: str) -> list[Any]:
        """What is on a phone's screen but for Android's bars, whose clock goes on by itself."""
        windows = self.get(f"/api/phones/{udid}/screen")["windows"]
        roots = [each["root"] for each in windows]
        return [each for each in roots if each["package"] != "com.android.systemui"]

    def ask(
        self, method: str, path: str, body: object = None, **headers: str
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers with names in lower case, and body of an answer."""
        address = urlsplit(self.url)
        connection = http.client.HTTPConnection(address.hostname or "", address.port, timeout=30)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if method == "POST":
            sent = {"Content-Type": "application/json", **sent}
        payload = body if isinstance(body, bytes | None) else json.dumps(body)
        try:
            connection.request(method, path, payload, sent)
            answer = connection.getresponse()
            told = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, told, answer.read()
        finally:
            connection.close()

    def get(self, path: str) -> Any:
        status, _, body = self.ask("GET", path)
        value = json.loads(body)["value"]
        assert status == 200, value
        return value

    def post(self, path: str, body: object = None) -> Any:
        status, _, answer = self.ask("POST", path, body or {})
        value = json.loads(answer)["value"]
        assert status == 200, value
        return value

    def until_held(self) -> None:
        """Returns while the door holds a request for news: it has looked, and found none."""
        held, pausing = threading.Event(), self.door._changes._stopping
        pause = pausing.wait

        def noticed(timeout: float | None = None) -> bool:
            held.set()
            return pause(timeout)

        with patch.object(pausing, "wait", noticed):
            assert held.wait(10), "no request for news is held"

    def nodes(self, udid: str = "virtual-1") -> list[dict[str, Any]]:
        """All nodes that the page knows of a screen, those of the window in front first."""

        def walk(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
            yield node
            for child in node["children"]:
                yield from walk(child)

        windows = self.get(f"/api/phones/{udid}/screen")["windows"]
        windows.sort(key=lambda window: not window["active"])
        return [node for window in windows for node in walk(window["root"])]

    def node(self, label: str, udid: str = "virtual-1", nth: int = 0) -> dict[str, Any]:
        """One of them, by what stands on it."""
        return [node for node in self.nodes(udid) if label in {node["text"], node["desc"]}][nth]

"""A client of a phone's WebDriver door that keeps what it is answered, errors too."""

import json
from typing import Any

from hand import Hand

from virtual_phone.webdriver import WebDriverDoor
from virtual_phone.webdriver.exchange import Answer, Request

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
APP = "com.zhiliaoapp.musically"


class Client:
    """Asks a door directly."""

    def __init__(self, door: WebDriverDoor, hand: Hand) -> None:
        self.door, self.hand = door, hand
        self.base = ""

    def ask(self, method: str, path: str, body: Any = None) -> Answer:
        """The answer, whatever it is."""
        payload = json.dumps(body or {}).encode()
        return self.door.answer(Request(method, self.base + path, payload))

    def value(self, method: str, path: str, body: Any = None) -> Any:
        """The value of an answer, which may be an error's."""
        return self.ask(method, path, body).body["value"]

    def error(self, method: str, path: str, body: Any = None) -> tuple[str, str]:
        """Code and message; the command must fail."""
        value = self.value(method, path, body)
        assert isinstance(value, dict), value
        return value["error"], value["message"]

    def begin(self) -> Any:
        """Ask for a session, and use it from now on if there is one."""
        asked = {"platformName": "Android", "appium:appPackage": APP, "appium:noReset": True}
        self.base = ""
        value = self.value("POST", "/session", {"capabilities": {"alwaysMatch": asked}})
        if "sessionId" in value:
            self.base = f"/session/{value['sessionId']}"
        return value

    def find(self, text: str) -> str:
        """The id of a view with that text."""
        selector = f'new UiSelector().text("{text}")'
        body = {"using": "-android uiautomator", "value": selector}
        return str(self.value("POST", "/element", body)[ELEMENT])

    def find_by_class(self, name: str, *, listed: bool = False) -> str:
        """The id of the first view of a class."""
        body = {"using": "class name", "value": name}
        if listed:
            return str(self.value("POST", "/elements", body)[0][ELEMENT])
        return str(self.value("POST", "/element", body)[ELEMENT])

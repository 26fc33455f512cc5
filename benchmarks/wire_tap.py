"""Listens at the client's end of the wire: which commands are sent, and how long each takes."""

import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from selenium.webdriver import Remote
from selenium.webdriver.remote.remote_connection import RemoteConnection


@dataclass(frozen=True)
class Sent:
    """One command.

    Attributes:
        name: As the client calls it: "findElements".
        detail: The script's name, for `mobile:` commands; else "".
        sent_s: When, by `time.perf_counter`.
        took_s: From sending to the answer.
    """

    name: str
    detail: str
    sent_s: float
    took_s: float


class WireTap:
    """Counts what one driver sends, the bare client's or the harness's, in the same way.

    Args:
        driver: Whose commands.
    """

    def __init__(self, driver: Remote) -> None:
        self.sent: list[Sent] = []
        executor = driver.command_executor
        assert isinstance(executor, RemoteConnection)
        execute: Callable[[str, dict[str, Any]], Any] = executor.execute

        def listening(command: str, params: dict[str, Any]) -> Any:
            sent_s = time.perf_counter()
            try:
                return execute(command, params)
            finally:
                took_s = time.perf_counter() - sent_s
                self.sent.append(Sent(command, str(params.get("script", "")), sent_s, took_s))

        setattr(executor, "execute", listening)  # noqa: B010 -- a method, for this object only

    def since_the_app_started(self) -> "list[Sent]":
        """Without what makes the app a fresh one, which is no part of the scenario."""
        return self.sent[self._last_start() + 1 :]

    def app_started_s(self) -> float:
        """When the fresh app was there, by `time.perf_counter`."""
        start = self.sent[self._last_start()]
        return start.sent_s + start.took_s

    def _last_start(self) -> int:
        return max(n for n, each in enumerate(self.sent) if each.detail == "mobile: activateApp")

    @staticmethod
    def by_name(sent: "list[Sent]") -> "Counter[str]":
        """How often each command was sent; `mobile:` commands by their own names."""
        return Counter(each.detail or each.name for each in sent)

"""What the report would say of one-time codes."""

from collections.abc import Iterable
from pathlib import Path

ROOT = Path(__file__).parents[3]
PASSWORD = "for this test"


class Notes:
    """Remembers what was made known, and what was typed, in order; and what did not go smoothly."""

    def __init__(self) -> None:
        self.said: list[str] = []
        self.fallbacks: list[str] = []

    def interstitial(self, name: str) -> None: ...

    def fallback(self, what: str) -> None:
        self.fallbacks.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None:
        self.said += [f"secret {code}" for code in codes]

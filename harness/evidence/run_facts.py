"""What the engine counts while it works, for the summary of the run."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Self

_VIRTUAL = "virtual"
_BESIDE = ", "


@dataclass
class RunFacts:
    """Facts about one process's part of a run; the parts of parallel workers are merged.

    Args:
        profile: The profile's name.
        phone_kind: "virtual", "emulator", "phone" ...: `virtual` is never evidence about the app.
        commands: How often each WebDriver command was sent.
        interstitials: What got in the way and how it was answered, one entry each time.
        fallbacks: Where a second way was taken, one entry each time.
        journal_open: Invitations that are still open in the journal.
        details: More about phone and app, as people read it: {"app version": "47.0.2"}.
    """

    profile: str = ""
    phone_kind: str = ""
    commands: Counter[str] = field(default_factory=Counter)
    interstitials: list[Any] = field(default_factory=list)
    fallbacks: list[Any] = field(default_factory=list)
    journal_open: int = 0
    details: dict[str, str] = field(default_factory=dict)

    @property
    def is_virtual(self) -> bool:
        """Whether the results say nothing about the app itself."""
        return self.phone_kind.startswith(_VIRTUAL)

    def learn(self, facts: Mapping[str, str]) -> None:
        """Takes up what a phone says about itself; phones that differ are listed side by side.

        Args:
            facts: By name; an empty one says nothing.
        """
        for name, value in facts.items():
            if not value:
                continue
            known = self.details.get(name, "")
            values = dict.fromkeys([*known.split(_BESIDE), *value.split(_BESIDE)])
            self.details[name] = _BESIDE.join(filter(None, values))
        self._see(facts.get("phone kind", ""))

    def merge(self, other: "RunFacts") -> None:
        """Adds another process's facts.

        Each counts what its own journal has open. One that all share is counted at the end of the
        run, by the process that answers for it: before, invitations are in the making.
        """
        self.profile = self.profile or other.profile
        self._see(other.phone_kind)
        self.commands.update(other.commands)
        self.interstitials += other.interstitials
        self.fallbacks += other.fallbacks
        self.journal_open += other.journal_open
        self.learn(other.details)

    def _see(self, kind: str) -> None:
        """The first kind counts; but where one phone is virtual, so is the whole result."""
        if not self.phone_kind or kind.startswith(_VIRTUAL):
            self.phone_kind = kind or self.phone_kind

    def as_json(self) -> dict[str, Any]:
        """Plain values only, fit to cross a process boundary."""
        return {
            "profile": self.profile,
            "phone_kind": self.phone_kind,
            "commands": dict(sorted(self.commands.items())),
            "interstitials": [_plain(entry) for entry in self.interstitials],
            "fallbacks": [_plain(entry) for entry in self.fallbacks],
            "journal_open": self.journal_open,
            "details": dict(self.details),
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `as_json`."""
        return cls(**{**data, "commands": Counter(data["commands"])})


def _plain(entry: Any) -> Any:
    """Entries may be text or flat mappings; anything else is written as its text."""
    if isinstance(entry, Mapping):
        return {str(key): str(value) for key, value in entry.items()}
    return str(entry)

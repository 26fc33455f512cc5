"""Tags: which ones pyproject.toml registers, and which of them carry a value."""

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

_MARKER = re.compile(r"\s*([^:(\s]+)\s*(?:\(([^)]*)\))?")


@dataclass(frozen=True)
class TagRegister:
    """The tags that features may have.

    Attributes:
        plain: Names of those without a value: `@smoke`.
        values: For each name that wants a value behind a colon (`@severity:critical`) the values
            that exist; none where every value will do.
    """

    plain: frozenset[str]
    values: Mapping[str, tuple[str, ...]]

    def refusal(self, tag: str) -> tuple[str, str] | None:
        """What is wrong with a tag, and what to do about it; None where it may be used.

        Args:
            tag: Without "@".
        """
        name, colon, value = tag.partition(":")
        known = self.values.get(name)
        if known is not None and (not value or (known and value not in known)):
            close = difflib.get_close_matches(value, known, n=1)
            meant = f"did you mean @{name}:{close[0]}? " if close else ""
            what = f"@{tag} is no value of @{name}" if value else f"the tag @{name} has no value"
            return what, meant + _values_of(name, known)
        if known is not None or tag in self.plain:
            return None
        if name in self.plain:
            return f"the tag @{name} takes no value", f"write @{name}"
        close = difflib.get_close_matches(name, (*self.plain, *self.values), n=1)
        meant = f"did you mean @{close[0]}{colon}{value}? " if close else ""
        return (
            f"the tag @{tag} is not registered",
            f"{meant}Registered are: {self} (pyproject.toml)",
        )

    def contradictions(self, tags: Iterable[str]) -> Mapping[str, list[str]]:
        """Names of which the tags of one scenario give more than one value, with the values."""
        said: dict[str, set[str]] = {name: set() for name in self.values}
        for tag in tags:
            name, _, value = tag.partition(":")
            if name in said:
                said[name].add(value)
        return {name: sorted(values) for name, values in said.items() if len(values) > 1}

    def __str__(self) -> str:
        """All of them, in one line."""
        return ", ".join(sorted([*self.plain, *(f"{name}:..." for name in self.values)]))


def registered_tags(root: Path) -> TagRegister:
    """The marks that pyproject.toml registers.

    One with parentheses is a tag with a value: of those in them, or, where a single word stands
    there, of any.
    """
    with (root / "pyproject.toml").open("rb") as file:
        tool = tomllib.load(file).get("tool", {}).get("pytest", {})
    markers = tool.get("markers") or tool.get("ini_options", {}).get("markers", [])
    plain: set[str] = set()
    values: dict[str, tuple[str, ...]] = {}
    for name, inside in (found.groups() for found in map(_MARKER.match, markers) if found):
        if inside is None:
            plain.add(name)
            continue
        listed = tuple(value.strip() for value in inside.split(","))
        values[name] = listed if len(listed) > 1 else ()
    return TagRegister(frozenset(plain), values)


def _values_of(name: str, known: tuple[str, ...]) -> str:
    if known:
        return f"Values of @{name} are: {', '.join(known)} (pyproject.toml)"
    return f"write one behind a colon, with _ for a blank: @{name}:..."

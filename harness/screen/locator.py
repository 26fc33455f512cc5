"""How a part of a screen is named: in the words that a person reads on it."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Kind = Literal["heading", "text", "button", "row", "tab", "option", "field", "password"]

# Kinds that a person taps: of several nodes with one label, the one that reacts is meant.
TAPPABLE: frozenset[Kind] = frozenset({"button", "row", "tab", "option"})
FIELDS: frozenset[Kind] = frozenset({"field", "password"})
EDIT_TEXT = "android.widget.EditText"
_REGEX_SPECIAL = re.compile(r"([\\^$.|?*+()\[\]{}])")


@dataclass(frozen=True)
class Explicit:
    """A raw WebDriver locator, for a screen that words alone cannot name.

    Attributes:
        using: WebDriver's strategy name: "id", "xpath", "accessibility id", ...
        value: The selector.
    """

    using: str
    value: str


@dataclass(frozen=True)
class Locator:
    """A part of a screen as the guide names it.

    Attributes:
        kind: What a person would call it.
        labels: What may stand on it; any one of them is enough.
        counted: Whether a count may follow the label: "Inbox, 2 notifications".
        verbatim: The labels are names of the user's own, the same in every language.
        explicit: Raw locators that replace the labels (config/locators.yaml).
    """

    kind: Kind
    labels: tuple[str, ...]
    counted: bool = False
    verbatim: bool = False
    explicit: tuple[Explicit, ...] = ()

    def __str__(self) -> str:
        return f"{self.kind} " + " or ".join(f'"{label}"' for label in self.labels)

    def names(self, labels: Iterable[str]) -> bool:
        """Whether one of the labels on a node is one of this locator's."""
        own = [plain(label) for label in self.labels]
        for label in map(plain, labels):
            if any(
                label == mine or (self.counted and label.startswith(mine + ",")) for mine in own
            ):
                return True
        return False


def plain(text: str) -> str:
    """A label without what differs only to the eye: outer blanks, kinds of blanks and apostrophes."""
    return " ".join(text.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def expressions(locators: Sequence[Locator]) -> list[str]:
    """UiAutomator selectors that together find every node that any of the locators may name.

    The labels may stand in the text or in the content description; a field is also found by its
    class, as its label vanishes when something is typed. The UiAutomator2 server takes several
    selectors in one look-up, parted by `;`.
    """
    selectors = [f'new UiSelector().className("{EDIT_TEXT}")'] if _has_field(locators) else []
    labels = list(dict.fromkeys(label for each in locators for label in each.labels))
    counted = any(each.counted for each in locators)
    if len(labels) == 1 and not counted and "'" not in labels[0]:
        quoted = _quoted(labels[0])
        selectors += [f"new UiSelector().text({quoted})", f"new UiSelector().description({quoted})"]
    elif labels:
        pattern = "|".join(_REGEX_SPECIAL.sub(r"\\\1", label) for label in labels)
        pattern = pattern.replace("'", "['\N{RIGHT SINGLE QUOTATION MARK}]")
        quoted = _quoted(f"(?:{pattern})(?:,.*)?" if counted else f"(?:{pattern})")
        selectors += [
            f"new UiSelector().textMatches({quoted})",
            f"new UiSelector().descriptionMatches({quoted})",
        ]
    return selectors


def _has_field(locators: Iterable[Locator]) -> bool:
    return any(each.kind in FIELDS for each in locators)


def _quoted(text: str) -> str:
    """As a Java string literal."""
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'

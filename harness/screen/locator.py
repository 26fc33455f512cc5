"""How a part of a screen is named: in the words that a person reads on it."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Literal, Self

Kind = Literal["heading", "text", "button", "row", "tab", "option", "field", "password"]

# Kinds that a person taps: of several nodes with one label, the one that reacts is meant.
TAPPABLE: frozenset[Kind] = frozenset({"button", "row", "tab", "option"})
FIELDS: frozenset[Kind] = frozenset({"field", "password"})
EDIT_TEXT = "android.widget.EditText"
_REGEX_SPECIAL = re.compile(r"""[\\^$.|?*+()\[\]{}"'\s]|\N{RIGHT SINGLE QUOTATION MARK}""")
_MORE = re.compile(r"[,\n]")
# What stands in brackets as itself, in Java as in Python.
_BRACKETED = frozenset("$.|?*+(){}")


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
        labels: What may stand on it; where several do, the first in this order is meant.
        pattern: A regular expression for the whole label, where its words are not known; in the
            syntax that Java and Python share.
        extended: Whether more may follow the label behind a comma or on the next line, as screen
            readers are told: "Inbox, 2 notifications", "Admin, Full access to this account".
        verbatim: The labels are names of the user's own, the same in every language.
        explicit: Raw locators that replace the labels (config/locators.yaml).
    """

    kind: Kind
    labels: tuple[str, ...]
    pattern: str = ""
    extended: bool = False
    verbatim: bool = False
    explicit: tuple[Explicit, ...] = ()

    def __str__(self) -> str:
        words = [f'"{label}"' for label in self.labels] or [f"like {self.pattern!r}"]
        return f"{self.kind} {' or '.join(words)}"

    def names(self, labels: Iterable[str]) -> bool:
        """Whether one of the labels on a node is one of this locator's."""
        return any(self._names(label) for label in labels)

    def _names(self, label: str) -> bool:
        own = [plain(each) for each in self.labels]
        if plain(label) in own or (self.extended and plain(_MORE.split(label, 1)[0]) in own):
            return True
        return self.pattern != "" and re.fullmatch(self.pattern, label, re.DOTALL) is not None

    def label_of(self, label: str) -> str:
        """The part of a label that is the name, where more follows it; else all of it."""
        name = _MORE.split(label, maxsplit=1)[0]
        return name if self.extended and self.names([name]) else label

    def by_preference(self) -> list[Self]:
        """The locator for each of its labels alone, the one to be preferred first."""
        return [replace(self, labels=(label,)) for label in self.labels] or [self]


# A wait compares the same few labels again and again.
@lru_cache(maxsize=4096)
def plain(text: str) -> str:
    """A label without what the eye does not tell: kinds of blanks and apostrophes, unseen marks."""
    seen = "".join(each for each in text if unicodedata.category(each) != "Cf")
    return " ".join(seen.replace("\N{RIGHT SINGLE QUOTATION MARK}", "'").split())


def expressions(locators: Sequence[Locator]) -> list[str]:
    """UiAutomator selectors that together find every node that any of the locators may name.

    The labels may stand in the text or in the content description; a field is also found by its
    class, as its label vanishes when something is typed. The UiAutomator2 server takes several
    selectors in one look-up, parted by `;`.
    """
    has_field = any(each.kind in FIELDS for each in locators)
    selectors = [f'new UiSelector().className("{EDIT_TEXT}")'] if has_field else []
    labels = list(dict.fromkeys(label for each in locators for label in each.labels))
    patterns = [each.pattern for each in locators if each.pattern]
    extended = any(each.extended for each in locators)
    if labels or patterns:
        quoted = _quoted("|".join([*_literal(labels, extended=extended), *patterns]))
        selectors += [
            f"new UiSelector().textMatches({quoted})",
            f"new UiSelector().descriptionMatches({quoted})",
        ]
    return selectors


def _literal(labels: Sequence[str], *, extended: bool) -> list[str]:
    """The labels as one regular expression, rather too wide: labels are compared once more.

    An unseen mark may stand before and behind, as around text that runs the other way.
    """
    if not labels:
        return []
    either = "|".join(_REGEX_SPECIAL.sub(_without_backslash, label) for label in labels)
    return [f".?(?:{either})(?:[,\n].*|.?)" if extended else f".?(?:{either}).?"]


def _without_backslash(special: re.Match[str]) -> str:
    """A character of a regular expression's syntax as itself, blanks and quotation marks as any.

    The server's parser takes a backslash in a string as it is, a Java compiler would not; so there
    is none.
    """
    return f"[{special.group()}]" if special.group() in _BRACKETED else "."


def _quoted(text: str) -> str:
    """As the server's parser reads a string; patterns hold no quotation mark to be escaped."""
    return f'"{text}"'

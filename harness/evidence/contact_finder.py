"""Finds private numbers and addresses in texts, soon where a text of 100 kB holds none."""

import re
from collections.abc import Iterator
from functools import partial

from harness.evidence.contact_forms import BETWEEN_DIGITS, PrivateContact
from harness.evidence.digits import in_ascii_digits

# A time of the day with nothing but a fraction of a second behind it: 20:25:55.0147. The day in
# front of it may be read as a country's code: 2026-12-01 20:25:55.0147.
_COLON = "(?::|%(?:25)*3[Aa])"
_DAY = r"[0-3]?[0-9](?:[\s+_]|%(?:25)*20|%(?:25)*2[Bb])"
_MOMENT = re.compile(rf"(?:{_DAY})?[0-2]?[0-9](?:{_COLON}[0-5][0-9]){{2}}(?:\.[0-9]+)?")


class ContactFinder:
    """Knows numbers and addresses, however they are written."""

    def __init__(self) -> None:
        self._known: dict[str, PrivateContact] = {}
        self._patterns: dict[str, re.Pattern[str]] = {}
        self._run_of_digits: re.Pattern[str] | None = None

    def __bool__(self) -> bool:
        """Whether it knows any."""
        return bool(self._known)

    def learn(self, contact: PrivateContact) -> None:
        """Finds this one, too, from now on."""
        self._known.setdefault(contact.shown, contact)
        lengths = [len(each.national) for each in self._known.values() if each.national]
        if shortest := min(lengths, default=0):
            self._run_of_digits = re.compile(f"[0-9](?:{BETWEEN_DIGITS}[0-9]){{{shortest - 1},}}")

    def without(self, text: str) -> str:
        """Returns the text with whose it is in place of each.

        Where one was found, all digits of the text are 0 to 9 then.
        """
        if not self._known:
            return text
        replaced = read = in_ascii_digits(text)
        for contact in self._likely(read):
            replaced = self._pattern_of(contact).sub(partial(_shown, contact), replaced)
        return text if replaced == read else replaced

    def found_in(self, text: str) -> Iterator[PrivateContact]:
        """Each that the text holds."""
        read = in_ascii_digits(text) if self._known else text
        for contact in self._likely(read):
            if not all(map(_is_moment, self._pattern_of(contact).finditer(read))):
                yield contact

    def _likely(self, read: str) -> Iterator[PrivateContact]:
        """Those that are worth a look with their patterns, which take long: mostly nobody is."""
        runs = set(self._run_of_digits.findall(read)) if self._run_of_digits else ()
        small = read.casefold()
        for contact in self._known.values():
            if contact.address:
                # Only these two signs of an address may be escaped.
                if all(part in small for part in re.split("[@+]", contact.address.casefold())):
                    yield contact
            elif any(_holds(run, contact.national) for run in runs):
                yield contact

    def _pattern_of(self, contact: PrivateContact) -> re.Pattern[str]:
        """Only made for who is likely to be there: that takes long, too."""
        if contact.shown not in self._patterns:
            self._patterns[contact.shown] = re.compile(contact.pattern())
        return self._patterns[contact.shown]


def _shown(contact: PrivateContact, found: re.Match[str]) -> str:
    return found.group() if _is_moment(found) else contact.shown


def _is_moment(found: re.Match[str]) -> bool:
    return _MOMENT.fullmatch(found.group()) is not None


def _holds(run: str, digits: str) -> bool:
    """Whether digits stand in it one after the other, with whatever in between."""
    place = -1
    for digit in digits:
        place = run.find(digit, place + 1)
        if place < 0:
            return False
    return True

"""A row of the list on Permissions, read from the screen. Assumed: no dump is public."""

import itertools
import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from harness.invitations.contact import Contact, without_contacts
from harness.invitations.doubt import Standing
from harness.screen.locator import Locator, plain
from harness.screen.picking import Missing
from harness.screen.reading import Reading, ReadNode
from pages.app_words import FAILURE, NO_WAY

# What parts the things that one label says of a person: "Operator · Pending".
_PARTED_BY = re.compile(r"[,;:|/()\[\]\n\u00b7\u2022]|\s[-\u2013\u2014]\s")

# A word of letters and digits: "user8472910384".
_USER_NAME = re.compile(r"@?\b(?=[\w.]*\d)(?=[\w.]*[^\W\d])[\w.]+")

# Other words for that an answer is awaited. Assumed, in English: no wording is documented.
_AWAITED = re.compile(
    "(still )?(awaiting|waiting|un(confirmed|accepted)|expire[sd]"
    "|(has )?not (yet )?(joined|accepted|confirmed)|invit(e|ation) (sent|pending|expires))\\b",
    re.IGNORECASE,
)

_NOT_LOADED = re.compile(rf"{FAILURE}|{NO_WAY}|\b[Ll]oading\b|[Pp]lease wait")


@dataclass(frozen=True)
class ListedMember:
    """A row of the list: a member, or somebody who is invited and has not joined yet.

    Attributes:
        texts: All that the row says.
        menu: Where its three dots are, as (x, y) in pixels; None where it has none.
        is_pending: Whether it says that an answer is awaited.
    """

    texts: tuple[str, ...]
    menu: tuple[int, int] | None
    is_pending: bool

    def has_role(self, name: str) -> bool:
        """Whether the row names the role, as a word of its own."""
        return any(re.search(rf"\b{re.escape(name)}\b", text) for text in self.texts)


@dataclass(frozen=True)
class RowReader:
    """Reads rows in the app's language.

    Attributes:
        pending: What a row says as long as an answer is awaited.
        roles: The roles' names.
    """

    pending: Locator
    roles: tuple[str, ...]

    def row_of(self, contact: Contact, reading: Reading) -> ListedMember | Missing:
        """The row that shows the contact, in the visible part of the list."""
        for node in reading.visible:
            if any(contact.is_in(label) for label in node.labels):
                row = reading.row_of(node, _of_others(contact))
                texts = tuple(row.texts)
                return ListedMember(texts, menu_of(row, node), self.says_pending(texts))
        return Missing(f"{contact} is not in the list")

    def standing_of(self, contact: Contact, readings: Sequence[Reading]) -> Standing:
        """Whether the contact is in the list.

        Args:
            contact: Whom to look for.
            readings: All of the list, from above to below and back, each piece with a row of the
                one before; where one has none, who is not seen may stand between them. None where
                it could not be read.
        """
        if any(not isinstance(self.row_of(contact, each), Missing) for each in readings):
            return "listed"
        if any(self.may_hide(contact, each) for each in readings):
            return "unknown"
        has_rows = any(
            contact.is_not_whose(label)
            for each in readings
            for node in each.visible
            for label in node.labels
        )
        is_whole = all(itertools.starmap(self._has_no_gap, itertools.pairwise(readings)))
        return "absent" if has_rows and is_whole else "unknown"

    def ends_in_sight(self, reading: Reading) -> bool:
        """Whether the list ends in its visible part: below its last row is room for another.

        Views without a label do not count: they may be anywhere, as a background or a space.
        """
        rows = [
            self._row_of_one(node, reading).bounds
            for node in reading.visible
            if any(map(self._is_of_row, node.labels))
        ]
        if not rows or reading.is_loading:
            return False
        last = max(rows, key=lambda each: each.bottom)
        tops = [node.bounds.top for node in reading.visible if node.labels]
        below = [top for top in tops if top >= last.bottom]
        return min([*below, reading.window.bottom]) - last.bottom >= last.height_px

    def may_hide(self, contact: Contact, reading: Reading) -> bool:
        """Whether a visible row may be the contact's without showing it.

        It hides characters, or says that somebody is invited and not who: by name, for example, or
        with some of the characters hidden, whosever they are.
        """
        labels = [label for node in reading.visible for label in node.labels]
        if any(map(contact.may_be_masked_in, labels)):
            return True
        rows = [
            self._row_of_one(node, reading)
            for node in reading.visible
            if self.says_pending(node.labels) or any(map(self._is_awaited, node.labels))
        ]
        return any(not _names_anybody(row, contact) for row in rows if not _is_cut_off(row, rows))

    def has_rows(self, reading: Reading) -> bool:
        """Whether a row is in sight; what loads beside it is a picture, or done by a swipe."""
        return any(self._is_of_row(label) for node in reading.visible for label in node.labels)

    def tells_otherwise(self, reading: Reading, frame: Sequence[Locator]) -> bool:
        """Whether a list without rows that are known as such is one all the same.

        It may say that it is empty, or have rows with names alone. A word in its frame looks the
        same: to be asked where rows have had their time. Where it could not be loaded, it says
        that. Without its frame it is another screen, such as a question of Android's before it.

        Args:
            reading: Some of the screen, or all of it.
            frame: What stands around a list, whatever it holds.
        """
        around = [
            node for node in reading.visible if any(each.names(node.labels) for each in frame)
        ]
        says_more = bool(around) and any(
            node not in around and (node.text or _is_told_in_list(node, reading, around))
            for node in reading.visible
        )
        return says_more and not self.is_missing(reading)

    def is_missing(self, reading: Reading) -> bool:
        """Whether a screen without rows says that its list loads, or could not be loaded."""
        return reading.is_loading or any(map(_NOT_LOADED.search, _said_in(reading)))

    def says_pending(self, texts: Iterable[str]) -> bool:
        """Whether a text says so, and nothing else but who it is and in which role.

        "Invited by the Admin" stands beside those who have joined, too.
        """
        words = {plain(label).casefold() for label in self.pending.labels}
        said = [piece for text in texts for piece in self._said(text)]
        return self.pending.names(said) or any(each.casefold() in words for each in said)

    def _has_no_gap(self, before: Reading, after: Reading) -> bool:
        """Whether a row that tells whose it is stands in both: nobody is between them.

        What stands at one place, whatever is scrolled, is no row; but nothing was scrolled where
        all that one of them shows stands in the other, too, and somebody's contact with it.
        """
        stood, stands = set(before.fingerprint), set(after.fingerprint)
        is_still = stood <= stands or stands <= stood
        if is_still and any(without_contacts(label) != label for label, _ in stood & stands):
            return True
        first, then = self._who_is_where(before), self._who_is_where(after)
        if first.keys() == then.keys():
            return True
        return any(first[label] != then[label] for label in first.keys() & then.keys())

    def _who_is_where(self, reading: Reading) -> dict[str, int]:
        """At which height somebody's number, address or name stands, by that."""
        labels = [(label, node) for node in reading.visible for label in node.labels]
        times = Counter(label for label, _ in labels)
        return {
            label: node.bounds.top
            for label, node in labels
            if without_contacts(label) != label
            or (times[label] == 1 and not self._says_role(label) and not self.says_pending([label]))
        }

    def _is_of_row(self, text: str) -> bool:
        return without_contacts(text) != text or self._says_role(text)

    def _says_role(self, text: str) -> bool:
        pieces = {plain(piece).casefold() for piece in _PARTED_BY.split(text)}
        return any(each.casefold() in pieces for each in self.roles)

    def _is_awaited(self, text: str) -> bool:
        return any(map(_AWAITED.match, self._said(text)))

    def _row_of_one(self, node: ReadNode, reading: Reading) -> ReadNode:
        """The row that a state stands in, less of it where it says two roles or two states.

        The box of a short list has a row's shape, too; somebody else's number in it is no answer.
        """
        row = reading.row_of(node)
        for around in [
            row,
            *reversed(list(itertools.takewhile(lambda each: each is not row, node.ancestors))),
        ]:
            roles = sum(map(self._says_role, around.texts))
            if roles <= 1 and sum(self.says_pending([each]) for each in around.texts) <= 1:
                return around
        return node

    def _said(self, text: str) -> list[str]:
        roles = "|".join(map(re.escape, self.roles))
        others = _USER_NAME.sub("", without_contacts(text))
        rest = re.sub(rf"(?:\bas (?:an? )?)?\b(?:{roles})\b", "", others)
        return [plain(piece).strip(" .\u2026") for piece in _PARTED_BY.split(rest)]


def menu_of(row: ReadNode, name: ReadNode) -> tuple[int, int] | None:
    """The rightmost control beside the name, not the row itself nor around the name.

    Better none than somebody else's: the box of a short list has the shape of a row, too.
    """
    for around in name.ancestors:
        controls = [
            node.bounds.center
            for node in around.walk()
            if node.clickable and not node.bounds.encloses(name.bounds)
        ]
        if controls or around is row:
            height, reach = name.bounds.center[1], 2 * name.bounds.height_px
            return max((at for at in controls if abs(at[1] - height) <= reach), default=None)
    return None


def _said_in(reading: Reading) -> list[str]:
    return [label for node in reading.visible for label in node.labels]


def _is_told_in_list(node: ReadNode, reading: Reading, around: Sequence[ReadNode]) -> bool:
    """Whether a description, without a text, is a row's.

    The pictures in a bar have one, too: they stand beside the title, or in a row with Invite.
    """
    row = reading.row_of(node)
    return (
        bool(node.description and around)
        and reading.is_row(row)
        and row.bounds.top >= min(each.bounds.bottom for each in around)
        and not any(row.bounds.encloses(each.bounds) for each in around)
    )


def _is_cut_off(row: ReadNode, rows: Sequence[ReadNode]) -> bool:
    """Whether it is the first or last one in sight, and less high than the others.

    Its name is above or below the edge; a swipe brings all of it in sight, as it is a short one.
    """
    at_edge = row.bounds.top in (min(tops := [each.bounds.top for each in rows]), max(tops))
    return at_edge and row.bounds.height_px < max(each.bounds.height_px for each in rows)


def _of_others(contact: Contact) -> Callable[[str], bool]:
    """Whether a label has a number or an address that is not shown to be the contact's."""
    return lambda label: without_contacts(label) != label and not contact.is_in(label)


def _names_anybody(row: ReadNode, contact: Contact) -> bool:
    return any(contact.is_in(text) or contact.is_not_whose(text) for text in row.texts)

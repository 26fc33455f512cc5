"""The one writer's redactor: keeps secret values out of every file and message of a run.

It is the one place that knows them: passwords and keys by the name of their variable (`forms`
says in which ways each may be written, `guarded` how far it is looked for), private numbers and
addresses (`contact_forms`), codes and links of the run (`one_time`). Numbers and addresses that
are not marked private stay: without them no report can be read.

What it returns can be written: a phone or a driver may answer with half a character, which no file
and no pipe can hold, and the whole report would be lost with it.
"""

import re
from collections.abc import Callable, Collection, Iterable
from functools import lru_cache
from typing import Any

from harness.evidence.contact_finder import ContactFinder
from harness.evidence.contact_forms import PrivateContact
from harness.evidence.cut_off import without_rests
from harness.evidence.forms import (
    forms_of,
    in_base64,
    spellings_of,
    split_by_marks,
    without_folds,
)
from harness.evidence.guarded import Guarded, Strength, strength_of
from harness.evidence.one_time import OneTimeSecrets
from harness.evidence.split_text import without_split
from harness.evidence.whole import ANYWHERE, Whole
from harness.settings.secret import Secret

REPLACEMENT = "[secret]"
ONE_TIME = "a one-time code or link"
_UNNAMED = "a secret without a name"
_WORD = re.compile("[A-Za-z0-9]{4,}")
# Halves of characters above U+FFFF, and the two that Unicode and XML keep out of texts.
_NOT_WRITABLE = re.compile("[\ud800-\udfff\ufffe\uffff]")
_INSTEAD = "\ufffd"
_LONG = 10
_LONG_WORD = re.compile(f"[A-Za-z0-9]{{{_LONG},}}")


class Redactor:
    """Replaces secret values in text.

    Args:
        values: The secret values. More can be added later.
        common_words: Called at most once, when a secret is a word: in small letters, the words
            that reports are full of anyway.

    Attributes:
        one_time: Codes and links, which become known while the run goes on.
    """

    def __init__(
        self,
        values: Iterable[str | Secret] = (),
        common_words: Callable[[], Collection[str]] = frozenset,
    ) -> None:
        self._common_words = common_words
        self._guarded: dict[str, Guarded] = {}
        self._contacts = ContactFinder()
        self._of_form: dict[str, Guarded] = {}
        self._by_word: dict[str, list[str]] = {}
        self._without_word: set[str] = set()
        self._strong: dict[str, str] = {}
        self._wholes: dict[str, Whole] = {}
        self.one_time = OneTimeSecrets(REPLACEMENT)
        self.learn(values)

    def learn(self, values: Iterable[str | Secret]) -> None:
        """Makes further values secret, from now on; a `Secret` is known by its name."""
        for value in values:
            plain = value.reveal() if isinstance(value, Secret) else value
            name = value.name if isinstance(value, Secret) else ""
            self._guard(plain, name or _UNNAMED, REPLACEMENT)

    def learn_contacts(self, contacts: Iterable[PrivateContact]) -> None:
        """Makes numbers and addresses secret; in their place stands whose they are."""
        for contact in contacts:
            self._contacts.learn(contact)
            for spelling in contact.spellings():
                self._guard(spelling, contact.name, contact.shown, contact.whole)
            for grouped in contact.groupings():  # where they can be read, `_contacts` finds them
                self._guard(grouped, contact.name, contact.shown, contact.whole, in_base64)

    def _guard(
        self,
        value: str,
        name: str,
        shown: str,
        whole: Whole = ANYWHERE,
        forms: Callable[[str], Iterable[str]] = forms_of,
    ) -> None:
        if value in self._guarded or not value:
            return
        words = self._common_words() if value.isalpha() else ()
        guarded = Guarded(value, name, shown, strength_of(value, words), whole)
        self._guarded[value] = guarded
        if guarded.strength is Strength.TOO_SHORT:
            return
        is_strong = guarded.strength is Strength.STRONG
        for form in {*forms(value), *(() if is_strong else split_by_marks(value))}:
            if form in self._of_form:
                continue
            self._of_form[form] = guarded
            # A word stands alike in many forms: a text without it need not be looked at for them.
            if word := max(_WORD.findall(form), key=len, default=""):
                self._by_word.setdefault(word, []).append(form)
            else:
                self._without_word.add(form)
        if is_strong:
            for spelled in spellings_of(value):
                self._strong[spelled], self._wholes[spelled] = shown, whole
                self._of_form.setdefault(spelled, guarded)

    @property
    def too_short(self) -> list[str]:
        """Names of values that are too short to be replaced anywhere."""
        values = self._guarded.values()
        return sorted({each.name for each in values if each.strength is Strength.TOO_SHORT})

    @property
    def how_many(self) -> int:
        """Values are secret by now, the one-time ones too; more make an older answer worthless."""
        return len(self._guarded) + self.one_time.how_many

    @property
    def has_private_contacts(self) -> bool:
        """Whether a screen has to be read before a picture of it is saved."""
        return bool(self._contacts)

    def names_private(self, text: str) -> bool:
        """Whether a text has a private number or address in it."""
        return any(self._contacts.found_in(text))

    def knows(self, text: str) -> bool:
        """Whether a text has a password or key in it; contacts and one-time secrets aside."""
        pattern = self._pattern_for(text)
        said = pattern.findall(text) if pattern else ()
        return any(self._of_form[each].shown == REPLACEMENT for each in said)

    def text(self, text: str) -> str:
        """Returns the text with every form of every secret value replaced, fit to be written.

        The lines of mail, if a secret goes on behind the fold of one, are put together.
        """
        text = self._unfolded(text)
        if (unfolded := without_folds(text)) != text:
            redacted = self._unfolded(unfolded)
            text = text if redacted == unfolded else redacted
        return text if text.isascii() else _NOT_WRITABLE.sub(_INSTEAD, text)

    def _unfolded(self, text: str) -> str:
        if pattern := self._pattern_for(text):
            text = pattern.sub(lambda found: self._of_form[found.group()].shown, text)
        text = self._contacts.without(text)
        if self._strong:
            text = without_rests(without_split(text, self._strong), self._strong, self._wholes)
        return self.one_time.text(text)

    def found_in(self, text: str) -> set[str]:
        """Names of the secrets that a text holds in any form; what was cut off does not count."""
        unfolded = without_folds(text)
        found = self._found_in_unfolded(unfolded) if unfolded != text else set()
        return found | self._found_in_unfolded(text)

    def _found_in_unfolded(self, text: str) -> set[str]:
        found: set[str] = set()
        if pattern := self._pattern_for(text):
            found |= {self._of_form[each].name for each in pattern.findall(text)}
        found |= {contact.name for contact in self._contacts.found_in(text)}
        names = {value: self._of_form[value].name for value in self._strong}
        marked = {value: f"\0{name}\0" for value, name in names.items()}
        if (without := without_split(text, marked)) != text:
            found |= {name for name in names.values() if f"\0{name}\0" in without}
        return found | ({ONE_TIME} if self.one_time.text(text) != text else set())

    def _pattern_for(self, text: str) -> re.Pattern[str] | None:
        """For the forms of which a part is in the text: in most texts none is."""
        forms = [form for form in self._without_word if form in text]
        long_words = "\n".join(set(_LONG_WORD.findall(text)))
        for word, with_word in self._by_word.items():
            if word in (text if len(word) < _LONG else long_words):
                forms += with_word
        if not forms:
            return None
        forms.sort(key=lambda form: (-len(form), form))
        return _either(tuple(self._of_form[form].pattern(form) for form in forms))

    def data(self, body: bytes) -> bytes:
        """Like `text`, for the content of a file; what is not UTF-8 text stays as it is."""
        if self._knows_nothing:
            return body
        try:
            return self.text(body.decode("utf-8")).encode("utf-8")
        except UnicodeDecodeError:
            return body

    def everything(self, value: Any) -> Any:
        """Returns a copy of a JSON-like value with all its strings redacted, keys too."""
        known: dict[str, str] = {}  # most of the strings are the same few

        def copy_of(value: Any) -> Any:
            if isinstance(value, str):
                if value not in known:
                    known[value] = self.text(value)
                return known[value]
            if isinstance(value, dict):
                return {copy_of(key): copy_of(item) for key, item in value.items()}
            if isinstance(value, list | tuple):
                return [copy_of(item) for item in value]
            return value

        return copy_of(value)

    def inside(self, thing: Any) -> None:
        """Redacts the texts that an object holds, in place: for pytest's own descriptions."""
        for name, value in list(getattr(thing, "__dict__", {}).items()):
            if isinstance(value, str | dict | list | tuple):
                object.__setattr__(thing, name, self._in_place(value))  # some are frozen
            else:
                self.inside(value)

    def _in_place(self, value: Any) -> Any:
        """Texts redacted, also in lists of pairs as pytest has arguments; objects stay the same."""
        if isinstance(value, str | dict):
            return self.everything(value)
        if isinstance(value, list):
            return [self._in_place(member) for member in value]
        if isinstance(value, tuple):
            members = [self._in_place(member) for member in value]
            return value._make(members) if hasattr(value, "_make") else tuple(members)
        self.inside(value)
        return value

    @property
    def _knows_nothing(self) -> bool:
        return not self._of_form and not self._contacts and self.one_time.is_empty


@lru_cache(maxsize=256)
def _either(patterns: tuple[str, ...]) -> re.Pattern[str]:
    return re.compile("|".join(patterns))

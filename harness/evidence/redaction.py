"""Keeps secret values out of every file and message that a run leaves.

A password does not only appear as it was written: a request body holds it JSON-escaped, a
traceback as a Python literal, a URL percent-encoded, a page source XML-escaped, a header in
base64, and the driver's debug log as a list of single characters. All of them are replaced.
Telephone numbers and addresses of people are not secret: without them no report can be read.
"""

import base64
import html
import json
import re
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

from harness.evidence.one_time import OneTimeSecrets

REPLACEMENT = "[secret]"
SHORTEST_VALUE = 4
"""Shorter values are left alone: replacing "on" everywhere would destroy every text."""
_SHORTEST_IN_BASE64 = 6


class Redactor:
    """Replaces secret values in text.

    Args:
        values: The secret values, as they are typed. More can be added later.

    Attributes:
        one_time: Codes and links, which become known while the run goes on.
    """

    def __init__(self, values: Iterable[str] = ()) -> None:
        self._values: set[str] = set()
        self._pattern: re.Pattern[str] | None = None
        self.one_time = OneTimeSecrets(REPLACEMENT)
        self.learn(values)

    def learn(self, values: Iterable[str]) -> None:
        """Makes further values secret, from now on."""
        self._values |= {value for value in values if len(value) >= SHORTEST_VALUE}
        forms = sorted({form for value in self._values for form in _forms(value)}, key=len)
        self._pattern = re.compile("|".join(map(re.escape, reversed(forms)))) if forms else None

    def text(self, text: str) -> str:
        """Returns the text with every form of every secret value replaced."""
        text = self._pattern.sub(REPLACEMENT, text) if self._pattern else text
        return self.one_time.text(text)

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
        if isinstance(value, str):
            return self.text(value)
        if isinstance(value, dict):
            return {self.everything(key): self.everything(item) for key, item in value.items()}
        if isinstance(value, list | tuple):
            return [self.everything(item) for item in value]
        return value

    def inside(self, thing: Any) -> None:
        """Redacts the texts that an object holds, in place: for pytest's own descriptions."""
        if self._knows_nothing:
            return
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
        return self._pattern is None and self.one_time.is_empty


def _forms(value: str) -> set[str]:
    """Every way in which a value may stand in a file."""
    as_json = {json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
    as_url = {quote(value, safe=""), quote(value), quote_plus(value)}
    forms = {value, repr(value)[1:-1], *as_json, *as_url}
    forms |= {json.dumps(form)[1:-1] for form in as_json}  # JSON inside JSON: a quoted body
    forms |= {re.sub(r"%[0-9A-F]{2}", _lower, form) for form in as_url}
    forms |= {escape(value), html.escape(value), escape(value, {'"': "&quot;", "'": "&apos;"})}
    forms |= {escape(value, {'"': "&#34;", "'": "&#39;"})}
    forms |= _split_into_characters(value) | _in_base64(value)
    return forms


def _lower(match: re.Match[str]) -> str:
    return match.group().lower()


def _split_into_characters(value: str) -> set[str]:
    """The list of characters that a WebDriver client sends beside the text."""
    characters = list(value)
    return {
        json.dumps(characters)[1:-1],
        json.dumps(characters, ensure_ascii=False)[1:-1],
        json.dumps(characters, separators=(",", ":"))[1:-1],
        repr(characters)[1:-1],
    }


def _in_base64(value: str) -> set[str]:
    """The value on its own, and as it looks inside something longer such as "user:password"."""
    raw = value.encode("utf-8")
    forms: set[str] = set()
    encoders: tuple[Callable[[bytes], bytes], ...] = (base64.b64encode, base64.urlsafe_b64encode)
    for encode in encoders:
        forms |= {encode(raw).decode(), encode(raw).decode().rstrip("=")}
        if len(raw) < _SHORTEST_IN_BASE64:
            continue
        for before in range(3):
            # Characters that also depend on the neighbours are cut off at both ends.
            encoded = encode(bytes(before) + raw).decode().rstrip("=")
            uneven_end = (before + len(raw)) % 3 != 0
            forms.add(encoded[(0, 2, 3)[before] : len(encoded) - uneven_end])
    return forms

"""Every way in which a value may be written in a file, a log line, a header or an address.

A password does not only appear as it was typed: a request body holds it JSON-escaped, a traceback
as a Python literal, a URL percent-encoded, a page source XML-escaped, a header in base64, and a
client's log as a list of single characters. How single characters are found wherever they stand
in a text is in `split_text`; what a cut has left of a value, in `cut_off`.
"""

import base64
import html
import json
import quopri
import re
import unicodedata
from collections.abc import Callable
from functools import lru_cache
from html.entities import html5
from urllib.parse import quote, quote_plus
from xml.sax.saxutils import escape

_SHORTEST_IN_BASE64 = 6
_BETWEEN_CHARACTERS = (" ", ",", ", ", "\n", "\\n", "\r\n", "\t", "\\t", *"_|~;*", "; ", " | ")

_BACKSLASH = r"(?:\\+|%(?:25)*5[Cc])"
ANY_ESCAPE = (
    rf"(?:{_BACKSLASH}u[0-9a-fA-F]{{4}}|\\+x[0-9a-fA-F]{{2}}|\\+[nrtfv/]"
    r"|%(?:25)*[0-9a-fA-F]{2}|=[0-9a-fA-F]{2}|=(?:\r?\n|(?:\\+r)?\\+n)"
    r"|&(?:amp;)*(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z]{1,31});)"
)
"""A regular expression for one sign, or one byte of it, that JSON, Python, an address, mail or a
page has escaped, and for the line end by which mail parts long lines."""

_FOLD = re.compile(r"=(?:\r?\n|(?:\\+r)?\\+n)")
_MAY_BE_FOLD = re.compile(r"=[\r\n\\]")


def escapes_of(character: str) -> str:
    """A regular expression for a character, as it is and escaped in any of these ways.

    Args:
        character: Not above U+FFFF.
    """
    code = ord(character)
    in_bytes = [_hex(byte, 2) for byte in character.encode()]
    names = "|".join(name[:-1] for name, of in html5.items() if of == character and name[-1] == ";")
    ways = [
        re.escape(character),
        f"{_BACKSLASH}u{_hex(code, 4)}",
        "".join(rf"\\+x{byte}" for byte in in_bytes),
        "".join(f"%(?:25)*{byte}" for byte in in_bytes),
        "".join(f"={byte}" for byte in in_bytes),
        f"&(?:amp;)*(?:#0*{code}|#[xX]0*{_hex(code)}{'|' if names else ''}{names});",
    ]
    if len(in_bytes) > 1 and code < 0x100:  # noqa: PLR2004 -- Python writes texts so, too
        ways.append(rf"\\+x{_hex(code, 2)}")
    return f"(?:{'|'.join(ways)})"


def _hex(number: int, digits: int = 1) -> str:
    """In small letters and in capitals."""
    return re.sub(
        "[a-f]", lambda letter: f"[{letter[0]}{letter[0].upper()}]", f"{number:0{digits}x}"
    )


def forms_of(value: str) -> set[str]:
    """Every form of a value, the value itself included.

    Args:
        value: As it is typed; not empty.
    """
    forms: set[str] = set()
    for spelled in spellings_of(value):
        forms |= _escaped(spelled) | _split_into_characters(spelled) | in_base64(spelled)
    return forms


@lru_cache(maxsize=64)
def readable_forms_of(value: str) -> frozenset[str]:
    """Those in which a person can read it, with the neighbours that it has."""
    return frozenset().union(*map(_escaped, spellings_of(value)))


def spellings_of(value: str) -> set[str]:
    """The value in both ways in which Unicode composes letters, and as it is."""
    return {value, *(unicodedata.normalize(form, value) for form in ("NFC", "NFD"))}


def _escaped(value: str) -> set[str]:
    as_json = {json.dumps(value)[1:-1], json.dumps(value, ensure_ascii=False)[1:-1]}
    as_json |= {form.replace("/", r"\/") for form in as_json}
    as_json |= {_for_html(form) for form in as_json}
    as_python = {repr(value)[1:-1], ascii(value)[1:-1], repr(value.encode())[2:-1]}
    as_url = {quote(value, safe=""), quote(value), quote_plus(value)}
    forms = {value, *as_json, *as_python, *as_url, *_as_xml(value), *in_mail(value)}
    forms |= {json.dumps(form)[1:-1] for form in as_json}  # JSON inside JSON: a quoted body
    forms |= {form for each in as_json for form in _as_xml(each)}  # JSON on a page
    forms |= {quote(form, safe="") for form in as_url}  # an address inside an address
    forms |= {re.sub(r"%[0-9A-F]{2}", _lower, form) for form in as_url}
    forms |= {re.sub(r"\\u[0-9a-f]{4}", _upper, form) for form in as_json}
    return forms


def in_mail(value: str) -> set[str]:
    """As quoted-printable, with blanks as they are or escaped; its lines are not folded."""
    ways = (quopri.encodestring(value.encode(), quotetabs=tabs) for tabs in (False, True))
    return {re.sub("=\n", "", way.decode()) for way in ways}


def without_folds(text: str) -> str:
    """The text with the lines put together that mail has parted, as it is and escaped."""
    return _FOLD.sub("", text) if _MAY_BE_FOLD.search(text) else text


def _as_xml(value: str) -> set[str]:
    """In text and in attributes, with names or numbers for what must be escaped."""
    named = {escape(value), html.escape(value), escape(value, {'"': "&quot;", "'": "&apos;"})}
    named |= {escape(value, {'"': "&#34;", "'": "&#39;"}), escape(value, {'"': "&quot;"})}
    in_ascii = {each.encode("ascii", "xmlcharrefreplace").decode() for each in named}
    hexadecimal = {re.sub("&#([0-9]+);", _in_hex, each) for each in in_ascii}
    return named | in_ascii | hexadecimal


def _in_hex(match: re.Match[str]) -> str:
    return f"&#x{int(match[1]):x};"


def _for_html(form: str) -> str:
    """JSON inside a page's script, where nothing may look like a tag."""
    for character in "<>&'":
        form = form.replace(character, f"\\u{ord(character):04x}")
    return form


def _lower(match: re.Match[str]) -> str:
    return match.group().lower()


def _upper(match: re.Match[str]) -> str:
    return r"\u" + match.group()[2:].upper()


def _split_into_characters(value: str) -> set[str]:
    """The list of characters that a WebDriver client sends beside the text."""
    characters = list(value)
    return {
        json.dumps(characters)[1:-1],
        json.dumps(characters, ensure_ascii=False)[1:-1],
        json.dumps(characters, separators=(",", ":"))[1:-1],
        repr(characters)[1:-1],
    }


def split_by_marks(value: str) -> set[str]:
    """With the same mark between all characters, for values that are too short for `split_text`."""
    return {between.join(value) for between in _BETWEEN_CHARACTERS}


def in_base64(value: str) -> set[str]:
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
    return forms | {quote(form, safe="") for form in forms}

"""Digits of every script, also escaped: a phone may show a number in Arabic or full-width ones."""

import html
import re
from urllib.parse import unquote_to_bytes

# Of what stands for more than one character of ASCII, only what may be a digit.
_ESCAPED = re.compile(
    r"(?:\\+|%(?:25)*5[Cc])u(?:[dD]8[0-9a-fA-F]{2}(?:\\+|%(?:25)*5[Cc])u)?[0-9a-fA-F]{4}"
    r"|\\+U[0-9a-fA-F]{8}"
    r"|&(?:amp;)*#(?:[0-9]{1,12}|[xX][0-9a-fA-F]{1,12});"
    r"|(?:\\+x[c-fC-F][0-9a-fA-F])(?:\\+x[89abAB][0-9a-fA-F]){1,3}"
    r"|(?:%(?:25)*[c-fC-F][0-9a-fA-F])(?:%(?:25)*[89abAB][0-9a-fA-F]){1,3}"
    r"|(?:=[c-fC-F][0-9a-fA-F])(?:=(?:\r?\n=)?[89abAB][0-9a-fA-F]){1,3}"
)
_MAY_BE_ESCAPED = re.compile(
    r"\\[uUx]|&(?:amp;)*#|%(?:25)*(?:5[Cc]u|[c-fC-F])|=[c-fC-F][0-9a-fA-F]="
)
_OTHER_DIGIT = re.compile(r"[^\D0-9]")
_HEX = re.compile("[0-9a-fA-F]{2}")


def in_ascii_digits(text: str) -> str:
    """Returns a text with the digits of all scripts, and escaped ones, as 0 to 9.

    Everything else in it stays, also escaped. A text without such digits is returned itself.
    """
    if _MAY_BE_ESCAPED.search(text):
        text = _ESCAPED.sub(lambda found: _plain(found, _read(found.group())), text)
    if text.isascii():
        return text
    return _OTHER_DIGIT.sub(lambda found: _plain(found, found.group()), text)


def _plain(found: re.Match[str], character: str) -> str:
    is_digit = len(character) == 1 and character.isdecimal()
    return str(int(character)) if is_digit else found.group()


def _read(escaped: str) -> str:
    """The character that is meant; anything else where it is none."""
    if escaped.startswith("&"):
        return html.unescape(escaped.replace("amp;", ""))
    if "U" in escaped:
        number = int(escaped.rpartition("U")[2], 16)
        return chr(number) if number < 0x110000 else ""  # noqa: PLR2004 -- Unicode's end
    if "u" in escaped:
        units = (part[:4] for part in escaped.split("u")[1:])
        return bytes.fromhex("".join(units)).decode("utf-16-be", "replace")
    if escaped.startswith("%"):
        while "%25" in escaped:
            escaped = escaped.replace("%25", "%")
        return unquote_to_bytes(escaped).decode("utf-8", "replace")
    return bytes.fromhex("".join(_HEX.findall(escaped))).decode("utf-8", "replace")

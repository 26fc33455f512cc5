"""The ways in which writers of files and logs write a value."""

import base64
import html
import json
import quopri
import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, quote_plus

MARKS = ("\t", ", ", ",", ".", "/", "_", ":", "|", "~", "*", "-", " ", "\r\n", " | ", "<br>", "%20")
"""That may stand between all characters of a value."""


def _keys(value: str, **how: Any) -> str:
    return json.dumps(
        [{"type": kind, "value": key} for key in value for kind in ("keyDown", "keyUp")], **how
    )


FORMS: dict[str, Callable[[str], str]] = {
    "plain": str,
    "JSON": json.dumps,
    "JSON in JSON": lambda value: json.dumps(json.dumps({"text": value})),
    "Python": repr,
    "Python in ASCII": ascii,
    "bytes": lambda value: repr(value.encode()),
    "URL": lambda value: quote(value, safe=""),
    "URL in small letters": lambda value: re.sub(
        "%..", lambda code: code[0].lower(), quote(value, safe="")
    ),
    "form": quote_plus,
    "XML": html.escape,
    "XML by numbers": lambda value: "".join(f"&#{ord(character)};" for character in value),
    "XML in ASCII": lambda value: value.encode("ascii", "xmlcharrefreplace").decode(),
    "quoted-printable": lambda value: quopri.encodestring(value.encode()).decode(),
    "base64": lambda value: base64.b64encode(value.encode()).decode(),
    "base64 behind one": lambda value: base64.b64encode(f":{value}:x".encode()).decode(),
    "base64 behind two": lambda value: base64.urlsafe_b64encode(f"::{value}:".encode()).decode(),
    "base64 in JSON in a URL": lambda value: quote(
        json.dumps({"auth": base64.b64encode(value.encode()).decode()})
    ),
    "characters": lambda value: json.dumps(list(value)),
    "characters without blanks": lambda value: json.dumps(list(value), separators=(",", ":")),
    "keys": _keys,
    "keys without blanks": lambda value: _keys(value, separators=(",", ":")),
    "a column": "\n".join,
    "folded": lambda value: f"{value[:4]}=\n{value[4:]}",
}
SPLIT: dict[str, Callable[[str], str]] = {
    **{f"with {mark!r} in between": mark.join for mark in MARKS},
    "keys in JSON": lambda value: json.dumps(_keys(value, separators=(",", ":"))),
    "a column in JSON": lambda value: json.dumps("\n".join(value)),
    "in tags": lambda value: "".join(f"<b>{html.escape(each)}</b>" for each in value),
}
"""Further ones, for single characters."""
FOLDED: dict[str, Callable[[str], str]] = {
    "folded as in mail": lambda value: f"{value[:4]}=\r\n{value[4:]}",
    "folded, in Python": lambda value: repr(f"{value[:4]}=\r\n{value[4:]}"),
}
"""Further ones, for the lines of mail."""

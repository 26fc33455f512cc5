"""The ways in which writers of files and logs write a value."""

import base64
import html
import json
import quopri
import re
from collections.abc import Callable
from urllib.parse import quote, quote_plus

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
    "keys": lambda value: json.dumps(
        [{"type": kind, "value": key} for key in value for kind in ("keyDown", "keyUp")]
    ),
    "a column": "\n".join,
}

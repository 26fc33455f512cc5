"""The head of an HTTP request: its first line, and its headers.

The standard library reads headers as those of a mail, which takes longer than a look at the phone.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from io import BufferedIOBase
from typing import Final

_VERSION: Final = re.compile(r"HTTP/(1)\.(\d)", re.ASCII)
_NAME: Final = re.compile(r"[!#$%&'*+.^_`|~0-9A-Za-z-]+")
_LONGEST_LINE: Final = 65536
_MOST_HEADERS: Final = 100


class MalformedHead(Exception):
    """What came is no head of a request; the text says why."""


@dataclass(frozen=True)
class FirstLine:
    """What a request begins with.

    Attributes:
        method: As it was sent, in any letters.
        target: The address, one slash at its beginning.
        minor: Of HTTP 1: 1 for HTTP/1.1.
    """

    method: str
    target: str
    minor: int


def first_line(line: bytes) -> FirstLine:
    """Read the first line of a request.

    Raises:
        MalformedHead: It is not of HTTP/1.0 or HTTP/1.1.
    """
    words = line.decode("latin-1").split()
    version = _VERSION.fullmatch(words[-1]) if words else None
    if len(words) != 3 or version is None:  # noqa: PLR2004 -- method, address, version
        shown = line[:100].decode("latin-1").strip()
        raise MalformedHead(
            f"A request begins with a method, an address and HTTP/1.1, and not with {shown!r}"
        )
    method, target, _ = words
    if target.startswith("//"):
        target = f"/{target.lstrip('/')}"
    return FirstLine(method, target, int(version[2]))


def headers_of(source: BufferedIOBase) -> Mapping[str, str]:
    """Read headers up to the empty line, or to the end of what comes.

    Returns:
        Values by name in lower case; of a repeated one the last.

    Raises:
        MalformedHead: A line is no header or is too long, or there are too many.
    """
    headers: dict[str, str] = {}
    for _ in range(_MOST_HEADERS + 1):
        line = source.readline(_LONGEST_LINE + 1)
        if len(line) > _LONGEST_LINE:
            raise MalformedHead(f"A line of the request's head has more than {_LONGEST_LINE} bytes")
        text = line.decode("latin-1").rstrip("\r\n")
        if not text:
            return headers
        name, colon, value = text.partition(":")
        if not colon or not _NAME.fullmatch(name):
            raise MalformedHead(f"A header is written as 'name: value', and not as {text[:100]!r}")
        headers[name.lower()] = value.strip(" \t")
    raise MalformedHead(f"The request has more than {_MOST_HEADERS} headers")

"""Looks for canaries in what a run left and printed; knows nothing of the product's own scan.

It decodes what it finds, where the product encodes what it looks for. Most lines of a run's files
are alike: each is decoded once, whoever holds it.
"""

import base64
import gzip
import html
import json
import quopri
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_plus

from canary_run import CanaryRun
from canary_values import ADDRESSES, NUMBERS, OTHERS, SECRETS

_TOLD = {"config", "features", "steps", "conftest.py", "pyproject.toml", "__pycache__"}
_PICTURES = {".png", ".mp4"}
_DEEPEST = 3
_SHORTEST_PART = 6
_MOST_NOISE = 5  # one character in so many
_PNG_IN_BASE64 = "iVBORw0KGgo"
_QUOTE = r"(?:\\*[\"']|&quot;|&#34;|&#x27;|&#39;|&apos;)"
_QUOTED = re.compile(
    rf"(?<![\w\\]){_QUOTE}((?:\\+u[0-9a-fA-F]{{4}}){{1,2}}|\\+.|&[a-z0-9#]+;|[^\\]){_QUOTE}(?!\s*:)"
)
_COLUMN = re.compile(r"(?m)(?:^\S?.\n){4,}")
_PAIR = re.compile(r"\\+u([dD][89abAB][0-9a-fA-F]{2})\\+u([dD][c-fC-F][0-9a-fA-F]{2})")
_UNIT = re.compile(r"\\+u([0-9a-fA-F]{4})")
_LONG_UNIT = re.compile(r"\\+U([0-9a-fA-F]{8})")
_BYTES = re.compile(r"(?:\\+x[0-9a-fA-F]{2})+")
_BASE64 = re.compile(r"[A-Za-z0-9+/_-]{8,}")


def canaries_in(run: CanaryRun) -> list[str]:
    """Where which canary is found: in full, and of a secret also the half of it."""
    seek = seeker(run)
    lines = _decoded_lines(run).items()
    return sorted({f"{place}: {name}" for line, place in lines for name in seek(line)})


def seeker(run: CanaryRun) -> Callable[[str], list[str]]:
    """What names the canaries that can be read in a line as it is."""
    parts = {part: name for name, value in SECRETS.items() for part in _halves(value)}
    tokens = {re.split(r"[/=]", link)[-1] for link in run.links}
    codes = re.compile(rf"(?<![0-9a-f.])(?:{'|'.join(run.codes) or '(?!)'})(?![0-9a-f])")

    def seek(line: str) -> list[str]:
        digits = re.sub(r"(?<=\d)[\s().\u2010-\u2015-]{1,2}(?=\d)", "", line)
        digits = re.sub(r"\d", lambda digit: str(int(digit[0])), digits)
        small = line.lower()
        names = [name for part, name in parts.items() if part in line]
        names += [name for name, each in NUMBERS.items() if each in digits]
        names += [name for name, each in ADDRESSES.items() if _is_in(each, small)]
        names += ["a link" for each in tokens if each in line]
        names += ["a code"] if codes.search(line) or codes.search(digits) else []
        return names

    return seek


def files_of(run: CanaryRun) -> Iterator[tuple[str, Path]]:
    """Every file that a run left, with its path within; not what it was told."""
    for file in sorted(run.folder.rglob("*")):
        below = file.relative_to(run.folder)
        if not file.is_dir() and not _TOLD & set(below.parts):
            yield str(below), file


def _halves(value: str) -> set[str]:
    length = max(_SHORTEST_PART, len(value) // 2 + 1)
    return {value[at : at + length] for at in range(len(value) - length + 1)}


def _is_in(address: str, line: str) -> bool:
    """Whatever stands beside it, but for the longer ones that are somebody else's."""
    for other in OTHERS:
        line = line.replace(other, "")
    return address in line


def _decoded_lines(run: CanaryRun) -> dict[str, str]:
    """Every line as it is and decoded, decoded again, and so on; with where it was first."""
    lines: dict[str, str] = {}
    fresh: dict[str, str] = {}
    for place, text in _left_by(run):
        for line in (*text.splitlines(), *_joined(text)):
            fresh.setdefault(line, place)
    for _ in range(_DEEPEST):
        lines = fresh | lines
        decoded: dict[str, str] = {}
        for line, place in fresh.items():
            if line.count("\ufffd") * _MOST_NOISE < len(line):  # else it is no text
                decoded |= {each: place for each in _decoded(line) if each not in lines}
        fresh = decoded
    return fresh | lines


def _left_by(run: CanaryRun) -> Iterator[tuple[str, str]]:
    """Every text that a run left or printed; not what it was told."""
    yield "console", run.printed
    for below, file in files_of(run):
        yield f"{below} (name)", below
        content = file.read_bytes()
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                for name in archive.namelist():
                    yield f"{below}!{name}", archive.read(name).decode("utf-8", "replace")
        elif content.startswith(b"\x1f\x8b"):
            yield f"{below}!", gzip.decompress(content).decode("utf-8", "replace")
        elif file.suffix in _PICTURES:
            yield below, "\n".join(re.findall("[ -~]{6,}", content.decode("latin-1")))
        else:
            yield below, content.decode("utf-8", "replace")


def _joined(text: str) -> Iterator[str]:
    """Single characters, in quotes or one a line, and the lines of mail, put together again."""
    quoted = [html.unescape(_unescaped(each)) for each in _QUOTED.findall(text)]
    for singles in (quoted, quoted[::2], quoted[1::2]):
        yield "".join(singles)
    for column in _COLUMN.findall(text):
        yield column.replace("\n", "")
    if "=\n" in text:
        yield from text.replace("=\n", "").splitlines()


def _decoded(line: str) -> Iterator[str]:
    if "&" in line:
        yield html.unescape(line)
    if "%" in line:
        yield unquote(line)
    if "%" in line or "+" in line:
        yield unquote_plus(line)
    if "=" in line:
        yield quopri.decodestring(line.encode()).decode("utf-8", "replace")
    if "\\" in line:
        yield _unescaped(line)
        yield _UNIT.sub(_character, line)
    for encoded in _BASE64.findall(line):
        if encoded.startswith(_PNG_IN_BASE64):
            continue  # pixels: a picture is looked at as a file
        bare = encoded.replace("-", "+").replace("_", "/")
        for begin in range(4):
            piece = bare[begin:]
            whole = base64.b64decode(piece[: len(piece) // 4 * 4] or "")
            yield whole.decode("utf-8", "replace")
            if len(piece) % 4 > 1:  # what is left of a group holds a byte or two
                rest = base64.b64decode(piece + "=" * (-len(piece) % 4))
                yield rest.decode("utf-8", "replace")


def _unescaped(text: str) -> str:
    text = _PAIR.sub(lambda found: json.loads(rf'"\u{found[1]}\u{found[2]}"'), text)
    text = _UNIT.sub(_character, _LONG_UNIT.sub(_character, text))
    text = _BYTES.sub(_from_bytes, text)
    return re.sub(r"\\+([\"'\\/])", r"\1", text).replace("\\n", "\n")


def _character(found: re.Match[str]) -> str:
    return chr(int(found[1], 16))


def _from_bytes(found: re.Match[str]) -> str:
    """As UTF-8 where it is that; else each byte is a character, as Python writes texts."""
    raw = bytes.fromhex(re.sub(r"\\+x", "", found[0]))
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")

"""Commands and links as documents name them."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

_FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:harness|make) [^`\n]+)`")
_OURS = ("harness", "make")


class Command(NamedTuple):
    """A command line of ours.

    Attributes:
        place: File and line, for errors.
        words: The program's name first.
    """

    place: str
    words: list[str]

    def __str__(self) -> str:
        return f"{self.place}: {shlex.join(self.words)}"


def commands_in(file: Path) -> Iterator[Command]:
    """Every `harness` and `make` command of a document, in blocks and inside sentences."""
    text = file.read_text("utf-8")
    for block in _FENCE.finditer(text):
        at = block.start(1)
        for line in block[1].replace("\\\n", "  ").splitlines(keepends=True):
            yield from _command(file, text, at, line)
            at += len(line)
    for inline in _INLINE.finditer(text):
        yield from _command(file, text, inline.start(1), inline[1])


def _command(file: Path, text: str, at: int, line: str) -> Iterator[Command]:
    try:
        words = shlex.split(line, comments=True)
    except ValueError:  # a sentence with an apostrophe, in a block of prose
        return
    if len(words) > 1 and words[0] in _OURS and re.fullmatch(r"@?[\w/.:-]+", words[1]):
        number = text.count("\n", 0, at) + 1
        yield Command(f"{file.name}:{number}", words)


def headings_of(file: Path) -> set[str]:
    """The anchors that GitHub gives a document's headings."""
    found = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", each.lower()).replace(" ", "-") for each in found}


def links_in(file: Path) -> list[str]:
    """Relative links, with their anchors."""
    links = re.findall(r"\]\(([^)\s]+)\)", file.read_text("utf-8"))
    return [link for link in links if not re.match(r"[a-z]+:", link)]

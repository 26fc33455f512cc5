"""Commands and links as documents name them."""

import argparse
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from pathlib import Path
from typing import NamedTuple

from harness.command_line.main import _parser
from harness.gherkin.tags import registered_tags

ROOT = Path(__file__).parents[2]
# A person makes these by following the document.
MADE_ON_THE_WAY = {"broken.yaml", "mine"}

_FENCE = re.compile(r"^```sh\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_INLINE = re.compile(r"`((?:harness|make) [^`\n]+)`")
_IN_CI = re.compile(r"(?:(?:run:|-|sh '|^) *)(?:\.venv/bin/)?((?:harness|make) [^'\n]+)")
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


def commands_of_ci(file: Path) -> Iterator[Command]:
    """Every `harness` and `make` command of a template for a CI server."""
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        if found := _IN_CI.search(line.partition(" # ")[0]):
            yield Command(f"{file.name}:{number}", shlex.split(found[1]))


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


@cache
def _subcommands() -> dict[str, argparse.ArgumentParser]:
    actions = _parser()._actions
    (choices,) = (each for each in actions if isinstance(each, argparse._SubParsersAction))
    return dict(choices.choices)


@cache
def _options_of_pytest() -> frozenset[str]:
    """As `harness run` hands them on."""
    said = subprocess.run(
        [sys.executable, "-m", "pytest", "--help"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
    ).stdout
    return frozenset(re.findall(r"(?<![\w-])-{1,2}[A-Za-z][\w-]*", said))


def _options(name: str) -> frozenset[str]:
    own = {word for action in _subcommands()[name]._actions for word in action.option_strings}
    others = {"run": _options_of_pytest, "phone": _options_of_the_virtual_phone}
    return frozenset(own | (others[name]() if name in others else frozenset()))


@cache
def _options_of_the_virtual_phone() -> frozenset[str]:
    """As `harness phone` hands them on."""
    command = [sys.executable, "-m", "virtual_phone", "--help"]
    said = subprocess.run(command, capture_output=True, text=True, check=True, timeout=60).stdout
    return frozenset(re.findall(r"--[a-z][\w-]*", said))


def wrong_with(command: Command) -> list[str]:
    """What of a command line does not exist: target, sub-command, options, profile, tag, file."""
    program, name, *words = command.words
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return [] if name in targets else [f"no target {name}"]
    if name not in _subcommands():
        return [f"no command {name}"]
    wrong = []
    for word, value in zip_longest(words, words[1:], fillvalue=""):
        option = word.partition("=")[0]
        if option.startswith("-") and option not in _options(name):
            wrong.append(f"no option {option}")
        if option == "--profile" and not _is_profile(value):
            wrong.append(f"no profile {value}")
        if word.startswith("@") and registered_tags(ROOT).refusal(word[1:]):
            wrong.append(f"no tag {word}")
        if word.startswith("features/") and not (ROOT / word).exists():
            wrong.append(f"no file {word}")
    return wrong


def _is_profile(name: str) -> bool:
    made = name in MADE_ON_THE_WAY or re.fullmatch("[A-Z]+", name) is not None
    return made or (ROOT / "config" / "profiles" / f"{name}.yaml").exists()

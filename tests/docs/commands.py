"""Commands and links as documents name them."""

import argparse
import importlib.util
import os
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
_IN_CI = re.compile(
    r"(?:run:|-|sh '|[;&(]|^)\s*(?:(?:exec )?timeout(?: --[\w=-]+)* \d+m )?(?:\.venv/bin/)?"
    r"((?:harness|make|ci/[\w-]+|python -m [\w.]+)(?![\w./-])[^'\n;|&)]*)"
)
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
    """Every command of ours in a template for a CI server, or in a script that one calls.

    That is `harness`, `make`, a script of `ci/`, and a module that our Python runs.
    """
    for number, line in enumerate(file.read_text("utf-8").splitlines(), 1):
        for words in commands_of_line(line):
            yield Command(f"{file.name}:{number}", words)


def commands_of_line(line: str) -> list[list[str]]:
    """The commands of ours in one line of a template, each without where it is installed."""
    return [shlex.split(found[1]) for found in _IN_CI.finditer(line.partition(" # ")[0])]


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
def _options_of_module(name: str) -> frozenset[str]:
    """What `python -m` of it takes, as it says it itself."""
    command = [sys.executable, "-m", name, "--help"]
    said = subprocess.run(
        command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    ).stdout
    return frozenset(re.findall(r"(?<![\w-])-{1,2}[A-Za-z][\w-]*", said))


def _options(name: str) -> frozenset[str]:
    """Its own, and those of the program to which it hands on the others."""
    own = {word for action in _subcommands()[name]._actions for word in action.option_strings}
    behind = {"run": "pytest", "phone": "virtual_phone"}.get(name)
    return frozenset(own | (_options_of_module(behind) if behind else frozenset()))


def wrong_with(command: Command) -> list[str]:
    """What of a command line does not exist: target, sub-command, options, profile, tag, file."""
    program, *words = command.words
    if program == "make":
        targets = re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
        return [f"no target {each}" for each in words if each not in targets]
    if program == "python":
        return _wrong_with_module(*words[1:])
    return (
        _wrong_with_harness(*words) if program == "harness" else _wrong_with_script(*command.words)
    )


def _wrong_with_module(name: str, *words: str) -> list[str]:
    try:
        if importlib.util.find_spec(name) is None:
            return [f"no module {name}"]
    except ModuleNotFoundError:  # of the package that it would be in
        return [f"no module {name}"]
    options = [word.partition("=")[0] for word in words if word.startswith("-")]
    return [f"no option {each}" for each in options if each not in _options_of_module(name)]


def _wrong_with_script(name: str, *words: str) -> list[str]:
    file = ROOT / name
    if not (file.is_file() and os.access(file, os.X_OK)):
        return [f"no script {name}"]
    tested = re.findall(r"= (--[a-z-]+)", file.read_text("utf-8"))
    options = [word for word in words if word.startswith("-")]
    return [f"no option {each}" for each in options if each not in tested]


def _wrong_with_harness(name: str = "", *words: str) -> list[str]:
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

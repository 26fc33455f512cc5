"""What documents tell people to type exists, and where they point to is something."""

import argparse
import re
import subprocess
import sys
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest
from commands import Command, commands_in, headings_of, links_in

from harness.command_line.main import _parser
from harness.gherkin.tags import registered_tags

ROOT = Path(__file__).parents[2]
TYPED = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "reports/README.md"])
DOCUMENTS = sorted([*TYPED, *(ROOT / "benchmarks").glob("*.md")])
# A person makes these by following the document.
MADE_ON_THE_WAY = {"broken.yaml", "mine"}


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


def _wrong_with(command: Command) -> list[str]:
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
        if word.startswith("@") and word[1:] not in registered_tags(ROOT):
            wrong.append(f"no tag {word}")
        if word.startswith("features/") and not (ROOT / word).exists():
            wrong.append(f"no file {word}")
    return wrong


def _is_profile(name: str) -> bool:
    made = name in MADE_ON_THE_WAY or re.fullmatch("[A-Z]+", name) is not None
    return made or (ROOT / "config" / "profiles" / f"{name}.yaml").exists()


@pytest.mark.parametrize("document", TYPED, ids=lambda path: path.name)
def test_every_command_exists_as_it_is_written(document: Path) -> None:
    """Sub-command, options, profile, tag and feature file; targets of make."""
    wrong = [
        f"{command}: {what}" for command in commands_in(document) for what in _wrong_with(command)
    ]
    assert not wrong, "\n".join(wrong)


def test_commands_are_found_at_all() -> None:
    """In blocks, with comments cut off, and inside sentences."""
    found = [shown for file in TYPED for command in commands_in(file) if (shown := str(command))]
    assert any(": make appium" in each for each in found)
    assert any("harness run --profile emulator @smoke --evidence steps" in each for each in found)
    assert any(each.startswith("farms.md") and "--profile virtual-grid" in each for each in found)
    assert len(found) > 25


@pytest.mark.parametrize(
    ("line", "wrong"),
    [
        ("make tset", "no target tset"),
        ("harness rnu @smoke", "no command rnu"),
        ("harness run --profle emulator", "no option --profle"),
        ("harness run --profile emulater", "no profile emulater"),
        ("harness run @smok", "no tag @smok"),
        ("harness run features/log_im.feature", "no file features/log_im.feature"),
        ("harness check --profile virtual", "no option --profile"),
    ],
)
def test_a_slip_is_found(line: str, wrong: str) -> None:
    """Else the check above would say nothing."""
    assert wrong in _wrong_with(Command("here", line.split()))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(document: Path) -> None:
    """To a file that is there, and to a heading in it."""
    for link in links_in(document):
        path, _, anchor = link.partition("#")
        file = (document.parent / path) if path else document
        assert file.exists(), f"{document.name} links to {link}"
        assert not anchor or anchor in headings_of(file), f"{document.name} links to {link}"

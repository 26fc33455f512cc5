"""What documents tell people to type exists, and where they point to is something."""

from pathlib import Path

import pytest
from commands import Command, commands_in, headings_of, links_in, wrong_with

ROOT = Path(__file__).parents[2]
TYPED = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md"), ROOT / "reports/README.md"])
DOCUMENTS = sorted([*TYPED, *(ROOT / "benchmarks").glob("*.md")])


@pytest.mark.parametrize("document", TYPED, ids=lambda path: path.name)
def test_every_command_exists_as_it_is_written(document: Path) -> None:
    """Sub-command, options, profile, tag and feature file; targets of make."""
    wrong = [
        f"{command}: {what}" for command in commands_in(document) for what in wrong_with(command)
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
    assert wrong in wrong_with(Command("here", line.split()))


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_relative_links_lead_somewhere(document: Path) -> None:
    """To a file that is there, and to a heading in it."""
    for link in links_in(document):
        path, _, anchor = link.partition("#")
        file = (document.parent / path) if path else document
        assert file.exists(), f"{document.name} links to {link}"
        assert not anchor or anchor in headings_of(file), f"{document.name} links to {link}"

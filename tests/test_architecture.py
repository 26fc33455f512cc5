"""Arrows between the rooms point down only."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
_NO_MODULES = {"conftest", "__init__"}
OURS = {"harness", "pages", "steps", "virtual_phone", "tests", "benchmarks", "conftest"}

# room -> what it may import of ours (itself always)
MAY_IMPORT = {
    "steps": {"pages", "harness"},
    "pages": {"harness"},
    "harness": set(),
    "harness/command_line": {"harness", "pages"},  # it knows both ends
    "virtual_phone": set(),
}


def _imports(file: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every import, also of those inside functions and by importlib."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.lineno, "." * node.level + (node.module or "")
        elif isinstance(node, ast.Call) and ast.unparse(node.func).endswith("import_module"):
            arguments = [arg for arg in node.args if isinstance(arg, ast.Constant)]
            yield from ((node.lineno, str(argument.value)) for argument in arguments)


def _files(room: str) -> list[Path]:
    """Of the room itself: one within it that has rules of its own is left out."""
    within = [ROOT / each for each in MAY_IMPORT if each.startswith(f"{room}/")]
    files = sorted((ROOT / room).rglob("*.py"))
    return [file for file in files if not any(each in file.parents for each in within)]


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_a_room_imports_only_from_below(room: str) -> None:
    """features -> steps -> pages -> harness; virtual_phone stands alone."""
    allowed = MAY_IMPORT[room] | {room}
    wrong = [
        f"{file.relative_to(ROOT)}:{line} imports {name}"
        for file in _files(room)
        for line, name in _imports(file)
        if name.partition(".")[0] in OURS - allowed
    ]
    assert not wrong, f"{room} may import {sorted(allowed)} only:\n" + "\n".join(wrong)


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_are_absolute(room: str) -> None:
    """Relative imports would hide which room is meant."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in _files(room)
        for line, name in _imports(file)
        if name.startswith(".")
    ]
    assert not wrong


@pytest.mark.parametrize("client", ["appium", "selenium", "pytest_bdd", "urllib3", "lxml"])
def test_pages_speak_to_no_library_below_the_harness(client: str) -> None:
    """A page knows parts of screens, not how they are found or sent."""
    wrong = [
        f"{file.relative_to(ROOT)}:{line}"
        for file in _files("pages")
        for line, name in _imports(file)
        if name.partition(".")[0] == client
    ]
    assert not wrong


def test_features_hold_no_python() -> None:
    """Product staff read this folder."""
    assert not list((ROOT / "features").rglob("*.py"))


def test_conftest_is_wiring_only() -> None:
    """The root conftest stays short enough to read at a glance."""
    conftest = ROOT / "conftest.py"
    lines = conftest.read_text("utf-8").splitlines() if conftest.exists() else []
    assert len(lines) <= 100


def _documents() -> list[Path]:
    folders = (ROOT, ROOT / "benchmarks", ROOT / "docs")
    return sorted(file for folder in folders for file in folder.glob("*.md"))


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.name)
def test_documents_link_to_files_that_exist(document: Path) -> None:
    """A link to a file of the project leads somewhere."""
    links = re.findall(r"\]\(([^)#\s]+)", document.read_text("utf-8"))
    files = [link for link in links if not re.match(r"[a-z]+:", link)]
    missing = [link for link in files if not (document.parent / link).exists()]
    assert not missing


_ROOMS = "|".join(sorted(OURS | {"features", "config"}))


@pytest.mark.parametrize("document", _documents(), ids=lambda path: path.name)
def test_documents_name_files_that_exist(document: Path) -> None:
    """A path in backticks below one of our folders is there."""
    named = re.findall(rf"`((?:{_ROOMS})/[\w./-]+)`", document.read_text("utf-8"))
    not_committed = {"config/people.yaml"}
    missing = [name for name in named if not (ROOT / name).exists() and name not in not_committed]
    assert not missing


def test_modules_beside_tests_have_names_of_their_own() -> None:
    """All of them are imported by their bare names, by whichever worker needs them first."""
    names = Counter(
        file.stem for file in (ROOT / "tests").rglob("*.py") if file.stem not in _NO_MODULES
    )
    assert [name for name, count in names.items() if count > 1] == []

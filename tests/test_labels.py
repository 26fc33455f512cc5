"""The English catalogue has the labels that pages look for, so that each can be translated."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from harness.settings import load_language

ROOT = Path(__file__).parents[1]
FACTORIES = {
    "button",
    "field",
    "final_button",
    "heading",
    "option",
    "password",
    "row",
    "tab",
    "text",
}


def _labels(file: Path) -> Iterator[tuple[int, str]]:
    """Line and text of every label that a page writes out."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
            texts = [arg for arg in node.args if isinstance(arg, ast.Constant)]
            if node.func.id in FACTORIES:
                yield from ((node.lineno, str(text.value)) for text in texts if text.value)


@pytest.mark.parametrize("page", sorted(ROOT.glob("pages/*.py")), ids=lambda path: path.stem)
def test_every_label_can_be_translated(page: Path) -> None:
    """A label that is not in en.yaml cannot be in any other catalogue."""
    english = load_language(ROOT / "config" / "languages", "en")
    missing = [f"{line}: {label}" for line, label in _labels(page) if not english.knows(label)]
    assert not missing, f"add to config/languages/en.yaml, from {page.name}:\n" + "\n".join(missing)


def test_every_label_is_looked_for() -> None:
    """Nobody is asked to translate what no page needs."""
    used = {label for page in ROOT.glob("pages/*.py") for _, label in _labels(page)}
    unused = set(load_language(ROOT / "config" / "languages", "en").labels) - used
    assert not unused, f"in config/languages, but on no page: {sorted(unused)}"

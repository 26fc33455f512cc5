"""The words that a run's reports are full of: those of the features and of the app's labels."""

import re
from functools import cache
from pathlib import Path

_WORD = re.compile(r"[^\W\d_]+")


@cache
def words_of_project(root: Path) -> frozenset[str]:
    """In small letters; a secret that is one of them cannot be looked for inside sentences.

    Args:
        root: The project's folder.
    """
    files = [*root.glob("features/**/*.feature"), *root.glob("config/languages/*.yaml")]
    texts = (file.read_text("utf-8", "replace") for file in files)
    return frozenset(word.casefold() for text in texts for word in _WORD.findall(text))

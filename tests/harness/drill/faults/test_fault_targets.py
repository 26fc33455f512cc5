"""What `make` runs of the drill under faults, and what the Makefile's head says of it."""

import re
from pathlib import Path

MAKEFILE = (Path(__file__).parents[4] / "Makefile").read_text("utf-8")


def _recipe(target: str) -> str:
    [found] = re.findall(rf"^{target}:.*\n((?:\t.*\n)+)", MAKEFILE, re.MULTILINE)
    return " ".join(found.replace("\\\n", " ").split())


def test_faults_beside_defects_have_a_short_and_a_long_form() -> None:
    """The short one is a part of what CI checks."""
    short = re.search(r"drill --faults --with-defects --sample \d", _recipe("faults"))
    assert short
    assert re.search(r"^test: .*\bfaults\b", MAKEFILE, re.MULTILINE)
    long = _recipe("masked")
    assert "drill --faults --with-defects" in long
    assert "--sample" not in long
    head = MAKEFILE.partition("\nPYTHON ?=")[0]
    assert short[0] in head

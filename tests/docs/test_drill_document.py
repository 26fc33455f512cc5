"""docs/drill.md is what the drill wrote of the defects that there are now."""

import re
from pathlib import Path

from virtual_phone.defects import CATALOGUE

TABLE = (Path(__file__).parents[2] / "docs" / "drill.md").read_text("utf-8")
ROW = re.compile(r"^\| (.+?) `(\S+)` \| (guide, part \d|assumed) \| ", re.MULTILINE)


def test_the_table_is_of_the_defects_that_there_are() -> None:
    """Every variant in the catalogue's order, and who promises that the app does otherwise."""
    assert ROW.findall(TABLE) == [
        (
            defect.description,
            variant.name,
            f"guide, part {defect.guide_part}" if defect.guide_part else "assumed",
        )
        for defect in CATALOGUE.values()
        for variant in defect.variants
    ]


def test_the_document_says_what_counts_and_how_the_clean_app_fared() -> None:
    """With the clean runs that `make drill` has."""
    assert "What counts is a step's answer that the app is not as promised." in TABLE
    assert re.search(
        r"^\*\*No false alarm in 4 clean runs \(\d+ scenarios\)\.\*\*$", TABLE, re.MULTILINE
    )

"""The drill's page as people open it."""

from dataclasses import replace
from pathlib import Path

import pytest
from page_reader import PageReader

from harness.drill.report import Report
from harness.drill.table import as_html


@pytest.fixture
def page(report: Report, tmp_path: Path) -> Path:
    """A drill in which a long word was seen, and a long sentence says what came of a defect."""
    first, *others = report.rows
    assert first.finding is not None
    seen = f"{'a' * 70}@example.com"
    told = "A sentence that goes on and on, further than a phone is wide. " * 5
    found = replace(first.finding, seen=seen, promised=told)
    report.rows = [replace(first, finding=found, others=(found,), broken_off=told), *others]
    file = tmp_path / "drill.html"
    file.write_text(as_html(report), "utf-8")
    return file


@pytest.mark.parametrize("width_px", [390, 500, 1400])
def test_the_page_is_not_wider_than_the_window(
    page: Path, reader: PageReader, width_px: int
) -> None:
    """Whatever long word the app has said."""
    reader.open(page, width_px=width_px)
    assert reader.too_wide() == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_readers(page: Path, reader: PageReader, scheme: str) -> None:
    """axe-core finds no barrier; contrast too, by day and by night."""
    reader.open(page, scheme=scheme)
    assert reader.barriers() == []

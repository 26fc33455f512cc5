"""Where the files of a run stand, and what is left of them when writing fails."""

import json
from pathlib import Path

import pytest

from harness.evidence.places import Places


def test_a_summary_that_cannot_be_written_leaves_the_one_before(tmp_path: Path) -> None:
    """An empty file would be taken for a run that said nothing."""
    places = Places(tmp_path, tmp_path / "allure-results")
    places.write_summary({"exit_code": 3})
    with pytest.raises(UnicodeEncodeError):
        places.write_summary({"exit_code": "\ud83d"})
    assert json.loads(places.summary.read_text("utf-8")) == {"exit_code": 3}
    assert list(tmp_path.iterdir()) == [places.summary]


@pytest.mark.parametrize(
    ("results", "told"),
    [("reports/allure-results", "allure-results"), ("reports/a/b", "a/b"), ("mine", "{}/mine")],
)
def test_a_summary_tells_where_allures_results_are(tmp_path: Path, results: str, told: str) -> None:
    """From the reports on, where they are in them: the folder may be taken elsewhere."""
    places = Places(tmp_path / "reports", tmp_path / results)
    assert places.told_of_results == told.format(tmp_path)


@pytest.mark.parametrize(
    "text",
    ['{"run": "1", "scenarios": []}', '{"scenarios": [{"name": "half"}]}', "[]", "7", "{", "\x00"],
)
def test_what_another_version_has_collected_is_no_run(tmp_path: Path, text: str) -> None:
    """The reports folder outlives an upgrade."""
    places = Places(tmp_path, tmp_path / "allure-results")
    places.collected.write_text(text, encoding="utf-8")
    assert places.read_last() is None
    places.start("2", [])
    assert places.read_collected("2") == {}

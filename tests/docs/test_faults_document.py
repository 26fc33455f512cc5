"""docs/faults.md is what the drill under faults wrote of the faults that there are now."""

from pathlib import Path

from virtual_phone.faults import CATALOGUE

TABLE = Path(__file__).parents[2] / "docs" / "faults.md"


def test_the_table_is_of_the_faults_that_there_are() -> None:
    """What happens, at which moment, how a scenario should end, and why."""
    rows = [line.split(" | ") for line in TABLE.read_text("utf-8").splitlines() if "`" in line]
    told = {tuple(row[1:5]) for row in rows if len(row) == 6}
    expected = {
        (
            f"{each.description} `{each.name}`",
            str(each.at) if each.at else "the beginning",
            " or ".join(sorted(each.expected)),
            each.because,
        )
        for each in CATALOGUE.values()
        if not each.by_adb_only  # the drill's phones have no adb
    }
    assert told == expected

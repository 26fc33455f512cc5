"""Scenarios as the feature files have them, also those that a run did not choose."""

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

NOT_CHOSEN = "not chosen"


def written(features: Path, stems: Collection[str]) -> list[dict[str, Any]]:
    """Every scenario of some feature files, for an outline every row.

    Each has what it shares with a result in `summary.json`: `feature_file`, `feature`, `template`,
    `name`, `row` and `tags`; its `outcome` is `NOT_CHOSEN`, and its `anchor` leads nowhere. A file
    that is gone or cannot be read has none: no page is missing because of it.

    Args:
        features: The folder of the features.
        stems: Names of the files, without ".feature".
    """
    return [each for stem in stems for each in _read(features / f"{stem}.feature")]


def named_only(feature: str, name: str) -> dict[str, Any]:
    """A scenario of which no more than feature and name is known, as `written` has it."""
    return {
        "feature_file": f"features/{feature}.feature",
        "feature": feature,
        "template": name,
        "name": name,
        "row": {},
        "tags": [],
        "outcome": NOT_CHOSEN,
        "anchor": "",
    }


def identity(scenario: dict[str, Any]) -> tuple[str, str, dict[str, str]]:
    """What is the same for a scenario of a feature file and for its result: file, name, row."""
    return Path(scenario["feature_file"]).stem, scenario["template"], scenario["row"]


def _read(file: Path) -> Iterator[dict[str, Any]]:
    # Only now: it imports pytest-bdd, which pytest must be the first to import in a run.
    from harness.gherkin.feature_file import FeatureUnreadable, read_feature

    try:
        feature = read_feature(file)
    except FeatureUnreadable:
        return
    for scenario in feature.scenarios:
        for row, tags in scenario.tagged_rows():
            yield {
                **named_only(file.stem, scenario.node.name),
                "feature": feature.node.name,
                "name": scenario.name_of(row),
                "row": row,
                "tags": sorted(tags),
            }

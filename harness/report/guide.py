"""What the official guide promises, line by line, and what came of each line in a run.

The lines stand in `features/guide.yaml`, each with the scenarios that check it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from harness.settings.strict_model import Items, StrictModel, validated
from harness.settings.yaml_source import read_yaml

FILE = Path("features") / "guide.yaml"

Text = Annotated[str, Field(min_length=1)]
Standing = Literal["not kept", "not seen", "shaky", "kept", "not run", "unchecked"]


class GuideLine(StrictModel):
    """One promise.

    Attributes:
        line: In this project's words.
        checked_by: Feature (its file's name without ".feature") and scenario, as it is written or
            as one row of it reads; one pair in each mapping.
    """

    line: Text
    checked_by: Items[Annotated[dict[Text, Text], Field(min_length=1, max_length=1)]]

    @property
    def scenarios(self) -> list[tuple[str, str]]:
        """Feature and scenario of each check."""
        return [pair for each in self.checked_by for pair in each.items()]


class GuidePart(StrictModel):
    """A part of the guide.

    Attributes:
        part: Its number, as messages and documents name it.
        title: What it is about.
        article: Address of the article that it is from; None: nowhere to be read.
        lines: Its promises, in the guide's order.
    """

    part: int
    title: Text
    article: Annotated[str, Field(pattern=r"^https://\S+$")] | None = None
    lines: Items[GuideLine]


class MatrixOf(StrictModel):
    """Which scenario's rows are the table of rights.

    Attributes:
        title: What stands above it.
        feature: The feature file's name without ".feature".
        scenario: The outline's name, as it is written.
    """

    title: Text
    feature: Text
    scenario: Text


class Guide(StrictModel):
    """All of `features/guide.yaml`."""

    parts: Items[GuidePart]
    matrix: MatrixOf | None = None


@dataclass(frozen=True)
class CoveredLine:
    """A promise and what came of it.

    Attributes:
        line: The promise.
        standing: "kept"; "not kept"; "shaky": kept on a second attempt only; "not seen": what
            should show it was broken; "not run": its scenarios were skipped or not chosen;
            "unchecked": no scenario checks it.
        scenarios: The run's scenarios that check it, as the page has them.
    """

    line: str
    standing: Standing
    scenarios: list[dict[str, Any]]


_STANDINGS: dict[str, Standing] = {
    "failed": "not kept",
    "broken": "not seen",
    "flaky": "shaky",
    "passed": "kept",
}


def load_guide(root: Path) -> Guide | None:
    """Reads `features/guide.yaml` of a project; None where it has none.

    Raises:
        ConfigurationError: With the line of what is wrong.
    """
    file = root / FILE
    return validated(Guide, read_yaml(file)) if file.exists() else None


def checks(result: dict[str, Any], feature: str, scenario: str) -> bool:
    """Whether a result of a run is one of a scenario that the guide's file names.

    Args:
        result: As `summary.json` has it.
        feature: The feature file's name without ".feature".
        scenario: The scenario's name as it is written, or as one row reads.
    """
    is_named = scenario in {result["name"], result["template"]}
    return is_named and Path(result["feature_file"]).stem == feature


def articles(guide: Guide, scenario: dict[str, Any]) -> dict[str, str]:
    """Where the promises that a scenario checks can be read: addresses by the part's name.

    Args:
        guide: All parts.
        scenario: `feature_file`, `template`, `name` and `tags`, as `summary.json` has them.
    """
    if "guide" not in scenario["tags"]:
        return {}
    return {
        f"Guide, part {part.part}: {part.title}": part.article
        for part in guide.parts
        if part.article
        and any(checks(scenario, *pair) for line in part.lines for pair in line.scenarios)
    }


def covered(line: GuideLine, scenarios: Sequence[dict[str, Any]]) -> CoveredLine:
    """What came of a line. The worst of its scenarios counts; one that did not run, last.

    Args:
        line: The promise.
        scenarios: The run's, with their `outcome`.
    """
    own = [
        each
        for each in scenarios
        if "guide" in each["tags"] and any(checks(each, *pair) for pair in line.scenarios)
    ]
    outcomes = {each["outcome"] for each in own}
    met = [standing for outcome, standing in _STANDINGS.items() if outcome in outcomes]
    if not line.scenarios:
        return CoveredLine(line.line, "unchecked", own)
    return CoveredLine(line.line, met[0] if met else "not run", own)

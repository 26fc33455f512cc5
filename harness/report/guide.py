"""What the official guide promises, line by line, and what came of each line in a run.

The lines stand in `features/guide.yaml`, each with the scenarios that check it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from harness.report.written import identity, named_only
from harness.settings.strict_model import Items, StrictModel, validated
from harness.settings.yaml_source import read_yaml

FILE = Path("features") / "guide.yaml"

Text = Annotated[str, Field(min_length=1)]
Standing = Literal["not kept", "not seen", "partly", "shaky", "kept", "not run", "unchecked"]


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
        standing: "kept": each of its scenarios ran and passed; "not kept"; "shaky": kept, but on a
            second attempt; "not seen": what should show it was broken; "partly": some of its
            scenarios passed, the others were skipped or not chosen; "not run": all of them were;
            "unchecked": no scenario checks it.
        scenarios: All that check it: the run's, as the page has them, then those that were not
            chosen, as `written` has them.
        passed: How many of them passed.
    """

    line: str
    standing: Standing
    scenarios: list[dict[str, Any]]
    passed: int = 0


_WORST: dict[str, Standing] = {"failed": "not kept", "broken": "not seen"}
_PASSED = ("passed", "flaky")


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


def covered(
    line: GuideLine, scenarios: Sequence[dict[str, Any]], written: Sequence[dict[str, Any]] = ()
) -> CoveredLine:
    """What came of a line: it is kept only where each of its scenarios ran and passed.

    Args:
        line: The promise.
        scenarios: The run's, with their `outcome`.
        written: All of the features that the line names, as `written` reads them.
    """
    own = _checking(line, scenarios)
    ran = [identity(each) for each in own]
    others = [each for each in _checking(line, written) if identity(each) not in ran]
    known = [*own, *others]
    named = [
        named_only(*pair)
        for pair in line.scenarios
        if not any(checks(each, *pair) for each in known)
    ]
    outcomes = [each["outcome"] for each in (*known, *named)]
    passed = sum(outcome in _PASSED for outcome in outcomes)
    return CoveredLine(line.line, _standing(outcomes), [*known, *named], passed)


def _checking(line: GuideLine, scenarios: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    return [
        each
        for each in scenarios
        if "guide" in each["tags"] and any(checks(each, *pair) for pair in line.scenarios)
    ]


def _standing(outcomes: list[str]) -> Standing:
    passed = sum(outcome in _PASSED for outcome in outcomes)
    if not outcomes:
        return "unchecked"
    for outcome, standing in _WORST.items():
        if outcome in outcomes:
            return standing
    if passed < len(outcomes):
        return "partly" if passed else "not run"
    return "shaky" if "flaky" in outcomes else "kept"

"""A feature file, read with the parser that pytest-bdd uses, flattened for checking."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Literal

from pytest_bdd.exceptions import GherkinParseError
from pytest_bdd.gherkin_parser import (
    Background,
    Child,
    Feature,
    Scenario,
    Step,
    Tag,
    get_gherkin_document,
)

from harness.errors import ConfigurationError, Place, cited
from harness.gherkin.problem import Problem
from harness.gherkin.title import filled_in
from harness.text_file import read_text

StepType = Literal["given", "when", "then"]

_TYPES: dict[str, StepType] = {"Context": "given", "Action": "when", "Outcome": "then"}
# More would take pytest-bdd minutes; nobody would read it, either.
MAX_BYTES = 100_000
MAX_LINE = 1_000
MAX_SCENARIOS = 1_000
MAX_STEPS = 5_000


class FeatureUnreadable(Exception):
    """The file is no feature; carries the problem."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(str(problem))
        self.problem = problem


@dataclass(frozen=True)
class StepText:
    """A step as it runs: with the values of one row of examples filled in.

    Attributes:
        type: What And and But continue is resolved; None where a scenario begins with them.
    """

    place: Place
    keyword: str
    type: StepType | None
    text: str
    has_table: bool
    has_text_block: bool


def description_lines(title: Place, description: str) -> Iterator[tuple[Place, str]]:
    """Each line of a description that follows a title, with its place."""
    lines = [line.strip() for line in title.file.read_text("utf-8").splitlines()]
    for line in filter(None, map(str.strip, description.splitlines())):
        yield Place(title.file, lines.index(line, title.line or 0) + 1), line


@dataclass(frozen=True)
class ScenarioText:
    """A scenario with what surrounds it.

    Attributes:
        tags: Own, feature's and rule's; those of examples stand beside them.
        background: Steps that run before its own.
    """

    file: Path
    node: Scenario
    tags: tuple[Tag, ...]
    background: tuple[Step, ...]

    @property
    def place(self) -> Place:
        """Where its title stands."""
        return Place(self.file, self.node.location.line)

    @property
    def is_outline(self) -> bool:
        """Whether it says that it has examples."""
        return "Outline" in self.node.keyword or "Template" in self.node.keyword

    def texts(self) -> Iterator[tuple[int, str]]:
        """Line and text of everything that a placeholder may stand in."""
        yield self.node.location.line, self.node.name
        for step in (*self.background, *self.node.steps):
            yield step.location.line, step.text
            if step.docstring:
                yield step.docstring.location.line, step.docstring.content
            for row in step.datatable.rows if step.datatable else ():
                for cell in row.cells:
                    yield cell.location.line, cell.value

    def name_of(self, row: dict[str, str]) -> str:
        """Its name as a row of examples reads."""
        return filled_in(self.node.name, row)

    def described(self) -> Iterator[tuple[Place, list[str]]]:
        """Each line of its description, as it reads for every row of examples."""
        for place, line in description_lines(self.place, self.node.description):
            yield place, [filled_in(line, row) for row in self.rows()]

    def rows(self) -> Iterator[dict[str, str]]:
        """Values by column of every row of examples; one empty row where there are none."""
        return (row for row, _ in self.tagged_rows())

    def tagged_rows(self) -> Iterator[tuple[dict[str, str], set[str]]]:
        """Each of `rows`, with all tags that it has, without "@"."""
        own = {tag.name.lstrip("@") for tag in self.tags}
        tables = [table for table in self.node.examples if table.table_header and table.table_body]
        if not tables:
            yield {}, own
        for table in tables:
            columns = (
                [cell.value for cell in table.table_header.cells] if table.table_header else []
            )
            for row in table.table_body or []:
                values = [cell.value for cell in row.cells]
                tags = own | {tag.name.lstrip("@") for tag in table.tags}
                yield dict(zip(columns, values, strict=False)), tags

    def steps(self) -> Iterator[StepText]:
        """Every step as it runs, for every row of examples."""
        for row in self.rows():
            for part in (self.background, self.node.steps):
                yield from self._rendered(part, row)

    def _rendered(self, steps: Sequence[Step], row: dict[str, str]) -> Iterator[StepText]:
        current: StepType | None = None
        for step in steps:
            current = _TYPES.get(step.keyword_type, current)
            text = filled_in(step.text, row)
            yield StepText(
                Place(self.file, step.location.line),
                step.keyword,
                current,
                text,
                step.datatable is not None,
                step.docstring is not None,
            )


@dataclass(frozen=True)
class FeatureText:
    """A feature file."""

    file: Path
    node: Feature

    @cached_property
    def scenarios(self) -> tuple[ScenarioText, ...]:
        """All scenarios, those of rules too, in the order of the file."""
        return tuple(self._scenarios(self.node.children, tuple(self.node.tags), ()))

    @property
    def backgrounds(self) -> Iterator[Background]:
        """The feature's and the rules'."""
        for child in self.node.children:
            inner = child.rule.children if child.rule else [child]
            yield from (part.background for part in inner if part.background)

    def _scenarios(
        self, children: list[Child], tags: tuple[Tag, ...], background: tuple[Step, ...]
    ) -> Iterator[ScenarioText]:
        for child in children:
            if child.background:
                background = (*background, *child.background.steps)
            elif child.rule:
                yield from self._scenarios(
                    child.rule.children, (*tags, *child.rule.tags), background
                )
            elif child.scenario:
                node = child.scenario
                yield ScenarioText(self.file, node, (*tags, *node.tags), background)


def read_feature(file: Path) -> FeatureText:
    """Read a feature file.

    Raises:
        FeatureUnreadable: It is no plain text, too big, not Gherkin, or has no feature in it.
    """
    lines = _lines(file)
    try:
        feature = FeatureText(file, get_gherkin_document(str(file)).feature)
    except GherkinParseError as error:
        raise FeatureUnreadable(_not_gherkin(file, error, lines)) from error
    except (KeyError, TypeError) as error:  # pytest-bdd's reader met no feature at all
        what, fix = "there is no feature in the file", "begin it with `Feature: ...`"
        raise FeatureUnreadable(Problem(Place(file, 1), what, fix)) from error
    _refuse_too_much(feature)
    return feature


def _lines(file: Path) -> list[str]:
    try:
        text = read_text(file, "a feature file", MAX_BYTES, may_have_mark=False)
    except ConfigurationError as error:
        fix = error.hint or f"it should be {error.expected}"
        raise FeatureUnreadable(Problem(error.place or Place(file), error.found, fix)) from error
    if not text.strip():
        raise FeatureUnreadable(Problem(Place(file), "the file is empty", "write a feature"))
    lines = text.splitlines()
    for number, line in enumerate(lines, 1):
        if len(line) > MAX_LINE:
            what = f"a line of {len(line):,} characters"
            fix = f"write at most {MAX_LINE:,}"
            raise FeatureUnreadable(Problem(Place(file, number), what, fix))
    return lines


def _not_gherkin(file: Path, error: GherkinParseError, lines: Sequence[str]) -> Problem:
    number = error.line or 1
    line = lines[number - 1].strip() if number <= len(lines) else ""
    place = Place(file, number)
    if line in {"Given", "When", "Then", "And", "But", "*"}:
        return Problem(place, f'"{line}" with no text', "write the step")
    # The parser's own words: "Unknown parsing error: Parser errors:\n(5:6): the reason".
    reason = re.sub(r"^.*?\(\d+:\d+\): ", "", str(error.message), count=1, flags=re.DOTALL)
    reason = cited(reason.splitlines()[0], 300)
    what = f'"{cited(line)}" cannot stand here: {reason}' if line else reason
    fix = "correct the line; keywords are Feature, Background, Scenario, Given, When, Then, And"
    return Problem(place, what, fix)


def _refuse_too_much(feature: FeatureText) -> None:
    steps, count = 0, len(feature.scenarios)
    for scenario in feature.scenarios:
        rows = sum(len(table.table_body or []) for table in scenario.node.examples)
        steps += max(1, rows) * (len(scenario.background) + len(scenario.node.steps))
        if steps > MAX_STEPS:
            what = (
                f"more than {MAX_STEPS:,} steps in a file, those of every row of examples counted"
            )
            raise FeatureUnreadable(Problem(scenario.place, what, "write fewer, or several files"))
    if count > MAX_SCENARIOS:
        place = feature.scenarios[MAX_SCENARIOS].place
        what = f"{count:,} scenarios in a file"
        fix = f"write at most {MAX_SCENARIOS:,}, or several files"
        raise FeatureUnreadable(Problem(place, what, fix))

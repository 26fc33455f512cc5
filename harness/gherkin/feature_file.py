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

from harness.errors import Place
from harness.gherkin.problem import Problem

StepType = Literal["given", "when", "then"]

_TYPES: dict[str, StepType] = {"Context": "given", "Action": "when", "Outcome": "then"}
PLACEHOLDER = re.compile(r"<(.+?)>")


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

    def described(self) -> Iterator[tuple[Place, list[str]]]:
        """Each line of its description, as it reads for every row of examples."""
        for place, line in description_lines(self.place, self.node.description):
            yield place, [_filled_in(line, row) for row in self.rows()]

    def rows(self) -> Iterator[dict[str, str]]:
        """Values by column of every row of examples; one empty row where there are none."""
        tables = [table for table in self.node.examples if table.table_header and table.table_body]
        if not tables:
            yield {}
        for table in tables:
            columns = (
                [cell.value for cell in table.table_header.cells] if table.table_header else []
            )
            for row in table.table_body or []:
                values = [cell.value for cell in row.cells]
                yield dict(zip(columns, values, strict=False))

    def steps(self) -> Iterator[StepText]:
        """Every step as it runs, for every row of examples."""
        for row in self.rows():
            for part in (self.background, self.node.steps):
                yield from self._rendered(part, row)

    def _rendered(self, steps: Sequence[Step], row: dict[str, str]) -> Iterator[StepText]:
        current: StepType | None = None
        for step in steps:
            current = _TYPES.get(step.keyword_type, current)
            text = _filled_in(step.text, row)
            yield StepText(
                Place(self.file, step.location.line),
                step.keyword,
                current,
                text,
                step.datatable is not None,
                step.docstring is not None,
            )


def _filled_in(text: str, row: dict[str, str]) -> str:
    return PLACEHOLDER.sub(lambda found: row.get(found[1], found[0]), text)


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
        FeatureUnreadable: It is not UTF-8, not Gherkin, or has no feature in it.
    """
    try:
        if not file.read_text("utf-8").strip():
            raise FeatureUnreadable(Problem(Place(file), "the file is empty", "write a feature"))
        return FeatureText(file, get_gherkin_document(str(file)).feature)
    except GherkinParseError as error:
        line = error.line_content.strip()
        if line in {"Given", "When", "Then", "And", "But", "*"}:
            problem = Problem(Place(file, error.line), f'"{line}" with no text', "write the step")
            raise FeatureUnreadable(problem) from error
        what = f'"{line}" cannot stand here: {error.message}' if line else error.message
        fix = "correct the line; keywords are Feature, Background, Scenario, Given, When, Then, And"
        raise FeatureUnreadable(Problem(Place(file, error.line), what, fix)) from error
    except UnicodeDecodeError as error:
        fix = "save the file as UTF-8"
        raise FeatureUnreadable(Problem(Place(file), "the file is not UTF-8", fix)) from error
    except OSError as error:
        what = f"the file cannot be read: {error.strerror}"
        raise FeatureUnreadable(Problem(Place(file), what, "look at its name")) from error
    except (KeyError, TypeError) as error:  # pytest-bdd's reader met no feature at all
        what, fix = "there is no feature in the file", "begin it with `Feature: ...`"
        raise FeatureUnreadable(Problem(Place(file, 1), what, fix)) from error

"""Reads what a collected scenario is, before anything of it runs.

Scenarios that never start (a tag says skip, the session does not come) leave no trace in
pytest-bdd's own hooks, so everything is taken from its registry at collection.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from pytest_bdd.parser import Scenario, ScenarioTemplate, Step
from pytest_bdd.scenario import scenario_wrapper_template_registry
from pytest_bdd.utils import registry_get_safe

from harness.evidence.records import Card

_ROW_PARAMETER = "_pytest_bdd_example"
_TEXT_BLOCK = '"""'
_IN_A_CELL = str.maketrans({"\\": r"\\", "|": r"\|", "\n": r"\n"})


def cards_of(items: list[pytest.Item], root: Path) -> dict[str, Card]:
    """The cards of all scenarios among pytest's items, by node id.

    Args:
        items: What pytest collected; anything that is no scenario is left out.
        root: The project's folder.
    """
    cards: dict[str, Card] = {}
    twins: Counter[tuple[str, str, tuple[tuple[str, str], ...]]] = Counter()
    for item in items:
        card = _card(item, root)
        if card is None:
            continue
        key = (card.feature_file, card.template, tuple(card.row.items()))
        cards[item.nodeid] = replace(card, twin=twins[key])
        twins[key] += 1
    return cards


def step_text(step: Step) -> str:
    """The step as a person wrote it: "And the member is told"."""
    return f"{step.keyword.strip()} {step.name}"


def gherkin_of(card: Card) -> str:
    """The scenario's text with its row filled in."""
    lines = [f"Scenario: {card.name}"]
    for step, block in zip_longest(card.steps, card.step_blocks, fillvalue=""):
        lines += [f"  {step}", *(f"    {line}".rstrip() for line in block.splitlines())]
    return "\n".join(lines)


def _block(step: Step) -> str:
    """The table and the text block under a step, as they stand in a feature file."""
    rows = step.datatable.raw() if step.datatable is not None else []
    lines = [f"| {' | '.join(map(_cell, row))} |" for row in rows]
    if step.docstring is not None:
        lines += [_TEXT_BLOCK, step.docstring.replace(_TEXT_BLOCK, r"\"\"\""), _TEXT_BLOCK]
    return "\n".join(lines)


def _cell(value: object) -> str:
    return str(value).translate(_IN_A_CELL)


def _card(item: pytest.Item, root: Path) -> Card | None:
    template = registry_get_safe(scenario_wrapper_template_registry, getattr(item, "obj", None))
    if not isinstance(template, ScenarioTemplate):
        return None
    row = _row(item)
    scenario = template.render(row)
    feature = template.feature
    return Card(
        node_id=item.nodeid,
        feature_file=_below(Path(feature.filename), root),
        feature=feature.name or Path(feature.filename).stem,
        feature_description=feature.description.strip(),
        rule=template.rule.name if template.rule else "",
        template=template.name,
        name=scenario.name,
        row=row,
        tags=_tags(template, row),
        steps=[step_text(step) for step in _steps(scenario)],
        line=template.line_number,
        step_lines=[step.line_number for step in _steps(scenario)],
        step_blocks=[_block(step) for step in _steps(scenario)],
    )


def _steps(scenario: Scenario) -> list[Step]:
    return list(scenario.steps)


def _row(item: pytest.Item) -> dict[str, str]:
    callspec: Any = getattr(item, "callspec", None)
    row: Mapping[str, str] = callspec.params.get(_ROW_PARAMETER, {}) if callspec else {}
    return {str(name): str(value) for name, value in row.items()}


def _tags(template: ScenarioTemplate, row: Mapping[str, str]) -> list[str]:
    tags = set(template.tags) | set(template.feature.tags)
    if template.rule:
        tags |= template.rule.tags
    for examples in template.examples:
        if row and dict(row) in list(examples.as_contexts()):
            tags |= examples.tags
    return sorted(tags)


def _below(path: Path, root: Path) -> str:
    try:
        return path.relative_to(root).as_posix()
    except ValueError:
        return path.as_posix()

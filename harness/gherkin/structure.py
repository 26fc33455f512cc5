"""Hazards in a feature file by itself: what pytest-bdd would run otherwise than it reads."""

import difflib
from collections import Counter
from collections.abc import Callable, Iterator

from pytest_bdd.gherkin_parser import ExamplesTable

from harness.errors import Place
from harness.gherkin.feature_file import FeatureText, ScenarioText, description_lines
from harness.gherkin.problem import Problem
from harness.gherkin.tags import TagRegister
from harness.gherkin.title import PLACEHOLDER

KEYWORDS = ("Given", "When", "Then", "And", "But")
CLAIMS = ("guide", "assumption")

# Words of plain sentences that are one letter away from a keyword.
_PLAIN_WORDS = frozenset(
    """
    the they them these there than hen wen even an any end ad add ant hand land sand band
    bus buy bit put cut out bat bug nut where while what who gives give want went
    """.split()
)


def structure_problems(feature: FeatureText) -> Iterator[Problem]:
    """Problems of one feature file that need neither steps nor tags to be seen."""
    line = feature.node.location.line
    if not feature.node.name:
        yield Problem(Place(feature.file, line), "a feature without a name", "name the capability")
    if not feature.scenarios:
        what = f'the feature "{feature.node.name}" has no scenario'
        yield Problem(Place(feature.file, line), what, "write one, or delete the file")
    for background in feature.backgrounds:
        place = Place(feature.file, background.location.line)
        if not background.steps:
            yield Problem(place, "a background with no steps", "write its steps, or delete it")
        yield from _misspelt(place, background.description)
    yield from _doubled_names(feature)
    for scenario in feature.scenarios:
        for check in _CHECKS:
            yield from check(scenario)


def tag_problems(feature: FeatureText, registered: TagRegister) -> Iterator[Problem]:
    """Tags that may not be used, and scenarios that do not say whether the guide says so."""
    for scenario in feature.scenarios:
        tables = [table.tags for table in scenario.node.examples] or [[]]
        for tags in tables:
            names = [tag.name.lstrip("@") for tag in (*scenario.tags, *tags)]
            claims = [name for name in CLAIMS if name in names]
            if len(claims) != 1:
                found = (
                    "both @guide and @assumption" if claims else "neither @guide nor @assumption"
                )
                fix = "tag it @guide if the official guide promises it, else @assumption"
                yield Problem(
                    scenario.place, f'the scenario "{scenario.node.name}" has {found}', fix
                )
            for name, values in registered.contradictions(names).items():
                what = f'the scenario "{scenario.node.name}" has more than one @{name}: '
                fix = "leave one; that of a feature holds for all its scenarios"
                yield Problem(scenario.place, what + ", ".join(values), fix)
        for tag in (*scenario.tags, *(tag for tags in tables for tag in tags)):
            if refusal := registered.refusal(tag.name.lstrip("@")):
                yield Problem(Place(scenario.file, tag.location.line), *refusal)


def _doubled_names(feature: FeatureText) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for scenario in feature.scenarios:
        name = scenario.node.name
        if name in first:
            yield Problem(
                scenario.place,
                f'a second scenario "{name}"; pytest-bdd would drop the one in line {first[name]}',
                "give each its own name",
            )
        first.setdefault(name, scenario.node.location.line)


def _name(scenario: ScenarioText) -> Iterator[Problem]:
    if not scenario.node.name:
        yield Problem(scenario.place, "a scenario without a name", "name it")


def _steps(scenario: ScenarioText) -> Iterator[Problem]:
    name, steps = scenario.node.name, scenario.node.steps
    misspelt = list(_misspelt(scenario.place, scenario.node.description))
    yield from misspelt
    if not steps and not misspelt:
        what = f'the scenario "{name}" has no steps, and would pass'
        yield Problem(scenario.place, what, "write its steps; keywords are Given, When, Then, And")
    if steps and not any(step.type == "then" for step in scenario.steps()):
        what = f'the scenario "{name}" has no Then, and so checks nothing'
        yield Problem(scenario.place, what, "say what must be seen")
    for part in (scenario.background, steps):
        if part and part[0].keyword_type not in {"Context", "Action", "Outcome"}:
            place = Place(scenario.file, part[0].location.line)
            what = f'the first step begins with "{part[0].keyword}"'
            yield Problem(place, what, "begin with Given, When or Then")
    for step in (*scenario.background, *steps):
        if not step.text.strip():
            place = Place(scenario.file, step.location.line)
            yield Problem(place, f'"{step.keyword}" with no text', "write the step")


def _misspelt(title: Place, description: str) -> Iterator[Problem]:
    """Lines read as description that were meant as steps: `Giben the Admin ...`, `given ...`."""
    for number, (place, line) in enumerate(description_lines(title, description)):
        word = line.split(maxsplit=1)[0]
        goes_on = number > 0 and word in {"and", "but"}  # a sentence of more than one line
        meant = None if goes_on else _keyword_meant(word)
        if meant:
            what = f'"{line}" is read as description, not as a step'
            yield Problem(place, what, f'write "{meant}" for "{word}"')


def _keyword_meant(word: str) -> str | None:
    bare = word.rstrip(":,")
    if bare.capitalize() in KEYWORDS:
        return bare.capitalize()
    if bare.lower() in _PLAIN_WORDS or not bare[:1].isupper():
        return None
    for keyword in KEYWORDS:
        if _is_one_slip_away(bare.lower(), keyword.lower()):
            return keyword
    return None


def _is_one_slip_away(word: str, keyword: str) -> bool:
    """One letter wrong, missing or too many, or two neighbours swapped."""
    if abs(len(word) - len(keyword)) > 1 or not word:
        return False
    if len(word) == len(keyword):
        wrong = [i for i, (a, b) in enumerate(zip(word, keyword, strict=True)) if a != b]
        swapped = sorted(word) == sorted(keyword) and wrong == [wrong[0], wrong[0] + 1]
        return len(wrong) == 1 or swapped
    short, long = sorted((word, keyword), key=len)
    return any(long[:i] + long[i + 1 :] == short for i in range(len(long)))


def _outline(scenario: ScenarioText) -> Iterator[Problem]:
    tables = scenario.node.examples
    if scenario.is_outline and not tables:
        what = f'the outline "{scenario.node.name}" has no Examples, and would run with "<...>"'
        yield Problem(scenario.place, what, "write a table of Examples, or call it Scenario")
    for table in tables:
        if not table.table_header or not table.table_body:
            place = Place(scenario.file, table.location.line)
            yield Problem(place, "Examples with no row", "write a header and rows, or delete them")
        else:
            yield from _table(scenario, table)
    yield from _doubled_rows(scenario)
    if not tables:
        yield from _placeholders(scenario, Place(scenario.file), [])


def _table(scenario: ScenarioText, table: ExamplesTable) -> Iterator[Problem]:
    if table.table_header is None:
        return
    place = Place(scenario.file, table.table_header.location.line)
    columns = [cell.value for cell in table.table_header.cells]
    for column, count in Counter(columns).items():
        if count > 1:
            yield Problem(place, f'the column "{column}" stands there {count} times', "once")
    used = {name for _, text in scenario.texts() for name in PLACEHOLDER.findall(text)}
    for column in columns:
        if column not in used:
            fix = f"write <{column}> in a step, or delete the column"
            yield Problem(place, f'no step uses the column "{column}"', fix)
    yield from _placeholders(scenario, place, columns)


def _doubled_rows(scenario: ScenarioText) -> Iterator[Problem]:
    """Rows that no result tells apart: by its values a row is known, and by them its tags."""
    seen: dict[frozenset[tuple[str, str]], tuple[int, int]] = {}
    for number, table in enumerate(scenario.node.examples):
        columns = [cell.value for cell in table.table_header.cells] if table.table_header else []
        for row in table.table_body or []:
            values = (cell.value for cell in row.cells)
            row_known_by = frozenset(zip(columns, values, strict=False))
            line, of_table = seen.setdefault(row_known_by, (row.location.line, number))
            if line == row.location.line:
                continue
            what, fix = f"the row of line {line} again", "delete one"
            if of_table != number:
                what += ", which stands in other Examples"
                fix += ": a row has the tags of every table that it stands in"
            yield Problem(Place(scenario.file, row.location.line), what, fix)


def _placeholders(scenario: ScenarioText, table: Place, columns: list[str]) -> Iterator[Problem]:
    for line, text in scenario.texts():
        for name in PLACEHOLDER.findall(text):
            if name not in columns:
                close = difflib.get_close_matches(name, columns, n=1)
                where = f"the Examples in line {table.line}" if columns else "any Examples"
                fix = f"write <{close[0]}>" if close else f"add a column {name}, or drop the < >"
                place = Place(scenario.file, line)
                yield Problem(place, f"<{name}> is no column of {where}", fix)


_CHECKS: tuple[Callable[[ScenarioText], Iterator[Problem]], ...] = (_name, _steps, _outline)

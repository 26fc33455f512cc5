"""`harness check`: reads features and steps without a phone, and finds what would bite later."""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from harness.errors import Place
from harness.gherkin.definitions import (
    definitions_in,
    import_package,
    module_problems,
    wiring_problems,
)
from harness.gherkin.feature_file import FeatureText, FeatureUnreadable, read_feature
from harness.gherkin.matching import matching_problems
from harness.gherkin.problem import Problem, in_order
from harness.gherkin.structure import structure_problems, tag_problems
from harness.gherkin.tags import TagRegister, registered_tags


@dataclass(frozen=True)
class CheckResult:
    """What was read, and what is wrong with it."""

    features: int
    scenarios: int
    definitions: int
    problems: tuple[Problem, ...]


def check(root: Path, features: str = "features", steps: str = "steps") -> CheckResult:
    """Check all features against all steps.

    Args:
        root: The project's folder.
        features: Folder of features below it.
        steps: Name of the package of step modules; it is imported.

    Returns:
        Problems with paths relative to `root`, in the order of files and lines.
    """
    if str(root) not in sys.path:
        sys.path.insert(0, str(root))
    read, problems = _read_all(root / features)
    modules, not_imported = import_package(steps)
    definitions = definitions_in(modules)
    with_steps = {definition.context.step_func.__module__ for definition in definitions}
    problems += not_imported
    problems += module_problems(modules)
    problems += wiring_problems(root / "conftest.py", modules, with_steps)
    problems += _each(read, registered_tags(root))
    problems += matching_problems(read, definitions)
    return CheckResult(
        features=len(read),
        scenarios=sum(len(feature.scenarios) for feature in read),
        definitions=len(definitions),
        problems=tuple(in_order([_relative(problem, root) for problem in problems])),
    )


def _read_all(folder: Path) -> tuple[list[FeatureText], list[Problem]]:
    read: list[FeatureText] = []
    problems: list[Problem] = []
    files = sorted(folder.rglob("*.feature"))
    if not files:
        problems.append(Problem(Place(folder), "there is no feature file", "write one"))
    for file in files:
        try:
            read.append(read_feature(file))
        except FeatureUnreadable as error:
            problems.append(error.problem)
    return read, problems


def _each(features: Sequence[FeatureText], tags: TagRegister) -> Iterator[Problem]:
    first: dict[str, Path] = {}
    for feature in features:
        yield from structure_problems(feature)
        yield from tag_problems(feature, tags)
        name = feature.node.name
        if name in first:
            place = Place(feature.file, feature.node.location.line)
            what = f'a second feature "{name}"; the first is {first[name].name}'
            yield Problem(place, what, "give each its own name: reports go by it")
        first.setdefault(name, feature.file)


def _relative(problem: Problem, root: Path) -> Problem:
    file = problem.place.file
    if not file.is_relative_to(root):
        return problem
    # Texts name other places, too, in the same way.
    what, fix = (text.replace(f"{root}/", "") for text in (problem.what, problem.fix))
    return Problem(Place(file.relative_to(root), problem.place.line), what, fix)

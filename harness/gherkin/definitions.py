"""Step definitions as pytest-bdd registered them when the step modules were imported."""

import ast
import importlib
import inspect
import pkgutil
import traceback
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType

from pytest_bdd.parsers import StepParser
from pytest_bdd.steps import StepFunctionContext, step_function_context_registry

from harness.errors import Place
from harness.gherkin.feature_file import StepText
from harness.gherkin.problem import Problem


@dataclass(frozen=True)
class Definition:
    """A function that a step runs.

    Attributes:
        place: Where its decorator stands.
        type: "given", "when", "then"; None fits all three.
        pattern: The decorator's text.
    """

    place: Place
    type: str | None
    pattern: str
    context: StepFunctionContext

    def matches(self, step: StepText) -> bool:
        """Whether pytest-bdd would take it for the step."""
        return self.type in {None, step.type} and self.parser.is_matching(step.text)

    @property
    def parser(self) -> StepParser:
        """Matches texts and takes their values out."""
        return self.context.parser

    @property
    def parameters(self) -> dict[str, inspect.Parameter]:
        """The function's parameters."""
        return dict(inspect.signature(self.context.step_func).parameters)

    def __str__(self) -> str:
        return f'@{self.type or "step"}("{self.pattern}") in {self.place}'


def import_package(package: str) -> tuple[list[ModuleType], list[Problem]]:
    """Import a package of step modules; a module that does not import is a problem."""
    try:
        root = importlib.import_module(package)
    except Exception as error:  # noqa: BLE001 - whatever a step module raises, the check goes on
        return [], [_not_imported(package, error)]
    modules, problems = [root], []
    for found in pkgutil.walk_packages(getattr(root, "__path__", []), f"{package}."):
        try:
            modules.append(importlib.import_module(found.name))
        except Exception as error:  # noqa: BLE001 - as above
            problems.append(_not_imported(found.name, error))
    return modules, problems


def definitions_in(modules: list[ModuleType]) -> list[Definition]:
    """Every step definition of the modules, by place."""
    names = {module.__name__ for module in modules}
    return [one for one in all_definitions() if one.context.step_func.__module__ in names]


def all_definitions() -> list[Definition]:
    """Every step definition that was imported, by place."""
    found = [
        Definition(_place(context), context.type, context.parser.name, context)
        for context in list(step_function_context_registry.values())
    ]
    return sorted(found, key=lambda definition: (str(definition.place.file), definition.place.line))


def module_problems(modules: list[ModuleType]) -> Iterator[Problem]:
    """Calls of `scenarios()` in step files: scenarios would run twice."""
    for module in modules:
        file = Path(module.__file__ or "")
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call):
                called = node.func.attr if isinstance(node.func, ast.Attribute) else ""
                called = node.func.id if isinstance(node.func, ast.Name) else called
                if called in {"scenario", "scenarios"}:
                    fix = "delete it: feature files are collected by themselves"
                    yield Problem(Place(file, node.lineno), f"a step file calls {called}()", fix)


def wiring_problems(
    conftest: Path, modules: list[ModuleType], with_steps: set[str]
) -> list[Problem]:
    """Step modules that the root conftest does not list, or imports by star.

    Looks only at what is written out: a computed `pytest_plugins` is left alone.
    """
    if not conftest.exists():
        return []
    tree = ast.parse(conftest.read_text("utf-8"))
    names = {module.__name__ for module in modules}
    problems = [
        Problem(
            Place(conftest, node.lineno),
            f"steps imported by `from {node.module} import *`",
            f'list "{node.module}" in pytest_plugins: else its asserts explain nothing',
        )
        for node in ast.walk(tree)
        if isinstance(node, ast.ImportFrom) and node.module in names and node.names[0].name == "*"
    ]
    listed = _literal_plugins(tree)
    if listed is not None:
        line, plugins = listed
        problems += [
            Problem(
                Place(conftest, line),
                f'the step module "{name}" is not in pytest_plugins: pytest never sees it',
                f'add "{name}" to the list',
            )
            for name in sorted(with_steps - set(plugins))
        ]
    return problems


def _literal_plugins(tree: ast.Module) -> tuple[int, list[str]] | None:
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(name, ast.Name) and name.id == "pytest_plugins" for name in targets):
                try:
                    return node.lineno, list(ast.literal_eval(node.value)) if node.value else []
                except ValueError:
                    return None
    return None


def _place(context: StepFunctionContext) -> Place:
    function = inspect.unwrap(context.step_func)
    code = function.__code__
    return Place(Path(code.co_filename), code.co_firstlineno)


def _not_imported(name: str, error: Exception) -> Problem:
    if isinstance(error, SyntaxError) and error.filename:
        place = Place(Path(error.filename), error.lineno)
    else:
        frames = [frame for frame in traceback.extract_tb(error.__traceback__) if frame.filename]
        own = [frame for frame in frames if "importlib" not in frame.filename] or frames
        place = Place(Path(own[-1].filename), own[-1].lineno)
    what = f"the step module {name} does not import: {type(error).__name__}: {error}"
    return Problem(place, what, "correct it; until then its steps are undefined")

"""pytest plugin: `pytest features` works, with no Python file beside the features.

A feature file becomes a module whose content pytest-bdd's `scenarios()` makes. The root conftest
lists this plugin, and the step modules, in `pytest_plugins`.
"""

import gc
from collections.abc import Generator
from pathlib import Path
from types import FunctionType, ModuleType

import pytest
from pytest_bdd import scenarios
from pytest_bdd.scenario import scenario_wrapper_template_registry

from harness.gherkin.definitions import all_definitions
from harness.gherkin.feature_file import FeatureUnreadable, read_feature
from harness.gherkin.matching import lost_steps
from harness.gherkin.problem import in_order
from harness.gherkin.structure import structure_problems
from harness.gherkin.title import title_of_row


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take feature files; leave all others to pytest."""
    if file_path.suffix == ".feature":
        return FeatureModule.from_parent(parent, path=file_path)
    return None


def pytest_addoption(parser: pytest.Parser) -> None:
    """Adds the setting for the order of features."""
    parser.addini("feature_order", "names of feature files, in the order to run them", "args", [])


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Run features in the configured order; others after them, as they were collected."""
    order: list[str] = config.getini("feature_order")
    items.sort(
        key=lambda item: order.index(item.path.stem) if item.path.stem in order else len(order)
    )


@pytest.hookimpl(tryfirst=True)
def pytest_bdd_apply_tag(tag: str, function: FunctionType) -> FunctionType | None:
    """Make `@severity:critical` the mark `severity(value="critical")`; leave others to pytest-bdd.

    A mark of the whole tag would be none that is registered, and pytest could not choose by it.
    """
    name, colon, value = tag.partition(":")
    if not colon:
        return None
    marked: FunctionType = getattr(pytest.mark, name)(value=value)(function)
    return marked


@pytest.hookimpl(trylast=True)
def pytest_collection_finish() -> None:
    """All that is imported and collected stays: from now on no garbage is looked for in it."""
    gc.freeze()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Let every report carry the scenario's title, also from the worker of a parallel run."""
    report = yield
    report.scenario_title = scenario_title(item)  # type: ignore[attr-defined]
    return report


def scenario_title(item: pytest.Item) -> str | None:
    """Feature and scenario, with what the row of examples adds; None for any other test."""
    template = scenario_wrapper_template_registry.get(getattr(item, "obj", None))  # type: ignore[arg-type]
    if template is None:
        return None
    params = item.callspec.params if hasattr(item, "callspec") else {}
    row: dict[str, str] = params.get("_pytest_bdd_example", {})
    return f"{template.feature.name}: {title_of_row(template.name, row)}"


class FeatureModule(pytest.Module):
    """A feature file as a module of tests: one for each scenario, or row of its examples."""

    def _getobj(self) -> ModuleType:
        """What pytest asks for instead of importing the file."""
        self._refuse_hazards()
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        # `scenarios` puts its tests into the namespace that it is called from.
        call = "scenarios(str(path), features_base_dir=str(path.parent))"
        namespace: dict[str, object] = {"scenarios": scenarios, "path": self.path}
        exec(compile(call, str(self.path), "exec"), namespace)  # noqa: S102 - text is our own
        for name, test in namespace.items():
            template = scenario_wrapper_template_registry.get(test) if callable(test) else None
            if template is not None and isinstance(test, FunctionType):
                # Reports say file and line of the feature, not of pytest-bdd's wrapper.
                test.__code__ = test.__code__.replace(
                    co_filename=str(self.path), co_firstlineno=template.line_number
                )
                setattr(module, name, test)
        return module

    def _refuse_hazards(self) -> None:
        """Rather no run than scenarios that are dropped or pass without a step."""
        try:
            feature = read_feature(self.path)
            lost = lost_steps([feature], all_definitions())
            problems = in_order([*structure_problems(feature), *lost])
        except FeatureUnreadable as error:
            raise self.CollectError(str(error)) from None
        if problems:
            raise self.CollectError("\n".join(str(problem) for problem in problems))

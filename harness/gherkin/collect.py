"""pytest plugin: `pytest features` works, with no Python file beside the features.

A feature file becomes a module whose content pytest-bdd's `scenarios()` makes. The root conftest
lists this plugin, and the step modules, in `pytest_plugins`.
"""

from pathlib import Path
from types import ModuleType

import pytest
from pytest_bdd import scenarios

from harness.gherkin.feature_file import FeatureUnreadable, read_feature
from harness.gherkin.problem import in_order
from harness.gherkin.structure import structure_problems


def pytest_collect_file(file_path: Path, parent: pytest.Collector) -> pytest.Collector | None:
    """Take feature files; leave all others to pytest."""
    if file_path.suffix == ".feature":
        return FeatureModule.from_parent(parent, path=file_path)
    return None


class FeatureModule(pytest.Module):
    """A feature file as a module of tests: one for each scenario, or row of its examples."""

    def _getobj(self) -> ModuleType:
        """What pytest asks for instead of importing the file."""
        self._refuse_hazards()
        module = ModuleType(self.path.stem)
        module.__file__ = str(self.path)
        # `scenarios` puts its tests into the namespace that it is called from.
        call = "scenarios(str(path), features_base_dir=str(path.parent))"
        namespace = {"scenarios": scenarios, "path": self.path}
        exec(compile(call, str(self.path), "exec"), namespace)  # noqa: S102 - text is our own
        tests = {name: test for name, test in namespace.items() if name.startswith("test_")}
        vars(module).update(tests)
        return module

    def _refuse_hazards(self) -> None:
        """Rather no run than scenarios that are dropped or pass without a step."""
        try:
            problems = in_order(list(structure_problems(read_feature(self.path))))
        except FeatureUnreadable as error:
            raise self.CollectError(str(error)) from None
        if problems:
            raise self.CollectError("\n".join(str(problem) for problem in problems))

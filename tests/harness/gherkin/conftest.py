"""Small projects of features and steps, made from texts."""

import sys
from collections.abc import Callable
from pathlib import Path
from textwrap import dedent
from uuid import uuid4

import pytest

from harness.gherkin.check import check

PYPROJECT = """\
[tool.pytest]
markers = ["guide: g", "assumption: a", "smoke: s", "severity(minor, major): v", "owner(team): o"]
"""
FEATURE = """\
@guide
Feature: Invite
  Scenario: Told
    Given the Admin is logged in
    When the Admin invites as Operator
    Then the member is told
"""
STEPS = """\
from pytest_bdd import given, parsers, then, when

@given("the Admin is logged in")
def log_in(): ...

@when(parsers.parse("the Admin invites as {role}"))
def invite(role): ...

@then("the member is told")
def told(): ...
"""

Found = Callable[..., list[str]]


@pytest.fixture
def found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Found:
    """Texts of the problems of a project; what is not given is right."""
    monkeypatch.setattr(sys, "path", [*sys.path])
    monkeypatch.setattr(sys, "dont_write_bytecode", True)

    def finding(
        feature: str = FEATURE, steps: str = STEPS, conftest: str = "", **more: str
    ) -> list[str]:
        package = f"steps_{uuid4().hex}"
        (tmp_path / "pyproject.toml").write_text(PYPROJECT)
        features = {"a": feature, **more}
        for name, text in features.items():
            file = tmp_path / "features" / f"{name}.feature"
            file.parent.mkdir(exist_ok=True)
            file.write_text(dedent(text))
        folder = tmp_path / package
        folder.mkdir()
        (folder / "__init__.py").touch()
        (folder / "invite.py").write_text(dedent(steps))
        if conftest:
            (tmp_path / "conftest.py").write_text(conftest.replace("PACKAGE", package))
        problems = check(tmp_path, steps=package).problems
        return [str(problem).replace(package, "steps") for problem in problems]

    return finding

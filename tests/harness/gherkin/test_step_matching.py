"""Features against step definitions."""

from collections.abc import Callable

Found = Callable[..., list[str]]

FEATURE = """\
@guide
Feature: Invite
  Scenario: Told
    Given the Admin is logged in
    When the Admin invites as Operator
    Then the member is told
"""
STEPS = """\
from pytest_bdd import given, parsers, step, then, when

@given("the Admin is logged in")
def log_in(): ...

@when(parsers.parse("the Admin invites as {role}"))
def invite(role): ...

@then("the member is told")
def told(): ...

"""


def test_an_undefined_step(found: Found) -> None:
    """The nearest definition is offered."""
    feature = FEATURE.replace("is told", "was told")
    assert found(feature)[0] == (
        'features/a.feature:6: undefined: no step definition fits "Then the member was told"\n'
        '  Do: did you mean @then("the member is told") in steps/invite.py:9? '
        'Else write @then("the member was told") in a module of steps'
    )


def test_a_step_under_another_keyword(found: Found) -> None:
    """Given, When and Then are different."""
    feature = FEATURE.replace("When the Admin invites", "And the Admin invites")
    assert found(feature)[0] == (
        "features/a.feature:5: undefined: no step definition fits "
        '"And the Admin invites as Operator"\n'
        '  Do: given is asked for, but there is @when("the Admin invites as {role}") '
        "in steps/invite.py:6"
    )


def test_an_ambiguous_step(found: Found) -> None:
    """All definitions that fit are named."""
    steps = STEPS + '@step(parsers.parse("the member {what}"))\ndef any_member(what): ...\n'
    assert found(steps=steps) == [
        'features/a.feature:6: ambiguous: "Then the member is told" fits 2 step definitions\n'
        '  Do: make their texts differ: @then("the member is told") in steps/invite.py:9; '
        '@step("the member {what}") in steps/invite.py:12'
    ]


def test_a_doubled_definition(found: Found) -> None:
    """Pytest-bdd would take the later one without a word."""
    steps = STEPS + '@then("the member is told")\ndef told_again(): ...\n'
    assert found(steps=steps)[-1] == (
        'steps/invite.py:12: a second definition of "the member is told"; the later one would win\n'
        '  Do: delete one; the first is @then("the member is told") in steps/invite.py:9'
    )


def test_the_same_text_under_two_keywords_is_fine(found: Found) -> None:
    """They never meet."""
    steps = STEPS + '@given("the member is told")\ndef told_before(): ...\n'
    feature = FEATURE.replace("    When", "    And the member is told\n    When")
    assert found(feature, steps=steps) == []


def test_an_unused_definition(found: Found) -> None:
    """Dead steps are found."""
    steps = STEPS + '@then("nothing happens")\ndef nothing(): ...\n'
    assert found(steps=steps) == [
        'steps/invite.py:12: no feature uses the step "nothing happens"\n'
        "  Do: delete it, or correct its text"
    ]


def test_every_row_of_examples_is_looked_at(found: Found) -> None:
    """A step may be defined for one row and not for the next."""
    steps = STEPS.replace("invites as {role}", "invites as {role:l}")
    feature = FEATURE.replace("Scenario:", "Scenario Outline:").replace("Operator", "<role>")
    feature += "    Examples:\n      | role |\n      | Admin |\n      | 5 |\n"
    assert found(feature, steps=steps)[0].startswith(
        'features/a.feature:5: undefined: no step definition fits "When the Admin invites as 5"'
    )


def test_a_value_that_the_converter_refuses(found: Found) -> None:
    """A misspelt role is seen before a phone is."""
    steps = "from enum import Enum\nRole = Enum('Role', {'ADMIN': 'Admin'})\n" + STEPS.replace(
        '{role}")', '{role}"), converters={"role": Role}'
    )
    assert found(steps=steps) == [
        "features/a.feature:5: \"Operator\" is no role: 'Operator' is not a valid Role\n"
        '  Do: correct it; see @when("the Admin invites as {role}") in steps/invite.py:8'
    ]


def test_a_missing_table(found: Found) -> None:
    """The function asks for one."""
    steps = STEPS.replace("def told():", "def told(datatable):")
    assert found(steps=steps) == [
        "features/a.feature:6: a table is missing below the step: "
        '@then("the member is told") in steps/invite.py:9 wants one\n  Do: write a table'
    ]


def test_a_step_module_that_does_not_import(found: Found) -> None:
    """The check goes on, and says where."""
    problems = found(steps=STEPS + "\nimport no_such_module\n")
    assert (
        "steps/invite.py:13: the step module steps.invite does not import: "
        "ModuleNotFoundError: No module named 'no_such_module'\n"
        "  Do: correct it; until then its steps are undefined"
    ) in problems


def test_a_step_module_with_a_syntax_error(found: Found) -> None:
    """At the line of the error."""
    assert any(text.startswith("steps/invite.py:12: ") for text in found(steps=STEPS + "def\n"))


def test_a_step_module_that_calls_scenarios(found: Found) -> None:
    """They would run twice."""
    steps = STEPS + "def never():\n    from pytest_bdd import scenarios\n    scenarios('x')\n"
    assert found(steps=steps) == [
        "steps/invite.py:14: a step file calls scenarios()\n"
        "  Do: delete it: feature files are collected by themselves"
    ]


def test_a_step_module_that_conftest_does_not_list(found: Found) -> None:
    """Its steps would be undefined at run time."""
    assert found(conftest='pytest_plugins = ["PACKAGE.other"]\n') == [
        'conftest.py:1: the step module "steps.invite" is not in pytest_plugins: '
        'pytest never sees it\n  Do: add "steps.invite" to the list'
    ]
    assert found(conftest='pytest_plugins = ["PACKAGE.invite"]\n') == []


def test_a_star_import_in_conftest(found: Found) -> None:
    """Asserts of such steps explain nothing."""
    assert found(conftest="from PACKAGE.invite import *\n") == [
        "conftest.py:1: steps imported by `from steps.invite import *`\n"
        '  Do: list "steps.invite" in pytest_plugins: else its asserts explain nothing'
    ]


def test_a_step_without_its_keyword(found: Found) -> None:
    """As the first line it would be a description, and never run."""
    feature = FEATURE.replace("    Given the Admin", "    the Admin")
    assert found(feature)[0] == (
        'features/a.feature:4: "the Admin is logged in" is read as description, not as a step\n'
        '  Do: write "Given" before it, for @given("the Admin is logged in") in steps/invite.py:3; '
        "else say it in other words"
    )


def test_a_step_without_its_keyword_in_an_outline(found: Found) -> None:
    """With the values of the examples in it."""
    feature = FEATURE.replace("Scenario: Told", "Scenario Outline: Told as <role>")
    feature = feature.replace("    Given the", "    the Admin invites as <role>\n    Given the")
    feature += "    Examples:\n      | role  |\n      | Admin |\n"
    said = '"the Admin invites as Admin" is read as description, not as a step'
    assert found(feature)[0].startswith(f"features/a.feature:4: {said}")


def test_a_description_may_say_anything_else(found: Found) -> None:
    """It says why."""
    feature = FEATURE.replace("Told\n", "Told\n    Because nobody else may act.\n")
    assert found(feature) == []

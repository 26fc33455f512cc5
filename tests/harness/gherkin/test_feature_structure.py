"""What is wrong in a feature file by itself."""

from collections.abc import Callable

import pytest

Found = Callable[..., list[str]]

HEAD = "@guide\nFeature: Invite\n"
STEPS = """\
    Given the Admin is logged in
    When the Admin invites as Operator
    Then the member is told
"""
TOLD = f"  Scenario: Told\n{STEPS}"


def test_a_right_project_has_no_problem(found: Found) -> None:
    """Nothing is made up."""
    assert found() == []


@pytest.mark.parametrize(
    ("feature", "problem"),
    [
        (
            HEAD + TOLD + TOLD,
            'features/a.feature:7: a second scenario "Told"; pytest-bdd would drop the one in '
            "line 3\n  Do: give each its own name",
        ),
        (
            HEAD + TOLD + "  Rule: R\n" + TOLD,
            'features/a.feature:8: a second scenario "Told"; pytest-bdd would drop the one in '
            "line 3\n  Do: give each its own name",
        ),
        (
            HEAD + TOLD + "  Scenario: Nothing\n",
            'features/a.feature:7: the scenario "Nothing" has no steps, and would pass\n'
            "  Do: write its steps; keywords are Given, When, Then, And",
        ),
        (
            HEAD + "  Scenario: Told\n    Giben the door is open\n" + STEPS,
            'features/a.feature:4: "Giben the door is open" is read as description, not as a step\n'
            '  Do: write "Given" for "Giben"',
        ),
        (
            HEAD + TOLD + "  Scenario: Misspelt\n    Whne the door is open\n",
            'features/a.feature:8: "Whne the door is open" is read as description, not as a step\n'
            '  Do: write "When" for "Whne"',
        ),
        (
            HEAD + "  Scenario: Told\n    given the door is open\n" + STEPS,
            'features/a.feature:4: "given the door is open" is read as description, not as a step\n'
            '  Do: write "Given" for "given"',
        ),
        (
            HEAD + TOLD + "  Scenario: Idle\n    Given the Admin is logged in\n",
            'features/a.feature:7: the scenario "Idle" has no Then, and so checks nothing\n'
            "  Do: say what must be seen",
        ),
        (
            HEAD + TOLD + "  Scenario: Late\n    And the Admin is logged in\n"
            "    Then the member is told\n",
            'features/a.feature:8: the first step begins with "And"\n'
            "  Do: begin with Given, When or Then",
        ),
        (
            HEAD + "  Background:\n" + TOLD,
            "features/a.feature:3: a background with no steps\n  Do: write its steps, or delete it",
        ),
        (
            HEAD + TOLD + "  Scenario:\n    Then the member is told\n",
            "features/a.feature:7: a scenario without a name\n  Do: name it",
        ),
        (
            HEAD + TOLD + "  Scenario: B\n    Then the member is told\n      | x |\n",
            'features/a.feature:8: a table stands below the step, but @then("the member is told") '
            "in steps/invite.py:9 takes none\n  Do: give the function an argument datatable",
        ),
    ],
    ids=[
        "doubled",
        "doubled in a rule",
        "no steps",
        "typo",
        "swapped letters",
        "small letters",
        "no Then",
        "And first",
        "background",
        "no name",
        "table",
    ],
)
def test_one_problem(found: Found, feature: str, problem: str) -> None:
    """File, line, what and what to do; and nothing else is reported beside it."""
    assert found(feature) == [problem]


def test_plain_sentences_are_no_misspelt_steps(found: Found) -> None:
    """Words such as The and Even are one letter away from a keyword."""
    told = "  Scenario: Told\n    The member\n    Even now\n    and given all\n    Buy\n\n" + STEPS
    assert found(HEAD + told) == []


OUTLINE = """\
  Scenario Outline: Told as <role>
    Given the Admin is logged in
    When the Admin invites as <role>
    Then the member is told
"""


@pytest.mark.parametrize(
    ("feature", "problems"),
    [
        (
            OUTLINE,
            [
                '3: the outline "Told as <role>" has no Examples, and would run with "<...>"',
                "3: <role> is no column of any Examples",
                "5: <role> is no column of any Examples",
            ],
        ),
        (OUTLINE + "    Examples:\n      | role |\n", ["7: Examples with no row"]),
        (
            OUTLINE + "    Examples:\n      | role | why |\n      | Admin | x |\n",
            ['8: no step uses the column "why"'],
        ),
        (
            OUTLINE + "    Examples:\n      | roles |\n      | Admin |\n",
            [
                "3: <role> is no column of the Examples in line 8",
                "5: <role> is no column of the Examples in line 8",
                '8: no step uses the column "roles"',
            ],
        ),
        (
            OUTLINE + "    Examples:\n      | role |\n      | Admin |\n      | Admin |\n",
            ["10: the row of line 9 again"],
        ),
        (
            OUTLINE + "    Examples:\n      | role | role |\n      | Admin | Admin |\n",
            ['8: the column "role" stands there 2 times'],
        ),
        (
            "  Scenario: Told\n    When the Admin invites as <role>\n"
            "    Given the Admin is logged in\n    Then the member is told\n",
            ["4: <role> is no column of any Examples"],
        ),
    ],
    ids=["no examples", "no rows", "unused", "misnamed", "doubled row", "doubled column", "plain"],
)
def test_outlines(found: Found, feature: str, problems: list[str]) -> None:
    """Examples fit the steps."""
    lines = [text.splitlines()[0] for text in found(HEAD + feature)]
    assert lines == [f"features/a.feature:{problem}" for problem in problems] + [
        line for line in lines if line.startswith("steps/")
    ]


@pytest.mark.parametrize(
    ("second", "line"),
    [
        ("| role | why |\n      | Admin | x |\n", 14),
        ("| why | role |\n      | z | Guest |\n      | x | Admin |\n", 15),
    ],
    ids=["again", "columns the other way round"],
)
def test_a_row_stands_in_one_table_of_an_outline(found: Found, second: str, line: int) -> None:
    """A row is known by its values: it would have both tables' claims, and one history."""
    outline = OUTLINE.replace("invites as <role>", "invites as <role>, <why>")
    first = "| role | why |\n      | Admin | x |\n      | Guest | x |\n"
    tables = f"    @guide\n    Examples:\n      {first}    @assumption\n    Examples:\n"
    assert found(f"Feature: Invite\n{outline}{tables}      {second}") == [
        f"features/a.feature:{line}: the row of line 9 again, which stands in other Examples\n"
        "  Do: delete one: a row has the tags of every table that it stands in"
    ]


def test_rows_that_differ_may_stand_in_tables_of_their_own(found: Found) -> None:
    """Two outlines may share a row, too."""
    table = "    Examples:\n      | role |\n      | {} |\n"
    one = OUTLINE + table.format("Admin") + table.format("Guest")
    other = OUTLINE.replace("Told as", "Told again as") + table.format("Admin")
    assert found(HEAD + one + other) == []


@pytest.mark.parametrize(
    ("feature", "problem"),
    [
        ("", "features/a.feature: the file is empty\n  Do: write a feature"),
        (
            "# a comment\n",
            "features/a.feature:1: there is no feature in the file\n"
            "  Do: begin it with `Feature: ...`",
        ),
        (
            HEAD,
            'features/a.feature:2: the feature "Invite" has no scenario\n'
            "  Do: write one, or delete the file",
        ),
        (
            HEAD + TOLD + "    Giben x\n",
            'features/a.feature:7: "Giben x" cannot stand here: Unexpected token found. '
            "Check Gherkin syntax near the reported error.\n"
            "  Do: correct the line; keywords are Feature, "
            "Background, Scenario, Given, When, Then, And",
        ),
        (
            HEAD + TOLD + "    When\n",
            'features/a.feature:7: "When" with no text\n  Do: write the step',
        ),
    ],
    ids=["empty", "comment", "no scenario", "not Gherkin", "no text"],
)
def test_files_that_are_no_features(found: Found, feature: str, problem: str) -> None:
    """Each says what it is instead."""
    assert problem in found(feature)


def test_two_features_of_one_name(found: Found) -> None:
    """Reports go by the name."""
    assert found(b=HEAD + "  Scenario: Other\n" + STEPS) == [
        'features/b.feature:2: a second feature "Invite"; the first is a.feature\n'
        "  Do: give each its own name: reports go by it"
    ]


def test_no_features_at_all(found: Found) -> None:
    """An empty folder is not a success."""
    assert "there is no feature in the file" in found("# nothing\n")[0]


@pytest.mark.parametrize(
    ("feature", "problem"),
    [
        (
            f"Feature: Invite\n{TOLD}",
            '2: the scenario "Told" has neither @guide nor @assumption\n'
            "  Do: tag it @guide if the official guide promises it, else @assumption",
        ),
        (
            f"@guide\nFeature: Invite\n  @assumption\n{TOLD}",
            '4: the scenario "Told" has both @guide and @assumption\n'
            "  Do: tag it @guide if the official guide promises it, else @assumption",
        ),
        (
            f"@guide\nFeature: Invite\n  @smok\n{TOLD}",
            "3: the tag @smok is not registered\n"
            "  Do: did you mean @smoke? Registered are: assumption, guide, owner:..., "
            "severity:..., smoke (pyproject.toml)",
        ),
        (
            f"@guide\nFeature: Invite\n  @ower:us\n{TOLD}",
            "3: the tag @ower:us is not registered\n"
            "  Do: did you mean @owner:us? Registered are: assumption, guide, owner:..., "
            "severity:..., smoke (pyproject.toml)",
        ),
        (
            f"@guide @severity:mayor\nFeature: Invite\n{TOLD}",
            "1: @severity:mayor is no value of @severity\n"
            "  Do: did you mean @severity:major? "
            "Values of @severity are: minor, major (pyproject.toml)",
        ),
        (
            f"@guide\nFeature: Invite\n  @severity\n{TOLD}",
            "3: the tag @severity has no value\n"
            "  Do: Values of @severity are: minor, major (pyproject.toml)",
        ),
        (
            f"@guide\nFeature: Invite\n  @owner:\n{TOLD}",
            "3: the tag @owner has no value\n"
            "  Do: write one behind a colon, with _ for a blank: @owner:...",
        ),
        (
            f"@guide\nFeature: Invite\n  @smoke:yes\n{TOLD}",
            "3: the tag @smoke takes no value\n  Do: write @smoke",
        ),
        (
            f"@guide @owner:us\nFeature: Invite\n  @owner:them\n{TOLD}",
            '4: the scenario "Told" has more than one @owner: them, us\n'
            "  Do: leave one; that of a feature holds for all its scenarios",
        ),
    ],
    ids=[
        "no claim",
        "both",
        "not registered",
        "not registered, with a value",
        "no such value",
        "no value",
        "an empty value",
        "a value too many",
        "two values",
    ],
)
def test_tags(found: Found, feature: str, problem: str) -> None:
    """Every scenario says whether the guide promises it, by registered tags."""
    assert found(feature) == [f"features/a.feature:{problem}"]


def test_tags_with_a_value(found: Found) -> None:
    """Of those that are listed, or any; also the same one twice."""
    tags = "@guide @severity:major @owner:members_team"
    assert found(f"{tags}\nFeature: Invite\n  @owner:members_team\n{TOLD}") == []


def test_examples_may_carry_the_claim(found: Found) -> None:
    """One outline can hold promised and assumed rows."""
    tables = "".join(
        f"    @{claim}\n    Examples:\n      | role |\n      | {role} |\n"
        for claim, role in (("guide", "Admin"), ("assumption", "Guest"))
    )
    assert found("Feature: Invite\n" + OUTLINE + tables) == []

"""The table of rights on the page: what came of each row, and which rows were not run."""

from pathlib import Path
from typing import Any

import pytest
from lxml import html
from report_files import failure, result, write_run

from harness.report import render_page

GUIDE = """\
matrix: {{title: Rights, feature: {stem}, scenario: "<who>"}}
parts:
  - part: 3
    title: The roles
    lines:
      - line: There are two
        checked_by: [{{invite: Two roles}}]
"""
RIGHTS = """\
Feature: Invite somebody
  Scenario Outline: <who>
    Given <who>
    Then <invite>

    @guide
    Examples:
      | who         | invite   |
      | an Admin    | possible |

    @assumption
    Examples:
      | who         | invite       |
      | an Operator | not possible |
      | a Guest     | not possible |
"""


def _page(
    root: Path, *results: dict[str, Any], stem: str = "invite", feature: str | None = None
) -> Any:
    (root / "features").mkdir(parents=True)
    if feature is not None:
        (root / "features" / f"{stem}.feature").write_text(feature, "utf-8")
    (root / "features" / "guide.yaml").write_text(GUIDE.format(stem=stem), "utf-8")
    [page] = render_page(write_run(root / "reports", *results), root)
    return html.fromstring(page.read_text("utf-8"))


def _table(page: Any) -> list[str]:
    return [" ".join(" ".join(each.itertext()).split()) for each in page.xpath("//table//tr")]


def test_the_table_of_rights(tmp_path: Path) -> None:
    """Its columns are those of the examples; a row says what came of it, and where it stopped."""
    may = result("an Admin", template="<who>", row={"who": "an Admin", "invite": "possible"})
    may_not = result(
        "an Operator",
        "product",
        template="<who>",
        tags=["assumption"],
        failure=failure(),
        row={"who": "an Operator", "invite": "not possible"},
    )
    page = _page(tmp_path, may, may_not, result("Other"))
    assert _table(page) == [
        "who invite in this run",
        "an Admin possible passed",
        "an Operator assumed not possible not as we assumed Then it is so",
    ]


@pytest.mark.parametrize("stem", ["invite", "rights"])
def test_a_part_of_the_table_of_rights_does_not_look_like_all_of_it(
    tmp_path: Path, stem: str
) -> None:
    """Rows that were not chosen stand there as such, in their places; without a link to nowhere."""
    row = {"who": "an Operator", "invite": "not possible"}
    ran = {"template": "<who>", "row": row, "tags": ["assumption"]}
    one = result("an Operator", feature_file=f"features/{stem}.feature", **ran)
    page = _page(tmp_path, result("Other"), one, stem=stem, feature=RIGHTS)
    assert _table(page) == [
        "who invite in this run",
        "an Admin possible not in this run",
        "an Operator assumed not possible passed",
        "a Guest assumed not possible not in this run",
    ]
    assert page.xpath("//table//a/@href") == ["#scenario-2"]
    [told] = page.xpath("//*[@id='matrix']/p")
    assert told.text == "2 of 3 rows not in this run."


def test_the_table_of_rights_is_there_without_any_of_its_rows(tmp_path: Path) -> None:
    """And says nothing of what is missing where nothing is."""
    none = _page(tmp_path / "none", result("Other"), feature=RIGHTS)
    assert [line.endswith(" not in this run") for line in _table(none)[1:]] == [True] * 3
    assert none.xpath("//nav//a[@href='#matrix']")
    rows = [("an Admin", "possible"), ("an Operator", "not possible"), ("a Guest", "not possible")]
    results = [
        result(who, template="<who>", row={"who": who, "invite": invite}) for who, invite in rows
    ]
    everything = _page(tmp_path / "all", *results, feature=RIGHTS)
    assert [line.endswith(" passed") for line in _table(everything)[1:]] == [True] * 3
    assert not everything.xpath("//*[@id='matrix']/p")

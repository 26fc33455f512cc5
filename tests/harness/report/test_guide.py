"""The guide's lines on the page: which scenario checks which, and what came of it."""

from itertools import chain
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from report_files import failure, result, write_run

from harness.errors import ConfigurationError
from harness.gherkin.feature_file import ScenarioText, read_feature
from harness.report import render_page
from harness.report.guide import articles, load_guide

ROOT = Path(__file__).parents[3]
GUIDE = """\
matrix: {title: Rights, feature: invite, scenario: "<who>"}
parts:
  - part: 3
    title: The roles
    lines:
      - line: There are two
        checked_by: [{invite: Two roles}]
      - line: Nobody looks at this
        checked_by: []
"""


FEATURE = """\
Feature: Invite somebody
  Scenario Outline: Two roles
    Given <role>
    Then it is so

    @guide
    Examples:
      | role     |
      | Admin    |
      | Operator |

    @assumption
    Examples:
      | role     |
      | Guest    |
"""


def _page(
    root: Path, *results: dict[str, Any], guide: str = GUIDE, feature: str | None = None
) -> Any:
    (root / "features").mkdir(parents=True)
    if feature is not None:
        (root / "features" / "invite.feature").write_text(feature, "utf-8")
    (root / "features" / "guide.yaml").write_text(guide, "utf-8")
    [page] = render_page(write_run(root / "reports", *results), root)
    return html.fromstring(page.read_text("utf-8"))


def _lines(page: Any) -> list[str]:
    return [
        " ".join(" ".join(each.itertext()).split()) for each in page.xpath("//*[@class='line']")
    ]


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([result("Two roles")], "kept"),
        ([result("Two roles", "product", failure=failure())], "not kept"),
        ([result("Two roles", "infrastructure", failure=failure())], "could not be seen"),
        ([result("Two roles", flaky=True, attempts=2)], "kept on a second attempt"),
        ([result("Two roles", "skipped")], "not checked in this run"),
        ([result("Other")], "not checked in this run"),
        ([result("Two roles", feature_file="features/other.feature")], "not checked in this run"),
        ([result("Two roles", tags=["assumption"])], "not checked in this run"),
        ([result("As Admin", template="Two roles"), result("Two roles")], "kept"),
        (
            [result("Two roles"), result("As Admin", "product", template="Two roles")],
            "not kept",
        ),
    ],
)
def test_what_came_of_a_line(tmp_path: Path, results: list[dict[str, Any]], said: str) -> None:
    """The worst of its scenarios counts; a scenario of another feature, or assumed, does not."""
    assert _lines(_page(tmp_path, *results)) == [
        f"There are two {said}",
        "Nobody looks at this checked by no scenario",
    ]


def _row(role: str, verdict: str = "passed", **others: Any) -> dict[str, Any]:
    failed = failure() if verdict in {"product", "infrastructure"} else None
    return result("Two roles", verdict, row={"role": role}, failure=failed, **others)


@pytest.mark.parametrize(
    ("results", "said"),
    [
        ([_row("Admin"), _row("Operator")], "kept"),
        ([_row("Admin")], "partly checked: 1 of 2 scenarios"),
        ([_row("Admin"), _row("Operator", "skipped")], "partly checked: 1 of 2 scenarios"),
        ([_row("Admin", flaky=True, attempts=2)], "partly checked: 1 of 2 scenarios"),
        ([_row("Admin", "skipped")], "not checked in this run"),
        ([_row("Admin", "product")], "not kept"),
        ([_row("Admin", "infrastructure"), _row("Operator")], "could not be seen"),
    ],
)
def test_a_line_is_kept_only_where_all_of_its_scenarios_passed(
    tmp_path: Path, results: list[dict[str, Any]], said: str
) -> None:
    """Also those that nobody chose; only what the feature file calls promised counts."""
    page = _page(tmp_path, *results, feature=FEATURE)
    assert _lines(page)[0] == f"There are two {said}"
    [tally] = page.xpath("//*[@id='guide']/ul")
    assert " ".join(tally.text_content().split()) == (
        f"1 {said.partition(':')[0]} 1 checked by no scenario"
    )


@pytest.mark.parametrize("feature", [None, "no feature at all"])
def test_without_a_readable_feature_each_name_in_the_guide_counts_once(
    tmp_path: Path, feature: str | None
) -> None:
    """A page is made all the same."""
    guide = GUIDE.replace("[{invite: Two roles}]", "[{invite: Two roles}, {invite: Third}]")
    page = _page(tmp_path, _row("Admin"), guide=guide, feature=feature)
    assert _lines(page)[0] == "There are two partly checked: 1 of 2 scenarios"


def test_a_line_leads_to_its_scenarios(tmp_path: Path) -> None:
    """Both rows of an outline."""
    rows = [result(f"As {role}", template="Two roles") for role in ("Admin", "Operator")]
    page = _page(tmp_path, result("Other"), *rows)
    links = page.xpath("//section[@class='part']//a")
    assert [(each.text, each.get("href")) for each in links] == [
        ("As Admin", "#scenario-2"),
        ("As Operator", "#scenario-3"),
    ]


def test_a_line_names_the_scenarios_that_did_not_run(tmp_path: Path) -> None:
    """Feature and name, without a link that leads nowhere; the assumed row checks no promise."""
    outline = FEATURE.replace("Outline: Two roles", "Outline: As <role>")
    guide = GUIDE.replace("Two roles", '"As <role>"')
    admin = result("As Admin", template="As <role>", row={"role": "Admin"})
    partly = _page(tmp_path / "partly", admin, guide=guide, feature=outline)
    assert _told(partly) == [
        "2 scenarios: There are two",
        "As Admin passed",
        "Invite somebody: As Operator not in this run",
    ]
    assert partly.xpath("//section[@class='part']//a/@href") == ["#scenario-1"]
    none = _page(tmp_path / "none", result("Other"), guide=guide, feature=outline)
    assert _told(none) == [
        "would be checked by 2 scenarios: There are two",
        "Invite somebody: As Admin not in this run",
        "Invite somebody: As Operator not in this run",
    ]


def _told(page: Any) -> list[str]:
    """What is folded below the lines."""
    parts = page.xpath("//section[@class='part']//details/summary | //details/ul/li")
    return [" ".join(each.text_content().split()) for each in parts]


def test_without_a_guide_there_is_no_such_part(tmp_path: Path) -> None:
    """A small project of somebody's own has none."""
    [page] = render_page(write_run(tmp_path / "reports", result("One")), tmp_path)
    assert not html.fromstring(page.read_text("utf-8")).xpath("//*[@id='guide' or @id='matrix']")


def test_a_slip_in_the_guides_file_is_named(tmp_path: Path) -> None:
    """With its line."""
    with pytest.raises(ConfigurationError, match=r"(?s)guide\.yaml:7: .*checkd_by.*did you mean"):
        _page(tmp_path, result("One"), guide=GUIDE.replace("checked_by", "checkd_by", 1))


def _names(scenario: ScenarioText) -> set[str]:
    name = scenario.node.name
    return {name} | {scenario.name_of(row) for row in scenario.rows()}


def _guide_scenarios() -> dict[tuple[str, str], set[str]]:
    """Feature and name of every scenario, with all the names by which it may be called."""
    features = map(read_feature, (ROOT / "features").glob("*.feature"))
    scenarios = chain.from_iterable(feature.scenarios for feature in features)
    return {
        (each.file.stem, each.node.name): _names(each)
        for each in scenarios
        if "@guide"
        in {tag.name for tag in chain(each.tags, *(table.tags for table in each.node.examples))}
    }


def test_the_projects_guide_and_its_features_speak_of_each_other() -> None:
    """Every scenario that a line names is there and tagged @guide; every such scenario is named."""
    guide = load_guide(ROOT)
    assert guide is not None
    known = _guide_scenarios()
    named = {pair for part in guide.parts for line in part.lines for pair in line.scenarios}
    called = {(file, name) for (file, _), names in known.items() for name in names}
    assert named - called == set()
    unnamed = {
        key for key, names in known.items() if not {(key[0], name) for name in names} & named
    }
    assert unnamed == set()
    assert guide.matrix is not None
    assert (guide.matrix.feature, guide.matrix.scenario) in known


def test_allure_links_to_the_articles_of_what_a_scenario_checks() -> None:
    """Every promised scenario has one, an assumed one has none."""
    guide = load_guide(ROOT)
    assert guide is not None
    place = {"feature_file": "features/who_may_invite.feature", "tags": ["guide"]}
    named = {"name": "An Admin can invite", "template": "An Admin can invite"}
    found = articles(guide, place | named)
    assert list(found) == ["Guide, part 1: Before you start"]
    assert all(part.article for part in guide.parts)
    assert found["Guide, part 1: Before you start"] == guide.parts[0].article
    assert articles(guide, place | named | {"tags": ["assumption"]}) == {}

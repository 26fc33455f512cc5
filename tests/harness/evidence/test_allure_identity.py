"""What Allure groups by: labels, and which row of an outline a result belongs to."""

from typing import Any

from allure_commons.model2 import TestResult as Result

from harness.evidence import RunFacts
from harness.evidence.allure_results import polish
from harness.evidence.records import Attempt, Card
from harness.evidence.verdicts import Verdict


def _polished(**others: Any) -> Result:
    words = {"feature": "Invite", "feature_description": "", "rule": "Both roles", "tags": []}
    text = {"template": "<a>", "name": "a", "row": {}, "steps": []}
    card = Card(node_id="x", feature_file="features/a.feature", **{**words, **text, **others})
    result = Result()
    polish(result, Attempt(card, verdict=Verdict.PASSED), RunFacts(), epic="Members")
    return result


def _joined(result: Result) -> str:
    """As Allure 3 makes a row's identity of its parameters."""
    pairs = sorted((each.name, each.value) for each in result.parameters)
    return ",".join(f"{name}:{value}" for name, value in pairs)


def test_rows_that_read_the_same_when_joined_are_two() -> None:
    """Allure 3 takes no notice of the historyId that a result carries."""
    one = _polished(row={"a": "1,b:2", "b": "3"})
    other = _polished(row={"a": "1", "b": "2,b:3"})
    assert one.historyId != other.historyId
    assert _joined(one) != _joined(other)
    assert [each.name for each in one.parameters if each.mode != "hidden"] == ["a", "b"]


def test_a_plain_row_has_its_own_parameters_only() -> None:
    """Nothing hidden where nothing can be mistaken."""
    assert _joined(_polished(row={"a": "1", "b": "2"})) == "a:1,b:2"
    assert _joined(_polished(row={"a": "1"}, twin=1)) == "a:1,same row again:1"


def test_tags_with_a_value_say_what_a_scenario_belongs_to() -> None:
    """Epic, story, severity and owner; all other tags stay tags."""
    tags = ["epic:Roles", "story:Give a role", "severity:blocker", "owner:members team", "guide"]
    labels = {(each.name, each.value) for each in _polished(tags=tags).labels}
    assert {
        ("epic", "Roles"),
        ("story", "Give a role"),
        ("severity", "blocker"),
        ("owner", "members team"),
        ("tag", "guide"),
    } <= labels
    usual = {(each.name, each.value) for each in _polished(tags=["guide"]).labels}
    assert {("epic", "Members"), ("story", "Both roles"), ("severity", "normal")} <= usual


def test_a_result_links_to_what_promises_it() -> None:
    """The article of the guide, by the part's name."""
    address = "https://example.com/article"
    [link] = _polished(links={"Guide, part 1: Before you start": address}).links
    assert (link.name, link.url) == ("Guide, part 1: Before you start", address)

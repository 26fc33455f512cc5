import json
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import pytest
from lxml import html
from rich.console import Console

from harness.command_line.drill_outcome import show_outcome
from harness.drill.catalogue import Variant
from harness.drill.clean import FalseAlarm, clean_run, false_alarms
from harness.drill.counter_proof import CounterProof
from harness.drill.judge import Finding, Outcome, Row
from harness.drill.report import CleanPart, Plan, Report
from harness.drill.table import as_html, as_json, as_markdown, totals, verdict

Make = Callable[..., Variant]
FINDING = Finding(
    feature="Greeting",
    scenario="By phone",
    node_id="features/greeting.feature::by_phone",
    step="Then it says hello",
    keyword="Then",
    verdict="product",
    promised="It says hello",
    seen='<b>A|B</b> & "C"\nand *more*',
    do="Compare.",
    message="silent",
)
AND = replace(FINDING, step="And it is read", keyword="When")
BROKEN = replace(FINDING, scenario="By email", verdict="test", message="KeyError: 'x'")


@pytest.fixture
def report(variant: Make) -> Report:
    """One row of each outcome, and a clean run with one alarm."""
    rows = [
        Row(variant("mute:phone"), Outcome.AS_EXPECTED, FINDING, (), 1, 2.0),
        Row(variant("rude"), Outcome.ELSEWHERE, AND, (FINDING, BROKEN), 9, 3.0, broken_off="Full."),
        Row(variant("dead"), Outcome.NOT_BY_A_CHECK, FINDING, (), 9, 3.0, doubt="why"),
        Row(variant("subtle"), Outcome.NOT_CAUGHT, None, (), 9, 4.0, skipped=2),
    ]
    run = clean_run(7, 2)
    parts = [CleanPart(run, 5, 1, (FalseAlarm(run, FINDING),), 9.0), CleanPart(run, 4, 0, (), 8.0)]
    plan = Plan(tuple(row.variant for row in rows), 1, 7, 2)
    proof = CounterProof(2, (), 4.5)
    return Report(plan, rows, parts, proof, 61.5)


def test_as_plain_data(report: Report) -> None:
    """What a machine may rely on."""
    data = json.loads(as_json(report))
    assert list(data) == [
        "is_partial",
        "variants",
        "totals",
        "troubled",
        "defects",
        "counter_proof",
        "clean",
        "seed",
        "at_once",
        "wall_s",
        "exit_code",
    ]
    assert data["is_partial"] is False
    assert data["defects"] == {"all": 4, "caught": 1}
    assert data["troubled"] == 1
    assert data["totals"] == {
        "caught as expected": 1,
        "caught elsewhere": 1,
        "not by a check": 1,
        "not caught": 1,
    }
    caught = {
        "feature": "Greeting",
        "scenario": "By phone",
        "node_id": "features/greeting.feature::by_phone",
        "step": "Then it says hello",
        "keyword": "Then",
        "verdict": "product",
        "promised": "It says hello",
        "seen": FINDING.seen,
        "do": "Compare.",
        "message": "silent",
    }
    assert data["variants"][0] == {
        "name": "mute:phone",
        "defect": "mute",
        "area": "Manners",
        "description": "The app has mute.",
        "guide_part": 2,
        "expected": {"capability": "Greeting", "step": "it says hello"},
        "outcome": "caught as expected",
        "doubt": "",
        "caught_by": caught,
        "others": [],
        "broken_off": "",
        "scenarios": 1,
        "skipped": 0,
        "duration_s": 2.0,
    }
    assert data["variants"][1]["others"][0] == caught
    assert data["variants"][1]["others"][1]["message"] == "KeyError: 'x'"
    assert data["variants"][1]["broken_off"] == "Full."
    assert data["variants"][2]["doubt"] == "why"
    assert data["variants"][3]["skipped"] == 2
    assert data["variants"][3]["caught_by"] is None
    assert data["counter_proof"] == {"scenarios": 2, "failed": [], "duration_s": 4.5}
    run = clean_run(7, 2)
    assert data["clean"] == {
        "runs": 1,
        "scenarios": 9,
        "skipped": 1,
        "parts": [
            {**asdict(run), "scenarios": 5, "skipped": 1, "false_alarms": 1, "duration_s": 9.0},
            {**asdict(run), "scenarios": 4, "skipped": 0, "false_alarms": 0, "duration_s": 8.0},
        ],
        "false_alarms": [
            {
                "seed": 7,
                "build": run.build,
                "animation_scale": run.animation_scale,
                "at_once": 2,
                "command": "harness drill --only-clean 1 --seed 7 -n 2",
                **caught,
            }
        ],
    }
    assert (data["seed"], data["at_once"], data["wall_s"], data["exit_code"]) == (7, 2, 61.5, 1)


def test_a_row_of_markdown(report: Report) -> None:
    """One line, whatever the app said; no mark-up but ours."""
    lines = as_markdown(report).splitlines()
    [row] = [line for line in lines if "`mute:phone`" in line]
    assert row == (
        "| The app has mute. `mute:phone` | guide, part 2 | Greeting: By phone | "
        "Then | Then it says hello | **Promised:** It says hello "
        '**Seen:** &lt;b>A\\|B&lt;/b> &amp; "C" and \\*more\\* |'
    )


def test_markdown_says_first_what_falls_short(report: Report) -> None:
    """Before the tables, with where it was expected; every row has all its cells."""
    text = as_markdown(report)
    assert text.index("## False alarms") < text.index("## What falls short")
    assert text.index("## What falls short") < text.index("## Manners")
    short = "| The app has subtle. `subtle` | not caught | Greeting: it says hello |"
    assert short in text
    assert "| The app has subtle. `subtle` | guide, part 2 | **not caught** | | | |" in text
    assert "| **caught elsewhere**: Greeting: By phone | When | And it is read |" in text
    assert "**not by a check: why**: Greeting: By phone | Then |" in text
    table = text[text.index("## Manners") : text.index("## Noticed")].splitlines()
    rows = [line.replace("\\|", "") for line in table if line.startswith("|")]
    assert [line.count("|") for line in rows] == [7] * 6


def test_markdown_ends_with_what_is_less_than_a_check(report: Report) -> None:
    """Defects that a Given or When notices, and whatever else failed before a row was settled."""
    assert as_markdown(report).endswith(
        "\n\n## Noticed on the way\n\n"
        "A Given or a When fails in these; no Then had begun to look.\n\n"
        "- `rude`: And it is read (When), in Greeting: By phone\n"
        "\n## Also failed before\n\n"
        "- `rude`: Greeting: By phone, Then it says hello; "
        "Greeting: By email, Then it says hello (test); the run broke off\n"
    )


def test_markdown_changes_only_with_the_result(report: Report) -> None:
    """No times in it, and nothing of how often the clean app was run, or how."""
    before = as_markdown(report)
    assert before == as_markdown(report)
    rows = [replace(row, duration_s=88.0) for row in report.rows]
    parts = [replace(part, duration_s=88.0, scenarios=8, skipped=8) for part in report.parts]
    plan = replace(report.plan, clean_runs=5, at_once=8)
    assert report.counter_proof is not None
    proof = replace(report.counter_proof, duration_s=88.0)
    assert as_markdown(Report(plan, rows, parts, proof, 88.0)) == before


def test_a_clean_run_that_broke_has_no_feature_in_markdown(report: Report) -> None:
    """And no colon where its name would stand."""
    [alarm] = false_alarms(clean_run(7, 2), [])
    report.parts = [CleanPart(clean_run(7, 2), 0, 0, (alarm,), 1.0)]
    assert "\n| (the run itself) |  | **Promised:** The run comes" in as_markdown(report)


def test_a_part_of_the_drill_says_so(report: Report) -> None:
    """Nobody shall take its table for all of it."""
    part = replace(report, plan=replace(report.plan, is_partial=True))
    assert verdict(part).startswith("Part of the drill: 1 of 4 defects were caught")
    assert as_markdown(part).startswith("# Part of the drill: which scenario catches")
    assert "**Part of the drill: 1 of 4 defects" in as_markdown(part)
    assert json.loads(as_json(part))["is_partial"] is True
    assert as_markdown(report).startswith("# The drill: which scenario catches")


def test_nothing_tried_is_no_success() -> None:
    """Neither defects nor the clean app."""
    nothing = Report(Plan((), 0, 7, 2))
    assert (verdict(nothing), nothing.exit_code) == ("Nothing was tried.", 1)


def _text(tree: Any) -> str:
    return " ".join(" ".join(tree.itertext()).split())


def test_the_page_shows_every_row(report: Report) -> None:
    """Each with its outcome and the words of the step; what the app said is text, not mark-up."""
    page = html.fromstring(as_html(report))
    rows = {row.get("id"): _text(row) for row in page.iterfind(".//article[@id]")}
    assert list(rows) == ["mute:phone", "rude", "dead", "subtle"]
    assert "caught as expected" in rows["mute:phone"]
    assert '<b>A|B</b> & "C" and *more*' in rows["mute:phone"]
    assert "Expected in: Greeting: it says hello" in rows["subtle"]
    assert "Nothing failed in 9 scenarios, 2 of them skipped." in rows["subtle"]
    assert "In the step And it is read (When)" in rows["rude"]
    assert "Also failed before: Greeting: By phone, Then it says hello " in rows["rude"]
    assert "Greeting: By email, Then it says hello (test: KeyError: 'x')" in rows["rude"]
    assert "The run broke off: Full." in rows["rude"]
    assert "not by a check: why" in rows["dead"]
    assert not page.findall(".//article//b")


def test_the_page_needs_nothing_else(report: Report) -> None:
    """No script, nothing from outside; links lead into the page; it is fit for a small screen."""
    page = html.fromstring(as_html(report))
    assert not page.findall(".//script")
    assert not page.xpath("//*[@src]")
    targets = {each.get("id") for each in page.xpath("//*[@id]")}
    links = {each.get("href") for each in page.iterfind(".//a")}
    assert {link.removeprefix("#") for link in links} <= targets
    assert page.find(".//meta[@name='viewport']") is not None
    style = page.findtext(".//style")
    assert "prefers-color-scheme: dark" in style


def test_the_drill_in_one_sentence(report: Report) -> None:
    """How many were caught, and how many alarms there were."""
    assert verdict(report) == (
        "1 of 4 defects were caught where they should be, in every variant (1 of 4). "
        "1 false alarm on the clean app."
    )
    nothing = Plan((), 1, 7, 2)
    assert verdict(Report(nothing)) == "No false alarms on the clean app."


def test_a_person_sees_first_what_falls_short(report: Report) -> None:
    """Each with what it is, where it was expected and what was seen; then the table."""
    console = Console(record=True, width=120, soft_wrap=True, emoji=False)
    show_outcome(console, report)
    text = console.export_text()
    assert (
        "not caught  subtle\n"
        "  Defect    The app has subtle.\n"
        "  Expected  Greeting: it says hello\n"
        "  Seen      nothing: 7 scenarios passed, 2 were skipped\n"
    ) in text
    assert (
        "  Before    also failed: Greeting: By phone, Then it says hello\n"
        "  Before    also failed: Greeting: By email, Then it says hello\n"
        "            test: KeyError: 'x'\n"
        "  Broke off  Full.\n"
    ) in text
    assert "On the way of 1 variant something broke that says nothing about the app.\n" in text
    assert "  Scenario  Greeting: By phone\n  Step      Then it says hello\n" in text
    assert "  Again     harness drill --only-clean 1 --seed 7 -n 2\n" in text
    assert text.index("not caught  subtle") < text.index("Manners")
    [row] = [line for line in text.splitlines() if line.startswith("Manners")]
    assert row.split() == ["Manners", "4", *map(str, totals(report.rows).values())]
    assert "Clean runs: 1, 9 scenarios, 1 of them skipped; seeds 7.\n" in text

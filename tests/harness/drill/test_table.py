import json
from dataclasses import asdict, replace
from typing import Any

from lxml import html
from rich.console import Console

from harness.command_line.drill_outcome import Progress, show_outcome
from harness.drill.clean import clean_run
from harness.drill.report import Plan, Report
from harness.drill.table import as_html, as_json, as_markdown, totals, verdict

SEEN = '<b>A|B</b> & "C"\nand *more*'


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
        "claim": "Promised",
        "promised": "It says hello",
        "seen": SEEN,
        "do": "Compare.",
        "message": "silent",
    }
    assert data["variants"][0] == {
        "name": "mute:phone",
        "defect": "mute",
        "area": "Manners",
        "description": "The app has mute.",
        "guide_part": 2,
        "expected": {"capability": "Greeting", "step": "it says hello", "kind": "check"},
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


def _text(tree: Any) -> str:
    return " ".join(" ".join(tree.itertext()).split())


def test_the_page_shows_every_row(report: Report) -> None:
    """Each with its outcome and the words of the step; what the app said is text, not mark-up."""
    page = html.fromstring(as_html(report))
    rows = {row.get("id"): _text(row) for row in page.iterfind(".//article[@id]")}
    assert list(rows) == ["mute:phone", "rude", "dead", "subtle"]
    assert "caught as expected" in rows["mute:phone"]
    assert '<b>A|B</b> & "C" and *more*' in rows["mute:phone"]
    assert "Expected in: Greeting: it says hello (check)" in rows["subtle"]
    assert "Nothing failed in 9 scenarios, 2 of them skipped." in rows["subtle"]
    assert "In the step And it is read (When)" in rows["rude"]
    assert "Also failed before: Greeting: By phone, Then it says hello " in rows["rude"]
    assert "Greeting: By email, Then it says hello (test: KeyError: 'x')" in rows["rude"]
    assert "The run broke off: Full." in rows["rude"]
    assert "not by a check: why" in rows["dead"]
    assert not page.findall(".//article//b")


def test_only_a_promise_is_called_one(report: Report) -> None:
    """In the document, on the page and at the terminal: an assumption has its own word."""
    [alarm] = report.parts[0].alarms
    assumed = replace(alarm, finding=replace(alarm.finding, claim="Assumed"))
    only = replace(report, rows=[], parts=[replace(report.parts[0], alarms=(assumed,))])
    console = Console(record=True, width=120, soft_wrap=True, emoji=False)
    show_outcome(console, only)
    assert "\n  Assumed   It says hello\n" in console.export_text()
    assert "**Assumed:** It says hello" in as_markdown(only)
    assert "Assumed It says hello" in _text(html.fromstring(as_html(only)))
    assert "Promised" not in as_markdown(only)


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


def test_a_false_alarm_is_told_as_soon_as_it_is_known(report: Report) -> None:
    """Who leaves a long row of clean runs before its end has its reason all the same."""
    console = Console(record=True, width=120, soft_wrap=True, emoji=False)
    progress = Progress(console, report.plan)
    for part in report.parts:
        progress.told(part)
    text = console.export_text()
    assert "clean app, seed 7" in text
    assert text.count("false alarm\n  Scenario  Greeting: By phone\n") == 1
    assert text.count("  Again     harness drill --only-clean 1 --seed 7 -n 2\n") == 1


def test_nothing_tried_is_no_success() -> None:
    """Neither defects nor the clean app."""
    nothing = Report(Plan((), 0, 7, 2))
    assert (verdict(nothing), nothing.exit_code) == ("Nothing was tried.", 1)


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
        "  Expected  Greeting: it says hello (check)\n"
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

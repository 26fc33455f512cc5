"""The tables as a document, which changes only when the result does."""

import html
import json
from dataclasses import replace

from harness.drill.clean import clean_run, false_alarms
from harness.drill.report import CleanPart, Report
from harness.drill.table import as_html, as_json, as_markdown, on_the_clean_app, verdict


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
    short = "| The app has subtle. `subtle` | not caught | Greeting: it says hello (check) |"
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
    """No times in it, and nothing of how the clean app was run: only how often."""
    before = as_markdown(report)
    assert before == as_markdown(report)
    rows = [replace(row, duration_s=88.0) for row in report.rows]
    parts = [replace(part, duration_s=88.0) for part in report.parts]
    plan = replace(report.plan, seed=8, at_once=8)
    assert report.counter_proof is not None
    proof = replace(report.counter_proof, duration_s=88.0)
    assert as_markdown(Report(plan, rows, parts, proof, 88.0)) == before


def test_markdown_says_what_the_clean_app_did(report: Report) -> None:
    """A document of catches alone would not show a suite that is always red."""
    assert (
        "\n**1 false alarm in 1 clean run (9 scenarios, 1 of them skipped); 0 runs without any.**\n"
        "\n## False alarms\n" in as_markdown(report)
    )
    green = CleanPart(clean_run(8, 2), 7, 0, (), 1.0)
    also_green = replace(report, plan=replace(report.plan, clean_runs=2))
    also_green.parts = [*report.parts, green]
    assert on_the_clean_app(also_green) == (
        "1 false alarm in 2 clean runs (16 scenarios, 1 of them skipped); 1 run without any."
    )
    also_green.parts = [green, green]
    assert "\n\n**No false alarm in 2 clean runs (14 scenarios).**\n\n" in as_markdown(also_green)
    assert "No false alarm in 2 clean runs (14 scenarios)." in as_html(also_green)
    none = replace(report, plan=replace(report.plan, clean_runs=0), parts=[])
    assert "false alarm" not in as_markdown(none)
    assert "<dt>Clean app</dt><dd>Not run.</dd>" in as_html(none)


def test_markdown_and_page_say_what_counts(report: Report) -> None:
    """Absence is an answer; time that a command took is none."""
    for text in (as_markdown(report), html.unescape(as_html(report))):
        assert (
            "What counts is a step's answer that the app is not as promised. An expected part that "
            "is absent from a screen that can be read, when the profile's time is over, is such an "
            'answer ("Waited 5 s for ..."). A command or a session that times out is '
            "infrastructure, and never a catch."
        ) in text


def test_a_clean_run_that_broke_has_no_feature_in_markdown(report: Report) -> None:
    """And no colon where its name would stand."""
    [alarm] = false_alarms(clean_run(7, 2), [])
    report.parts = [CleanPart(clean_run(7, 2), 0, 0, (alarm,), 1.0)]
    assert "\n| (the run itself) |  | **Needed:** The run comes" in as_markdown(report)


def test_a_part_of_the_drill_says_so(report: Report) -> None:
    """Nobody shall take its table for all of it."""
    part = replace(report, plan=replace(report.plan, is_partial=True))
    assert verdict(part).startswith("Part of the drill: 1 of 4 defects were caught")
    assert as_markdown(part).startswith("# Part of the drill: which scenario catches")
    assert "**Part of the drill: 1 of 4 defects" in as_markdown(part)
    assert json.loads(as_json(part))["is_partial"] is True
    assert as_markdown(report).startswith("# The drill: which scenario catches")

"""The drill under faults as files."""

import json
from dataclasses import replace

from harness.drill.faults.plan import Report
from harness.drill.faults.table import (
    as_html,
    as_json,
    as_markdown,
    defects_verdict,
    verdict,
)

BESIDE = (
    "Runs beside a defect: 5. Struck by the fault: 4; of these the defect was found all the same: "
    "2, stopped as infrastructure (not masked, not passed): 1, masked: 1."
)
APART = (
    "Nothing could be masked, so not tried and not counted: stale-element (every defect), "
    "answer-reset (third-role)."
)


def test_json_tells_everything(report: Report) -> None:
    """Each case with what was switched on and what came of it."""
    content = json.loads(as_json(report))
    assert content["numbers"] == {"tried": 2, "as_expected": 1}
    assert content["totals"]["false pass"] == 1
    assert content["exit_code"] == 1
    masked = content["faults"][1]["cases"][0]
    assert (masked["switched_on"], masked["defect"]) == ("answer-reset:nth=3", "wrong-recipient")
    assert (masked["state"], masked["outcome"]) == ("flaky", "false pass")
    assert content["faults"][1]["expected"] == ["flaky"]


def test_a_second_invitation_counts_beside_a_defect_too(report: Report) -> None:
    """What a defect does by itself is in no row."""
    assert json.loads(as_json(report))["second_invitations"] == 1
    assert "Second invitations: 1. False passes: 1." in verdict(report)


def test_what_was_struck_beside_a_defect_is_told(report: Report) -> None:
    """What the fault never met counts nowhere, though the defect was found."""
    assert defects_verdict(report) == f"{BESIDE} {APART}"
    assert defects_verdict(replace(report, apart=())) == BESIDE
    assert not defects_verdict(replace(report, plan=replace(report.plan, defects=())))
    content = json.loads(as_json(report))
    assert content["beside_defects"] == {
        "runs": 5,
        "struck": 4,
        "found": 2,
        "stopped": 1,
        "masked": 1,
    }
    assert content["apart"][1:] == [
        {"fault": "stale-element", "defect": "third-role"},
        {"fault": "answer-reset", "defect": "third-role"},
    ]
    told = [(each["is_struck"], each["is_found"]) for each in content["faults"][1]["cases"]]
    assert told == [(True, False), (False, True)]


def test_pages_tell_what_was_struck(report: Report) -> None:
    """Only where there are defects."""
    plain = replace(report, plan=replace(report.plan, defects=()), apart=())
    text = as_markdown(report)
    assert f"\n\n{BESIDE} {APART}\n\nOf 6 runs" in text
    assert "whose\nfault did not strike proves nothing" in text
    assert "beside a defect" not in as_markdown(plain)
    assert f"<p>{BESIDE} {APART}</p>" in as_html(report)
    assert "beside a defect" not in as_html(plain)


def test_markdown_shows_what_falls_short(report: Report) -> None:
    """In tables, whatever a message holds; no time that changes from run to run."""
    text = as_markdown(report)
    assert "| 1 | A view is gone. `stale-element` | command | passed |" in text
    assert "`answer-reset:nth=3` with `wrong-recipient`" in text
    assert "**false pass** | &lt;b>\\|lost\\|" in text
    assert "61.5" not in text
    assert "A read that was struck once has to pass" in text
    assert "Beside a defect" in text


def test_html_is_one_page(report: Report) -> None:
    """With everything escaped."""
    page = as_html(report)
    assert page.startswith("<!doctype html>")
    assert "&lt;b&gt;|lost|" in page
    assert "no evidence about the app" in page

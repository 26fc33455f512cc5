"""What a run tells GitHub."""

from pathlib import Path
from typing import Any

import pytest

from harness.command_line.github import annotations, job_summary, tell_github

STEPS = [
    {"status": "passed", "text": "Given a"},
    {"status": "failed", "text": "Then b"},
    {"status": "skipped", "text": "And c"},
]
FAILURE = {"step": "Then b", "promised": "It is so", "seen": "100% not,\nor: so", "do": "Look"}


def _result(name: str = "Told", status: str = "failed", **more: Any) -> dict[str, Any]:
    usual = {
        "feature": "Invite",
        "feature_file": "features/invite.feature",
        "verdict": "product",
        "tags": ["guide"],
        "flaky": False,
        "attempts": 1,
        "line": 4,
        "step_lines": [2, 5, 6],
        "steps": STEPS,
        "message": "",
        "failure": FAILURE if status != "passed" else None,
        "earlier_attempts": [],
    }
    return {"name": name, "status": status, **usual, **more}


def _summary(*results: dict[str, Any]) -> dict[str, Any]:
    words = ["flaky" if each["flaky"] else each["status"] for each in results]
    columns = ("passed", "failed", "broken", "skipped", "flaky")
    counts = {column: words.count(column) for column in columns}
    return {
        "profile": "emulator",
        "phone_kind": "emulator",
        "scenarios": counts,
        "results": results,
    }


def test_an_error_stands_at_the_step_that_failed() -> None:
    """Commas, colons, line ends and per cents are escaped, each where GitHub reads them."""
    assert list(annotations([_result("Told, as: Admin")])) == [
        "::error file=features/invite.feature,line=5,title=product%3A Told%2C as%3A Admin::"
        "Step: Then b%0APromised: It is so%0ASeen: 100%25 not,%0Aor: so"
    ]


def test_a_broken_assumption_is_no_broken_promise() -> None:
    """In the annotation and in the job's summary; a phone that broke off says nothing of it."""
    result = _result(tags=["assumption", "phone"])
    [line] = annotations([result])
    assert line.endswith(
        "title=not as we assumed%2C product%3A Told::"
        "Step: Then b%0AAssumed: It is so%0ASeen: 100%25 not,%0Aor: so"
    )
    text = job_summary(_summary(result))
    assert "### not as we assumed, product: Invite - Told\n" in text
    assert "- **Assumed**: It is so\n" in text
    assert text.startswith("## Profile emulator: 1 not as we assumed\n")
    assert "| Feature | passed | failed | not as we assumed | broken |" in text
    assert "| Invite | 0 | 0 | 1 | 0 | 0 | 0 |" in text
    lost = _result(status="broken", verdict="infrastructure", tags=["assumption"])
    assert "assumed" not in job_summary(_summary(lost))


def test_without_a_step_it_stands_at_the_title() -> None:
    """A set-up that failed: another thing than a phone that is lost on the way."""
    failure = {**FAILURE, "step": "", "seen": "no session"}
    [line] = annotations(
        [_result(status="broken", verdict="infrastructure", steps=[], failure=failure)]
    )
    assert line == (
        "::error file=features/invite.feature,line=4,"
        "title=could not begin%2C infrastructure%3A Told::"
        "Needed: It is so%0ASeen: no session"
    )


def test_a_phone_that_is_lost_on_the_way_is_no_set_up_that_failed() -> None:
    """In the annotation's title and in the summary's; only an app promises anything."""
    lost = _result(status="broken", verdict="infrastructure")
    before = {"failure": {**FAILURE, "step": ""}, "steps": []}
    never = _result(status="broken", verdict="infrastructure", **before)
    titles = [line.partition("title=")[2].partition("::")[0] for line in annotations([lost, never])]
    assert titles == ["infrastructure%3A Told", "could not begin%2C infrastructure%3A Told"]
    first, second = job_summary(_summary(lost, never)).split("\n### ")[1:]
    assert first.startswith("infrastructure: Invite - Told\n\n- **Step**: Then b\n- **Needed**: It")
    assert second.startswith(
        "could not begin, infrastructure: Invite - Told\n\n- **Step**: (before the first step)\n"
    )


def test_a_late_pass_is_a_warning() -> None:
    """It does not stop anybody, and is seen."""
    earlier = [{"failure": {"seen": "lost"}}, {"failure": None}]
    late = _result(
        status="passed", flaky=True, attempts=3, steps=STEPS[:1], earlier_attempts=earlier
    )
    [line] = annotations([late, _result(status="passed")])
    assert line.startswith("::warning file=features/invite.feature,line=4,title=flaky%3A Told::")
    assert line.endswith("Passed on attempt 3 only.%0ABefore: lost")


def test_the_jobs_summary_tells_a_late_pass_with_its_attempts() -> None:
    """By name, with what went wrong before; a failure has its attempts, too."""
    lost = {"number": 1, "verdict": "infrastructure", "failure": {**FAILURE, "seen": "a | b"}}
    never = {"number": 2, "verdict": "infrastructure", "failure": {"step": "", "seen": "none"}}
    late = _result("Late", "passed", verdict="passed", flaky=True, attempts=3)
    late["earlier_attempts"] = [lost, never]
    attempts = "- **Attempt 1**: infrastructure: a \\| b\n"
    attempts += "- **Attempt 2**: could not begin, infrastructure: none\n"
    text = job_summary(_summary(late))
    assert text.endswith(f"\n\n### flaky: Invite - Late\n\n{attempts}- **Attempt 3**: passed\n")
    wrong = _result(attempts=3, earlier_attempts=[lost, never])
    assert f"- Told\n\n{attempts}- **Attempt 3**: product\n- **Step**" in job_summary(
        _summary(wrong)
    )


def test_no_more_than_github_shows() -> None:
    """It takes ten of a kind."""
    assert len(list(annotations([_result() for _ in range(12)]))) == 10


def test_the_jobs_summary_counts_by_feature_and_tells_failures() -> None:
    """What an app showed is text: no mark-up, no broken table."""
    odd = _result("<b>|", failure={**FAILURE, "seen": "a|b <i>\nc"})
    text = job_summary(_summary(odd, _result(status="passed", feature="Roles")))
    assert text.startswith("## Profile emulator: 1 passed, 1 failed\n\n| Feature | passed |")
    assert "| Invite | 0 | 1 | 0 | 0 | 0 |" in text
    assert "| Roles | 1 | 0 | 0 | 0 | 0 |" in text
    assert "| **All** | **1** | **1** |" in text
    assert "### product: Invite - &lt;b>\\|\n\n- **Step**: Then b\n" in text
    assert "- **Seen**: a\\|b &lt;i> c\n" in text
    assert "virtual" not in text


def test_a_virtual_phone_is_named() -> None:
    """Nobody may take its results for evidence about the app."""
    text = job_summary({**_summary(_result()), "phone_kind": "virtual"})
    assert "no evidence about the app" in text


def test_nothing_is_told_elsewhere(tmp_path: Path) -> None:
    """Workflow commands are noise for everybody else."""
    file = tmp_path / "summary.md"
    told = tell_github(_summary(_result()), {"GITHUB_STEP_SUMMARY": str(file)})
    assert (told, file.exists()) == ([], False)


@pytest.mark.parametrize("has_summary", [True, False])
def test_on_github_both_are_told(tmp_path: Path, *, has_summary: bool) -> None:
    """What other steps of the job have written stays."""
    file = tmp_path / "summary.md"
    file.write_text("before\n")
    variables = {"GITHUB_ACTIONS": "true"}
    variables |= {"GITHUB_STEP_SUMMARY": str(file)} if has_summary else {}
    assert len(tell_github(_summary(_result()), variables)) == 1
    assert file.read_text().startswith("before\n## Profile" if has_summary else "before\n")

"""On GitHub: an annotation at the step of each scenario that did not pass, and a job summary."""

import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from harness.claims import place_of_failure, word_for_claim
from harness.command_line.ends import attempts, columns, counts, end_of, statuses_of

_MOST_ANNOTATIONS = 10  # of each kind and step: GitHub shows no more
_LONGEST_SUMMARY_BYTES = 1_000_000  # GitHub refuses a longer one
_NOT_PASSED = ("failed", "broken")
_VIRTUAL = "> These results come from a virtual phone and are no evidence about the app."


def tell_github(summary: Mapping[str, Any], variables: Mapping[str, str] = os.environ) -> list[str]:
    """Writes the job's summary, and returns the lines that GitHub reads from the output.

    Args:
        summary: The content of `summary.json`.
        variables: The environment; nothing is told unless it is GitHub's.
    """
    if variables.get("GITHUB_ACTIONS") != "true":
        return []
    if file := variables.get("GITHUB_STEP_SUMMARY"):
        text = job_summary(summary).encode()[:_LONGEST_SUMMARY_BYTES].decode(errors="ignore")
        with Path(file).open("a", encoding="utf-8") as stream:
            stream.write(text)
    return list(annotations(summary["results"]))


def annotations(results: list[dict[str, Any]]) -> Iterator[str]:
    """A workflow command for each scenario that did not pass, and for each that passed late.

    Errors at the line of the step that failed, or of the scenario's title where none was reached;
    warnings where a later attempt passed.
    """
    bad = [each for each in results if each["status"] in _NOT_PASSED]
    for result in bad[:_MOST_ANNOTATIONS]:
        failure = result["failure"] or {}
        told = [f"Step: {failure['step']}"] if failure.get("step") else []
        told += [f"{_claim(result)}: {failure.get('promised', '')}"]
        told += [f"Seen: {failure.get('seen', '')}"]
        yield _command("error", result, _verdict(result), "\n".join(told))
    flaky = [each for each in results if each["flaky"]]
    for result in flaky[:_MOST_ANNOTATIONS]:
        failures = [each["failure"] for each in result["earlier_attempts"] if each["failure"]]
        told = [
            f"Passed on attempt {result['attempts']} only.",
            *(f"Before: {each['seen']}" for each in failures),
        ]
        yield _command("warning", result, "flaky", "\n".join(told))


def job_summary(summary: Mapping[str, Any]) -> str:
    """The run in Markdown: a table by feature, and what did not pass, or not at once."""
    results: list[dict[str, Any]] = summary["results"]
    names = columns(results)
    lines = [f"## {_title(summary)}", ""]
    if str(summary["phone_kind"]).startswith("virtual"):
        lines += [_VIRTUAL, ""]
    lines += [_row(["Feature", *names]), _row(["---", *["--:"] * len(names)])]
    for feature in dict.fromkeys(each["feature"] for each in results):
        own = counts([each for each in results if each["feature"] == feature])
        lines.append(_row([feature, *(str(own[name]) for name in names)]))
    everything = counts(results)
    lines.append(_row(["**All**", *(f"**{everything[name]}**" for name in names)]))
    for result in results:
        if result["status"] in _NOT_PASSED:
            lines += ["", *_told(result)]
        elif result["flaky"]:
            lines += ["", _head("flaky", result), "", *_listed(attempts(result))]
    return "\n".join(lines) + "\n"


def _title(summary: Mapping[str, Any]) -> str:
    found = counts(summary["results"])
    said = ", ".join(f"{count} {name}" for name, count in found.items() if count)
    return f"Profile {summary['profile']}: {said or 'nothing was run'}"


def _told(result: dict[str, Any]) -> list[str]:
    failure = result["failure"] or {}
    told = [
        *attempts(result),
        ("Step", place_of_failure(failure.get("step", ""), statuses_of(result))),
        (_claim(result), failure.get("promised", "")),
        ("Seen", failure.get("seen") or result["message"] or ""),
        ("Do", failure.get("do", "")),
    ]
    return [_head(_verdict(result), result), "", *_listed(told)]


def _head(word: str, result: dict[str, Any]) -> str:
    return f"### {_plain(word)}: {_plain(result['feature'])} - {_plain(result['name'])}"


def _listed(told: Iterable[tuple[str, str]]) -> list[str]:
    return [f"- **{name}**: {_plain(text)}" for name, text in told if text]


def _verdict(result: dict[str, Any]) -> str:
    return end_of(result, result["tags"])


def _claim(result: dict[str, Any]) -> str:
    return word_for_claim(result["verdict"], result["tags"])


def _row(cells: list[str]) -> str:
    return f"| {' | '.join(_plain(cell) for cell in cells)} |"


def _plain(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    words = " ".join(str(text).split())
    return words.replace("&", "&amp;").replace("<", "&lt;").replace("|", "\\|").replace("`", "\\`")


def _command(kind: str, result: dict[str, Any], word: str, message: str) -> str:
    """A workflow command; what would end it early is escaped as GitHub wants it."""
    title = f"{word}: {result['name']}"
    place = {"file": result["feature_file"], "line": _line(result), "title": title}
    properties = ",".join(f"{name}={_property(value)}" for name, value in place.items() if value)
    return f"::{kind} {properties}::{_data(message)}"


def _line(result: dict[str, Any]) -> str:
    """Where the step stands that failed; else the scenario's title."""
    steps = zip(result["steps"], result["step_lines"], strict=False)
    lines = [line for step, line in steps if step["status"] in _NOT_PASSED]
    line = lines[0] if lines else result["line"]
    return str(line) if line else ""


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")

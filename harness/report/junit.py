"""`junit.xml`: a run for the CI servers that read nothing else, in the words of the features."""

import json
import re
import xml.etree.ElementTree as ET
from itertools import count, groupby
from pathlib import Path
from typing import Any

from harness.claims import place_of_failure, word_for_claim
from harness.gherkin.title import title_of_row

NAME = "junit.xml"

_NOT_IN_XML = re.compile("[^\t\n\r -\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def write_junit(reports: Path) -> Path:
    """Writes `junit.xml` beside the `summary.json` from which it is made.

    A feature is a suite, a scenario a case with its place in the feature file. What the app did not
    keep is a failure, what broke on the way is an error. Each row of an outline has a name of its
    own, as GitLab takes cases of one name for one case. Earlier attempts are told as Maven's
    Surefire does: `flakyFailure` or `flakyError` where the scenario passed in the end, and
    `rerunFailure` or `rerunError` where it did not.

    Args:
        reports: The folder that the run filled.
    """
    results = json.loads((reports / "summary.json").read_text("utf-8"))["results"]
    root = ET.Element("testsuites", _counts(results))
    for feature, group in groupby(results, key=lambda each: each["feature"]):
        cases = list(group)
        suite = ET.SubElement(root, "testsuite", {"name": _text(feature), **_counts(cases)})
        for case, name in zip(cases, _names(cases), strict=True):
            _add_case(suite, case, name)
    ET.indent(root)
    file = reports / NAME
    ET.ElementTree(root).write(file, encoding="utf-8", xml_declaration=True)
    return file


def _counts(results: list[dict[str, Any]]) -> dict[str, str]:
    statuses = [each["status"] for each in results]
    return {
        "tests": str(len(results)),
        "failures": str(statuses.count("failed")),
        "errors": str(statuses.count("broken")),
        "skipped": str(statuses.count("skipped")),
        "time": f"{sum(each['duration_s'] for each in results):.3f}",
    }


def _names(cases: list[dict[str, Any]]) -> list[str]:
    """As the terminal says them; one that others have already, as values were hidden, is numbered.

    Args:
        cases: All results of a feature.
    """
    names: list[str] = []
    for case in cases:
        name = _text(title_of_row(case["template"], case["row"]))
        numbered = (f"{name} #{number}" for number in count(2))
        names.append(name if name not in names else next(n for n in numbered if n not in names))
    return names


def _add_case(suite: ET.Element, result: dict[str, Any], name: str) -> None:
    place = {"file": result["feature_file"], "line": str(result["line"])}
    named = {"classname": _text(result["feature"]), "name": name}
    case = ET.SubElement(
        suite, "testcase", {**named, **place, "time": f"{result['duration_s']:.3f}"}
    )
    if result["status"] == "skipped":
        ET.SubElement(case, "skipped", {"message": _text(result["skipped_because"])})
    elif result["failure"]:
        kind = "failure" if result["status"] == "failed" else "error"
        _add_reason(case, kind, result, result["tags"])
    for attempt in result["earlier_attempts"]:
        if attempt["failure"]:
            kind = "Failure" if attempt["status"] == "failed" else "Error"
            kind = ("flaky" if result["flaky"] else "rerun") + kind
            _add_reason(case, kind, attempt, result["tags"])


def _add_reason(case: ET.Element, kind: str, attempt: dict[str, Any], tags: list[str]) -> None:
    verdict, failure = attempt["verdict"], attempt["failure"]
    statuses = [step["status"] for step in attempt["steps"]]
    attributes = {"type": verdict, "message": _text(failure["seen"])}
    reason = ET.SubElement(case, kind, attributes)
    lines = {
        "Step": place_of_failure(failure["step"], statuses),
        word_for_claim(verdict, tags): failure["promised"],
        "Seen": failure["seen"],
        "Do": failure["do"],
    }
    reason.text = _text("\n".join(f"{name}: {value}" for name, value in lines.items()))


def _text(words: str) -> str:
    """Without the characters that XML cannot hold."""
    return _NOT_IN_XML.sub("", words)

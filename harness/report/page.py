"""The page of pictures: what a run showed, for people who never look at code.

Pure Python and one file of HTML: no script, nothing loaded from outside. It is made from
`summary.json` alone, so it can be made again at any time.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.errors import ConfigurationError, Place

STATUSES = ("failed", "broken", "flaky", "passed", "skipped")
_GOES_WRONG = ("failed", "broken")
_SHOWN_WITH_TENTHS_S = 10
_KEYWORDS = ("Given", "When", "Then", "And", "But", "*")
_TAG_WORDS = {
    "guide": "promised by the official guide",
    "assumption": "assumed: nobody documents it",
    "virtual": "only possible on a virtual phone",
    "two_phones": "needs two phones",
}
_KIND_OF_VERDICT = {
    "product": "The app did not keep a promise",
    "infrastructure": "The phone, its driver or the network failed: says nothing about the app",
    "test": "This project has a mistake: says nothing about the app",
    "wrong use": "The command or a file is wrong: says nothing about the app",
}


@dataclass(frozen=True)
class Chapter:
    """One feature on the page.

    Args:
        anchor: Where links inside the page lead.
        name: The feature's name.
        description: Its paragraphs.
        parts: Its rules with their scenarios; a rule may have no name.
        counts: How many scenarios ended how.
    """

    anchor: str
    name: str
    description: list[str]
    parts: list[tuple[str, list[dict[str, Any]]]]
    counts: list[tuple[str, int]]


def render_page(reports: Path) -> list[Path]:
    """Makes `index.html` in a reports folder.

    Raises:
        ConfigurationError: There is no readable `summary.json` in it.
    """
    summary = _read(reports / "summary.json")
    environment = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(duration=_duration, words=_words)
    page = reports / "index.html"
    text = environment.get_template("page.html.jinja").render(_view(summary))
    page.write_text(text, encoding="utf-8")
    return [page]


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            Place(path), f"cannot be read: {error}", "what a run left", "Run scenarios first."
        ) from error


def _view(summary: dict[str, Any]) -> dict[str, Any]:
    """What the template speaks of."""
    scenarios = [_scenario(number, result) for number, result in enumerate(summary["results"], 1)]
    chapters = _chapters(scenarios)
    counts = summary["scenarios"]
    return {
        "summary": summary,
        "virtual": summary["phone_kind"].startswith("virtual"),
        "verdict": _verdict(counts),
        "counts": [(status, counts[status]) for status in STATUSES if counts[status]],
        "total": len(scenarios),
        "ended": _moment(summary["ended_at"]),
        "facts": _facts(summary),
        "failures": [scenario for scenario in scenarios if scenario["failure"]],
        "chapters": chapters,
        "kinds": _KIND_OF_VERDICT,
    }


def _scenario(number: int, result: dict[str, Any]) -> dict[str, Any]:
    """A scenario as the page shows it."""
    outcome = "flaky" if result["flaky"] else result["status"]
    return {
        **result,
        "anchor": f"scenario-{number}",
        "outcome": outcome,
        "is_open": outcome in _GOES_WRONG,
        "labels": [(tag, _TAG_WORDS[tag]) for tag in _TAG_WORDS if tag in result["tags"]],
        "steps": [_step(step) for step in result["steps"]],
        "has_pictures": any(step["pictures"] for step in result["steps"]),
        "proof": _proof(result),
    }


def _step(step: dict[str, Any]) -> dict[str, Any]:
    """A step with its keyword apart from its words."""
    keyword, _, words = step["text"].partition(" ")
    known = keyword in _KEYWORDS
    return {
        **step,
        "keyword": keyword if known else "",
        "words": words if known else step["text"],
    }


def _proof(result: dict[str, Any]) -> list[dict[str, Any]]:
    """The pictures of the moment when it went wrong."""
    steps = [step for step in result["steps"] if step["status"] in _GOES_WRONG]
    pictures = [picture for step in steps for picture in step["pictures"]]
    return pictures or list(result["pictures"])


def _chapters(scenarios: list[dict[str, Any]]) -> list[Chapter]:
    files = dict.fromkeys(scenario["feature_file"] for scenario in scenarios)
    return [
        _chapter(number, [each for each in scenarios if each["feature_file"] == file])
        for number, file in enumerate(files, 1)
    ]


def _chapter(number: int, scenarios: list[dict[str, Any]]) -> Chapter:
    first = scenarios[0]
    # The first story of a chapter is told at once; so is what went wrong.
    first["is_open"] = True
    return Chapter(
        anchor=f"feature-{number}",
        name=first["feature"],
        description=_paragraphs(first["feature_description"]),
        parts=[(rule, list(part)) for rule, part in groupby(scenarios, lambda each: each["rule"])],
        counts=_count(scenario["outcome"] for scenario in scenarios),
    )


def _count(outcomes: Iterable[str]) -> list[tuple[str, int]]:
    seen = list(outcomes)
    return [(status, seen.count(status)) for status in STATUSES if status in seen]


def _paragraphs(description: str) -> list[str]:
    blocks = description.split("\n\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]


def _verdict(counts: dict[str, int]) -> str:
    """The run in one sentence."""
    if counts["failed"]:
        return f"{_words(counts['failed'], 'promise was', 'promises were')} not kept."
    if counts["broken"]:
        return f"{_words(counts['broken'], 'scenario', 'scenarios')} could not be carried out."
    if not counts["passed"] + counts["flaky"]:
        return "Nothing was checked."
    return "Every promise that was checked was kept."


def _facts(summary: dict[str, Any]) -> list[tuple[str, str]]:
    """What the run was, in the order in which a reader needs it."""
    details: dict[str, str] = dict(summary["details"])
    details.pop("phone kind", None)
    facts = [
        ("Phone", f"{summary['phone_kind'] or 'not known'}"),
        ("Profile", summary["profile"] or "not known"),
        *((name[:1].upper() + name[1:], value) for name, value in details.items()),
        ("Ended", _moment(summary["ended_at"])),
        ("Took", _duration(summary["wall_s"])),
    ]
    if summary["interstitials"]:
        count = _words(len(summary["interstitials"]), "pop-up", "pop-ups")
        facts.append(("Dismissed", count))
    if summary["journal_open"]:
        count = _words(summary["journal_open"], "invitation", "invitations")
        facts.append(
            (
                "Still open",
                f"{count}; the next run takes them back, or remove them on Permissions by hand",
            )
        )
    return facts


def _moment(text: str) -> str:
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    return f"{moment.day} {moment:%B %Y, %H:%M}"


def _duration(seconds: float) -> str:
    if seconds < _SHOWN_WITH_TENTHS_S:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _words(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

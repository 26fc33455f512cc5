"""The page of pictures: what a run showed, for people who never look at code.

Pure Python: no script, nothing loaded from outside. It is made from `summary.json` and the
project's `features/guide.yaml`, so it can be made again at any time.
"""

import json
import shutil
from collections import Counter
from datetime import datetime
from pathlib import Path
from typing import Any, get_args

from jinja2 import Environment, PackageLoader, StrictUndefined

from harness.errors import ConfigurationError, Place
from harness.report.allure_html import ONE_FILE as ALLURE
from harness.report.guide import CoveredLine, Guide, Standing, covered, load_guide
from harness.report.matrix import matrix
from harness.report.one_file import Embedded
from harness.report.stories import chapters, counted, failures, story
from harness.report.written import written

ONE_FILE = "page-of-pictures.html"
STYLE = "page.css"
"""Beside the page in the folder, and not in it: some servers, such as Jenkins, forbid a page that
they show to bring its own style along, but not to have it from the same place."""

_TEMPLATES = Path(__file__).parent / "templates"
_SHOWN_WITH_TENTHS_S = 10
# Details of a run that say something to people who never look at code, as they would call them.
_FOR_EVERYBODY = {"model": "Model", "platform version": "Android", "language": "Language"}
# How a scenario ended, for the same people.
_ENDED = {
    "otherwise": "not as we assumed",
    "broken": "could not be checked",
    "flaky": "passed late",
    "skipped": "not run",
}


def render_page(reports: Path, root: Path | None = None, *, one_file: bool = False) -> list[Path]:
    """Makes `index.html` in a reports folder, with its style beside it; returns the pages.

    Args:
        reports: The folder that the run filled.
        root: The project's folder, for the guide's promises; None: they are not shown.
        one_file: Make `page-of-pictures.html` too, with all pictures in it, to be sent on.

    Raises:
        ConfigurationError: There is no readable `summary.json` in it, or the guide's file is wrong.
    """
    summary = _read(reports / "summary.json")
    guide = load_guide(root) if root else None
    view = _view(summary, guide, _written(guide, root) if guide and root else [])
    # The folder beside it opens from a web server only; ci/site leads there.
    view["allure"] = ALLURE if (reports / ALLURE).exists() else ""
    shutil.copyfile(_TEMPLATES / STYLE, reports / STYLE)
    made = [_write(reports / "index.html", view, None)]
    if one_file:
        made.append(_write(reports / ONE_FILE, view, Embedded(reports / "pictures")))
    return made


def _write(page: Path, view: dict[str, Any], embedded: Embedded | None) -> Path:
    environment = Environment(
        loader=PackageLoader("harness.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters.update(duration=_duration, words=_words, ended=_ended)
    environment.globals["embedded"] = embedded
    text = environment.get_template("page.html.jinja").render(view)
    page.write_text(text, encoding="utf-8")
    return page


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError) as error:
        raise ConfigurationError(
            Place(path), f"cannot be read: {error}", "what a run left", "Run scenarios first."
        ) from error


def _written(guide: Guide, root: Path) -> list[dict[str, Any]]:
    """All scenarios of the features that the guide's lines name, and its table of rights."""
    pairs = [pair for part in guide.parts for line in part.lines for pair in line.scenarios]
    stems = [stem for stem, _ in pairs] + ([guide.matrix.feature] if guide.matrix else [])
    return written(root / "features", dict.fromkeys(stems))


def _view(
    summary: dict[str, Any], guide: Guide | None, known: list[dict[str, Any]]
) -> dict[str, Any]:
    """What the template speaks of."""
    stories = [story(number, result) for number, result in enumerate(summary["results"], 1)]
    counts = counted(each["outcome"] for each in stories)
    parts = [
        (part, [covered(line, stories, known) for line in part.lines])
        for part in (guide.parts if guide else ())
    ]
    return {
        "virtual": summary["phone_kind"].startswith("virtual"),
        "had_no_end": _had_no_end(summary),
        "verdict": _verdict(Counter(dict(counts))),
        "counts": counts,
        "total": len(stories),
        "ended": _moment(summary["ended_at"]),
        "facts": _facts(summary),
        "technical": _technical(summary),
        "failures": failures(stories),
        "flaky": [each for each in stories if each["outcome"] == "flaky"],
        "parts": parts,
        "standings": _standings([line for _, lines in parts for line in lines]),
        "promised": sum("guide" in each["tags"] for each in stories),
        "assumed": sum(each["is_assumed"] for each in stories),
        "matrix": matrix(guide.matrix if guide else None, stories, known),
        "chapters": chapters(stories),
    }


def _standings(lines: list[CoveredLine]) -> list[tuple[str, int]]:
    """How many lines of the guide stand how, the worst first."""
    counts = Counter(line.standing for line in lines)
    return [(standing, counts[standing]) for standing in get_args(Standing) if counts[standing]]


def _verdict(counts: Counter[str]) -> str:
    """The run in one sentence."""
    said = []
    if counts["failed"]:
        said.append(f"{_words(counts['failed'], 'promise was', 'promises were')} not kept")
    if counts["otherwise"]:
        said.append(
            f"{_words(counts['otherwise'], 'scenario was', 'scenarios were')} not as we assumed"
        )
    if said:
        return f"{', and '.join(said)}."
    if counts["broken"]:
        return f"{_words(counts['broken'], 'scenario', 'scenarios')} could not be checked."
    if not counts["passed"] + counts["flaky"]:
        return "Nothing was checked."
    if counts["flaky"]:
        late = f"{counts['flaky']} of them on a second attempt only"
        return f"Every promise that was checked was kept, {late}."
    return "Every promise that was checked was kept."


def _facts(summary: dict[str, Any]) -> list[tuple[str, str]]:
    """What the run was, for everybody, in the order in which a reader needs it."""
    details = summary["details"]
    facts = [
        ("Phone", f"{summary['phone_kind'] or 'not known'}"),
        *((word, details[name]) for name, word in _FOR_EVERYBODY.items() if details.get(name)),
        ("App version", details.get("app version") or "not known"),
        ("Last seen alive" if _had_no_end(summary) else "Ended", _moment(summary["ended_at"])),
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


def _had_no_end(summary: dict[str, Any]) -> bool:
    """Whether the run died, and was summed up later from what it had laid down."""
    return bool(summary.get("had_no_end"))


def _technical(summary: dict[str, Any]) -> list[tuple[str, str]]:
    """The rest, for whoever wants to have the same run again."""
    said = {"phone kind", "app version", *_FOR_EVERYBODY}
    rest = {name: value for name, value in summary["details"].items() if name not in said}
    facts = {"profile": summary["profile"], **rest}
    return [(name[:1].upper() + name[1:], value) for name, value in facts.items() if value]


def _moment(text: str) -> str:
    moment = datetime.strptime(text, "%Y-%m-%dT%H:%M:%S%z")
    return f"{moment.day} {moment:%B %Y, %H:%M} ({moment.tzname()})"


def _duration(seconds: float) -> str:
    if seconds < _SHOWN_WITH_TENTHS_S:
        return f"{seconds:.1f} s"
    minutes, rest = divmod(round(seconds), 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def _ended(status: str) -> str:
    return _ENDED.get(status, status)


def _words(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"

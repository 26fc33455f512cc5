"""Scenarios as the page of pictures tells them: chapters, stories, steps, attempts."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from harness.claims import has_begun, is_assumed, is_other_than_assumed, word_for_claim

# "otherwise": what the summary calls failed, where it was no promise that was checked.
STATUSES = ("failed", "otherwise", "broken", "flaky", "passed", "skipped")
GOES_WRONG = ("failed", "otherwise", "broken")

_KEYWORDS = ("Given", "When", "Then", "And", "But", "*")
# Notes for everybody: who has which phone, what got in the way, and why there is no picture.
_FOR_EVERYBODY = re.compile(
    r"(Taking turns|Dismissed|Attempts|not taken back): |[^:]+: nothing saved, "
)
_TAG_WORDS = {
    "guide": "promised by the official guide",
    "assumption": "assumed: nobody documents it",
    "virtual": "only possible on a virtual phone",
    "two_phones": "needs two phones",
    "another_member": "needs two members",
}


@dataclass(frozen=True)
class Kind:
    """What a failure says, in words for people.

    Attributes:
        name: Two or three words.
        meaning: A sentence.
        style: Its class on the page, which gives it a colour.
    """

    name: str
    meaning: str
    style: str


# In the order in which they are told: what says something about the app comes first.
_KINDS = {
    "product": Kind("promise not kept", "The app did not keep a promise.", "failed"),
    "test": Kind(
        "mistake in the checks",
        "The checks themselves have a mistake. This says nothing about the app.",
        "mistake",
    ),
    "wrong use": Kind(
        "wrongly started",
        "The command or a file is wrong. This says nothing about the app.",
        "mistake",
    ),
    "infrastructure": Kind(
        "phone or network failed",
        "The phone or the way to it failed. This says nothing about the app.",
        "broken",
    ),
}
_OTHERWISE = Kind(
    "not as we assumed",
    "The app does otherwise than we assumed. Nobody documents this: it may be the assumption that"
    " is wrong.",
    "otherwise",
)
_FLAKY = Kind("passed late", "Passed, but not at once: look at both attempts.", "flaky")


@dataclass(frozen=True)
class Chapter:
    """One feature on the page.

    Attributes:
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


def story(number: int, result: dict[str, Any]) -> dict[str, Any]:
    """A scenario as the page shows it.

    Args:
        number: Its place in the run, from 1.
        result: As `summary.json` has it.
    """
    tags = result["tags"]
    told = _attempt(result, tags)
    earlier = [_attempt(each, tags) for each in result["earlier_attempts"]]
    return {
        **told,
        "anchor": f"scenario-{number}",
        **({"outcome": "flaky", "kind": _FLAKY} if result["flaky"] else {}),
        "is_open": told["outcome"] in GOES_WRONG,
        "is_assumed": is_assumed(tags),
        "labels": [(tag, _TAG_WORDS[tag]) for tag in _TAG_WORDS if tag in tags],
        "earlier": earlier,
        "before": next((each for each in earlier if each["failure"]), None),
    }


def chapters(stories: Sequence[dict[str, Any]]) -> list[Chapter]:
    """Stories by feature, in the order of the run."""
    files = dict.fromkeys(each["feature_file"] for each in stories)
    return [
        _chapter(number, [each for each in stories if each["feature_file"] == file])
        for number, file in enumerate(files, 1)
    ]


def failures(stories: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Those that did not pass; what says something about the app comes first."""
    order = list(_KINDS)
    failed = [each for each in stories if each["failure"]]
    return sorted(
        failed,
        key=lambda each: (
            order.index(each["verdict"]),
            each["outcome"] == "otherwise",
            not _has_begun(each),
        ),
    )


def counted(outcomes: Iterable[str]) -> list[tuple[str, int]]:
    """How often each outcome is there, the worst first; those that are not are left out."""
    seen = list(outcomes)
    return [(status, seen.count(status)) for status in STATUSES if status in seen]


def _has_begun(attempt: dict[str, Any]) -> bool:
    statuses = [step["status"] for step in attempt["steps"]]
    return has_begun(attempt["failure"]["step"], statuses)


def _kind(attempt: dict[str, Any], tags: list[str]) -> Kind | None:
    verdict = attempt["verdict"]
    kind = _OTHERWISE if is_other_than_assumed(verdict, tags) else _KINDS.get(verdict)
    failure = attempt["failure"]
    if kind and failure and not _has_begun(attempt):
        return Kind("could not begin", f"No step was carried out. {kind.meaning}", "setup")
    return kind


def _attempt(attempt: dict[str, Any], tags: list[str]) -> dict[str, Any]:
    """An attempt of a scenario with these tags."""
    verdict = attempt["verdict"]
    return {
        **attempt,
        "outcome": "otherwise" if is_other_than_assumed(verdict, tags) else attempt["status"],
        "kind": _kind(attempt, tags),
        "claim": word_for_claim(verdict, tags),
        **_board(attempt),
    }


def _board(attempt: dict[str, Any]) -> dict[str, Any]:
    """Steps with their pictures, and those of the moment when it went wrong."""
    steps = [_step(step) for step in attempt["steps"]]
    wrong = [step for step in steps if step["status"] in GOES_WRONG]
    proof = [picture for step in wrong for picture in step["pictures"]]
    return {
        "steps": steps,
        "notes": _for_everybody(attempt["notes"]),
        "for_engineers": [
            (where, note)
            for where, notes in (
                *((step["text"], step["notes"]) for step in attempt["steps"]),
                ("", attempt["notes"]),
            )
            for note in notes
            if not _FOR_EVERYBODY.match(note)
        ],
        "has_pictures": any(step["pictures"] for step in steps),
        "proof": proof or list(attempt["pictures"]),
    }


def _for_everybody(notes: list[str]) -> list[str]:
    return [note for note in notes if _FOR_EVERYBODY.match(note)]


def _step(step: dict[str, Any]) -> dict[str, Any]:
    """A step with its keyword apart from its words."""
    keyword, _, words = step["text"].partition(" ")
    known = keyword in _KEYWORDS
    return {
        **step,
        "notes": _for_everybody(step["notes"]),
        "keyword": keyword if known else "",
        "words": words if known else step["text"],
        "is_wide": bool(step["table"] or step["docstring"]),
    }


def _chapter(number: int, stories: list[dict[str, Any]]) -> Chapter:
    first = stories[0]
    # The first story of a chapter is told at once; so is what went wrong.
    first["is_open"] = True
    return Chapter(
        anchor=f"feature-{number}",
        name=first["feature"],
        description=_paragraphs(first["feature_description"]),
        parts=[(rule, list(part)) for rule, part in groupby(stories, lambda each: each["rule"])],
        counts=counted(each["outcome"] for each in stories),
    )


def _paragraphs(description: str) -> list[str]:
    blocks = description.split("\n\n")
    return [" ".join(block.split()) for block in blocks if block.strip()]

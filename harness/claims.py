"""Whose word a scenario checks: the official guide's, or our own where nobody documents anything.

A scenario that fails because of the app ends the same way for programs, whosever word it was; only
what people read tells the two apart.
"""

from collections.abc import Collection, Iterable

NOT_AS_ASSUMED = "not as we assumed"
"""How a scenario ended in which the app did otherwise than an assumption."""

_ASSUMPTION = "assumption"
_PRODUCT = "product"


def is_assumed(tags: Collection[str]) -> bool:
    """Whether a scenario checks what nobody documents.

    Args:
        tags: The scenario's, without "@".
    """
    return _ASSUMPTION in tags


def is_other_than_assumed(verdict: str, tags: Collection[str]) -> bool:
    """Whether the app did otherwise than we assumed: the assumption may be wrong, too.

    Args:
        verdict: The attempt's, as `summary.json` has it.
        tags: The scenario's, without "@".
    """
    return verdict == _PRODUCT and is_assumed(tags)


def word_for_claim(verdict: str, tags: Collection[str]) -> str:
    """What stands before the words that tell what should have been.

    "Promised" or "Assumed" of the app, "Needed" of everything else: only the app promises anything.

    Args:
        verdict: The attempt's, as `summary.json` has it.
        tags: The scenario's, without "@".
    """
    if verdict != _PRODUCT:
        return "Needed"
    return "Assumed" if is_assumed(tags) else "Promised"


def has_begun(step: str | None, statuses: Iterable[str]) -> bool:
    """Whether an attempt that did not pass carried out a step, or tried to.

    A failing step is named where there was one; after the last step, and between two, none is.

    Args:
        step: The failing one; empty where none failed, None where nothing failed or is told.
        statuses: Of its steps; those that were not reached are "skipped".
    """
    return step != "" or any(status != "skipped" for status in statuses)


def place_of_failure(step: str, statuses: Collection[str]) -> str:
    """The step that failed; else where it was, in brackets: before, between or after the steps.

    Args:
        step: The failing one; empty where none failed.
        statuses: Of its steps; those that were not reached are "skipped".
    """
    if step:
        return step
    if not has_begun(step, statuses):
        return "(before the first step)"
    return "(between steps)" if "skipped" in statuses else "(after the last step)"


def named_verdict(verdict: str, tags: Collection[str], *, has_begun: bool = True) -> str:
    """A verdict as people read it in a title.

    "product", "not as we assumed, product", "could not begin, infrastructure".

    Args:
        verdict: The attempt's, as `summary.json` has it.
        tags: The scenario's, without "@".
        has_begun: Whether a step was tried: one that was not is another thing than one that broke.
    """
    before = [] if has_begun else ["could not begin"]
    before += [NOT_AS_ASSUMED] if is_other_than_assumed(verdict, tags) else []
    return ", ".join([*before, verdict])

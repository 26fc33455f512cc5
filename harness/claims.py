"""Whose word a scenario checks: the official guide's, or our own where nobody documents anything.

A scenario that fails because of the app ends the same way for programs, whosever word it was; only
what people read tells the two apart.
"""

from collections.abc import Collection

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
    """What stands before the words that tell what should have been: "Promised" or "Assumed".

    Args:
        verdict: The attempt's, as `summary.json` has it.
        tags: The scenario's, without "@".
    """
    return "Assumed" if is_other_than_assumed(verdict, tags) else "Promised"


def named_verdict(verdict: str, tags: Collection[str]) -> str:
    """A verdict as people read it in a title: "product", or "not as we assumed, product".

    Args:
        verdict: The attempt's, as `summary.json` has it.
        tags: The scenario's, without "@".
    """
    return f"not as we assumed, {verdict}" if is_other_than_assumed(verdict, tags) else verdict

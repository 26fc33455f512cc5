"""How scenarios ended, in the words that the terminal and GitHub have in common."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from harness.claims import NOT_AS_ASSUMED, has_begun, is_other_than_assumed, named_verdict

_COLUMNS = ("passed", "failed", NOT_AS_ASSUMED, "broken", "skipped", "flaky")


def counts(results: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """How many scenarios stand in which column of a table; those that may be there, in order.

    For programs a broken assumption has failed; people read it in a column of its own.

    Args:
        results: As `summary.json` has them.
    """
    found = [column(each) for each in results]
    return {name: found.count(name) for name in _COLUMNS}


def columns(results: Sequence[Mapping[str, Any]]) -> list[str]:
    """Those of a run's table: that of broken assumptions only where there is one."""
    found = counts(results)
    return [name for name in _COLUMNS if name != NOT_AS_ASSUMED or found[name]]


def column(result: Mapping[str, Any]) -> str:
    """In which a scenario counts; a flaky pass as flaky only."""
    if result["flaky"]:
        return "flaky"
    if is_other_than_assumed(result["verdict"], result.get("tags", ())):
        return NOT_AS_ASSUMED
    return str(result["status"])


def end_of(attempt: Mapping[str, Any], tags: Sequence[str]) -> str:
    """The verdict of a result or of an earlier attempt, as a title has it.

    Args:
        attempt: With its `verdict`, `failure` and `steps`.
        tags: The scenario's, without "@".
    """
    failure = attempt.get("failure") or {}
    begun = has_begun(failure.get("step"), statuses_of(attempt))
    return named_verdict(attempt["verdict"], tags, has_begun=begun)


def statuses_of(attempt: Mapping[str, Any]) -> list[str]:
    """How the steps of a result or of an earlier attempt ended; none where it tells none."""
    return [each.get("status", "") for each in attempt.get("steps", ())]


def attempts(result: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Name and words of each attempt, where one that left a reason came before the last."""
    tags = result.get("tags", ())
    earlier = [each for each in result.get("earlier_attempts", ()) if each["failure"]]
    for each in earlier:
        yield f"Attempt {each['number']}", f"{end_of(each, tags)}: {each['failure']['seen']}"
    if earlier:
        yield f"Attempt {result['attempts']}", end_of(result, tags)

"""Versions of apps."""

import re


def version_code(version: str) -> int:
    """A number that grows with a version: 43.1.4 -> 430104.

    Args:
        version: As people see it; three numbers of it count, each below 100.
    """
    parts = [int(part) for part in re.findall(r"\d+", version)[:3]]
    if len(parts) == 1:
        return parts[0]
    return sum(part * 100**place for place, part in enumerate(reversed(parts)))

"""A profile with every line used that it has only as a comment."""

import re
from pathlib import Path

_OFF = re.compile(r"#(?P<rest>(?: +(?:- )?)?[A-Za-z_]\w*(?::\w+)?: .*)")


def with_everything_switched_on(profile: Path) -> str:
    """The file's text. Its head, above `name:`, is prose."""
    head, name, body = profile.read_text("utf-8").partition("\nname: ")
    return head + name + "\n".join(_switched_on(line) for line in body.splitlines()) + "\n"


def _switched_on(line: str) -> str:
    found = _OFF.fullmatch(line)
    if found is None:
        return line
    return f" {found['rest']}" if found["rest"].startswith(" ") else found["rest"]

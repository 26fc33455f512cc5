"""Programs of this computer: where they are, and which version they say they are."""

import re
import shutil
import subprocess
from collections.abc import Mapping

_ANSWER_S = 10
_VERSION = re.compile(r'(?:^v?|version ")(\d+(?:\.\d+)*)', re.MULTILINE)


def version_said(
    name: str, environment: Mapping[str, str], *arguments: str
) -> tuple[int, ...] | None:
    """The first version in what a program prints; None where it is not there or does not run.

    Args:
        name: Looked for on the environment's PATH.
        environment: For the program, too.
        arguments: That make it print its version.
    """
    program = shutil.which(name, path=environment.get("PATH"))
    if program is None:
        return None
    try:
        done = subprocess.run(
            [program, *arguments],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_ANSWER_S,
            check=False,
            env=dict(environment),
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = _VERSION.search(f"{done.stdout}\n{done.stderr}")
    if done.returncode != 0 or found is None:
        return None
    return tuple(int(part) for part in found[1].split("."))


def dotted(version: tuple[int, ...]) -> str:
    """As people write it."""
    return ".".join(map(str, version))

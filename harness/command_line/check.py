"""`harness check`: features against steps, without a phone."""

import argparse
import sys
from typing import Any

from harness.command_line.project import project_root

_DESCRIPTION = """\
Reads all features and steps without a phone and finds what would bite later: steps that are
undefined, ambiguous, defined twice or unused; scenarios with no steps or a doubled name;
outlines without examples or with wrong columns; tags that are not registered.
"""


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "check",
        help="read features and steps without a phone",
        description=_DESCRIPTION,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing when all is well")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Print problems on stderr; 2 when there are any."""
    from harness.gherkin.check import check
    from harness.gherkin.problem import listed

    result = check(project_root())
    if result.problems:
        print(listed(result.problems), file=sys.stderr)
        count = len(result.problems)
        noun = "problem" if count == 1 else "problems"
        print(f"{count} {noun} in features and steps.", file=sys.stderr)
        return 2
    if not arguments.quiet:
        print(
            f"{result.features} features with {result.scenarios} scenarios fit "
            f"{result.definitions} step definitions: no problem found."
        )
    return 0

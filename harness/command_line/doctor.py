"""`harness doctor`: everything that a run needs, one line each, with the fix."""

import argparse
import json
import sys
from collections.abc import Iterable
from itertools import groupby
from textwrap import wrap
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from harness.command_line.project import project_root
from harness.command_line.settings_options import add_settings_options

if TYPE_CHECKING:
    from harness.doctor.diagnose import Diagnosis
    from harness.doctor.finding import Finding

_DESCRIPTION = """\
Looks at everything that a run with a profile needs, and says how to put right what is wrong. It
only looks: no phone is changed, no session is started, nobody is told anything.
"""
_EPILOG = """\
exit codes:
  0  nothing is wrong; warnings do not count
  2  the configuration is wrong
  3  the phone, the server or a tool is wrong

examples:
  harness doctor                        for a run on the virtual phone
  harness doctor --profile emulator     for a run on an emulator
  harness doctor --profile emulator --json | jq '.findings[] | select(.state == "wrong")'
"""
_MARKS = {
    "ok": ("✓", "green"),
    "warning": ("!", "yellow"),
    "wrong": ("✗", "bold red"),
    "not looked at": ("-", "dim"),
}
_ORDER = ("wrong", "warning", "ok", "not looked at")
_TITLE_COLUMNS = 17
_INDENT = " " * (_TITLE_COLUMNS + 5)
_NARROWEST = 30
_WIDEST = 100
_PIPE_COLUMNS = 80


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "doctor",
        help="look at everything a run needs, and say how to put right what is wrong",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_settings_options(parser)
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Look at everything, show it; the exit code says what is wrong."""
    from harness.doctor.diagnose import diagnose
    from harness.doctor.subject import Names, read_subject
    from harness.session.virtual_phones import virtual_environment

    names = Names(arguments.profile, arguments.people, arguments.language)
    with Console(stderr=True).status("Looking ..."):
        subject = read_subject(project_root(), names, virtual_environment())
        diagnosis = diagnose(subject)
    if arguments.json:
        print(json.dumps(_as_json(diagnosis, names.profile), indent=2, ensure_ascii=False))
    else:
        _show(_console(), diagnosis, names.profile)
    return diagnosis.exit_code


def _console() -> Console:
    """Narrow enough to be read, and wide enough in a pipe, which has no width of its own."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="replace")
    console = Console(highlight=False)
    if not console.is_terminal:
        return Console(highlight=False, width=_PIPE_COLUMNS)
    return Console(highlight=False, width=min(console.width, _WIDEST))


def _show(console: Console, diagnosis: "Diagnosis", profile: str) -> None:
    for area, findings in groupby(diagnosis.findings, lambda finding: finding.area):
        console.print(Text(area, "bold"))
        _show_area(console, findings)
    counts = "  ".join(
        f"[{_MARKS[state][1]}]{_MARKS[state][0]} {diagnosis.count(state)} {state}[/]"
        for state in _ORDER
    )
    console.print(f"\n{counts}   (profile {profile}, {diagnosis.wall_s:.1f} s)", soft_wrap=True)
    if diagnosis.exit_code == 0:
        console.print(f"Nothing keeps a run with the profile {profile} from beginning.")


def _show_area(console: Console, findings: "Iterable[Finding]") -> None:
    for finding in findings:
        mark, style = _MARKS[finding.state]
        is_unseen = finding.state == "not looked at"
        said = f"{finding.state}: {finding.said}" if is_unseen else finding.said
        first, *more = _wrapped(said, console.width)
        line = Text.assemble(
            "  ",
            (mark, style),
            (f" {finding.title:<{_TITLE_COLUMNS}} {first}", "dim" if is_unseen else ""),
        )
        console.print(line, soft_wrap=True)
        for rest in [
            *more,
            *(_wrapped(f"Do: {finding.fix}", console.width) if finding.fix else ()),
        ]:
            console.print(Text(f"{_INDENT}{rest}", "dim" if is_unseen else ""), soft_wrap=True)
        if finding.command:
            # Never broken: it is there to be copied.
            console.print(Text(f"      $ {finding.command}", "cyan"), soft_wrap=True)


def _wrapped(text: str, columns: int) -> list[str]:
    """Lines for the right-hand column; paths and addresses stay whole."""
    room = max(columns - len(_INDENT), _NARROWEST)
    return wrap(text, room, break_long_words=False, break_on_hyphens=False) or [""]


def _as_json(diagnosis: "Diagnosis", profile: str) -> dict[str, Any]:
    return {
        "profile": profile,
        "exit_code": diagnosis.exit_code,
        "counts": {state: diagnosis.count(state) for state in _ORDER},
        "wall_s": round(diagnosis.wall_s, 3),
        "findings": [
            {
                "area": finding.area,
                "title": finding.title,
                "state": finding.state,
                "said": finding.said,
                "fix": finding.fix,
                "command": finding.command,
                "blames": finding.blames if finding.state == "wrong" else None,
            }
            for finding in diagnosis.findings
        ],
    }

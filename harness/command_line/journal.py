"""`harness journal`: the invitations that were sent, and which of them people may still hold."""

import argparse
import json
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.command_line.project import project_root

if TYPE_CHECKING:
    from harness.invitations.in_words import Line
    from harness.invitations.journal import Entry

_DESCRIPTION = """\
Shows the journal of invitations: what was about to be sent is noted there before Invite is tapped,
and stays open until it is taken back. Numbers and addresses are shown with their middle hidden,
private ones by whose they are, where the profile's people file can be read. No phone is touched.
"""
_EPILOG = """\
examples:
  harness journal                        what is open
  harness journal --all                  what is closed, too
  harness journal --profile emulator     of one profile
  harness journal --json | jq '.entries[] | select(.is_open)'

Virtual phones, and all that they were sent, end with the run that started them: they have no
journal to read.
"""


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "journal",
        help="show which invitations were sent, and which are still open",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--profile", metavar="P", help="only what was sent with this profile")
    parser.add_argument(
        "--people", metavar="F", help="who private contacts belong to (default: the profile's)"
    )
    parser.add_argument("--all", action="store_true", help="show what is closed, too")
    parser.add_argument("--json", action="store_true", help="print JSON, for programs")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Read and show; that something is open is no error."""
    from harness.invitations.in_words import in_words
    from harness.wiring import shared_journal

    root = project_root()
    file = shared_journal(root)
    entries = _entries(root, file, arguments.profile, arguments.people) if file.exists() else []
    lines = in_words(entries)
    chosen = lines if arguments.all else [line for line in lines if line.is_open]
    still_open = sum(line.is_open for line in lines)
    if arguments.json:
        told = {"file": str(file), "open": still_open, "entries": [asdict(line) for line in chosen]}
        print(json.dumps(told, indent=2, ensure_ascii=False))
    else:
        _show(chosen, still_open, len(lines))
    return 0


def _entries(root: Path, file: Path, profile: str | None, people: str | None) -> "list[Entry]":
    """Each profile's with its own people, as far as they are needed and can be read."""
    from harness.errors import ConfigurationError
    from harness.invitations.journal import Journal
    from harness.settings.load import default_people, load_people, load_profile
    from harness.wiring import seals_of

    entries = Journal(file).entries(profile)
    for name in {entry.scope.profile for entry in entries if not entry.contact}:
        with suppress(ConfigurationError):  # then they are shown without whose they are
            seals = seals_of(load_people(root, people or default_people(load_profile(root, name))))
            known = {entry.id: entry for entry in Journal(file, seals).entries(name)}
            entries = [known.get(entry.id, entry) for entry in entries]
    return entries


def _show(lines: "Sequence[Line]", still_open: int, noted: int) -> None:
    from harness.command_line.progress import terminal

    with terminal() as console:
        if lines:
            console.print(_table(lines))
            console.print()
        if still_open:
            console.print(f"Open: {still_open} of {noted} that were noted.", markup=False)
        else:
            closed = f" All {noted} that were noted are closed." if noted else " None was noted."
            console.print(f"No invitation is open.{closed}", markup=False)


def _table(lines: "Sequence[Line]") -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
    for name in ("When", "Who", "As", "Profile", "State", "Remark", "Do"):
        table.add_column(name, overflow="fold")
    for line in lines:
        cells = (
            _local(line.when),
            line.who,
            line.role,
            line.profile,
            line.state,
            line.remark,
            line.do,
        )
        table.add_row(*(Text(cell, "" if line.is_open else "dim") for cell in cells))
    return table


def _local(when: str) -> str:
    """For whoever sits at this machine."""
    try:
        return f"{datetime.fromisoformat(when).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return when

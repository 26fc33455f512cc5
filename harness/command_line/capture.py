"""`harness capture`: save the app's screens from a phone; compare saved ones with the pages."""

import argparse
import sys
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.command_line.project import project_root
from harness.command_line.settings_options import add_settings_options
from harness.errors import WrongUse

if TYPE_CHECKING:
    from harness.capture.catalog import Catalog, SavedPage
    from harness.session.session import Session
    from harness.settings import Settings

_DESCRIPTION = """\
Walks the guide's way on the first phone of a profile and saves every screen: its source, a picture,
and what was found on it. Never invites anybody: the final Invite is not tapped. People's numbers,
addresses, names and codes are masked in all files.

With --compare DIR, no phone is needed: says which parts of pages would not be found on the saved
screens, and proposes lines for config/locators.yaml.
"""
_EXAMPLES = """\
examples:
  harness capture                                  the virtual phone, to see what it looks like
  harness capture --profile emulator               into reports/captures/<date and time>
  harness capture --compare reports/captures/20261126-101500
  harness capture --compare my_dumps --language fr     XML files that are named after pages

exit codes: 0 all parts found, 1 some are not (or a screen did not come), 2 wrong use, or no
capture in the folder, 3 the phone was lost on the way
"""


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "capture",
        help="save the app's screens, masked; compare saved ones with the pages",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_settings_options(parser, default_profile=None)
    parser.add_argument("--output", metavar="DIR", type=Path, help="a new folder for the capture")
    parser.add_argument("--compare", metavar="DIR", type=Path, help="a folder with saved screens")
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Capture, or compare; 1 when something was not found."""
    if arguments.compare is None:
        return _capture(arguments)
    if arguments.output or arguments.people:
        raise WrongUse("--compare needs no phone and no people: leave out --output and --people.")
    return _compare(arguments)


def _capture(arguments: argparse.Namespace) -> int:
    from harness.session.lease import Needs
    from harness.session.phones import phones_of
    from harness.session.pool import Pool
    from harness.session.sessions import Sessions
    from harness.session.virtual_phones import virtual_environment
    from harness.settings import DEFAULT_PROFILE, load_settings

    root, environment = project_root(), virtual_environment()
    name = arguments.profile or DEFAULT_PROFILE
    settings = load_settings(root, name, arguments.people, arguments.language, environment)
    began = datetime.now()  # noqa: DTZ005 - the name of a folder, for whoever stands beside
    folder = arguments.output or root / "reports" / "captures" / f"{began:%Y%m%d-%H%M%S}"
    sessions = Sessions(settings.profile, _ignore, _ignore)
    with phones_of(settings.profile, environment) as phones:
        pool = Pool(settings, phones, workers=1, end=sessions.end)
        try:
            with pool.leased(Needs()) as lease:
                catalog = walk(sessions.on(lease.phones[0]), settings, folder, environment)
        finally:
            pool.give_back()
    return _outcome(catalog, folder)


def walk(
    session: "Session", settings: "Settings", folder: Path, environment: Mapping[str, str]
) -> "Catalog":
    """Walk with a phone that is ready, and save what comes.

    Args:
        session: With the phone.
        settings: Who logs in, and in what language.
        folder: A new one, or an empty one.
        environment: Where adb is looked for.

    Raises:
        InfrastructureError: The phone was lost; what was saved stays.
    """
    import tempfile

    from harness.capture.wiring import forgiving, recorder_for
    from harness.wiring import guard_for, screen_for
    from pages.app import App
    from pages.walk import Walk

    recorder = recorder_for(session, settings, folder, environment, _announce)
    with tempfile.TemporaryDirectory() as journal:
        closed = "a capture invites nobody"
        guard = guard_for(settings, Path(journal) / "journal.sqlite3", closed)
        screen = screen_for(session, forgiving(settings), guard, recorder)
        people = settings.people
        app = App(screen, people.organization, profile_name=people.profile_name)
        Walk(app, people, recorder).go()
    return recorder.catalog


def _announce(saved: "SavedPage") -> None:
    file = saved.source or "(nothing)"
    more = f"  {'; '.join(saved.remark)}" if saved.remark else ""
    print(f"{file:45} {'and its picture' if saved.picture else 'no picture':15}{more}", flush=True)


def _outcome(catalog: "Catalog", folder: Path) -> int:
    unexpected = sum(not each.is_expected for each in catalog.screens)
    for each in catalog.not_reached:
        print(f"not reached: {each.page}: {each.why}", file=sys.stderr)
    print(f"{len(catalog.screens)} screens in {folder}")
    print(f"What would not be found on them: harness capture --compare {folder}")
    if catalog.phone_kind == "virtual":
        print("They come from the virtual phone, and say nothing about the app.")
    return 1 if unexpected or catalog.not_reached else 0


def _compare(arguments: argparse.Namespace) -> int:
    from harness.capture.compare import compare
    from harness.capture.report import report
    from pages.walk import NEVER_OPENED, SCREENS

    comparison = compare(
        arguments.compare,
        project_root(),
        SCREENS,
        NEVER_OPENED,
        profile=arguments.profile,
        language=arguments.language,
    )
    print(report(comparison))
    return 0 if comparison.is_whole else 1


def _ignore(_: object) -> None:
    """Sessions tell nobody that they open and close."""

"""`harness reap`: takes back what earlier runs have sent and left open."""

import argparse
import os
import signal
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from harness.command_line.project import project_root
from harness.command_line.settings_options import add_settings_options
from harness.errors import InfrastructureError, WrongUse

if TYPE_CHECKING:
    from harness.invitations.guard import InvitationGuard
    from harness.invitations.journal import Entry
    from harness.session.phones import Phone
    from harness.session.session import Session
    from harness.settings import Settings

_DESCRIPTION = """\
Takes back every invitation that the journal has open for a profile: logs in as the Admin on the
profile's first free phone, looks for each contact in the app's list on Permissions, removes it
there, and closes the entry. Nobody is touched whom the journal does not name, who is not listed
under `members` of the people file, or who is marked has_joined there. Every run does the same for
the people whom it is about to invite; this is for what a run has left behind that was killed.
"""
_EPILOG = """\
examples:
  harness reap                              of the profile that has something open
  harness reap --profile emulator
  harness journal                           what is open, without a phone

Where the list has not shown a contact since Invite was tapped, it may lag: then it waits as long as
delivery_s in the profile says, and looks again. It may be broken off or killed at any time: the
next one goes on. What a run has under way at the same time is left to that run.

exit codes: 0 nothing is left open, 2 wrong use or configuration, 3 something is still open, or
the phone, driver or network failed
"""
_LEFT_OPEN = 3
_OF_ANOTHER = (
    'still open: entry {} is of the organization "{}", and the people file is of "{}"\n'
    "  Do: take it back with a people file that has that name; where the account was renamed, put"
    " the old name back for one harness reap"
)


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "reap",
        help="take back invitations that earlier runs left open",
        description=_DESCRIPTION,
        epilog=_EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_settings_options(parser, default_profile=None)
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, _others: list[str]) -> int:
    """Take back, say what was done; 3 where something stays open."""
    from harness.settings import load_settings
    from harness.wiring import guard_for, has_own_journal, redactor_of, shared_journal

    root = project_root()
    profile = arguments.profile or _only_profile_open(shared_journal(root))
    if profile is None:
        print("Nothing to take back: the journal has no invitation open.")
        return 0
    names = (profile, arguments.people, arguments.language)
    settings = load_settings(root, *names, environment=os.environ)
    if has_own_journal(settings):
        print("Nothing to take back: virtual phones, and all that they sent, end with their run.")
        return 0
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    guard = guard_for(settings, shared_journal(root))
    before = guard.open_entries()
    elsewhere = guard.open_elsewhere()
    for entry in elsewhere:
        print(_OF_ANOTHER.format(entry.id, entry.scope.organization, settings.people.organization))
    if not before:
        if not elsewhere:
            print("Nothing to take back: the journal has no invitation open for this profile.")
        return _LEFT_OPEN if elsewhere else 0
    try:
        take_back(settings, guard, os.environ)
    except InfrastructureError as fault:
        # It may tell who somebody is whose number or address is private.
        raise InfrastructureError(redactor_of(settings, root).text(str(fault))) from None
    finally:
        still_open = {entry.id: entry for entry in guard.open_entries()}
        _show([(entry, still_open.get(entry.id)) for entry in before])
    # Also what a run has under way: it was not looked at.
    is_left = elsewhere or any(entry.id in still_open for entry in before)
    return _LEFT_OPEN if is_left else 0


def _only_profile_open(file: Path) -> str | None:
    """The profile that has something open; None where none has."""
    from harness.invitations.journal import Journal

    entries = Journal(file).open_entries() if file.exists() else []
    profiles = sorted({entry.scope.profile for entry in entries})
    if len(profiles) > 1:
        raise WrongUse(
            f"The profiles {', '.join(profiles)} have something open.\n"
            "  Do: harness reap --profile NAME, for one after the other"
        )
    return profiles[0] if profiles else None


def take_back(
    settings: "Settings", guard: "InvitationGuard", environment: Mapping[str, str]
) -> "list[Entry]":
    """Take back what is open and nobody else's business, on the first phone that is free.

    Args:
        settings: The profile's phones, and the people.
        guard: Knows the journal.
        environment: Of the phones.

    Returns:
        What stays open because the list does not tell, or must not be touched.

    Raises:
        InfrastructureError: The phone failed; what was closed before stays closed.
    """
    from harness.session.lease import Needs
    from harness.session.phones import phones_of
    from harness.session.pool import Pool
    from harness.session.sessions import Sessions
    from harness.wiring import screen_for
    from pages.app import App
    from pages.taking_back import take_back_what_comes_late

    sessions = Sessions(settings.profile, _ignore, _ignore)
    with phones_of(settings.profile, environment) as phones:
        pool = Pool(settings, phones, workers=1, end=sessions.end)
        try:
            with pool.leased(Needs()) as lease:
                phone = lease.phones[0]
                with guard.scenario(_name(phone), lease.may_touch, lease.alone):
                    if not guard.open_entries():
                        return []

                    @cache
                    def app_on(session: "Session") -> App:
                        screen = screen_for(session, settings, guard, _Notes())
                        people = settings.people
                        return App(screen, people.organization, profile_name=people.profile_name)

                    def app() -> App:
                        return app_on(sessions.on(phone))

                    return take_back_what_comes_late(
                        app,
                        settings.people.admin,
                        concerns=lambda _: True,
                        tell=lambda what: print(f"{what[0].upper()}{what[1:]}."),
                    )
        finally:
            pool.give_back()


class _Notes:
    """Says on the console what a report would say."""

    def interstitial(self, name: str) -> None:
        """A screen in the way was dismissed."""
        print(f"Dismissed: {name}")

    def fallback(self, what: str) -> None:
        """Why something was not taken back stands with its entry."""

    def keep_secret(self, codes: Iterable[str]) -> None:
        """Nothing of a screen is printed."""


def _show(outcomes: "Sequence[tuple[Entry, Entry | None]]") -> None:
    from harness.invitations.in_words import in_words

    for before, now in outcomes:
        line = in_words([now or before])[0]
        role = f" as {line.role}" if line.role else ""
        print(f"{'still open' if now else 'taken back'}: {line.who}{role}")
        if now is not None:
            print(
                f"  Why: {line.remark or 'not looked at: a run has it under way, or ended first'}"
            )
            print("  Do: run this once more; else remove them on Permissions by hand")
    closed = sum(now is None for _, now in outcomes)
    print(f"{closed} of {len(outcomes)} closed.")


def _name(phone: "Phone") -> str:
    return phone.settings.udid or phone.name


def _ignore(_: object) -> None:
    """Sessions tell nobody that they open and close."""

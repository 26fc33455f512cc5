"""What the processes of the trials do: one invitation, or one reap, and say how it ended."""

import math
import os
from collections.abc import Callable
from contextlib import redirect_stdout
from dataclasses import dataclass, field, replace
from io import StringIO
from multiprocessing.connection import Connection
from pathlib import Path

from harness.command_line.reap import take_back
from harness.errors import HarnessError
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.session.lease import Needs
from harness.session.phones import phones_of
from harness.session.pool import Pool
from harness.session.sessions import Sessions
from harness.settings import Person, Secret, Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages import taking_back
from pages.app import App

PASSWORD = "for this trial"


@dataclass(frozen=True)
class Place:
    """Where the trial takes place.

    Attributes:
        root: The project's folder, with the languages.
        profile: The profile's file.
        people: The people file.
        journal: The journal's file.
    """

    root: Path
    profile: Path
    people: Path
    journal: Path


@dataclass(frozen=True)
class Ended:
    """How a process ended, in its own words; one that was killed says nothing.

    Attributes:
        error: The class of what was raised; empty where all went well.
        message: What it says.
        printed: What it said on the way.
    """

    error: str = ""
    message: str = ""
    printed: str = field(default="", compare=False)


Invite = Callable[[Place, Contact, str, Connection], None]
"""What the process of one run does."""

Reap = Callable[[Place, Connection], None]
"""What the process of one reap does."""


def invite(place: Place, contact: Contact, role: str, said: Connection) -> None:
    """One scenario up to the confirmation; what it sent is left to whoever comes next."""

    def as_who_is_logged_in() -> None:
        settings, guard = _engine(place)
        _invite(settings, guard, settings.people.admin, contact, role)

    _say(said, as_who_is_logged_in)


def invite_by_password(place: Place, contact: Contact, role: str, said: Connection) -> None:
    """The same; the Admin logs in with the password first, and before the list is read again."""

    def by_password() -> None:
        settings, guard = _engine(place)
        _invite(settings, guard, _with_password(settings), contact, role)

    _say(said, by_password)


def log_in(place: Place, said: Connection) -> None:
    """The Admin, with the password that the people file does not know."""

    def by_password() -> None:
        settings, guard = _engine(place)
        admin = _with_password(settings)
        sessions = Sessions(settings.profile, _ignore, _ignore)
        with phones_of(settings.profile, os.environ) as [phone]:
            screen = screen_for(sessions.on(phone), settings, guard, Silent())
            App(screen, settings.people.organization).log_in(admin, "phone")
            sessions.close()

    _say(said, by_password)


def reap(place: Place, said: Connection) -> None:
    """As `harness reap`; what stays open is an error."""

    def take_all_back() -> None:
        settings, guard = _engine(place)
        if left := take_back(settings, guard, os.environ):
            message = f"left open: {[(entry.who, entry.remark) for entry in left]}"
            raise AssertionError(message)

    _say(said, take_all_back)


def reap_without_rest(place: Place, said: Connection) -> None:
    """The same, but it looks again at once: no trial depends on how long anything takes."""
    taking_back._ROUNDED_S = -math.inf
    reap(place, said)


def _engine(place: Place) -> tuple[Settings, InvitationGuard]:
    settings = load_settings(place.root, str(place.profile), str(place.people))
    return settings, guard_for(settings, place.journal)


def _with_password(settings: Settings) -> Person:
    return settings.people.admin.model_copy(update={"password": Secret(PASSWORD)})


def _invite(
    settings: Settings, guard: InvitationGuard, admin: Person, contact: Contact, role: str
) -> None:
    sessions = Sessions(settings.profile, _ignore, _ignore)
    organization = settings.people.organization
    with phones_of(settings.profile, os.environ) as phones:
        pool = Pool(settings, phones, workers=1, end=sessions.end)
        try:
            with pool.leased(Needs(kinds=frozenset({contact.kind}))) as lease:

                def app_now() -> App:
                    session = sessions.on(lease.phones[0])
                    return App(screen_for(session, settings, guard, Silent()), organization)

                with guard.scenario("phone", lease.may_touch, lease.alone):
                    guard.reads_list_with(lambda one: app_now().standing_of(one, admin))
                    app = app_now()
                    app.be_logged_in_as(admin)
                    app.open_permissions()
                    app.invite(contact, role).confirm_sent()
        finally:
            pool.give_back()


class Silent:
    """Nobody reads the notes of a trial."""

    def interstitial(self, name: str) -> None:
        """Something was in the way."""

    def fallback(self, what: str) -> None:
        """A second way was taken."""

    def keep_secret(self, codes: object) -> None:
        """No code is typed here."""


def _say(said: Connection, do: Callable[[], None]) -> None:
    ended = Ended()
    with redirect_stdout(StringIO()) as printed:
        try:
            do()
        except (HarnessError, AssertionError) as error:
            ended = Ended(type(error).__name__, str(error))
    said.send(replace(ended, printed=printed.getvalue()))


def _ignore(_: object) -> None:
    """Sessions tell nobody that they open and close."""

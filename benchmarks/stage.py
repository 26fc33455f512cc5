"""Where benchmarks play: a virtual phone, with the people of config/people.virtual.yaml."""

import os
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from harness.invitations.contact import Contact
from harness.session.phones import Phone, phones_of
from harness.session.session import Session
from harness.session.sessions import Sessions
from harness.session.virtual_phones import virtual_environment
from harness.settings import Settings, load_settings
from harness.wiring import guard_for, screen_for
from pages.app import App

ROOT = Path(__file__).parents[1]
APP_PACKAGE = "com.zhiliaoapp.musically"


@dataclass(frozen=True)
class Cast:
    """What a script must know by heart.

    Attributes:
        admin_number: As it is typed beside the chip "US +1".
        member_number: As it is typed beside the chip "US +1".
    """

    organization: str
    admin_number: str
    member_number: str
    password: str


class Stage:
    """A virtual phone to play on, a second one to compare with, and the settings to use them with.

    Args:
        settings: Of a profile of the virtual phone.
        phones: Started for the benchmark.
    """

    def __init__(self, settings: Settings, phones: Sequence[Phone]) -> None:
        self.settings, self.phone = settings, phones[0]
        self.other_url = phones[1].url

    @property
    def url(self) -> str:
        """The phone's WebDriver server."""
        return self.phone.url

    def new_session(self) -> Session:
        """One more session with the phone."""
        return Sessions(self.settings.profile, _ignore, _ignore).on(self.phone)

    @property
    def member(self) -> Contact:
        """The first person of the people file who may be invited by phone number."""
        contacts = [Contact.of(each) for each in self.settings.people.members]
        return next(each for each in contacts if each.number is not None)

    @property
    def cast(self) -> Cast:
        """The same people for a script without harness."""
        people = self.settings.people
        admin, member = people.admin, self.member
        assert admin.phone is not None
        assert admin.password is not None
        assert member.number is not None
        return Cast(
            people.organization,
            admin.phone.national,
            member.number.national,
            admin.password.reveal(),
        )

    @contextmanager
    def harness_app(self) -> Iterator[App]:
        """The harness's own pages on the phone, wired as the root conftest does."""
        sessions = Sessions(self.settings.profile, _ignore, _ignore)
        with TemporaryDirectory() as folder:
            guard = guard_for(self.settings, Path(folder) / "journal.sqlite3")
            screen = screen_for(sessions.on(self.phone), self.settings, guard, _NoNotes())
            try:
                yield App(screen, self.settings.people.organization)
            finally:
                sessions.close()

    def take_invitation_back(self) -> None:
        """Cancel what a scenario sent, so that the next one can send it again."""
        with self.harness_app() as app:
            app.restart()
            app.open_permissions().remove(self.member)


@contextmanager
def stage(profile: str = "virtual") -> Iterator[Stage]:
    """Virtual phones in a process of their own, as `harness run` starts them.

    Args:
        profile: One of the virtual phone's.
    """
    environment = virtual_environment(os.environ)
    settings = load_settings(ROOT, profile, environment=environment)
    with phones_of(settings.profile, environment) as phones:
        yield Stage(settings, phones)


class _NoNotes:
    def interstitial(self, name: str) -> None:
        """A benchmark lists none."""

    def fallback(self, what: str) -> None:
        """A benchmark lists none."""

    def keep_secret(self, codes: Iterable[str]) -> None:
        """No report is written."""


def _ignore(_: object) -> None:
    """Sessions tell nobody that they open and close."""

"""From settings to the engine's objects: which people, which screen, which inbox."""

from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path

from harness.errors import ConfigurationError
from harness.evidence.contact_forms import private_contacts
from harness.evidence.redaction import Redactor
from harness.evidence.vocabulary import words_of_project
from harness.inboxes.inbox import Inbox
from harness.inboxes.watching import Watches
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Journal, Scope
from harness.invitations.seals import Seals
from harness.screen.locator import Explicit
from harness.screen.obstacles import Notes
from harness.screen.screen import Screen
from harness.screen.sight import Override
from harness.session.log_ins import LogIns
from harness.session.session import Session
from harness.settings import LocatorOverrides, Member, People, Settings, all_secrets

JOURNAL = "journal.sqlite3"
"""The name of a journal's file, whatever folder it is in."""
_DEFAULT_PACKAGE = "com.zhiliaoapp.musically"


def redactor_of(settings: Settings, root: Path) -> Redactor:
    """Takes what is secret or private in the settings out of texts that are printed.

    Args:
        settings: Whose passwords, keys and private people.
        root: The project's folder, whose own words are no secrets.
    """
    redactor = Redactor(all_secrets(settings), partial(words_of_project, root))
    redactor.learn_contacts(private_contacts(settings.people))
    return redactor


def journal_file(settings: Settings, root: Path, own: Path) -> Path:
    """Where invitations are noted.

    Virtual phones and all that they were sent end with the process that started them: their
    journal is no other process's business, and no later run's.

    Args:
        settings: The profile says what the phones are.
        root: The project's folder.
        own: A folder of this process alone.
    """
    return own / JOURNAL if has_own_journal(settings) else shared_journal(root)


def shared_journal(root: Path) -> Path:
    """The journal of all runs on phones that are not started for a run."""
    return root / "reports" / JOURNAL


def has_own_journal(settings: Settings) -> bool:
    """Whether each process has a journal of its own: what virtual phones send ends with them."""
    return settings.profile.kind == "virtual"


def counting_open(settings: Settings, root: Path) -> Callable[[], int] | None:
    """Counts what the journal of all processes has open; None where each has its own.

    Args:
        settings: The profile and the organization whose invitations count.
        root: The project's folder.
    """
    if has_own_journal(settings):
        return None
    profile, organization = settings.profile.name, settings.people.organization

    def count() -> int:
        entries = Journal(journal_file(settings, root, root)).open_entries(profile)
        return sum(entry.scope.organization == organization for entry in entries)

    return count


def log_ins_for(settings: Settings, run_id: str | None, shared: Path) -> LogIns:
    """What came of a run's log-ins, known to all its processes if they use the same accounts.

    Args:
        settings: The profile says whether they do: each process has virtual phones, and their
            organization, to itself. It also says how long a session may be silent: `delivery_s`.
        run_id: Of a run with several processes; None where there is but one.
        shared: A folder of all of them. What is in it of other runs says nothing: the password may
            be another one since.
    """
    if run_id is None or has_own_journal(settings):
        return LogIns()
    return LogIns(shared / f"log-ins-{run_id}", settings.profile.timeouts.delivery_s)


def guard_for(settings: Settings, journal: Path, closed: str = "") -> InvitationGuard:
    """The guard over the final tap, for the profile's first phone and the people file's members.

    Args:
        settings: Whose members, on which phone.
        journal: Where the tap is noted before it happens.
        closed: Why nothing is let through at all; empty where members may be invited.
    """
    profile, people = settings.profile, settings.people
    phone = profile.phones[0].udid or profile.name
    return InvitationGuard(
        Journal(journal, seals_of(people)),
        Scope(profile.name, phone, people.organization),
        members=[Contact.of(member) for member in people.members],
        protected=[Contact.of(member) for member in people.members if member.has_joined],
        closed=closed,
        delivery_s=profile.timeouts.delivery_s,
    )


def seals_of(people: People) -> Seals:
    """Seals of the contacts that the end-of-run scan would find in the journal."""
    redactor = Redactor()
    redactor.learn_contacts(private_contacts(people))
    return Seals([Contact.of(member) for member in people.members], redactor.text)


def screen_for(
    session: Session, settings: Settings, guard: InvitationGuard, notes: Notes
) -> Screen:
    """The screen of a phone, in the profile's language, with the user's own locators."""
    profile = settings.profile
    return Screen(
        session,
        words=settings.language,
        override=overriding(settings.overrides, profile.app_version or ""),
        interstitials=settings.interstitials,
        notes=notes,
        guard=guard,
        package=app_package(settings),
        timeouts=profile.timeouts,
    )


def app_package(settings: Settings) -> str:
    """The app's Android package, as the profile has it."""
    return str(settings.profile.capabilities.get("appium:appPackage") or _DEFAULT_PACKAGE)


def overriding(overrides: LocatorOverrides, app_version: str) -> Callable[[str], Override]:
    """What the user's locators say of a part in a version of the app, by the part's name."""

    def override(part: str) -> Override:
        alternatives = overrides.of(part, app_version)
        labels = tuple(each.label for each in alternatives if each.label)
        explicit = tuple(
            Explicit(each.using, each.value) for each in alternatives if each.using and each.value
        )
        return Override(labels, explicit)

    return override


def inbox_for(member: Member, session_of: Callable[[Member], Session]) -> Inbox:
    """Where the member is told, as `told_by` in the people file says.

    Args:
        member: Who is told.
        session_of: Opens the phone on which the member's messages are read.

    Raises:
        ConfigurationError: The people file does not say where to look.
    """
    told_by = member.told_by
    if told_by is None:
        raise ConfigurationError(
            None, f"nobody can see whether {member.contact} is told", "told_by in the people file"
        )
    return told_by.inbox(member.contact, lambda: session_of(member))


def watches_for(
    settings: Settings,
    guard: InvitationGuard,
    keep_secret: Callable[[Iterable[str]], None],
    tell: Callable[[str], None],
) -> Watches:
    """Watches over what members are told; the guard's journal has what was sent to them before.

    Args:
        settings: The account's name, and how long a message may take.
        guard: Over the invitations of this run.
        keep_secret: Is told what must be in no report.
        tell: Told in words where somebody has to wait.
    """
    within_s = settings.profile.timeouts.delivery_s

    def sent_at_s(member: Member) -> tuple[float, ...]:
        return guard.sent_at_s(Contact.of(member), within_s)

    return Watches(sent_at_s, settings.people.organization, within_s, keep_secret, tell)

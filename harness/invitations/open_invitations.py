"""Invitations that people may hold: which of them are whose to undo, and what is known of them."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from harness.invitations.contact import Contact
from harness.invitations.journal import Entry, Journal, Scope

DELIVERY_S = 120.0
"""What profiles have where they do not say otherwise."""


class OpenInvitations:
    """What the journal has open for one organization, from one profile.

    What others have in the making is none of its business: during a scenario it touches what the
    scenario wrote itself, and what is open on contacts that nobody else uses. Outside of
    scenarios it is taken to be alone.

    Args:
        journal: Where the invitations are noted.
        scope: The profile, phone and organization of this run.
        delivery_s: How long a tap in doubt may be on its way, until the list shows what it sent.
    """

    def __init__(self, journal: Journal, scope: Scope, delivery_s: float = DELIVERY_S) -> None:
        self._journal, self._scope, self._delivery_s = journal, scope, delivery_s
        self._may_touch: Callable[[Contact], bool] = _whoever
        self._alone: Callable[[], AbstractContextManager[None]] = nullcontext
        self._own: set[int] = set()
        self._told = set[int]()

    @contextmanager
    def scenario(
        self,
        phone: str,
        may_touch: Callable[[Contact], bool],
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Iterator[None]:
        """Look after the invitations of one scenario.

        Args:
            phone: Of the Admin, as the journal is to name it.
            may_touch: Whether a contact is this scenario's; from then on it is nobody else's.
            alone: Keeps others from changing the list of members.
        """
        before = self._scope
        self._scope, self._own = replace(before, phone=phone), set()
        self._may_touch, self._alone = may_touch, alone
        try:
            yield
        finally:
            self._scope, self._own = before, set()
            self._may_touch, self._alone = _whoever, nullcontext

    @contextmanager
    def changing_list(self) -> Iterator[None]:
        """Meanwhile no other scenario of this machine changes the list of members.

        Whoever invites, joins or is removed moves the rows of the others: a tap on the three dots
        that were seen beside one person would be a tap on those of another.
        """
        with self._alone():
            yield

    def joined(self, contact: Contact) -> None:
        """A code was entered that may have let the contact in: the list may have a name instead.

        To be told before the tap, as it may be this process's last.
        """
        self._note_joined(contact, joined=True)

    def accounted_for(self, contact: Contact) -> None:
        """It is known again where the contact stands: the app refused the code, or lists them."""
        self._note_joined(contact, joined=False)

    def shown(self, contact: Contact) -> None:
        """Their row was seen since the tap, or their invitation used up: no list lags any more."""
        self._note_shown(self._open_on(contact))

    def caught_up(self) -> None:
        """By the app's own clock nothing that this scenario has sent can be on its way any more."""
        self._note_shown(entry for entry in self._open_here() if entry.id in self._own)

    def may_have_joined(self, contact: Contact) -> bool:
        """Whether the contact may be in the account without being seen in the list."""
        return any(entry.joined_at for entry in self._open_on(contact))

    def has_open(self, contact: Contact) -> bool:
        """Whether an invitation of ours accounts for the contact's row in the list."""
        return any(not entry.was_listed for entry in self._open_on(contact))

    def in_the_way_of(self, contact: Contact) -> Entry | None:
        """An invitation that forbids another one, whatever profile it was sent from.

        The contact may hold it, and this scenario has not sent it, or does not know yet what came
        of it. It may be under another name of the account, which was renamed since.
        """
        renamed = [each for each in self.open_elsewhere() if _is_on(contact, each)]
        for entry in (*self._open_on(contact), *renamed):
            if entry.id not in self._own or entry.doubt_at:
                return entry
        return None

    def sent_at_s(self, contact: Contact, within_s: float) -> tuple[float, ...]:
        """When the contact was invited of late, in seconds since the epoch; closed or not.

        Args:
            contact: However it is written.
            within_s: How far back.

        Returns:
            Oldest first; also where it is not known whether anything was sent.
        """
        since = datetime.now(UTC) - timedelta(seconds=within_s)
        return tuple(
            datetime.fromisoformat(entry.intended_at).timestamp()
            for entry in self._journal.sent_since(since, self._scope.profile)
            if entry.scope.organization == self._scope.organization
            and Contact.of_entry(entry).key == contact.key
        )

    def open_entries(self) -> list[Entry]:
        """What this organization's people may still hold from this profile, and is ours to undo.

        That is what this scenario wrote, and what nobody else has in the making: a process that
        was killed leaves its entry on a contact that nobody holds any more.
        """
        ours = [
            entry.id
            for entry in self._open_here()
            if entry.id in self._own or self._may_touch(Contact.of_entry(entry))
        ]
        # Read again: who let go of a contact meanwhile has closed its entry just before.
        return [entry for entry in self._open_here() if entry.id in ours] if ours else []

    def open_elsewhere(self) -> list[Entry]:
        """What this profile has open in organizations of other names: nobody here may undo it."""
        entries = self._journal.open_entries(self._scope.profile)
        return [each for each in entries if each.scope.organization != self._scope.organization]

    def as_noted(self, entry: Entry) -> Entry:
        """As the journal has it by now, where it is still open."""
        return next((each for each in self._open_here() if each.id == entry.id), entry)

    def rest_s(self, entry: Entry) -> float:
        """How long it still means nothing that the list does not show the entry's contact.

        A tap in doubt may arrive late. The list may lag, also behind what the app has confirmed,
        until it has shown them once: that counts from the confirmation. Ask before the list is
        read.
        """
        now = self.as_noted(entry)
        lags = now.state == "seen" and not now.shown_at
        since_at = now.doubt_at or (lags and (now.confirmed_at or now.intended_at))
        if not since_at:
            return 0.0
        since = datetime.now(UTC) - datetime.fromisoformat(since_at)
        # A clock that was put back makes nobody wait longer.
        return min(self._delivery_s, max(0.0, self._delivery_s - since.total_seconds()))

    def has_left_open(self) -> bool:
        """Whether something that this scenario sent may still be with somebody."""
        return any(entry.id in self._own for entry in self._open_here())

    def stays_open(self, entry: Entry, why: str) -> bool:
        """The invitation could not be taken back; returns whether that is told here the first time.

        Args:
            entry: What stays open; the journal says why.
            why: In words.
        """
        self._journal.mark(entry.id, entry.state, why)
        is_news = entry.id not in self._told
        self._told.add(entry.id)
        return is_news

    def undone(self, entry: Entry, remark: str = "") -> None:
        """The invitation is not in the app's list any more."""
        self._journal.mark(entry.id, "closed", remark)

    def _note_shown(self, entries: Iterable[Entry]) -> None:
        for entry in entries:
            if not entry.shown_at:
                self._journal.note_shown(entry.id)

    def _note_removal(self, contact: Contact) -> None:
        """A row of theirs is about to be removed.

        Where no list was known to be without them before, one row at most is ours, and it may be
        this one: any other stays, whoever looks next, and whatever comes of the tap.
        """
        entries = self._open_on(contact)
        if any(entry.was_absent for entry in entries):
            return
        for entry in entries:
            if not entry.was_listed:
                self._journal.note_listed(entry.id)

    def _note_joined(self, contact: Contact, *, joined: bool) -> None:
        for entry in self._open_on(contact):
            if bool(entry.joined_at) is not joined:
                self._journal.note_joined(entry.id, joined=joined)

    def _open_here(self) -> list[Entry]:
        """What this profile has open in the organization."""
        return self._of_organization(self._scope.profile)

    def _open_on(self, contact: Contact) -> list[Entry]:
        """What the contact may hold in the organization: another profile's is theirs as well."""
        return [each for each in self._of_organization(None) if _is_on(contact, each)]

    def _of_organization(self, profile: str | None) -> list[Entry]:
        entries = self._journal.open_entries(profile)
        return [each for each in entries if each.scope.organization == self._scope.organization]


def _is_on(contact: Contact, entry: Entry) -> bool:
    return Contact.of_entry(entry).key == contact.key


def _whoever(_: Contact) -> bool:
    return True

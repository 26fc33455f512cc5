"""Watches over the taps that reach a person: Invite, noted before and sent once, and Remove."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, replace

from harness.errors import InfrastructureError, ProductFailure, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.journal import Entry, Journal, Scope
from harness.invitations.recipients import Recipients


@dataclass(frozen=True)
class Draft:
    """An invitation as it stands on the screen, not sent yet."""

    contact: Contact
    role: str = ""


class InvitationGuard:
    """Lets the final taps through, for people who are listed as members only.

    What others have in the making is none of its business: during a scenario it touches what the
    scenario wrote itself, and what is open on contacts that nobody else uses. Outside of
    scenarios it is taken to be alone.

    Args:
        journal: Where the tap is noted before it happens.
        scope: The profile, phone and organization of this run.
        members: Who may be invited.
        protected: Those of them who had joined before and must never be removed.
        closed: Why nothing is let through at all, whoever is entered; empty where members may be
            invited.
    """

    def __init__(
        self,
        journal: Journal,
        scope: Scope,
        members: Iterable[Contact],
        protected: Iterable[Contact] = (),
        closed: str = "",
    ) -> None:
        self._journal, self._scope = journal, scope
        self._recipients = Recipients(members, protected, closed)
        self._lets_through, self._told = False, set[int]()
        self._may_touch: Callable[[Contact], bool] = _whoever
        self._alone: Callable[[], AbstractContextManager[None]] = nullcontext
        self._own: set[int] = set()
        self._draft: Draft | None = None
        self._pending_entry: int | None = None

    @contextmanager
    def scenario(
        self,
        phone: str,
        may_touch: Callable[[Contact], bool],
        alone: Callable[[], AbstractContextManager[None]] = nullcontext,
    ) -> Iterator[None]:
        """Watch over one scenario.

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

    def drafted(self, contact: Contact) -> None:
        """A contact was entered; from now on the final tap would reach it."""
        self._draft = Draft(contact)

    def role_chosen(self, role: str) -> None:
        """A role was chosen for the contact."""
        if self._draft is not None:
            self._draft = Draft(self._draft.contact, role)

    def abandoned(self) -> None:
        """The invitation was left without sending."""
        self._draft = None

    def send(self, tap: Callable[[], None]) -> None:
        """Tap Invite: once, and only when it may be tapped.

        Args:
            tap: The tap; raises when it is not known whether it was delivered.

        Raises:
            RecipientRefused: The contact is not listed under `members`; nothing was tapped.
            OutcomeUnknown: An earlier invitation may still reach the contact; nothing was tapped.
        """
        draft = self._allowed_draft()
        contact = draft.contact
        self._may_touch(contact)  # while it is under way, nobody takes it for one left behind
        entry = self._journal.intend(self._scope, contact.kind, contact.written, draft.role)
        self._own.add(entry)
        self._pending_entry, self._draft = entry, None
        try:
            with self.changing_list(), self._open():
                tap()
        except ProductFailure:  # the button never came: nothing was tapped
            self._journal.mark(entry, "closed", "not tapped: the button was not shown")
            self._pending_entry, self._draft = None, draft
            raise
        except InfrastructureError:
            self._journal.mark(entry, "tapped", "it is not known whether the tap arrived")
            raise
        self._journal.mark(entry, "tapped")

    def remove(self, contact: Contact, tap: Callable[[], None]) -> None:
        """Tap Remove: only where the contact may be removed.

        Args:
            contact: Who is removed, or whose invitation is taken back.
            tap: The tap.

        Raises:
            RecipientRefused: The contact must not be removed; nothing was tapped.
        """
        self.refuse_removal_of(contact)
        with self.changing_list(), self._open():
            tap()

    def refuse_removal_of(self, contact: Contact) -> None:
        """Asked before anything is tapped that leads to the contact's removal.

        Raises:
            RecipientRefused: The contact must not be removed; nothing was tapped.
        """
        self._recipients.refuse_removal_of(contact)

    def refuse_past_guard(self, part: str) -> None:
        """Asked before each tap on a part that reaches people.

        Args:
            part: What is about to be tapped, in words.

        Raises:
            RecipientRefused: The tap comes neither from `send` nor from `remove`; nothing was
                tapped.
        """
        if not self._lets_through:
            message = (
                f"{part} was about to be tapped past the guard over invitations.\n"
                "  Nothing was tapped.\n"
                "  Do: tap it through the page's own verb"
            )
            raise RecipientRefused(message)

    def confirmed(self) -> None:
        """The app said that the invitation was sent."""
        if self._pending_entry is not None:
            self._journal.mark(self._pending_entry, "seen")
            self._pending_entry = None

    def left_open(self, entries: Iterable[Entry]) -> None:
        """Invitations of before that could not be taken back: their people get no second one."""
        self._recipients.left_open(entries)

    def joined(self, contact: Contact) -> None:
        """A code was entered that may have let the contact in: the list may have a name instead.

        To be told before the tap, as it may be this process's last.
        """
        self._note_joined(contact, joined=True)

    def accounted_for(self, contact: Contact) -> None:
        """It is known again where the contact stands: the app refused the code, or lists them."""
        self._note_joined(contact, joined=False)

    def may_have_joined(self, contact: Contact) -> bool:
        """Whether the contact may be in the account without being seen in the list."""
        return any(
            entry.joined_at
            for entry in self._all_open()
            if Contact.of_entry(entry).key == contact.key
        )

    def is_protected(self, contact: Contact) -> bool:
        """Whether the contact had joined before the run and must stay."""
        return self._recipients.is_protected(contact)

    def has_left_open(self) -> bool:
        """Whether something that this scenario sent may still be with somebody."""
        return any(entry.id in self._own for entry in self._all_open())

    def open_entries(self) -> list[Entry]:
        """What this organization's people may still hold from this profile, and is ours to undo.

        That is what this scenario wrote, and what nobody else has in the making: a process that
        was killed leaves its entry on a contact that nobody holds any more.
        """
        ours = [
            entry.id
            for entry in self._all_open()
            if entry.id in self._own or self._may_touch(Contact.of_entry(entry))
        ]
        # Read again: who let go of a contact meanwhile has closed its entry just before.
        return [entry for entry in self._all_open() if entry.id in ours] if ours else []

    def _note_joined(self, contact: Contact, *, joined: bool) -> None:
        for entry in self._all_open():
            if Contact.of_entry(entry).key == contact.key and bool(entry.joined_at) is not joined:
                self._journal.note_joined(entry.id, joined=joined)

    @contextmanager
    def _open(self) -> Iterator[None]:
        self._lets_through = True
        try:
            yield
        finally:
            self._lets_through = False

    def _all_open(self) -> list[Entry]:
        entries = self._journal.open_entries(self._scope.profile)
        return [each for each in entries if each.scope.organization == self._scope.organization]

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
        if entry.id == self._pending_entry:
            self._pending_entry = None

    def _allowed_draft(self) -> Draft:
        if self._draft is None:
            message = (
                "Invite was about to be tapped, but nobody was entered through the harness.\n"
                "  Do: enter the contact with the page's own verb"
            )
            raise RecipientRefused(message)
        self._recipients.refuse_invitation_of(self._draft.contact)
        return self._draft


def _whoever(_: Contact) -> bool:
    return True

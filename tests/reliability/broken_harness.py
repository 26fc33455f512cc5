"""Runs of a harness that does not keep what is promised, to see that the trials notice.

Each is the process's whole life, so what it changes in the harness ends with it.
"""

from collections.abc import Callable
from multiprocessing import Pipe
from multiprocessing.connection import Connection

from one_invitation import Ended, Place, invite, reap

from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard


def invite_again_on_doubt(place: Place, contact: Contact, role: str, said: Connection) -> None:
    """Whatever fails is simply done once more, from the log-in on; nobody asks the journal."""
    InvitationGuard.in_the_way_of = lambda *_: None  # type: ignore[method-assign]
    heard, unheard = Pipe(duplex=False)
    invite(place, contact, role, unheard)
    if heard.recv() == Ended():
        said.send(Ended())
    else:
        invite(place, contact, role, said)


def invite_and_note_later(place: Place, contact: Contact, role: str, said: Connection) -> None:
    """The journal is written once the tap has come to its end."""
    InvitationGuard.send = _send_and_note_later  # type: ignore[method-assign]
    invite(place, contact, role, said)


def reap_by_the_end(place: Place, said: Connection) -> None:
    """Whoever's number or address ends like the one that is looked for is taken for them."""
    Contact.is_in = _ends_like  # type: ignore[method-assign]
    reap(place, said)


def _ends_like(contact: Contact, label: str) -> bool:
    return contact.written[-4:] in label


def _send_and_note_later(guard: InvitationGuard, tap: Callable[[], None]) -> None:
    draft = guard._allowed_draft()
    with guard.changing_list(), guard._open():
        tap()
    contact = draft.contact
    guard._pending_entry = guard._journal.intend(
        guard._scope, contact.kind, contact.written, draft.role
    )
    guard._journal.mark(guard._pending_entry, "tapped")

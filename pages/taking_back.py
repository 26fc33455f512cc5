"""Taking back what scenarios have sent, in the app's own list: Permissions."""

from collections.abc import Callable

from harness.errors import ActInDoubt, CannotSee, ProductFailure, SessionLost
from harness.invitations.journal import Entry
from harness.settings import Person
from pages.app import App
from pages.removal import RowMoved
from pages.withdrawal import keep_open, withdraw

# After these the app is there as before, on this session or on another one.
_PASSING = (ActInDoubt, CannotSee, SessionLost)
# After these the one entry is tried once more, then the others: nobody was removed.
_OF_ONE = (ProductFailure, RowMoved)


def take_back_open_invitations(app: Callable[[], App], admin: Person) -> list[Entry]:
    """Withdraw in the app's own list what the journal has open, as the Admin.

    Who has joined by it meanwhile is removed. It is tried once more where the way to the phone
    failed, or the app led elsewhere than it should: nothing is to be left behind by that.

    Args:
        app: The app as it is then: another one, where the session was lost.
        admin: Logged in first, where somebody else used the phone last.

    Returns:
        Entries that stay open, because the app's screens do not allow it.
    """
    try:
        return _take_back(app(), admin)
    except _PASSING as fault:
        again, why = app(), _first_line(fault)
        again.screen.notes.fallback(f"invitations were taken back at a second attempt: {why}")
        return _take_back(again, admin)


def _take_back(app: App, admin: Person) -> list[Entry]:
    entries = app.screen.guard.open_entries()
    left: list[Entry] = []
    is_there = False
    for number, entry in enumerate(entries):
        try:
            if not is_there:
                _go_to_permissions_as(app, admin)
                is_there = True
        except ProductFailure as failure:
            app.screen.notes.fallback(f"invitations were not taken back: {failure}")
            for each in entries[number:]:
                keep_open(app.permissions, each, failure.what)
            return left + entries[number:]
        try:
            is_out = _withdraw(app, entry, admin)
        except _OF_ONE as failure:
            # The others that are open are not given up for this one.
            is_out = is_there = False
            keep_open(app.permissions, entry, _first_line(failure))
        if not is_out:
            left.append(entry)
    return left


def _go_to_permissions_as(app: App, admin: Person) -> None:
    """Once more where it fails: no tap that went astray is to leave an invitation behind."""
    try:
        app.be_logged_in_as(admin)
        app.open_permissions()
    except ProductFailure as failure:
        app.screen.notes.fallback(f"went to Permissions once more: {failure.what}")
        app.be_logged_in_as(admin)
        app.open_permissions()


def _withdraw(app: App, entry: Entry, admin: Person) -> bool:
    """Whether the entry's contact is out of the list; tried once more from the start."""
    try:
        return withdraw(app.permissions, entry)
    except _OF_ONE as failure:
        app.screen.notes.fallback(f"tried once more to take back: {_first_line(failure)}")
        _go_to_permissions_as(app, admin)
        return withdraw(app.permissions, entry)


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]

"""Taking back what scenarios have sent, in the app's own list: Permissions."""

from collections.abc import Callable

from harness.errors import InfrastructureError, ProductFailure
from harness.invitations.journal import Entry
from harness.screen.obstacles import Notes
from harness.settings import Person
from pages.app import App


def take_back_open_invitations(app: App, admin: Person) -> list[Entry]:
    """Withdraw in the app's own list what the journal has open, as the Admin.

    Who has joined by it meanwhile is removed.

    Args:
        app: On the phone to do it with.
        admin: Logged in first, where somebody else used the phone last.

    Returns:
        Entries that stay open, because the app's screens do not allow it.
    """
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
                app.permissions.keep_open(each, failure.what)
            return left + entries[number:]
        try:
            is_out = _withdraw(app, entry, admin)
        except ProductFailure as failure:
            # The others that are open are not given up for this one.
            is_out = is_there = False
            app.permissions.keep_open(entry, failure.what)
        if not is_out:
            left.append(entry)
    return left


def take_back_at_last(app: Callable[[], App], admin: Person, notes: Notes) -> list[Entry]:
    """As `take_back_open_invitations`, once more where the way to the phone failed.

    Args:
        app: The app as it is then: another one, where the session was lost.
        admin: As there.
        notes: Told of a second attempt.
    """
    try:
        return take_back_open_invitations(app(), admin)
    except InfrastructureError as fault:
        why = str(fault).partition("\n")[0]
        notes.fallback(f"invitations were taken back at a second attempt: {why}")
        return take_back_open_invitations(app(), admin)


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
        return app.permissions.withdraw(entry)
    except ProductFailure as failure:
        app.screen.notes.fallback(f"tried once more to take back: {failure.what}")
        _go_to_permissions_as(app, admin)
        return app.permissions.withdraw(entry)

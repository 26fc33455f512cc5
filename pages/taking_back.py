"""Taking back what scenarios have sent, in the app's own list: Permissions."""

from collections.abc import Callable

from harness.errors import (
    ActInDoubt,
    CannotSee,
    HarnessError,
    LoggedOut,
    ProductFailure,
    SessionLost,
)
from harness.invitations.journal import Entry
from harness.screen.wait import polls
from harness.session.log_ins import NoMoreLogIns, NotLetIn
from harness.settings import Person
from pages.app import App
from pages.removal import RowMoved
from pages.withdrawal import keep_open, withdraw

# After these the app is there as before, on this session or on another one, or logged in anew.
_PASSING = (ActInDoubt, CannotSee, LoggedOut, SessionLost)
# After these nobody logs in any more.
_LEFT_ALONE = (NoMoreLogIns, NotLetIn)
# After these the one entry is tried once more, then the others: nobody was removed.
_OF_ONE = (ProductFailure, RowMoved)

# Clocks tick apart: the one that sleeps, and the one that the journal is written by.
_ROUNDED_S = 0.1


def take_back_open_invitations(app: Callable[[], App], admin: Person) -> list[Entry]:
    """Withdraw in the app's own list what the journal has open, as the Admin.

    Who has joined by it meanwhile is removed. Who was entered, and is in the list although nobody
    tapped Invite, is noted and taken out, too. It is tried once more where the way to the phone
    failed, or the app led elsewhere than it should: nothing is to be left behind by that.

    Args:
        app: The app as it is then: another one, where the session was lost.
        admin: Logged in first, where somebody else used the phone last.

    Returns:
        Entries that stay open, because the app's screens do not allow it.
    """
    try:
        return _take_back_or_note(app(), admin, _LEFT_ALONE)
    except _PASSING as fault:
        again, why = app(), _first_line(fault)
        again.screen.notes.fallback(f"invitations were taken back at a second attempt: {why}")
        return _take_back_or_note(again, admin, (LoggedOut, *_LEFT_ALONE))


def take_back_what_comes_late(
    app: Callable[[], App],
    admin: Person,
    concerns: Callable[[Entry], bool],
    tell: Callable[[str], None],
) -> list[Entry]:
    """Withdraw as `take_back_open_invitations` does, and once more where the list may lag.

    Args:
        app: As there.
        admin: As there.
        concerns: Which of the entries that stay open are worth waiting for.
        tell: Told before it waits, for as long as the profile's `delivery_s` at the most.

    Returns:
        As there.
    """
    left = take_back_open_invitations(app, admin)
    rest_s = max(map(app().screen.guard.rest_s, filter(concerns, left)), default=0.0)
    if not rest_s:
        return left
    tell(f"waiting {rest_s:.0f} s: what a tap on Invite has sent may not be in the list yet")
    for _ in polls(rest_s + _ROUNDED_S):
        pass
    return take_back_open_invitations(app, admin)


def _take_back_or_note(
    app: App, admin: Person, lasting: tuple[type[HarnessError], ...]
) -> list[Entry]:
    """The journal says why it was not done, where that is more than a fault of this moment."""
    try:
        return _take_back(app, admin)
    except lasting as fault:
        for each in app.screen.guard.open_entries():
            keep_open(app.permissions, each, _first_line(fault))
        raise


def _take_back(app: App, admin: Person) -> list[Entry]:
    is_there = _looked_for_others(app, admin)
    entries = app.screen.guard.open_entries()
    # Those that remove nobody last: a row may be another entry's, and out of the list by then.
    entries.sort(key=lambda each: each.was_listed)
    left: list[Entry] = []
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


def _looked_for_others(app: App, admin: Person) -> bool:
    """See who was told without Invite, which makes an entry; whether Permissions is in front."""
    contacts = app.screen.guard.to_look_for()
    if not contacts:
        return False
    try:
        _go_to_permissions_as(app, admin)
        untold = [each for each in contacts if app.permissions.standing_of(each) == "unknown"]
        why = "the list on Permissions does not tell"
    except ProductFailure as failure:
        untold, why = contacts, failure.what
    if untold:
        who = ", ".join(map(str, untold))
        app.screen.notes.fallback(
            f"whether the app has sent without Invite is not known ({who}): {why}"
        )
    return untold != contacts


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

"""One invitation that the journal has open, taken out of the app's own list."""

from datetime import UTC, datetime, timedelta
from typing import Literal

from harness.errors import NotShown, RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.invitations.journal import Entry
from pages.permissions import PermissionsPage

# Why an invitation is still open, by where its contact stands.
_WHY_OPEN: dict[Standing, str] = {
    "listed": "{} is still in the list on Permissions after Remove",
    "unknown": "the list on Permissions does not tell whether {} is in it: a row may be theirs that"
    " hides characters or shows a name, or the list has not loaded. Do: look there, and remove them"
    " by hand",
}

_NOBODYS = (
    "whose this is cannot be told: {} that nobody in the people file has. Do: put them back under"
    " members, or look on Permissions by hand"
)
_SOMEBODY_ELSES = (
    "{} is in the list on Permissions, perhaps by an invitation that is not ours: nobody is"
    " removed. They were in it before Invite was tapped, or may have been; a row of theirs that was"
    " removed may have been ours. Do: look there by hand; when they are out of the list, the entry"
    " closes"
)

_NOT_YET = (
    "{} is not in the list on Permissions yet, which may lag behind the tap on Invite: the entry"
    " stays open until a look after {} UTC"
)

_MORE_MAY_COME = (
    "{} was taken out of the list on Permissions, and may have been in it before Invite was tapped;"
    " the tap is in doubt, and may have sent something that the list shows late: the entry stays"
    " open until a look after {} UTC"
)

_ONCE_MORE = "whether {} is out of the list on Permissions is not known after Remove: {}"

# Two quick taps on Invite may have made as many of them: each has a row.
_MOST_INVITATIONS = 2
# Where the list did not tell before, a second row may be somebody else's.
_OF_UNKNOWN = 1


def withdraw(permissions: PermissionsPage, entry: Entry) -> bool:
    """Take an invitation back that the journal has open, and close its entry.

    It stays open where the list does not tell whether the person is in the account, or may show
    somebody else's invitation of them, and where nobody knows whom the entry is about; also
    where the list does not show the contact, and may still lag behind the tap. A row that was
    removed ends a doubt only where it is known to be what the tap has sent.

    Returns:
        Whether the contact is out of the list.

    Raises:
        NotShown: Nobody was removed: the list, or the way to Remove, did not come.
    """
    if not entry.contact:
        return keep_open(permissions, entry, _NOBODYS.format(entry.who))
    contact, guard = Contact.of_entry(entry), permissions.screen.guard
    if guard.is_protected(contact):
        guard.undone(entry, "had joined before; left alone")
        return True
    entry = guard.as_noted(entry)
    rest_s = guard.rest_s(entry)
    try:
        standing, removals = permissions.standing_of(contact), 0
        most = _most_rows(entry)
        while standing == "listed" and removals < most:
            try:
                permissions.remove(contact)
                removals += 1
                standing = permissions.standing_of(contact, was_there=True)
            except NotShown as missing:
                if not removals:
                    raise
                # The others that are open are not given up for a second row.
                return keep_open(permissions, entry, _ONCE_MORE.format(contact, missing.what))
    except RecipientRefused as refused:
        return keep_open(permissions, entry, str(refused))
    if removals and (entry.was_absent or not entry.doubt_at):
        rest_s = 0
    why = _why_open(entry, standing, rest_s, _MORE_MAY_COME if removals else _NOT_YET)
    if why:
        return keep_open(permissions, entry, why.format(contact))
    guard.undone(entry)
    return True


def _most_rows(entry: Entry) -> int:
    """How many rows of the contact may be taken for ours."""
    if entry.was_listed:
        return 0
    return _MOST_INVITATIONS if entry.was_absent else _OF_UNKNOWN


def keep_open(permissions: PermissionsPage, entry: Entry, why: str) -> Literal[False]:
    """Note why an invitation could not be taken back; the report says it once."""
    if permissions.screen.guard.stays_open(entry, why):
        permissions.screen.notes.fallback(f"not taken back: {why}")
    return False


def _why_open(entry: Entry, standing: Standing, rest_s: float, not_yet: str) -> str:
    """Why an entry stays open, with a place for the contact; empty where it does not."""
    if standing == "absent":
        until = datetime.now(UTC) + timedelta(seconds=rest_s + 1)
        return not_yet.format("{}", until.strftime("%H:%M:%S")) if rest_s else ""
    is_theirs = standing == "listed" and entry.was_listed
    return _SOMEBODY_ELSES if is_theirs else _WHY_OPEN[standing]

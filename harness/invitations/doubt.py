"""What came of a tap on Invite that did not end well: the app's own list decides, read once more.

Before it     After it     Then the tap
anything      absent       has sent nothing yet: it may arrive late, and the list may lag
absent        listed       sent an invitation: the entry stays open until it is taken back
else          listed       may have sent one: somebody stood there before, or nobody had looked
anything      not read     may have sent one

Whatever it was, the entry stays open. Where it is in doubt, a list that does not show them closes
it only at a later look, when nothing can be on its way any more; or after their row was removed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from harness.errors import (
    HarnessError,
    InfrastructureError,
    OutcomeUnknown,
    ServerUnreachable,
    SessionLost,
)
from harness.invitations.contact import Contact

Standing = Literal["listed", "absent", "unknown"]
"""Whether a contact is in the list of members and pending invitations, as far as it tells."""

StandingOf = Callable[[Contact], Standing]
"""Looks at the list, or at what was read of it.

Raises:
    HarnessError: The list could not be read.
"""

# Who catches these starts a new session; what they say of the invitation changes nothing in that.
_KEPT = (SessionLost, ServerUnreachable)


@dataclass(frozen=True)
class Settled:
    """What is known of a tap in the end.

    Attributes:
        is_known: Whether it is known that it arrived.
        remark: What the journal says of it.
        error: What the scenario ends with: always infrastructure, since the tap failed below the
            app.
    """

    is_known: bool
    remark: str
    error: InfrastructureError


def settle(
    contact: Contact,
    before: Standing,
    list_again: StandingOf | None,
    fault: Exception,
    delivery_s: float,
) -> Settled:
    """Read the list once more, and say what came of the tap. Nothing is tapped on the way.

    Args:
        contact: Who was to be invited.
        before: How they stood in the list before the tap.
        list_again: Reads the list; None where nobody can.
        fault: What the tap ended with.
        delivery_s: How long it may be on its way.
    """
    why = "nobody can look into the list on Permissions from here"
    after: Standing = "unknown"
    if list_again is not None:
        try:
            after = list_again(contact)
            why = f"the list on Permissions does not tell whether {contact} is in it"
        except HarnessError as unread:
            why = f"the list on Permissions could not be read: {_first_line(unread)}"
    if after == "absent":
        return Settled(
            False,
            "not seen in the list on Permissions yet: the tap failed, and may arrive late",
            _unknown(
                f"the list on Permissions does not show {contact} yet",
                fault,
                f"harness reap. It takes back what has come {delivery_s:g} s from now, and closes"
                " the entry where nothing has; so does a later run",
            ),
        )
    if after == "listed" and before == "absent":
        return Settled(
            True,
            "sent: the tap failed, but the list on Permissions shows them since",
            _sent(fault, contact),
        )
    do = "harness reap takes it back as soon as the list can be read; harness journal shows it"
    if after == "listed":
        do = "harness journal, which tells whether harness reap may take it back"
    if after == "listed":
        was = "had them before" if before == "listed" else "was not seen as a whole before the tap"
        why = f"the list on Permissions shows {contact}, and {was}"
    return Settled(False, f"it is not known whether it was sent: {why}", _unknown(why, fault, do))


def _unknown(why: str, fault: Exception, do: str) -> OutcomeUnknown:
    return OutcomeUnknown(
        f"Invite was tapped, and it is not known whether the invitation was sent: {why}.\n"
        f"  Seen: {_first_line(fault)}\n"
        "  Nothing was tapped again; the journal keeps the entry open.\n"
        f"  Do: {do}"
    )


def _sent(fault: Exception, contact: Contact) -> InfrastructureError:
    kind = next((each for each in _KEPT if isinstance(fault, each)), InfrastructureError)
    return kind(
        f"The tap on Invite did not end well: {_first_line(fault)}\n"
        f"  It was sent all the same, once: the list on Permissions shows {contact}, and did not"
        " before.\n"
        "  Do: look at the phone and the server; nothing was tapped again"
    )


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0] or type(error).__name__

"""A tap on Invite that does not end well."""

import pytest

from harness.errors import (
    HarnessError,
    InfrastructureError,
    RecipientRefused,
    ServerUnreachable,
    SessionLost,
)
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing, StandingOf
from harness.invitations.guard import InvitationGuard

MEMBER = Contact("phone", "+1 202-555-0147")
FAULTS = [SessionLost("gone\n  Do: that"), ServerUnreachable("down"), InfrastructureError("odd")]


class Finger:
    """Touches the button as a page does, then fails; counts how often."""

    def __init__(self, guard: InvitationGuard, fault: BaseException) -> None:
        self._guard, self._fault, self.taps = guard, fault, 0

    def __call__(self) -> None:
        self._guard.refuse_past_guard("RolePage.invite")
        self.taps += 1
        raise self._fault


def shows(standing: Standing | HarnessError) -> StandingOf:
    """A list that shows it whenever it is looked at, or cannot be read."""

    def look(_: Contact) -> Standing:
        if isinstance(standing, HarnessError):
            raise standing
        return standing

    return look


def send_in_doubt(
    guard: InvitationGuard,
    fault: Exception,
    before: Standing = "absent",
    after: Standing | HarnessError = "absent",
) -> InfrastructureError:
    """Tap once in vain; what the guard says of it. A second tap is refused."""
    finger = Finger(guard, fault)
    guard.list_seen(shows(before))
    guard.reads_list_with(shows(after))
    with pytest.raises(InfrastructureError) as raised:
        guard.send(finger)
    with pytest.raises(RecipientRefused):
        guard.send(finger)
    assert finger.taps == 1
    assert raised.value.__cause__ is fault
    return raised.value

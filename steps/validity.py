"""Time that passes: only the virtual phone's clock can be moved."""

from datetime import timedelta

import pytest
from pytest_bdd import parsers, when

from harness.invitations.guard import InvitationGuard
from harness.session.virtual_clock import VirtualClock


@when(parsers.re(r"(?P<hours>\d+) hours and (?P<minutes>\d+) minutes? have passed"))
def time_passes(
    clock: VirtualClock | None, guard: InvitationGuard, hours: str, minutes: str
) -> None:
    """For the phones and for the app's server."""
    if clock is None:
        pytest.skip("the clock of these phones cannot be moved")
    clock.advance(timedelta(hours=int(hours), minutes=int(minutes)))
    guard.caught_up()

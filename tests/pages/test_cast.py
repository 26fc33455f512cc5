"""Whose phone an actor gets, and when nobody may log in there."""

from typing import Any

import pytest

from harness.session.lease import ADMIN, Lease, Needs
from harness.settings import Person
from steps.cast import Cast


def _cast(admin: Person) -> Cast:
    app: Any = "the app on the only phone"
    return Cast(lambda _actor: app, {ADMIN: admin}, Lease(Needs(), ()))


def test_nobody_else_logs_in_where_the_admin_cannot_come_back() -> None:
    """The phone was handed over logged in; every later scenario needs it so."""
    with pytest.raises(pytest.skip.Exception, match="nothing to log the Admin in with"):
        _cast(Person(email="admin@example.com")).guest()


def test_a_guest_has_no_part_in_the_story() -> None:
    """No outsider need be listed."""
    admin = Person(email="admin@example.com", code_command=("print-code",))
    assert _cast(admin).guest() == "the app on the only phone"

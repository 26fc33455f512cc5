"""Who acts in a scenario, each on a phone of their own; with one phone only they take turns."""

from collections.abc import Callable

import pytest

from harness.session.lease import ADMIN, Lease
from harness.settings import Member, Person, Settings
from pages.app import App
from steps.people import begin_as_admin

MEMBER, OUTSIDER = "invited member", "outsider"


class Cast:
    """Gives each actor the app, with the actor logged in when it is their turn.

    Args:
        app_of: The app on the phone where an actor acts, by the actor's name.
        persons: To log in as, by the actor's name; without the invited member.
    """

    def __init__(self, app_of: Callable[[str], App], persons: dict[str, Person]) -> None:
        self._app_of, self._persons = app_of, persons
        self._turns: dict[App, str] = {}
        self._began = False

    def admin(self) -> App:
        """The Admin's; nothing is left open of what was sent before."""
        app = self._turn(ADMIN)
        if not self._began:
            self._began = True
            begin_as_admin(app, self._persons[ADMIN])
        return app

    def plays(self, member: Member) -> None:
        """Who is the invited member."""
        self._persons[MEMBER] = member.as_person()

    def member(self) -> App:
        """The invited member's."""
        return self._turn(MEMBER)

    def outsider(self) -> App:
        """Of somebody who belongs to no account, with what reaches the member in their hands."""
        if OUTSIDER not in self._persons or not self._persons[OUTSIDER].can_log_in:
            pytest.skip("the people file has no outsider, or nothing to log in with as one")
        return self._turn(OUTSIDER)

    def need_a_phone_each(self) -> None:
        """Skip where they take turns: what happens on a phone in somebody else's hand is asked."""
        if self._app_of(ADMIN) is self._app_of(MEMBER):
            pytest.skip("needs a phone for the Admin and another for the member")

    def _turn(self, actor: str) -> App:
        app = self._app_of(actor)
        if self._turns.get(app) != actor:
            self._turns[app] = actor
            app.be_logged_in_as(self._persons[actor])
        return app


@pytest.fixture
def cast(settings: Settings, lease: Lease, app: App, app_of: Callable[[str], App]) -> Cast:
    """The actors of a scenario with two of them."""
    people = settings.people
    persons = {ADMIN: people.admin}
    if people.outsider is not None:
        persons[OUTSIDER] = people.outsider
    return Cast(app_of, persons)

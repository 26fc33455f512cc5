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
        lease: Who may be invited, and whether all of them have one phone.
    """

    def __init__(
        self, app_of: Callable[[str], App], persons: dict[str, Person], lease: Lease
    ) -> None:
        self._app_of, self._persons, self._lease = app_of, persons, lease
        self._turns: dict[App, str] = {}
        self._began = False

    def plays(self, member: Member) -> None:
        """Who is the invited member from now on."""
        self._persons[MEMBER] = member.as_person()
        if self._lease.takes_turns:
            self._skip_unless_all_can_log_in(ADMIN, MEMBER)

    def admin(self) -> App:
        """The Admin's; nothing is left open of what was sent before."""
        app = self._turn(ADMIN)
        if not self._began:
            self._began = True
            begin_as_admin(app, self._persons[ADMIN], self._lease)
        return app

    def member(self) -> App:
        """The invited member's."""
        return self._turn(MEMBER)

    def outsider(self, *, logged_in: bool = True) -> App:
        """Of somebody who does not belong to the account, on the member's phone."""
        if OUTSIDER not in self._persons:
            pytest.skip("the people file has no outsider")
        self._skip_unless_all_can_log_in(OUTSIDER, MEMBER if self._takes_part(MEMBER) else ADMIN)
        if logged_in:
            return self._turn(OUTSIDER)
        app = self._app_of(OUTSIDER)
        self._turns[app] = OUTSIDER
        return app

    def guest(self) -> App:
        """Where the outsider acts, for whoever has no part in the story; they log in themselves."""
        self._skip_unless_all_can_log_in(ADMIN)
        return self._app_of(OUTSIDER)

    def need_a_phone_each(self) -> None:
        """Skip where they take turns: what happens on a phone in somebody else's hand is asked."""
        if self._lease.takes_turns:
            pytest.skip("needs a phone for the Admin and another for the member")

    def _takes_part(self, actor: str) -> bool:
        return actor in self._persons

    def _turn(self, actor: str) -> App:
        app = self._app_of(actor)
        if self._turns.get(app) != actor:
            self._turns[app] = actor
            app.be_logged_in_as(self._persons[actor])
        return app

    def _skip_unless_all_can_log_in(self, *actors: str) -> None:
        """On one phone, each turn ends the other's log-in: it must be possible to bring it back."""
        for actor in actors:
            if not self._persons[actor].can_log_in:
                pytest.skip(f"one phone for several people, and nothing to log the {actor} in with")


@pytest.fixture
def cast(settings: Settings, lease: Lease, app: App, app_of: Callable[[str], App]) -> Cast:
    """The actors of a scenario with two of them."""
    people = settings.people
    persons = {ADMIN: people.admin}
    if people.outsider is not None:
        persons[OUTSIDER] = people.outsider
    return Cast(app_of, persons, lease)

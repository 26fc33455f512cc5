"""Who is logged in on one phone, as far as this run knows, until the app asks for a log-in."""

from contextlib import suppress

from harness.errors import LoggedOut
from harness.invitations.contact import Contact
from harness.screen.screen import Screen
from harness.session.faults import Stale
from harness.session.log_ins import LogIns
from harness.settings import Person
from pages.log_in import LogInPage


class WhoIsIn:
    """Remembers who is logged in, and looks whether they still are once something does not come.

    The app's server may end a log-in at any time: it has suspended the account, or lets it be in
    on one phone only. What does not come then is no promise that the app has broken.

    Args:
        screen: Of the phone.
        log_ins: Is told of it, so that nobody is logged in again and again.

    Attributes:
        person: Who is in; None where nobody is, or it is for the app to say who.
    """

    def __init__(self, screen: Screen, log_ins: LogIns) -> None:
        self._screen, self._log_ins = screen, log_ins
        self.person: Person | None = None
        self._contact: Contact | None = None
        self._log_outs_before, self._has_to_stay = 0, False
        screen.excuses.append(self._refuse_blame)

    def is_in(self, person: Person, contact: Contact | None = None) -> None:
        """The person is; whether that has come to a good end is still for the app to show.

        Args:
            person: Who.
            contact: By which they were logged in; None where somebody has done that by hand.
        """
        self.person, self._contact, self._has_to_stay = person, contact, False
        self._log_outs_before = self._log_ins.log_outs(contact) if contact else 0

    def has_to_stay_in(self) -> None:
        """From here on their log-in is not what a scenario looks at, and nobody logs them out."""
        self._has_to_stay = True

    def is_unknown(self) -> None:
        """Nobody is, or it is for the app to say who, and whether it asks for a log-in."""
        self.person, self._contact, self._has_to_stay = None, None, False

    def refuse_log_in(self, what: str) -> None:
        """Asked where the app asks for a log-in: of somebody who has to be in it must not.

        Args:
            what: Was being done or waited for.

        Raises:
            LoggedOut: Somebody has to be in. Nobody is taken to be in any more, so that the next
                scenario logs in anew.
        """
        if self.person is None or not self._has_to_stay:
            return
        whom = self._contact or self.person.shown
        if self._contact:
            self._log_ins.logged_out(self._contact, self._log_outs_before)
        self.is_unknown()
        raise LoggedOut(
            f"The app asks for a log-in, although {whom} was logged in and nobody has logged out.\n"
            f"  Last done: {what}\n"
            "  Do: log in with it by hand and look what the app says: the account may be suspended,"
            " or be in on one phone only. Where it always comes at the same step, look whether the"
            " app itself does it"
        )

    def _refuse_blame(self, what: str) -> None:
        if self.person and self._has_to_stay and self._asks_for_log_in():
            self.refuse_log_in(what)

    def _asks_for_log_in(self) -> bool:
        with suppress(Stale):  # it is changing: nobody knows
            return LogInPage(self._screen).asks_who(is_fresh=False)
        return False

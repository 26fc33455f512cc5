"""What came of a run's log-ins: nobody is logged in again and again until the account is locked."""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from harness.errors import InfrastructureError, NeedsPerson
from harness.invitations.contact import Contact
from harness.screen.wait import polls
from harness.session.reservations import Reservations

_MOST_IN_VAIN = 2
# A code's stay when a password is taken: else one wrong code after the other would follow it.
_REFUSED = ("refused once", "code refused", "code refused again")
_IN_VAIN = (*_REFUSED, "in doubt", "in doubt again")
_LOGGED_OUT = ("logged out once", "logged out twice", "logged out three times")


class NotLetIn(InfrastructureError):
    """The app says that it does not take the password or the code."""


class NoMoreLogIns(InfrastructureError):
    """In this run nobody is logged in by this contact any more; the app was not asked."""


class CodeNotTaken(NotLetIn):
    """The app does not take a one-time code: that says nothing of the next one."""


class LogIns:
    """Remembers who was let in, who was not, and how often nobody saw which of the two it was.

    Whose password was refused is not logged in again, nor who came twice in a row to a screen
    behind it that only a person may answer, or was logged out three times without having asked for
    it. What was refused once may have been mistyped, a code may have expired, and an answer that
    was not seen may have been a refusal: it is sent once more then, and no third time, unless the
    person was let in before, and the password is known to be right.

    Args:
        folder: Of this run alone, shared by all its processes, and made where it is not there; None
            where no other process uses the same accounts. Its files are empty; each has what is
            known of a contact in its name, and a hash of whom.
        silence_s: How long a process waits for another one's first log-in. Its own session is
            started and silent meanwhile, and has to survive that.

    Raises:
        InfrastructureError: The folder cannot be used; so for every method.
    """

    def __init__(self, folder: Path | None = None, silence_s: float = 120) -> None:
        self._folder, self._silence_s, self._own = folder, silence_s, set[str]()
        self._reservations = Reservations()
        if folder:
            with self._noting():
                folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @contextmanager
    def log_in(self, contact: Contact) -> Iterator[None]:
        """Around a log-in, from before the phone is touched; where it ends well, they are let in.

        Until somebody was let in by the contact, one process is alone in trying: else all would
        send a wrong password before the first of them knows that it is.

        Raises:
            NoMoreLogIns: The contact was not let in before, may not have been, or did not stay in.
            InfrastructureError: Another process takes too long to find out.
        """
        with self._alone(contact):
            self._refuse_in_vain(contact)
            try:
                yield
            except CodeNotTaken:  # counted where it was sent
                raise
            except NotLetIn:
                self._note("refused", contact)
                raise
            self._note("let in", contact)

    @contextmanager
    def sending(self, contact: Contact, *, is_again: bool = False) -> Iterator[None]:
        """Around a password or code that is sent, and the look for what the app answers to it.

        Until the answer is seen it may be a refusal; also where the process ends before. One that
        is seen is noted at once.

        Args:
            contact: Who wants to be let in.
            is_again: Whether the same was sent just before, in this log-in: where it is taken now,
                it was not refused then. What else is in doubt may be a code's, and stays.
        """
        if self._is("let in", contact):
            yield
            return
        mark = "in doubt again" if self._is("in doubt", contact) else "in doubt"
        self._note(mark, contact)
        try:
            yield
        except CodeNotTaken:
            is_first = not self._is("code refused", contact)
            self._note("code refused" if is_first else "code refused again", contact)
            self._forget(mark, contact)
            raise
        except NotLetIn:
            self._note("refused" if self._is("refused once", contact) else "refused once", contact)
            self._forget(mark, contact)
            raise
        self._forget(mark, contact)
        self._forget("refused once", contact)
        if is_again:
            self._forget("in doubt", contact)

    @contextmanager
    def going_on(self, contact: Contact) -> Iterator[None]:
        """Around the choice of an account, and the look for what comes: by now they are let in.

        Where that is a screen which only a person may answer, it comes again: after the second one
        in a row they are not logged in any more.
        """
        try:
            yield
        except NeedsPerson:
            is_first = not self._is("stopped", contact)
            self._note("stopped" if is_first else "stopped again", contact)
            raise
        self._forget("stopped", contact)

    def log_outs(self, contact: Contact) -> int:
        """How often the app is known to have logged out whoever was in by the contact."""
        return sum(self._is(each, contact) for each in _LOGGED_OUT)

    def logged_out(self, contact: Contact, before: int) -> None:
        """The app asks for a log-in, and nobody has logged out whoever was in by the contact.

        Args:
            contact: Who is not logged in any more after the third time.
            before: How often it had when they were logged in: what happened since may be known from
                another phone, and is the same.
        """
        for mark in _LOGGED_OUT[before : before + 1]:
            self._note(mark, contact)

    def allows_one_more(self, contact: Contact) -> bool:
        """Whether what was refused may be sent once more: the phone may have mistyped it.

        It is sent twice in all, by whichever process, unless somebody was let in by it before.
        """
        return self._in_vain(contact) < _MOST_IN_VAIN

    def _refuse_in_vain(self, contact: Contact) -> None:
        if self._is("stopped again", contact):
            raise NoMoreLogIns(
                f"{contact} is not logged in any more in this run: behind the accounts to choose"
                " from a screen came twice in a row that only a person may answer.\n"
                "  Do: look at the first failures of this run, and log in with it by hand"
            )
        if (times := self.log_outs(contact)) == len(_LOGGED_OUT):
            raise NoMoreLogIns(
                f"{contact} is not logged in any more in this run: the app has logged it out"
                f" {times} times, and nobody had asked for that.\n"
                "  Do: log in with it by hand and look what the app says: the account may be"
                " suspended, or be in on one phone only"
            )
        if self.allows_one_more(contact):
            return
        if any(self._is(each, contact) for each in ("refused", *_REFUSED)):
            raise NoMoreLogIns(
                f"{contact} was not let in before in this run, and is not tried again: too many"
                " attempts lock an account.\n  Do: look at the first failure of this run"
            )
        raise NoMoreLogIns(
            f"{contact} is not logged in any more in this run: what the app answered to 2 log-ins"
            " was not seen, and if it was a refusal, more of them lock the account.\n"
            "  Do: look at the first failures of this run, and log in with it by hand"
        )

    def _in_vain(self, contact: Contact) -> int:
        """How many sendings were refused, or may have been."""
        if self._is("refused", contact):
            return _MOST_IN_VAIN
        if self._is("let in", contact):
            return 0
        return sum(self._is(each, contact) for each in _IN_VAIN)

    @contextmanager
    def _alone(self, contact: Contact) -> Iterator[None]:
        """Unless that can do no harm any more."""
        name = f"the first log-in of {contact.key}"
        for _ in polls(self._silence_s):
            if self._folder is None or self._is("let in", contact):
                yield
                return
            if self._reservations.take(name):
                try:
                    yield
                finally:
                    self._reservations.release([name])
                return
        raise InfrastructureError(
            f"Waited {self._silence_s:g} s for the first log-in of {contact} to end; for longer,"
            " the profile's delivery_s lets no session be silent.\n"
            f"  Held: by {self._reservations.holder_of(name) or 'somebody who has just let go'}\n"
            "  Do: look what keeps that process; until it has logged in, nobody knows whether the"
            " password is right"
        )

    def _is(self, mark: str, contact: Contact) -> bool:
        if self._folder is None:
            return self._name(mark, contact) in self._own
        with self._noting():
            return (self._folder / self._name(mark, contact)).exists()

    def _note(self, mark: str, contact: Contact) -> None:
        if self._folder is None:
            self._own.add(self._name(mark, contact))
            return
        with self._noting():
            (self._folder / self._name(mark, contact)).touch()

    def _forget(self, mark: str, contact: Contact) -> None:
        if self._folder is None:
            self._own.discard(self._name(mark, contact))
            return
        with self._noting():
            (self._folder / self._name(mark, contact)).unlink(missing_ok=True)

    def _name(self, mark: str, contact: Contact) -> str:
        """Another one in each run, so that nobody is known again by it."""
        run = self._folder.name if self._folder else ""
        return f"{mark} {hashlib.sha256(f'{run} {contact.key}'.encode()).hexdigest()[:16]}"

    @contextmanager
    def _noting(self) -> Iterator[None]:
        try:
            yield
        except OSError as fault:
            raise InfrastructureError(
                f"The log-ins of this run cannot be noted: {self._folder}: {fault.strerror}\n"
                "  Do: make room, or let this user write there; else a wrong password would be sent"
                " by one worker after the other"
            ) from fault

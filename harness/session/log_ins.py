"""What came of a run's log-ins: nobody is logged in again and again until the account is locked."""

from collections.abc import Iterator
from contextlib import contextmanager

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact

_MOST_IN_DOUBT = 2


class NotLetIn(InfrastructureError):
    """The app says that it does not take the password or the code."""


class LogIns:
    """Remembers who was let in, who was not, and how often nobody saw which of the two it was.

    Who was not let in is not logged in again. An answer that was not seen may have been a refusal:
    there is one more log-in then, and no third one, unless the same credentials have let the person
    in before.
    """

    def __init__(self) -> None:
        self._marks = set[str]()

    def refuse_in_vain(self, contact: Contact) -> None:
        """Let nobody log in who would only bring the account nearer to being locked.

        Raises:
            InfrastructureError: The contact was not let in before, or may not have been.
        """
        if self._is("refused", contact):
            raise InfrastructureError(
                f"{contact} was not let in before in this run, and is not tried again: too many"
                " attempts lock an account.\n  Do: look at the first failure of this run"
            )
        if self._is(_in_doubt(_MOST_IN_DOUBT), contact) and not self._is("let in", contact):
            raise InfrastructureError(
                f"{contact} is not logged in any more in this run: what the app answered to"
                f" {_MOST_IN_DOUBT} log-ins was not seen, and if it was a refusal, more of them"
                " lock the account.\n"
                "  Do: look at the first failures of this run, and log in with it by hand"
            )

    @contextmanager
    def sending(self, contact: Contact) -> Iterator[None]:
        """Around a password or code that is sent, and the look for what the app answers to it.

        Until the answer is seen it may be a refusal; also where the process ends before.
        """
        if self._is("let in", contact):
            yield
            return
        numbers = range(1, _MOST_IN_DOUBT)
        mark = next(
            (each for each in map(_in_doubt, numbers) if not self._is(each, contact)),
            _in_doubt(_MOST_IN_DOUBT),
        )
        self._note(mark, contact)
        try:
            yield
        except NotLetIn:
            self._forget(mark, contact)
            raise
        self._forget(mark, contact)

    def note_let_in(self, contact: Contact) -> None:
        """The credentials are right."""
        self._note("let in", contact)

    def note_refused(self, contact: Contact) -> None:
        """The app has said that they are not."""
        self._note("refused", contact)

    def _is(self, mark: str, contact: Contact) -> bool:
        return f"{mark} {contact.key}" in self._marks

    def _note(self, mark: str, contact: Contact) -> None:
        self._marks.add(f"{mark} {contact.key}")

    def _forget(self, mark: str, contact: Contact) -> None:
        self._marks.discard(f"{mark} {contact.key}")


def _in_doubt(number: int) -> str:
    return f"in doubt {number}"

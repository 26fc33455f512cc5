"""Who somebody is: by password, or by a code that is sent to them (guide, parts 1 and 6)."""

import secrets

from virtual_phone.clock import Clock
from virtual_phone.organization import messages
from virtual_phone.organization.codes import OneTimeCodes
from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.deliveries import Deliveries
from virtual_phone.organization.directory import Directory
from virtual_phone.organization.records import Person
from virtual_phone.organization.refusals import Reason, Refused


class SigningIn:
    """What a log-in asks for. Not for several threads: the Organization guards it."""

    def __init__(self, directory: Directory, deliveries: Deliveries, clock: Clock) -> None:
        self._directory = directory
        self._deliveries = deliveries
        self._clock = clock
        self._codes = OneTimeCodes(clock)

    def by_password(self, person: Person | None, password: str) -> Person:
        """Let in who knows the password.

        Raises:
            Refused: WRONG_CREDENTIALS; it does not tell which of the two was wrong.
        """
        if person is None or person.password is None:
            raise Refused(Reason.WRONG_CREDENTIALS)
        if not secrets.compare_digest(person.password.encode(), password.encode()):
            raise Refused(Reason.WRONG_CREDENTIALS)
        return person

    def send_code(self, contact: Contact) -> None:
        """Send a six-digit code by SMS or mail.

        Raises:
            Refused: UNKNOWN_PERSON.
        """
        self._require(contact)
        code = self._codes.issue(contact)
        self._deliveries.send(messages.login_code_message(contact, code, self._clock.now()))

    def by_code(self, contact: Contact, code: str) -> Person:
        """Let in who has the code that was sent to the contact.

        Raises:
            Refused: UNKNOWN_PERSON, WRONG_CODE, CODE_EXPIRED, TOO_MANY_TRIES.
        """
        person = self._require(contact)
        self._codes.use(contact, code)
        return person

    def _require(self, contact: Contact) -> Person:
        person = self._directory.person(contact)
        if person is None:
            raise Refused(Reason.UNKNOWN_PERSON)
        return person

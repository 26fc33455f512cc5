"""Private numbers and addresses in the journal: as fingerprints, known again by the people file.

The journal stands among the reports, and outlives the run. It has to say whom an invitation went
to, so that nobody else's is taken back; it need not say it to whoever finds the file.
"""

import hashlib
from collections.abc import Iterable
from functools import cached_property, lru_cache
from typing import Literal

from harness.invitations.contact import Contact
from harness.invitations.in_words import PRIVATE, without_whole_contacts

# There are few telephone numbers: each guess must cost something.
_ROUNDS = 100_000
_SALT = b"journal of invitations"
_BYTES = 10


class PrivateContacts:
    """Takes the place of contacts that the people file marks private, and gives them back.

    Args:
        contacts: Everybody who is marked private.
    """

    def __init__(self, contacts: Iterable[Contact]) -> None:
        self._by_key = {contact.key: contact for contact in contacts}

    def noted(self, kind: Literal["phone", "email"], contact: str) -> str:
        """What the journal may hold of a contact: itself, or the fingerprint of a private one."""
        key = Contact(kind, contact).key
        return _fingerprint(key) if key in self._by_key else contact

    def meant(self, noted: str) -> str:
        """The contact that was noted; a fingerprint of nobody in the people file stays one."""
        return self._by_fingerprint.get(noted, noted) if noted.startswith(PRIVATE) else noted

    def remark(self, text: str) -> str:
        """What may be noted beside it."""
        return without_whole_contacts(text) if self._by_key else text

    @cached_property
    def _by_fingerprint(self) -> dict[str, str]:
        return {_fingerprint(key): contact.written for key, contact in self._by_key.items()}


@lru_cache
def _fingerprint(key: str) -> str:
    digest = hashlib.pbkdf2_hmac("sha256", key.encode(), _SALT, _ROUNDS, _BYTES)
    return f"{PRIVATE}{digest.hex()}"

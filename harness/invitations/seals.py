"""Whose contacts the journal must not hold in plain: sealed there, known again by the people file.

A seal is a slow hash (scrypt) of a contact's key with the journal's own salt. It keeps a number
from being read; whoever has the journal and guesses the number can still find the guess right.
"""

import hashlib
import secrets
from collections.abc import Callable, Iterable

from harness.invitations.contact import Contact

# A guess takes 0.1 s and 32 MB, the look through a people file as many guesses as it has members.
_COST, _BLOCK_SIZE, _SEAL_BYTES, _SALT_BYTES = 2**15, 8, 16, 16
_MEMORY_BYTES = 2 * 128 * _BLOCK_SIZE * _COST


def new_salt() -> str:
    """Of a new journal."""
    return secrets.token_hex(_SALT_BYTES)


class Seals:
    """Seals private contacts, and knows them again.

    Args:
        members: Everybody whom an entry may be about. Also those who are not private now: they may
            have been.
        hide: Puts in the place of every private contact in a text whose it is: "[number of
            member 1]". What it leaves as it is, is not private.
    """

    def __init__(self, members: Iterable[Contact] = (), hide: Callable[[str], str] = str) -> None:
        self.hide = hide
        # A look costs a guess for each.
        self._members = sorted(members, key=lambda each: not self.is_private(each))
        self._known: dict[tuple[str, str], str] = {}

    def is_private(self, contact: Contact) -> bool:
        """Whether the journal must not hold the contact in plain."""
        return self.hide(contact.written) != contact.written

    def seal(self, contact: Contact, salt: str) -> str:
        """The same for all spellings of one contact, in hexadecimal digits."""
        if (salt, contact.key) not in self._known:
            seal = hashlib.scrypt(
                contact.key.encode(),
                salt=bytes.fromhex(salt),
                n=_COST,
                r=_BLOCK_SIZE,
                p=1,
                maxmem=_MEMORY_BYTES,
                dklen=_SEAL_BYTES,
            )
            self._known[salt, contact.key] = seal.hex()
        return self._known[salt, contact.key]

    def whose(self, seal: str, salt: str) -> Contact | None:
        """The member's contact; None where nobody listed has it."""
        return next((each for each in self._members if self.seal(each, salt) == seal), None)

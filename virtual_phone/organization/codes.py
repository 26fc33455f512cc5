"""Six-digit codes that can be used once.

The guide only says that a code has six digits. Assumed: it lives 10 minutes, the fifth wrong try
ends it, and a new one replaces the one before.
"""

import secrets
from collections.abc import Hashable
from dataclasses import dataclass
from datetime import datetime, timedelta

from virtual_phone.clock import Clock
from virtual_phone.organization.refusals import Reason, Refused

CODE_LIFE = timedelta(minutes=10)
"""How long a code can be used (assumed)."""

MOST_TRIES = 5
"""How many wrong codes end the right one (assumed)."""


@dataclass
class _Issued:
    code: str
    expires_at: datetime
    tries_left: int = MOST_TRIES


class OneTimeCodes:
    """The codes that are out, each for one purpose of the caller's.

    Args:
        clock: Decides what has expired.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._issued: dict[Hashable, _Issued] = {}
        self._replaced: dict[Hashable, set[str]] = {}

    def issue(self, purpose: Hashable) -> str:
        """A new code; the one before for the same purpose is void."""
        code = f"{secrets.randbelow(1_000_000):06d}"
        self._issued[purpose] = _Issued(code, self._clock.now() + CODE_LIFE)
        return code

    def keep(self, purpose: Hashable) -> None:
        """Let the code that is out be used when it has been replaced: what only a defect does."""
        if purpose in self._issued:
            self._replaced.setdefault(purpose, set()).add(self._issued[purpose].code)

    def usable(self, purpose: Hashable) -> bool:
        """Whether a code is out that the right person could still use."""
        issued = self._issued.get(purpose)
        return (
            issued is not None and issued.tries_left > 0 and self._clock.now() < issued.expires_at
        )

    def is_out(self, code: str) -> bool:
        """Whether that code was issued for anything, and has not been used."""
        return any(issued.code == code for issued in self._issued.values())

    def use(self, purpose: Hashable, code: str) -> None:
        """Spend the code.

        Raises:
            Refused: WRONG_CODE, CODE_EXPIRED (also when none was issued), TOO_MANY_TRIES.
        """
        if code in self._replaced.get(purpose, ()):
            return
        issued = self._issued.get(purpose)
        if issued is None or self._clock.now() >= issued.expires_at:
            raise Refused(Reason.CODE_EXPIRED)
        if issued.tries_left <= 0:
            raise Refused(Reason.TOO_MANY_TRIES)
        if not secrets.compare_digest(code.strip().encode(), issued.code.encode()):
            issued.tries_left -= 1
            raise Refused(Reason.WRONG_CODE)
        del self._issued[purpose]

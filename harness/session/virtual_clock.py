"""The clock of the virtual phones: what a day makes of an invitation, without waiting for one."""

import json
from datetime import timedelta
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from harness.errors import InfrastructureError, WrongUse

FURTHEST = timedelta(days=366)
"""By how much the clock can be moved at once."""

_ANSWER_S = 10


class VirtualClock:
    """One clock for all virtual phones that were started together, and for what is behind them.

    It is moved beside the phones, not through whatever drives them: time-outs of servers and
    sessions go by the machine's own time, and notice nothing.

    Args:
        page_url: Of the virtual phones' page, whose door moves the clock.
    """

    def __init__(self, page_url: str) -> None:
        self._address = urlsplit(page_url).netloc

    def advance(self, by: timedelta) -> None:
        """Let time pass for the phones, the organization and its messages.

        Args:
            by: More than nothing, and up to `FURTHEST`; a clock is never turned back.

        Raises:
            WrongUse: It cannot be moved by that.
            InfrastructureError: The virtual phones did not do it.
        """
        if not timedelta() < by <= FURTHEST:
            message = (
                f"The clock of the virtual phones cannot be moved by {by}.\n"
                f"  Expected: more than nothing, forward, and up to {FURTHEST.days} days"
            )
            raise WrongUse(message)
        try:
            status, said = self._post("/api/clock", {"forward_s": by.total_seconds()})
        except (OSError, HTTPException, ValueError, LookupError, TypeError) as fault:
            message = f"The virtual phones do not answer at {self._address}: {fault}"
            raise InfrastructureError(message) from fault
        if status != 200:  # noqa: PLR2004 -- HTTP's word for done
            message = f"The clock of the virtual phones was not moved by {by}: {said}"
            raise InfrastructureError(message)

    def _post(self, path: str, body: dict[str, float]) -> tuple[int, str]:
        """Status, and what is wrong; straight, as a proxy knows no phone on this machine."""
        connection = HTTPConnection(self._address, timeout=_ANSWER_S)
        try:
            headers = {"Content-Type": "application/json"}
            connection.request("POST", path, json.dumps(body), headers)
            answer = connection.getresponse()
            value = json.loads(answer.read())["value"]
            return answer.status, str(value["message"]) if isinstance(value, dict) else ""
        finally:
            connection.close()

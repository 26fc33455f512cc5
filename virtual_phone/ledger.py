"""What the organization was asked for, and which faults struck: written down as it happens.

Whoever tries a suite learns from it what really became of the people in it: how often somebody was
invited, and who is left at the end. Only the phones' process can know.
"""

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock
from typing import Any, TextIO

from virtual_phone.defects import Defects
from virtual_phone.faults import Faults
from virtual_phone.organization import (
    Account,
    Contact,
    Invitation,
    Membership,
    Organization,
    Person,
    Refused,
    Role,
    World,
)


class BookedOrganization(Organization):
    """An organization that writes down who is invited.

    Args:
        world: Who there is at the beginning.
        defects: What it does wrong on purpose.
        file: Where to write, a line of JSON for each event.
    """

    def __init__(self, world: World, defects: Defects, file: TextIO) -> None:
        super().__init__(world, defects=defects)
        self._file, self._writing = file, Lock()
        self._members = self._everybody()

    def invite(self, account: Account, by: Person, contact: Contact, role: Role) -> Invitation:
        """As an organization does; also written down where it is refused."""
        try:
            invitation = super().invite(account, by, contact, role)
        except Refused as refused:
            self._write("invite", contact=contact.value, refused=refused.reason.name)
            raise
        self._write("invite", contact=contact.value, refused="")
        return invitation

    def cancel(self, account: Account, by: Person, invitation: Invitation) -> None:
        """As an organization does."""
        super().cancel(account, by, invitation)
        self._write("cancel", contact=invitation.contact.value)

    def remove(self, account: Account, by: Person, membership: Membership) -> None:
        """As an organization does."""
        super().remove(account, by, membership)
        self._write("remove", contact=membership.contact.value)

    def close_books(self, faults: Faults) -> None:
        """Write down what is left: invitations, members who are new, what faults have met."""
        pending = [each.contact.value for one in self._accounts() for each in self.pending(one)]
        self._write("pending", contacts=pending)
        self._write("joined", contacts=sorted(self._everybody() - self._members))
        self._write(
            "faults",
            met=dict(faults.met),
            struck=dict(faults.struck),
            struck_reads=dict(faults.struck_reads),
        )

    def _accounts(self) -> list[Account]:
        return list(self._directory.accounts())

    def _everybody(self) -> set[str]:
        return {each.contact.value for one in self._accounts() for each in self.members(one)}

    def _write(self, event: str, **told: Any) -> None:
        with self._writing:
            self._file.write(json.dumps({"event": event, "at_s": time.time(), **told}) + "\n")
            self._file.flush()


@contextmanager
def keeping_books(
    world: World, defects: Defects, faults: Faults, file: Path
) -> Iterator[BookedOrganization]:
    """An organization whose ledger is closed in the end.

    Args:
        world: Who there is at the beginning.
        defects: What it does wrong on purpose.
        faults: Whose strikes are written down at the end.
        file: Where to write; what was there is lost.

    Raises:
        OSError: The file cannot be written.
    """
    with file.open("w", encoding="utf-8") as opened:
        organization = BookedOrganization(world, defects, opened)
        try:
            yield organization
        finally:
            organization.close_books(faults)

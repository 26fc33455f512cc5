"""One run and the reap after it, and what of it is not as promised."""

from dataclasses import dataclass

from lab import Lab
from one_invitation import Ended, Invite, invite, invite_by_password
from way_to_phone import Strike

from harness.invitations.contact import Contact


@dataclass(frozen=True)
class Outcome:
    """What came of a trial.

    Attributes:
        ended: The run, in its own words; None where it was killed.
        sent: How often the organization was asked to invite.
        said: What of the run is not as promised; empty where all is well.
        reaped: How the reap after it ended.
        left: Contacts that are invited or open all the same.
    """

    ended: Ended | None
    sent: int
    said: str
    reaped: Ended | None
    left: list[str]

    @property
    def is_well(self) -> bool:
        """Whether the run and the reap did as promised."""
        return not self.said and self.reaped == Ended() and not self.left


def tried(
    lab: Lab, contact: Contact, role: str, strike: Strike | None, run: Invite = invite
) -> Outcome:
    """Invite in a process of its own, look at what came of it, and reap.

    Args:
        lab: Where.
        contact: Whom.
        role: As what.
        strike: What happens to which request.
        run: What the process does.
    """
    before = lab.organization.asked
    ended = lab.invite(contact, role, strike, run)
    sent = lab.organization.asked - before
    still_open = sum(entry.state != "closed" for entry in lab.journal())
    if run is invite_by_password:
        lab.log_in()  # it may have ended in the middle of its own, and a reap has no password
    said, reaped = _wrong(ended, sent, still_open), lab.reap()
    left = [*lab.pending(), *(each.who for each in lab.journal() if each.state != "closed")]
    return Outcome(ended, sent, said, reaped, left)


def _wrong(ended: Ended | None, asked: int, still_open: int) -> str:  # noqa: PLR0911
    """What a run has said that is not so, or has not noted; empty where all is well.

    Args:
        ended: In its own words; None where it was killed.
        asked: How often the organization was asked to invite.
        still_open: Entries of the journal.
    """
    if asked > 1:
        return "a second invitation"
    if still_open < asked:
        return "no entry of what was sent"
    if ended is None:
        return ""
    said, message = ended.error, ended.message
    if not said:
        return "" if asked else "passed, and nothing was sent"
    if said in {"NotShown", "NotAsPromised", "ProductFailure"}:
        return "infrastructure blamed on the product"
    if said == "OutcomeUnknown":
        return "" if still_open else "unknown, and the entry is closed"
    if "It was sent all the same" in message and not asked:
        return "it says that something was sent"
    return "it is known to be unsent, and open" if still_open > asked else ""

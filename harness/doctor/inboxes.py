"""Mailboxes in which members are told."""

from collections.abc import Iterator

from harness.doctor.finding import Finding, unseen
from harness.doctor.mailbox import look_into_mailboxes
from harness.doctor.registry import look
from harness.doctor.subject import Subject


@look("Inboxes", "Mailbox")
def mailboxes(subject: Subject) -> Iterator[Finding]:
    """Every mailbox of the people file; the virtual phone's is looked into where it is started."""
    if subject.people is None:
        yield unseen("the people file has to be right first")
    elif subject.profile is not None and subject.profile.kind == "virtual":
        yield unseen("the virtual phone brings it along; see there")
    else:
        yield from look_into_mailboxes(subject)

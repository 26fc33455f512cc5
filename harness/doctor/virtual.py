"""The virtual phone: whether it starts as the profile wants it. No session is opened with it."""

import time
from collections.abc import Iterator

from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen
from harness.doctor.mailbox import look_into_mailboxes
from harness.doctor.registry import look
from harness.doctor.subject import Subject
from harness.errors import ConfigurationError, InfrastructureError
from harness.session.virtual_phones import virtual_phones

_BY_HAND = "python -m virtual_phone --stay"


@look("Virtual phone", "Start")
def start(subject: Subject) -> Iterator[Finding]:
    """Started, its mailbox looked into, and stopped again."""
    profile = subject.profile
    if profile is None:
        yield unseen("the profile has to be right first")
        return
    if profile.kind != "virtual":
        yield unseen("this profile has phones of its own")
        return
    sims = [phone.number for phone in profile.phones if phone.number]
    started_s = time.monotonic()
    try:
        with virtual_phones(len(profile.phones), sims, profile.virtual, subject.environment):
            count, took_s = len(profile.phones), time.monotonic() - started_s
            yield ok(f"{count} started in {took_s:.1f} s, and stopped again")
            yield from look_into_mailboxes(subject)
    except ConfigurationError as error:
        place = subject.line_of("virtual")
        yield misconfigured(f"{place}: {error.found}", "correct it", "python -m virtual_phone -h")
    except InfrastructureError as error:
        said = str(error).splitlines()[0]
        yield broken(said, "start it by hand to see more", _BY_HAND)

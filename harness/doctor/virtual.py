"""Virtual phones, and what stands before them: whether they start. No session is opened."""

import time
from collections.abc import Iterator
from dataclasses import replace

from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen, warning
from harness.doctor.mailbox import look_into_mailboxes
from harness.doctor.registry import look
from harness.doctor.subject import Subject
from harness.errors import ConfigurationError, InfrastructureError, WrongUse
from harness.session.virtual_phones import virtual_phones
from harness.stack import are_installed, stack

_BY_HAND = "python -m virtual_phone --stay"


@look("Virtual phone", "Start", starts_programs=True)
def start(subject: Subject) -> Iterator[Finding]:
    """Started, its mailbox looked into, and stopped again."""
    profile = subject.profile
    if profile is None:
        yield unseen("the profile has to be right first")
        return
    if profile.kind != "virtual":
        yield unseen("this profile has phones of its own")
        return
    sims = [phone.number for phone in profile.phones]
    started_s = time.monotonic()
    try:
        with virtual_phones(sims, profile.virtual, subject.environment) as phones:
            count, took_s = len(phones), time.monotonic() - started_s
            yield ok(f"{count} started in {took_s:.1f} s, and stopped again")
            yield from look_into_mailboxes(subject)
            yield _real_programs(subject, [each.adb or "" for each in phones])
    except ConfigurationError as error:
        place = subject.line_of("virtual")
        yield misconfigured(f"{place}: {error.found}", "correct it", "python -m virtual_phone -h")
    except InfrastructureError as error:
        said = str(error).splitlines()[0]
        yield broken(said, "start it by hand to see more", _BY_HAND)


def _real_programs(subject: Subject, doors: list[str]) -> Finding:
    """What the run would start in front of the phones, where it is installed."""
    title, through = "Real programs", subject.through
    if through == "webdriver":
        return replace(unseen("this profile goes to the phones' own WebDriver doors"), title=title)
    names = "adb, Appium and Selenium Grid" if through == "grid" else "adb and Appium"
    if not are_installed(with_grid=through == "grid"):
        fix = "install them, or let the first run do it"
        return replace(warning(f"{names} are not installed yet", fix, "make appium"), title=title)
    started_s = time.monotonic()
    try:
        with stack(doors, with_grid=through == "grid", environment=subject.environment):
            took_s = time.monotonic() - started_s
            said = f"{names} started in {took_s:.1f} s, and stopped again"
            return replace(ok(said), title=title)
    except (WrongUse, InfrastructureError) as error:
        said = str(error).splitlines()[0]
        fix = "see whether it can be installed anew"
        return replace(broken(said, fix, "make clean appium"), title=title)

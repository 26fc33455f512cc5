"""A run begins only with phones on which nothing is wrong, as far as adb tells.

They are looked at as the doctor does. Only those that adb has: whether the server reaches a phone
in another way is not known. Where no adb runs, none is started for this.
"""

from collections.abc import Callable, Iterable

from harness.doctor import phone_state
from harness.doctor.adb import has_server, why_no_phones
from harness.doctor.finding import Finding
from harness.doctor.phones import NO_ANSWER, NOT_CONNECTED, look_at_phone
from harness.doctor.subject import Subject
from harness.errors import InfrastructureError
from harness.screen.wait import polls
from harness.settings import PhoneSettings, Profile

_LONGEST_PAUSE_S = 1.0
# In its first seconds a phone does not answer at all.
_MAY_START = {phone_state.BOOT, NO_ANSWER}
# While Android starts, adb may lose its way to it; findings about that have no title of their own.
_STARTING = {*_MAY_START, ""}


def refuse_unfit_phones(subject: Subject, tell: Callable[[str], None]) -> None:
    """Let a run begin only with phones that are fit for it; one that is about to start may start.

    It is waited for at most `boot_s` of the profile, and only where nothing else is wrong.

    Args:
        subject: The run that is about to begin.
        tell: Told what is waited for, before, and what came of it.

    Raises:
        InfrastructureError: Names all that is wrong, with what to do.
    """
    profile = subject.profile
    if profile is None or why_no_phones(subject) or not has_server(subject):
        return
    wrong = [each for each in _wrong(profile.phones, subject) if not _is_absent(each)]
    if wrong and all(each.title in _MAY_START for _, each in wrong):
        wrong = _wrong_once_started(wrong, subject, profile, tell)
    if wrong:
        what = f"The phones of the profile {profile.name!r} are not fit for a run:"
        lines = (subject.hide(_said(*each)) for each in wrong)
        raise InfrastructureError("\n".join([what, *lines]))


_Wrong = list[tuple[PhoneSettings, Finding]]


def _wrong(phones: Iterable[PhoneSettings], subject: Subject) -> _Wrong:
    return [
        (phone, each)
        for phone in phones
        for each in look_at_phone(phone, subject)
        if each.state == "wrong" and each.blames == "infrastructure"
    ]


def _is_absent(wrong: tuple[PhoneSettings, Finding]) -> bool:
    return wrong[1].said.startswith(NOT_CONNECTED)


def _wrong_once_started(
    wrong: _Wrong, subject: Subject, profile: Profile, tell: Callable[[str], None]
) -> _Wrong:
    """What is wrong with phones that were starting, once they have or their time is over."""
    names = ", ".join(str(phone.udid) for phone, _ in wrong)
    boot_s = profile.timeouts.boot_s
    tell(
        subject.hide(
            f"waiting for Android to start on {names}, for up to {boot_s:g} s "
            f"({subject.line_of('timeouts')}: boot_s)"
        )
    )
    phones = [phone for phone, _ in wrong]
    for poll in polls(boot_s, longest_pause_s=_LONGEST_PAUSE_S):
        wrong = _wrong(phones, subject)
        if not wrong:
            tell(subject.hide(f"Android has started on {names}, after {poll.elapsed_s:.0f} s"))
        if not all(each.title in _STARTING for _, each in wrong) or not wrong:
            break
    return wrong


def _said(phone: PhoneSettings, finding: Finding) -> str:
    command = f" ({finding.command})" if finding.command else ""
    return f"  {phone.udid}: {finding.said}\n    Do: {finding.fix}{command}"

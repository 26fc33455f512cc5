"""Each phone of the profile: whether adb reaches it, and then how it is."""

import shlex
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from harness.adb import Adb, AdbFailed
from harness.doctor import phone_apps, phone_state
from harness.doctor.adb import adb_for, capabilities_of, why_no_phones, words_for
from harness.doctor.examined import Examined
from harness.doctor.finding import Finding, broken, ok, unseen, warning
from harness.doctor.registry import LOOKS, Look, LookAtEach
from harness.doctor.subject import Subject
from harness.settings import PhoneSettings
from harness.settings.network import is_on_this_machine

NOT_CONNECTED = "not connected"
"""How a finding begins about a phone that adb has not."""
NO_ANSWER = "Answer"
"""The title of what is found where adb has the phone, and gets no answer: it may be starting."""

_COMES_S = 3
_SLOW_S = 2.0
_PHONE_LOOKS = (*phone_state.LOOKS, *phone_apps.LOOKS)


def looks_at_phones(subject: Subject) -> Sequence[Look]:
    """One for each phone, so that they are looked at side by side."""
    reason = why_no_phones(subject)
    if reason is not None or subject.profile is None:
        return [Look("Phones", "Phones", lambda _: [reason] if reason else [])]
    return [
        Look(f"Phone {phone.udid or index}", "adb", partial(look_at_phone, phone))
        for index, phone in enumerate(subject.profile.phones, 1)
    ]


def look_at_phone(phone: PhoneSettings, subject: Subject) -> Iterator[Finding]:
    """Whether adb reaches it; then, one after the other, what may be wrong with it."""
    if phone.udid is None:
        yield unseen("the profile gives no udid: the server chooses a phone")
        return
    if phone.server_url and not is_on_this_machine(phone.server_url):
        yield unseen("a server elsewhere drives it, and it cannot be seen from here")
        return
    adb = adb_for(subject)
    if isinstance(adb, Finding):
        yield unseen("adb has to be right first")
        return
    state, others = _state(adb, phone.udid)
    if state != "device":
        yield _not_ready(subject, adb, phone, state, others)
        return
    examined = Examined(subject, phone, phone.udid, adb, f"{words_for(adb)} -s {phone.udid}")
    yield from _examine(examined)


def _examine(phone: Examined) -> Iterator[Finding]:
    started_s = time.monotonic()
    try:
        phone.shell("echo ready")
        took_s = time.monotonic() - started_s
        yield _pace(phone, took_s)
        for title, run in _PHONE_LOOKS:
            findings = list(run(phone))
            yield from (replace(each, title=title) for each in findings)
            if title == phone_state.BOOT and any(each.state == "wrong" for each in findings):
                return  # there is nothing yet that could be asked for the rest
    except AdbFailed as error:
        yield _no_answer(
            f"it does not answer: {error}",
            "free it of what keeps it busy, or connect it anew",
            f"{phone.words} reconnect",
        )


def _no_answer(said: str, fix: str, command: str) -> Finding:
    return replace(broken(said, fix, command), title=NO_ANSWER)


def _pace(phone: Examined, took_s: float) -> Finding:
    if took_s > _SLOW_S:
        said = f"it answers, but took {took_s:.1f} s for one word: every step will be slow"
        return warning(said, "free it of what keeps it busy", f"{phone.words} shell top -n 1 -m 5")
    return ok("device: it answers")


def _state(adb: Adb, udid: str) -> tuple[str, list[str]]:
    """As adb has it, and the other phones that it has; a phone that is about to come may come."""
    try:
        states = adb.devices()
        if states.get(udid) != "device":
            _let_come(adb, udid)
            states = adb.devices()
    except AdbFailed as error:
        return f"unknown: {error}", []
    return states.get(udid, "absent"), sorted(name for name in states if name != udid)


def _let_come(adb: Adb, udid: str) -> None:
    try:
        adb.run("-s", udid, "wait-for-device", timeout_s=_COMES_S)
    except AdbFailed:
        return


def _not_ready(
    subject: Subject, adb: Adb, phone: PhoneSettings, state: str, others: Iterable[str]
) -> Finding:
    words, udid = words_for(adb), str(phone.udid)
    match state:
        case "absent":
            return _absent(subject, words, phone, list(others))
        case "unauthorized":
            return broken(
                "unauthorized: nobody has allowed this computer to debug it",
                "unlock it, and answer its question; where it asks nothing, connect it anew",
                f"{words} -s {udid} reconnect",
            )
        case "offline":
            return _no_answer(
                "offline: adb sees it, and it does not answer",
                "connect it anew; then restart it",
                f"{words} -s {udid} reconnect offline",
            )
        case "connecting" | "authorizing":
            return _no_answer(
                f"{state}: adb has only begun to talk to it",
                "wait, and look again; then restart it",
                f"{words} devices -l",
            )
        case "no permissions":
            return broken(
                "no permissions: this user may not use its USB device",
                "add a udev rule for it, or join the group that may",
                "sudo usermod -aG plugdev $USER",
            )
    fix = "wait, and look again; then restart it"
    return broken(f"adb says {state}", fix, f"{words} devices -l")


def _absent(subject: Subject, words: str, phone: PhoneSettings, others: list[str]) -> Finding:
    udid = str(phone.udid)
    avd = capabilities_of(subject, phone).get("appium:avd")
    if avd:
        return unseen(f"Appium starts the emulator {avd} for the run")
    if others:
        fix = f"{subject.line_of('phones')}: write the udid of one of them, or connect this one"
        return broken(f"{NOT_CONNECTED}; adb has {', '.join(others)}", fix, f"{words} devices -l")
    if udid.startswith("emulator-"):
        # adb finds a virtual phone at this port as it finds an emulator.
        port = int(udid.rpartition("-")[2]) + 1 if udid.rpartition("-")[2].isdecimal() else 5555
        fix = "start the emulator (emulator -avd NAME); or, to try it, a virtual phone in its place"
        command = f"harness phone --phones 1 --adb-port {port}"
    elif ":" in udid:
        fix, command = "connect it", f"{words} connect {shlex.quote(udid)}"
    else:
        fix, command = "plug it in, and allow USB debugging on it", f"{words} devices -l"
    return broken(f"{NOT_CONNECTED}; adb has no phone at all", fix, command)


LOOKS.append(LookAtEach("Phones", "Phones", lambda _: (), looks_at_phones))

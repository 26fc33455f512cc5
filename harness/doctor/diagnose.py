"""All looks at once, each in a thread of its own, and none for ever."""

import importlib
import time
from collections.abc import Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from threading import Thread

from harness.doctor.finding import Finding, broken, unseen
from harness.doctor.registry import LOOKS, Look, Run
from harness.doctor.subject import Subject

MODULES = (
    "harness.doctor.computer",
    "harness.doctor.settings",
    "harness.doctor.reports",
    "harness.doctor.virtual",
    "harness.doctor.server",
    "harness.doctor.adb",
    "harness.doctor.phones",
    "harness.doctor.inboxes",
)
"""Modules with looks, in the order in which a person reads what they find."""

_PATIENCE_S = 60.0
# The stack's own time-outs come first, and say more.
_PATIENCE_WITH_PROGRAMS_S = 240.0
_WRONG_CONFIGURATION, _INFRASTRUCTURE = 2, 3


@dataclass(frozen=True)
class Diagnosis:
    """All findings, by area, and how long it took."""

    findings: tuple[Finding, ...]
    wall_s: float

    def count(self, state: str) -> int:
        """How many findings are of a state."""
        return sum(finding.state == state for finding in self.findings)

    @property
    def exit_code(self) -> int:
        """0 nothing is wrong, 2 configuration is, 3 only the phone, the server or a tool is."""
        blames = {finding.blames for finding in self.findings if finding.state == "wrong"}
        if "configuration" in blames:
            return _WRONG_CONFIGURATION
        return _INFRASTRUCTURE if blames else 0


def diagnose(subject: Subject, patience_s: float | None = None) -> Diagnosis:
    """Look at everything.

    Args:
        subject: The settings and the environment.
        patience_s: For all looks together; one that takes longer is itself a finding. None: a
            minute, and more for looks that start programs.
    """
    started_s = time.monotonic()
    with _adb_left_as_found(subject):
        under_way = [_UnderWay(look, subject) for look in all_looks(subject)]
        for each in under_way:
            each.wait_until(started_s, patience_s)
    found = [finding for each in under_way for finding in each.result()]
    return Diagnosis(tuple(_by_area(found)), time.monotonic() - started_s)


def all_looks(subject: Subject) -> list[Look]:
    """Of all modules in their order, whichever was imported first; and one for each phone."""
    without: dict[str, Look] = {}
    for name in MODULES:
        try:
            importlib.import_module(name)
        except ImportError as error:
            area = name.rpartition(".")[2].capitalize()
            without[name] = Look(area, area, _not_imported(str(error)))
    found = [(look.run.__module__, each) for look in LOOKS for each in look.spread(subject)]
    found += without.items()
    return [look for _, look in sorted(found, key=lambda pair: MODULES.index(pair[0]))]


def _adb_left_as_found(subject: Subject) -> AbstractContextManager[None]:
    try:
        from harness.doctor.adb import adb_left_as_found
    except ImportError:  # a package is missing: that is found, and adb is not asked
        return nullcontext()
    return adb_left_as_found(subject)


class _UnderWay:
    """One look, in a thread that does not outlive the process.

    One that starts programs is waited for as the process ends, as long as its own time-outs let it
    go on: else they would be left running.
    """

    def __init__(self, look: Look, subject: Subject) -> None:
        self._look, self._subject = look, subject
        self._findings: list[Finding] = []
        self._waited_s = _PATIENCE_WITH_PROGRAMS_S if look.starts_programs else _PATIENCE_S
        self._thread = Thread(target=self._run, name=look.title, daemon=not look.starts_programs)
        self._thread.start()

    def wait_until(self, started_s: float, patience_s: float | None) -> None:
        """Until it ends, or has had its time.

        Args:
            started_s: When all looks began, by the monotonic clock.
            patience_s: Its time; None: as its kind is given.
        """
        if patience_s is not None:
            self._waited_s = patience_s
        self._thread.join(max(0.0, started_s + self._waited_s - time.monotonic()))

    def result(self) -> Iterable[Finding]:
        """What was found so far, and that it did not come to an end."""
        findings = list(self._findings)
        if self._thread.is_alive():
            said = f"no end within {self._waited_s:g} s: it is too slow"
            findings.append(self._named(broken(said)))
        return findings

    def _run(self) -> None:
        try:
            for finding in self._look.run(self._subject):
                self._findings.append(self._named(finding))
        except Exception as error:  # noqa: BLE001 - whatever fails, the other looks are shown
            said = f"the look itself failed: {type(error).__name__}: {error}"
            fix = "report this; it says nothing about a run"
            self._findings.append(self._named(broken(said, fix)))

    def _named(self, finding: Finding) -> Finding:
        hide = self._subject.hide
        return replace(
            finding,
            said=hide(finding.said),
            fix=hide(finding.fix),
            command=hide(finding.command),
            area=self._look.area,
            title=finding.title or self._look.title,
        )


def _not_imported(reason: str) -> Run:
    def run(_subject: Subject) -> Iterable[Finding]:
        yield unseen(f"a package is missing ({reason}); see Packages")

    return run


def _by_area(findings: Sequence[Finding]) -> Iterable[Finding]:
    areas = list(dict.fromkeys(finding.area for finding in findings))
    return sorted(findings, key=lambda finding: areas.index(finding.area))

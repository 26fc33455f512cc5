"""pytest plugin: a scenario whose session was lost begins anew, once; a run without phones ends.

The attempts themselves are pytest-rerunfailures' business: it keeps fixtures of the run alive from
one attempt to the next, also under xdist, and asks here whether there is to be another one.
"""

from collections.abc import Generator, Iterator
from dataclasses import dataclass, field

import pytest

from harness.errors import (
    InfrastructureError,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
    SessionNotStarted,
)
from harness.evidence.cards import cards_of
from harness.evidence.stash import recorder_of
from harness.evidence.verdicts import Verdict, classify

_IN_VAIN = 2
_NO_PHONE = (ServerUnreachable, SessionNotStarted, PhoneUnusable)


@dataclass
class Course:
    """What is known of the attempt of a scenario that is under way, or was the last.

    Attributes:
        verdicts: Of each phase that failed.
        lost: Whether a session was lost under it.
        no_phone: Why it found no server or phone, in words; empty where it did.
        left_open: Whether an invitation of it may still be with somebody, or reach them late.
    """

    verdicts: set[Verdict] = field(default_factory=set)
    lost: bool = False
    no_phone: str = ""
    left_open: bool = False

    @property
    def may_begin_anew(self) -> bool:
        """Whether the loss of a session is all that came between it and a verdict on the app."""
        return self.lost and not self.left_open and self.verdicts == {Verdict.INFRASTRUCTURE}


COURSE = pytest.StashKey[Course]()
_REPLACED = pytest.StashKey[int]()
"""At the end of which attempt a lost session was the reason for another one."""


def course_of(item: pytest.Item) -> Course:
    """Of the scenario's attempt that is under way."""
    return item.stash.setdefault(COURSE, Course())


class SecondAttempts:
    """Decides, for the scenarios of a process, on second attempts and on an early end.

    Args:
        by_user: How often the user lets any failed scenario be tried again (`--reruns`).
        delay_s: How long the user lets each attempt wait.
        ends_early: Whether who finds no phone speaks for the whole run: what one of several workers
            fails at once is taken from others, whose phones are well.
    """

    def __init__(self, by_user: int, delay_s: float, *, ends_early: bool = True) -> None:
        self._by_user, self._delay_s, self._ends_early = by_user, delay_s, ends_early
        self._scenarios: set[str] = set()
        self._in_vain: dict[str, str] = {}

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(
        self, config: pytest.Config, items: list[pytest.Item]
    ) -> None:
        """Let pytest-rerunfailures ask about every scenario."""
        cards = cards_of(items, config.rootpath)
        self._scenarios = set(cards)
        for item in items:
            if item.nodeid in cards:
                mark = pytest.mark.flaky(
                    reruns=self._by_user + 1,
                    reruns_delay=self._delay_s,
                    condition=_Condition(item, self._by_user),
                )
                item.add_marker(mark, append=False)

    @pytest.hookimpl(tryfirst=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> None:
        """An attempt begins, unless the scenarios before it found nothing to run on."""
        if item.nodeid not in self._scenarios:
            return
        item.stash[COURSE] = Course()
        if len(self._in_vain) >= _IN_VAIN and item.nodeid not in self._in_vain:
            raise _given_up(list(self._in_vain.values())[-1])

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Take up how each phase ended; with the last one, the attempt is known."""
        report = yield
        if item.nodeid in self._scenarios:
            course = course_of(item)
            if call.excinfo and report.failed:
                _take_up(course, call.excinfo.value, call.when)
            if call.when == "teardown":
                self._attempt_ended(item, course)
        return report

    @pytest.hookimpl(optionalhook=True, tryfirst=True)
    def pytest_handlecrashitem(self, crashitem: str, sched: object) -> None:
        """A process that died has taken nothing back: it is the user alone who may try again."""
        database = sched.config.failures_db  # type: ignore[attr-defined]
        database.set_test_reruns(crashitem, self._by_user)

    def _attempt_ended(self, item: pytest.Item, course: Course) -> None:
        if course.no_phone and self._ends_early:
            self._in_vain[item.nodeid] = course.no_phone
        elif len(self._in_vain) < _IN_VAIN:
            self._in_vain.clear()
        if not course.lost or course.verdicts != {Verdict.INFRASTRUCTURE}:
            return
        if course.left_open:
            words = "an invitation of this attempt may still reach somebody: it does not begin anew"
        elif _may_replace(item):
            words = "its session was lost: the scenario begins anew with another one"
        else:
            words = "a session was lost again: the scenario is not tried once more"
        recorder_of(item.config).note("Attempts", words)


@dataclass(frozen=True)
class _Condition:
    """Asked by pytest-rerunfailures when an attempt is over, once for each phase that failed."""

    item: pytest.Item
    by_user: int

    def __call__(self, _error: BaseException | None) -> bool:
        course, attempt = course_of(self.item), _attempt(self.item)
        if course.left_open:
            return False
        if course.may_begin_anew and _may_replace(self.item):
            self.item.stash[_REPLACED] = attempt
            return True
        by_harness = int(self.item.stash.get(_REPLACED, attempt) < attempt)
        return attempt - by_harness <= self.by_user


def _attempt(item: pytest.Item) -> int:
    return int(getattr(item, "execution_count", 1))


def _may_replace(item: pytest.Item) -> bool:
    return item.stash.get(_REPLACED, _attempt(item)) == _attempt(item)


def _take_up(course: Course, error: BaseException, phase: str) -> None:
    course.verdicts.add(classify(error, phase=phase))
    for each in _all_behind(error):
        course.lost = course.lost or isinstance(each, SessionLost)
        if isinstance(each, _NO_PHONE):
            course.no_phone = course.no_phone or str(each)


def _all_behind(error: BaseException | None) -> Iterator[BaseException]:
    """The error, those it was raised from, and the members of groups."""
    while error is not None:
        yield error
        if isinstance(error, BaseExceptionGroup):
            for member in error.exceptions:
                yield from _all_behind(member)
        error = error.__cause__


def _given_up(why: str) -> InfrastructureError:
    seen, _, do = why.partition("\n  Do: ")
    return InfrastructureError(
        "Not run: the scenarios before this one found no server or phone, and the rest of the run"
        f" does not wait for one again.\n  Seen: {seen}"
        + (f"\n  Do: {do}; then run again" if do else "")
    )


def pytest_configure(config: pytest.Config) -> None:
    """Where pytest-rerunfailures is not there, each scenario has one attempt."""
    option = config.option
    if not hasattr(option, "reruns") or option.usepdb or option.collectonly:
        return
    forced: int | None = option.force_reruns
    by_user = option.reruns if forced is None else forced
    if by_user is None:
        by_user = int(config.getini("reruns") or 0)
    delay_s = option.reruns_delay
    if delay_s is None:
        delay_s = float(config.getini("reruns_delay") or 0)
    is_alone = int(getattr(config, "workerinput", {}).get("workercount", 1)) == 1
    config.pluginmanager.register(
        SecondAttempts(by_user, delay_s, ends_early=is_alone), "harness-second-attempts"
    )

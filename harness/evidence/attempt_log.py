"""One attempt of a scenario while it runs, written into our record and into Allure at once."""

import time
import uuid
from typing import Any

import allure_commons
import pytest
from allure_commons.model2 import (
    Attachment,
    ExecutableItem,
    StatusDetails,
    TestResult,
    TestStepResult,
)
from pytest_bdd.parser import Step

from harness.claims import is_assumed
from harness.evidence.cards import step_text
from harness.evidence.records import Attempt, Card, Failure, FilmRecord, PictureRecord, StepRecord
from harness.evidence.trace import own_trace
from harness.evidence.verdicts import Verdict, classify, explain

_STOPPED_BEHIND_IT = (
    "The run was stopped before what this attempt sent was taken back: the next run does that."
)
_FROM_OUTSIDE = (KeyboardInterrupt, pytest.exit.Exception)
_FILM = "video/mp4"
_MIME = {"txt": "text/plain", "xml": "application/xml", "csv": "text/csv"}


class AttemptLog:
    """Follows one attempt.

    Args:
        card: The scenario.
        reporter: allure-pytest's reporter, in which its result is open.
    """

    def __init__(self, card: Card, reporter: Any) -> None:
        self.attempt = Attempt(card, started_at=time.time())
        self._reporter = reporter
        self._started = time.perf_counter()
        self._open: tuple[str, StepRecord, float] | None = None
        self._failed_step, self._failed_in_act = "", False
        self._is_act = False
        self._step_error: BaseException | None = None
        self.trace = ""
        """Of the error that decided, for those who read code."""

    # What the recorder writes to: the open step, or the scenario when none is open.

    def add_picture(self, picture: PictureRecord, allure_file: str) -> None:
        """Shows a stored picture at the open step."""
        self._place().pictures.append(picture)
        self._attach(picture.phone, allure_file, "image/png")

    def add_film(self, film: FilmRecord, allure_file: str) -> None:
        """Shows a stored film at the open step."""
        self._place().films.append(film)
        self._attach(f"{film.phone}: film of the last {film.duration_s:g} s", allure_file, _FILM)

    def add_text(self, title: str, text: str, kind: str) -> None:
        """Attaches a longer text to the open step."""
        name = f"{uuid.uuid4()}-attachment.{kind}"
        allure_commons.plugin_manager.hook.report_attached_data(body=text, file_name=name)
        self._attach(title, name, _MIME[kind])

    def add_note(self, note: str) -> None:
        """Shows a sentence at the open step."""
        self._place().notes.append(note)
        now = _now_ms()
        step = TestStepResult(name=note, status=Verdict.PASSED.allure_status, start=now, stop=now)
        if executable := self._reporter.get_last_item(ExecutableItem):
            executable.steps.append(step)

    # The course of the scenario.

    def begin_step(self, step: Step) -> None:
        """A step starts."""
        record = StepRecord(step_text(step), status="passed", docstring=step.docstring or "")
        if step.datatable is not None:
            record.table = [[str(cell) for cell in row] for row in step.datatable.raw()]
        self.attempt.steps.append(record)
        self._is_act = step.type != "then"
        uid = str(uuid.uuid4())
        self._reporter.start_step(None, uid, TestStepResult(name=record.text, start=_now_ms()))
        self._open = (uid, record, time.perf_counter())
        if record.table:
            rows = "\n".join(",".join(map(_csv_cell, row)) for row in record.table)
            self.add_text("table", rows, "csv")
        if record.docstring:
            self.add_text("text", record.docstring, "txt")

    def end_step(self, error: BaseException | None = None) -> None:
        """The open step ends, with an error or without; nothing happens when none is open."""
        if self._open is None:
            return
        uid, record, started = self._open
        self._open = None
        record.duration_s = round(time.perf_counter() - started, 3)
        if error:
            record.status = classify(error).allure_status
            if record.status != Verdict.SKIPPED.allure_status:
                self._failed_step, self._failed_in_act = record.text, self._is_act
                self._step_error = None if isinstance(error, _FROM_OUTSIDE) else error
        details = StatusDetails(message=str(error), trace=own_trace(error)) if error else None
        stop = {"stop": _now_ms(), "status": record.status, "statusDetails": details}
        self._reporter.stop_step(uid, **stop)

    def skip_the_rest(self) -> None:
        """Adds the steps that were not reached."""
        result = self._reporter.get_last_item(TestResult)
        now = _now_ms()
        for text in self.attempt.card.steps[len(self.attempt.steps) :]:
            self.attempt.steps.append(StepRecord(text))
            if result:
                status = Verdict.SKIPPED.allure_status
                step = TestStepResult(name=text, status=status, start=now, stop=now)
                result.steps.append(step)

    def judge(self, error: BaseException, *, phase: str) -> None:
        """An error ended a phase; the first one decides, but to be skipped excuses no later one."""
        verdict = classify(error, phase=phase)
        if self.attempt.failure is None and self.attempt.verdict is not verdict:
            self.attempt.verdict = verdict
            if verdict is Verdict.SKIPPED:
                self.attempt.skipped_because = str(error) or "no reason given"
            else:
                self.trace = own_trace(error)
                assumed = is_assumed(self.attempt.card.tags)
                words = explain(
                    error,
                    verdict,
                    step=self._failed_step,
                    is_act=self._failed_in_act,
                    is_assumed=assumed,
                )
                self.attempt.failure = Failure(**vars(words), message=str(error))

    def cut_short(self) -> Verdict:
        """The run was stopped while the attempt was under way; what it had seen stays seen."""
        is_meant_to_fail = "xfail" in self.attempt.card.tags
        if self._step_error and not is_meant_to_fail:
            self.judge(self._step_error, phase="call")
        self.end_step(KeyboardInterrupt("the run was stopped"))
        if self.attempt.failure and self.attempt.verdict:
            self.add_note(_STOPPED_BEHIND_IT)
            return self.attempt.verdict
        self.attempt.verdict = Verdict.INFRASTRUCTURE
        self.attempt.failure = Failure(
            step=next((s.text for s in self.attempt.steps if s.status == "broken"), ""),
            promised="The scenario runs to its end.",
            seen="The run was stopped while it was under way.",
            do="Run again: the next run takes back what this attempt sent.",
            message="The run was stopped.",
        )
        return self.attempt.verdict

    def conclude(self, number: int) -> Attempt:
        """The attempt is over."""
        self.end_step()
        self.skip_the_rest()
        self.attempt.number = number
        self.attempt.verdict = self.attempt.verdict or Verdict.PASSED
        self.attempt.duration_s = round(time.perf_counter() - self._started, 3)
        return self.attempt

    def _place(self) -> StepRecord | Attempt:
        return self._open[1] if self._open else self.attempt

    def _attach(self, title: str, file: str, mime: str) -> None:
        if executable := self._reporter.get_last_item(ExecutableItem):
            attachment = Attachment(name=title, source=file, type=mime)
            executable.attachments.append(attachment)


def _csv_cell(cell: str) -> str:
    escaped = cell.replace('"', '""')
    return f'"{escaped}"'


def _now_ms() -> int:
    return round(time.time() * 1000)

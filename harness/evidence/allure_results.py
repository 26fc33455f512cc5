"""Allure results as people should read them: scenarios in Gherkin words, and nothing else."""

import hashlib
import json
import os
import uuid
from collections.abc import Callable
from pathlib import Path
from typing import Any

import allure_commons
import attr
from allure_commons.logger import AllureFileLogger
from allure_commons.model2 import Label, Link, Parameter, StatusDetails, TestResult, TestStepResult
from allure_commons.types import ParameterMode
from allure_commons.utils import host_tag, thread_tag

from harness.claims import has_begun, place_of_failure, word_for_claim
from harness.evidence.cards import gherkin_of
from harness.evidence.records import Attempt, Card, Failure
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.verdicts import Verdict

_SEVERITY_OF_TAG = {"smoke": "critical", "guide": "normal"}
_NOT_RUN = Verdict.SKIPPED.allure_status
_DEFAULT_SEVERITY = "minor"


class ResultsLogger(AllureFileLogger):
    """Writes Allure's files: redacted, without fixtures.

    Args:
        folder: The results folder.
        redactor: Keeps secrets out.
        polish: Called with each result before it is written.
    """

    def __init__(
        self, folder: Path, redactor: Redactor, polish: Callable[[TestResult], None]
    ) -> None:
        super().__init__(str(folder))  # type: ignore[no-untyped-call]
        self._folder, self._redactor, self._polish = folder, redactor, polish

    @allure_commons.hookimpl
    def report_result(self, result: TestResult) -> None:
        """Writes one attempt."""
        self._polish(result)
        self._report_item(result)

    @allure_commons.hookimpl
    def report_container(self, container: object) -> None:
        """Leaves fixtures out: a set-up that failed speaks through its scenario."""

    @allure_commons.hookimpl
    def report_attached_data(self, body: str | bytes, file_name: str) -> None:
        """Writes an attachment."""
        if isinstance(body, str):
            self._write(file_name, self._redactor.text(body).encode("utf-8"))
        else:
            self._write(file_name, self._redactor.data(body))

    @allure_commons.hookimpl
    def report_attached_file(self, source: str, file_name: str) -> None:
        """Copies an attachment."""
        self._write(file_name, self._redactor.data(Path(source).read_bytes()))

    @allure_commons.hookimpl
    def report_globals(self, globals_item: object) -> None:
        """Writes what belongs to the whole run."""
        self._report_item(globals_item)

    def _report_item(self, item: Any) -> None:
        plain = attr.asdict(item, filter=lambda _, value: bool(value) or value is False)
        text = json.dumps(self._redactor.everything(plain), ensure_ascii=False)
        self._write(item.file_pattern.format(prefix=uuid.uuid4()), text.encode("utf-8"))

    def _write(self, name: str, content: bytes) -> None:
        # Renamed when complete: a report may be rendered while tests still run.
        draft = self._folder / f"{name}.{os.getpid()}.tmp"
        draft.write_bytes(content)
        draft.replace(self._folder / name)


def polish(
    result: TestResult, attempt: Attempt, facts: RunFacts, *, epic: str, trace: str = ""
) -> None:
    """Makes a result of allure-pytest say what the feature file says.

    Args:
        result: Changed in place; its steps and attachments stay.
        attempt: What is known about it.
        facts: Phone kind and profile.
        epic: What all features together are about.
        trace: Of the error, for those who read code.
    """
    card, verdict = attempt.card, attempt.verdict or Verdict.TEST
    result.name = card.name
    result.fullName = f"{card.feature_file}#{card.template}"
    result.titlePath = card.feature_file.split("/")
    result.testCaseId = _hash(card.feature_file, card.template)
    result.historyId = history_id(card)
    result.parameters = _parameters(card)
    result.description = "\n\n".join(filter(None, [card.feature_description, _as_code(card)]))
    result.descriptionHtml = None
    result.labels = [Label(name=name, value=value) for name, value in _labels(attempt, facts, epic)]
    result.links = [Link(type="link", url=url, name=name) for name, url in card.links.items()]
    result.status = verdict.allure_status
    result.statusDetails = _details(attempt, trace or None)


def _as_code(card: Card) -> str:
    """The scenario's text as Markdown; a fence in it must not end the one around it."""
    text, fence = gherkin_of(card), "```"
    while fence in text:
        fence += "`"
    return f"{fence}gherkin\n{text}\n{fence}"


def bare_result(attempt: Attempt, start_ms: int, stop_ms: int) -> TestResult:
    """A result for an attempt of which allure-pytest knows nothing: a crash, or never started."""
    known = [(step.text, step.status) for step in attempt.steps]
    steps = [
        TestStepResult(name=text, status=status, start=stop_ms, stop=stop_ms)
        for text, status in known or [(text, _NOT_RUN) for text in attempt.card.steps]
    ]
    return TestResult(uuid=str(uuid.uuid4()), start=start_ms, stop=stop_ms, steps=steps)


def history_id(card: Card) -> str:
    """The same for each attempt of a scenario, and different for each row of an outline.

    The row goes in as JSON: joined as text, `12|3` and `1|23` would be one.
    """
    row = json.dumps(card.row, ensure_ascii=False)
    return _hash(card.feature_file, card.template, row, str(card.twin))


def _parameters(card: Card) -> list[Parameter]:
    """The row, as Allure 3 tells rows apart: by names and values joined with commas.

    Where a value holds a comma, two rows could read the same; a parameter that is not shown keeps
    them apart.
    """
    parameters = [Parameter(name=name, value=value) for name, value in card.row.items()]
    if any("," in value for value in card.row.values()):
        exact = Parameter(name="row", value=history_id(card), mode=ParameterMode.HIDDEN.value)
        parameters.append(exact)
    if card.twin:
        parameters.append(Parameter(name="same row again", value=str(card.twin)))
    return parameters


def failure_text(failure: Failure, claim: str, place: str) -> str:
    """The plain words that stand above the trace.

    Args:
        failure: Why the attempt did not pass.
        claim: What stands before the words that tell what should have been.
        place: The step that failed, or where between the steps it was.
    """
    lines = [
        ("In the step", place),
        (claim, failure.promised),
        ("Seen", failure.seen),
        ("Do", failure.do),
    ]
    return "\n".join(f"{title}: {text}" for title, text in lines if text)


def _details(attempt: Attempt, trace: str | None) -> StatusDetails | None:
    flaky = True if attempt.number > 1 and attempt.verdict is Verdict.PASSED else None
    if attempt.failure:
        claim = word_for_claim(str(attempt.verdict), attempt.card.tags)
        place = place_of_failure(attempt.failure.step, attempt.statuses)
        return StatusDetails(message=failure_text(attempt.failure, claim, place), trace=trace)
    if attempt.skipped_because:
        return StatusDetails(message=attempt.skipped_because)
    message = f"Passed on attempt {attempt.number} only." if flaky else None
    return StatusDetails(message=message, flaky=flaky) if flaky else None


def _labels(attempt: Attempt, facts: RunFacts, epic: str) -> list[tuple[str, str]]:
    card = attempt.card
    valued = dict(tag.replace("_", " ").split(":", 1) for tag in card.tags if ":" in tag)
    begun = attempt.failure is None or has_begun(attempt.failure.step, attempt.statuses)
    found = (_SEVERITY_OF_TAG[tag] for tag in _SEVERITY_OF_TAG if tag in card.tags)
    labels = [
        ("epic", valued.get("epic", epic)),
        ("feature", card.feature),
        ("story", valued.get("story", card.rule)),
        ("suite", card.feature),
        ("subSuite", card.rule),
        ("severity", valued.get("severity", next(found, _DEFAULT_SEVERITY))),
        ("owner", valued.get("owner", "")),
        ("verdict", str(attempt.verdict or Verdict.TEST)),
        ("began", "" if begun else "no"),
        ("profile", facts.profile),
        ("phone", facts.phone_kind),
        ("app version", facts.details.get("app version", "")),
        ("host", host_tag()),  # type: ignore[no-untyped-call]
        ("thread", thread_tag()),  # type: ignore[no-untyped-call]
        ("framework", "pytest-bdd"),
        ("language", "gherkin"),
        ("package", card.feature_file.replace("/", ".")),
    ]
    labels += [("tag", tag) for tag in card.tags if ":" not in tag]
    return [(name, value) for name, value in labels if value]


def _hash(*parts: str) -> str:
    # Not for security: Allure expects an identifier of this shape.
    return hashlib.md5("\x1f".join(parts).encode("utf-8"), usedforsecurity=False).hexdigest()

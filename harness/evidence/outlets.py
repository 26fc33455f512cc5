"""What a run prints and logs beside the files of its evidence: redacted, whichever way it goes out.

Log records are redacted where they come into being, so that captured logs, `--log-file` and
`--log-cli-level` are alike; pytest's own reports before anybody has seen them; the terminal and,
with `-s`, standard output and error as the last thing before they leave.
"""

import logging
import re
import sys
import warnings
from collections.abc import Callable, Generator
from functools import partial
from typing import Any, TextIO

import pytest

from harness.evidence.redaction import Redactor

# They log what crosses the wire, also messages that nobody has read yet.
_WIRE = ("selenium", "urllib3", "appium", "imaplib", "http")
# A picture or a film in base64, as it left the phone: with all that evidence paints over or leaves
# out. In either alphabet, folded, with what JSON and addresses escape. Nothing else that crosses
# has such long words.
_FILE = re.compile(
    r"(?<![A-Za-z0-9+/_-])"
    r"(?:[A-Za-z0-9+/_-]|\\{1,8}(?:[nr/]|u00(?:2[bBfF]|3[dD]))|%(?:2[bBfF]|0[aAdD])|\r?\n)"
    r"{1000,}+(?:=|%3[dD]|\\{1,8}u003[dD]){0,2}"
)
_FILE_LEFT_OUT = "[a file]"


class RedactingStream:
    """A text stream that lets no secret through.

    Args:
        stream: Where it goes.
        redact: Returns a text without secrets.
    """

    def __init__(self, stream: TextIO, redact: Callable[[str], str]) -> None:
        self._stream, self._redact = stream, redact

    def write(self, text: str) -> int:
        """Writes the text without secrets; says how much of it was taken."""
        self._stream.write(self._redact(text))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        """Writes several texts, which may hold a secret together."""
        self.write("".join(lines))

    def __getattr__(self, name: str) -> Any:
        return getattr(self._stream, name)


class Outlets:
    """A pytest plugin, in every process of a run.

    Args:
        redactor: Knows the secrets.
    """

    def __init__(self, redactor: Redactor) -> None:
        self._redactor = redactor
        self._make_record = logging.getLogRecordFactory()

    def pytest_configure(self, config: pytest.Config) -> None:
        """No log record comes into being with a secret, until the run is over."""
        logging.setLogRecordFactory(self._record)
        config.add_cleanup(lambda: logging.setLogRecordFactory(self._make_record))

    @pytest.hookimpl(tryfirst=True)
    def pytest_sessionstart(self, session: pytest.Session) -> None:
        """Stands before the terminal, and before standard output and error with `-s`."""
        config = session.config
        writer = getattr(config.pluginmanager.getplugin("terminalreporter"), "_tw", None)
        if writer is not None:
            writer._file = RedactingStream(writer._file, self._redactor.text)  # noqa: SLF001
        if config.getoption("capture") == "no":
            for name in ("stdout", "stderr"):
                stream = getattr(sys, name)
                setattr(sys, name, RedactingStream(stream, self._redactor.text))
                config.add_cleanup(partial(setattr, sys, name, stream))

    def _record(self, *args: Any, **more: Any) -> logging.LogRecord:
        """A record whose text is final, so that whoever formats it later finds nothing else."""
        record = self._make_record(*args, **more)
        redact = self._redactor.text
        if record.name.partition(".")[0] in _WIRE:
            redact = self._unread
        try:
            said = record.getMessage()
        except Exception:  # noqa: BLE001 - logging would print the arguments
            said = f"{record.msg} {record.args}"
        record.msg, record.args = redact(said), ()
        if record.exc_info:
            record.exc_text = redact(logging.Formatter().formatException(record.exc_info))
        if record.stack_info:
            record.stack_info = redact(record.stack_info)
        return record

    def _unread(self, text: str) -> str:
        text = _FILE.sub(_FILE_LEFT_OUT, text)
        return self._redactor.one_time.unread(self._redactor.text(text))

    @pytest.hookimpl(tryfirst=True)
    def pytest_internalerror(self, excrepr: object) -> None:
        """A crash of the harness itself: printed, and written into JUnit files."""
        self._redactor.inside(excrepr)

    @pytest.hookimpl(tryfirst=True)
    def pytest_warning_recorded(self, warning_message: warnings.WarningMessage) -> None:
        """Before a worker sends it, which it could not do with half a character in it."""
        if isinstance(warning := warning_message.message, Warning):
            warning.args = tuple(map(self._redactor.everything, warning.args))

    @pytest.hookimpl(wrapper=True)
    def pytest_make_collect_report(self) -> Generator[None, Any, Any]:
        """A feature or a step file that cannot be read."""
        report = yield
        self._clean(report)
        return report

    @pytest.hookimpl(wrapper=True, tryfirst=True)
    def pytest_runtest_makereport(self) -> Generator[None, Any, Any]:
        """What pytest says of a phase of a scenario goes to the console and to JUnit files."""
        report = yield
        self._clean(report)
        return report

    def _clean(self, report: Any) -> None:
        if isinstance(report.longrepr, str):
            report.longrepr = self._redactor.text(report.longrepr)
        elif isinstance(report.longrepr, tuple):  # file, line and reason of what was skipped
            file, line, reason = report.longrepr
            report.longrepr = (file, line, self._redactor.text(reason))
        elif report.longrepr is not None:
            self._redactor.inside(report.longrepr)
        report.sections = [(name, self._redactor.text(body)) for name, body in report.sections]
        properties = getattr(report, "user_properties", [])
        report.user_properties = [tuple(self._redactor.everything(pair)) for pair in properties]

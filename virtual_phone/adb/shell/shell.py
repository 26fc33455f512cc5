"""Runs command lines."""

import io
import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import replace
from typing import Final

from virtual_phone.adb.android import Android
from virtual_phone.adb.numbers import Complaint, digits
from virtual_phone.adb.shell.line import Command, Step, SyntaxFault, parse
from virtual_phone.adb.shell.process import Process
from virtual_phone.adb.shell.table import COMMANDS, service_of
from virtual_phone.adb.stream import StreamClosed

_LOG = logging.getLogger(__name__)
_NOT_FOUND: Final = 127
_NO_SERVICE: Final = 20


class Shell:
    """A shell of the phone.

    Args:
        android: The phone.

    Attributes:
        left: Whether `exit` was said.
    """

    def __init__(self, android: Android) -> None:
        self._android = android
        self.left = False
        self._code = 0  # of the last command, for `$?`

    def run(self, line: str, process: Process) -> int:
        """Run a line; returns its exit code.

        Args:
            line: As adb sends it.
            process: Where it reads and writes.
        """
        try:
            steps = parse(line)
        except SyntaxFault as fault:
            _LOG.warning("adb shell: refused a line: %s", fault)
            process.error(f"/system/bin/sh: syntax error: {fault}")
            self._code = 1
            return 1
        code = 0
        for step in steps:
            if (step.connector == "&&" and code) or (step.connector == "||" and not code):
                continue
            code = self._code = self._step(step, process)
            if self.left:
                break
        return code

    def _step(self, step: Step, process: Process) -> int:
        """Commands joined by pipes: each is run to its end, then the next one reads."""
        *first, last = step.commands
        given = process.stdin
        for command in first:
            between = io.BytesIO()
            self._command(command, replace(process, stdin=given, stdout=between))
            between.seek(0)
            given = between
        return self._command(last, replace(process, stdin=given))

    def _command(self, command: Command, process: Process) -> int:
        command = command.after(self._code)
        try:
            process, kept = self._redirected(command, process)
        except OSError as error:
            process.error(f"/system/bin/sh: can't open {command.read_from}: {error}")
            return 1
        code = self._run_words(command.words, process)
        if kept is None or command.write_to is None or command.write_to == "/dev/null":
            return code
        try:
            before = b""
            if command.append:
                with suppress(FileNotFoundError):
                    before = self._android.files.read(command.write_to)
            self._android.files.write(command.write_to, before + kept.getvalue())
        except OSError as error:
            process.error(f"/system/bin/sh: can't create {command.write_to}: {error}")
            return 1
        return code

    def _redirected(self, command: Command, process: Process) -> tuple[Process, io.BytesIO | None]:
        kept = io.BytesIO() if command.write_to is not None else None
        if kept is not None:
            process = replace(process, stdout=kept)
        if command.errors == "with output":
            process = replace(process, stderr=process.stdout)
        elif command.errors == "nowhere":
            process = replace(process, stderr=io.BytesIO())
        if command.read_from is not None:
            data = self._android.files.read(command.read_from)
            process = replace(process, stdin=io.BytesIO(data))
        return process, kept

    def _run_words(self, words: list[str], process: Process) -> int:
        if words and words[0] == "exec":
            words = words[1:]
        if not words:
            return 0
        name, *arguments = words
        if name == "exit":
            self.left = True
            return (digits("".join(arguments[:1])) or 0) & 0xFF
        run = COMMANDS.get(name.removeprefix("/system/bin/"))
        if run is None:
            _LOG.warning("adb shell: %s: not found", name)
            process.error(f"/system/bin/sh: {name}: inaccessible or not found")
            return _NOT_FOUND
        service = service_of(name, arguments)
        if service and not self._android.has_booted:
            process.error(f"cmd: Can't find service: {service}")
            return _NO_SERVICE
        return self._attempted(name, lambda: run(self._android, process, arguments), process)

    @staticmethod
    def _attempted(name: str, run: Callable[[], int], process: Process) -> int:
        """A command's exit code; whatever goes wrong in it ends nothing else."""
        try:
            return run()
        except StreamClosed:
            raise
        except Complaint as complaint:
            process.error(str(complaint))
            return complaint.code
        except OSError as error:
            process.error(f"{name}: {error}")
        except Exception:  # noqa: BLE001 -- the command has failed; the phone and its shell go on
            _LOG.exception("adb shell: %s failed", name)
            process.error(f"{name}: failed")
        return 1

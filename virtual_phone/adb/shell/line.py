"""Command lines: quotes, separators, pipes and redirections."""

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Final, Literal

Connector = Literal[";", "&&", "||"]
_SPECIAL: Final = ";&|<>\n"
_HIDDEN: Final = 0xDC00
"""Special characters within quotes are moved here, where no text has any, while a line is read."""
_BOTH, _NO_ERRORS, _EMPTY, _LAST_CODE = "\ud800", "\ud801", "\ud802", "\ud803"
_ASSIGNMENT: Final = re.compile(r"[A-Za-z_]\w*=.*", re.DOTALL)


class SyntaxFault(Exception):
    """The line is none that a shell understands."""


@dataclass
class Command:
    """One command.

    Attributes:
        words: Its name and arguments; assignments before the name are dropped.
        read_from: A file for its input.
        write_to: A file for its output.
        append: Whether that file is kept and written on.
        errors: Where error output goes: as it is, into the output, or nowhere.
    """

    words: list[str] = field(default_factory=list)
    read_from: str | None = None
    write_to: str | None = None
    append: bool = False
    errors: Literal["apart", "with output", "nowhere"] = "apart"

    def after(self, code: int) -> "Command":
        """The command with `$?` filled in.

        Args:
            code: The exit code of the command before.
        """

        def filled(word: str) -> str:
            return word.replace(_LAST_CODE, str(code))

        return replace(
            self,
            words=[filled(word) for word in self.words],
            read_from=self.read_from and filled(self.read_from),
            write_to=self.write_to and filled(self.write_to),
        )


@dataclass(frozen=True)
class Step:
    """Commands joined by pipes, and what joins them to what was before."""

    connector: Connector
    commands: list[Command]


def parse(line: str) -> list[Step]:
    """Take a line apart.

    Args:
        line: As adb sends it.

    Raises:
        SyntaxFault: A quote is open, a separator stands where a command should, or the output of
            a command where a word should: this shell has none of that.
    """
    reading = _Reading()
    words = iter(_words(line))
    for word in words:
        reading.take(word, words)
    return reading.finish()


class _Reading:
    """A line as far as it has been read."""

    def __init__(self) -> None:
        self._steps: list[Step] = []
        self._connector: Connector = ";"
        self._pipe = [Command()]

    def take(self, word: str, following: Iterator[str]) -> None:
        """One more word; a redirection takes the word after it, too."""
        if word in {"&&", "||"}:
            self._end_step(word)
            self._connector = "&&" if word == "&&" else "||"
        elif word == "&" or set(word) <= {";", "\n"}:
            if self._pipe != [Command()]:
                self._end_step(word)
            elif self._connector != ";" or (";" in word and not self._steps):
                raise _unexpected(word)
            self._connector = ";"
        elif word == "|":
            self._pipe.append(Command())
        elif not _redirects(self._pipe[-1], word, following):
            if word[0] in _SPECIAL:
                raise _unexpected(word)
            self._pipe[-1].words.append(_shown(word))

    def finish(self) -> list[Step]:
        """The line has ended."""
        if self._pipe != [Command()]:
            self._end_step("\n")
        elif self._connector != ";":
            raise _unexpected("\n")
        return self._steps

    def _end_step(self, before: str) -> None:
        for command in self._pipe:
            if command == Command():
                raise _unexpected(before)
            while command.words and _ASSIGNMENT.fullmatch(command.words[0]):
                del command.words[0]
        self._steps.append(Step(self._connector, self._pipe))
        self._pipe = [Command()]


def _unexpected(word: str) -> SyntaxFault:
    return SyntaxFault(f"unexpected '{word.strip() or 'newline'}'")


def _redirects(command: Command, word: str, following: Iterator[str]) -> bool:
    """Whether the word is a redirection; if so it is noted."""
    if word == _BOTH:
        command.errors = "with output"
    elif word == _NO_ERRORS:
        command.errors = "nowhere"
        next(following, None)
    elif word in {">", ">>", "<"}:
        file = next(following, "\n")
        if file[0] in _SPECIAL:
            raise _unexpected(file)
        if word == "<":
            command.read_from = _shown(file)
        else:
            command.write_to, command.append = _shown(file), word == ">>"
    else:
        return False
    return True


def _words(line: str) -> list[str]:
    plain = _hide_quoted(line)
    plain = re.sub(r"(?<!\S)2>\s*&1", f" {_BOTH} ", plain)
    plain = re.sub(r"(?<!\S)2>", f" {_NO_ERRORS} ", plain)
    lexer = shlex.shlex(plain, posix=True, punctuation_chars=_SPECIAL)
    lexer.whitespace, lexer.commenters, lexer.whitespace_split = " \t\r", "", True
    try:
        return [word or _EMPTY for word in lexer]
    except ValueError as error:
        raise SyntaxFault("no closing quote") from error


def _shown(word: str) -> str:
    """The word with its special characters back in place."""
    return "".join(
        chr(ord(letter) - _HIDDEN) if _HIDDEN <= ord(letter) < _HIDDEN + 128 else letter
        for letter in word
        if letter != _EMPTY
    )


def _hide_quoted(line: str) -> str:
    """The line with special characters within quotes, or after a backslash, out of sight."""
    shown: list[str] = []
    quote = ""
    escaped = False
    for place, letter in enumerate(line):
        plain = quote == "'" or escaped
        if not plain and (letter == "`" or line.startswith("$(", place)):
            raise SyntaxFault("a command's output in a line is beyond the virtual phone's shell")
        if not plain and letter == "?" and shown[-1:] == ["$"]:
            shown[-1] = _LAST_CODE
        elif ((quote or escaped) and letter in _SPECIAL) or (plain and letter == "$"):
            shown.append(chr(_HIDDEN + ord(letter)))
        else:
            shown.append(letter)
        if escaped:
            escaped = False
        elif letter == "\\" and quote != "'":
            escaped = True
        elif letter == quote:
            quote = ""
        elif letter in "'\"" and not quote:
            quote = letter
    return "".join(shown)

"""What a look at one thing has found, and what to do about it."""

from dataclasses import dataclass
from typing import Literal

State = Literal["ok", "warning", "wrong", "not looked at"]
Blame = Literal["configuration", "infrastructure"]


@dataclass(frozen=True)
class Finding:
    """One thing that a run needs, and how it is.

    Attributes:
        state: "wrong": a run would fail, or its result would mean nothing. "warning": it may go
            well. "not looked at": it cannot be known from here, or does not matter.
        said: What was seen, or why nobody looked.
        fix: What to do, in words; where a line of a file is to change, with file and line.
        command: What to do, as a command line to copy.
        blames: What is wrong: what somebody wrote, or the phone, the server and the tools.
        area: What it belongs to, such as "Settings".
        title: What was looked at, such as "Profile".
    """

    state: State
    said: str
    fix: str = ""
    command: str = ""
    blames: Blame = "infrastructure"
    area: str = ""
    title: str = ""


def ok(said: str) -> Finding:
    """It is as a run needs it."""
    return Finding("ok", said)


def warning(said: str, fix: str = "", command: str = "") -> Finding:
    """A run may go well all the same."""
    return Finding("warning", said, fix, command)


def misconfigured(said: str, fix: str = "", command: str = "") -> Finding:
    """Somebody wrote something wrong: exit code 2."""
    return Finding("wrong", said, fix, command, "configuration")


def broken(said: str, fix: str = "", command: str = "") -> Finding:
    """A phone, a server or a tool is wrong: exit code 3."""
    return Finding("wrong", said, fix, command)


def unseen(why: str, fix: str = "", command: str = "") -> Finding:
    """Nobody looked; says why."""
    return Finding("not looked at", why, fix, command)

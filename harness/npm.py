"""Programs from npm: pinned by a lock file, installed once, never globally."""

import hashlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from filelock import FileLock

from harness.errors import WrongUse
from harness.excerpt import excerpt

OLDEST_NODE = 20  # of what asks for no more: Allure
_INSTALL_TIMEOUT_S = 600
_ANSWER_S = 30
_LONGEST_REASON = 300


class ProgramUnusable(WrongUse):
    """A program is not there, is too old, or failed; the text is one line."""


@dataclass(frozen=True)
class Found:
    """A program that will do.

    Attributes:
        path: Where it is.
        version: As it says it itself, without a leading "v".
    """

    path: str
    version: str


@dataclass(frozen=True)
class NodeVersions:
    """Which versions of Node will do.

    Attributes:
        oldest: The oldest of each major version that will do; of the last one, and of all after
            it, any newer one will.
    """

    oldest: tuple[tuple[int, ...], ...]

    def __contains__(self, version: str) -> bool:
        """Whether a version such as "22.12.0" will do."""
        match = re.match(r"\d+(\.\d+)*", version)
        if match is None:
            return False
        seen = tuple(int(part) for part in match[0].split("."))
        is_newest = seen >= self.oldest[-1]
        return is_newest or any(each[0] == seen[0] and seen >= each for each in self.oldest)

    def __str__(self) -> str:
        """For people: "20 or newer"; "20.19 or newer of 20, 22.12 or newer of 22, or 24 ..."."""
        *others, last = (".".join(map(str, each)) for each in self.oldest)
        lines = [f"{each} or newer of {each.partition('.')[0]}, " for each in others]
        return f"{''.join(lines)}{'or ' if lines else ''}{last} or newer"


_ANY_NODE = NodeVersions(((OLDEST_NODE,),))


def node(versions: NodeVersions = _ANY_NODE, environment: Mapping[str, str] = os.environ) -> Found:
    """Node, where it will do.

    Args:
        versions: Which will.
        environment: Node is looked for on its PATH.

    Raises:
        ProgramUnusable: It is not installed, does not run, or will not do.
    """
    found = shutil.which("node", path=environment.get("PATH"))
    if found is None:
        raise ProgramUnusable(f"Node {versions} is not installed")
    version = called([found, "--version"], Path.cwd(), _ANSWER_S).strip().removeprefix("v")
    if version not in versions:
        seen = version or "of an unknown version"
        raise ProgramUnusable(f"Node is {seen}; it has to be {versions}")
    return Found(found, version)


def folder_of(files: Path, name: str) -> Path:
    """Where the packages of a lock file go: never among the project's own files.

    Args:
        files: A folder with `package.json` and `package-lock.json`.
        name: What a person would call them: the folder's name begins with it.
    """
    lock = (files / "package-lock.json").read_bytes()
    unique = f"{name}-{hashlib.sha256(lock).hexdigest()[:12]}"
    inside_venv = sys.prefix != sys.base_prefix
    base = Path(sys.prefix) / "share" if inside_venv else Path.home() / ".cache"
    return base / "harness" / unique


def is_installed(files: Path, name: str) -> bool:
    """Whether `installed` would have nothing to do."""
    return (folder_of(files, name) / ".complete").exists()


def installed(files: Path, name: str, say: Callable[[str], object]) -> Path:
    """The folder with the packages in its `node_modules`; installs them when they are not there.

    Several processes may ask at once: one installs, the others wait.

    Args:
        files: A folder with `package.json` and `package-lock.json`.
        name: What a person would call them.
        say: Told before the installation begins.

    Raises:
        ProgramUnusable: npm is not there, or failed.
    """
    folder = folder_of(files, name)
    done = folder / ".complete"
    if done.exists():
        return folder
    npm = shutil.which("npm")
    if npm is None:
        raise ProgramUnusable("npm is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    with FileLock(folder / ".lock"):
        if not done.exists():
            say(f"Installing {name} (once, about half a minute) ...")
            for file in ("package.json", "package-lock.json"):
                shutil.copyfile(files / file, folder / file)
            arguments = ["ci", "--ignore-scripts", "--no-audit", "--no-fund"]
            called([npm, *arguments], folder, _INSTALL_TIMEOUT_S)
            done.touch()
    return folder


def called(command: list[str], folder: Path, timeout_s: float) -> str:
    """What a program printed.

    Raises:
        ProgramUnusable: It could not be started, took too long, or failed; says why in one line.
    """
    name = Path(command[0]).name
    try:
        done = subprocess.run(
            command,
            cwd=folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout_s,
            check=False,
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramUnusable(f"`{name}` failed: {error}") from error
    if done.returncode != 0:
        lines = [line for line in (done.stderr or done.stdout).splitlines() if line.strip()]
        reason = excerpt(" ".join(lines), _LONGEST_REASON) or f"exit code {done.returncode}"
        raise ProgramUnusable(f"`{name} {command[1]}` failed: {reason}")
    return done.stdout

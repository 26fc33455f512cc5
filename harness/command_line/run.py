"""`harness run`: scenarios, with progress, a table at the end and an exit code."""

import argparse
import difflib
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

from harness.command_line.project import project_root
from harness.command_line.settings_options import add_settings_options
from harness.errors import WrongUse

_DESCRIPTION = """\
Runs scenarios on the phone of a profile and leaves results in reports/. What is not an option of
its own goes to pytest: a feature file, -k, -m, -x, -n, --reruns ...
"""
_EXAMPLES = """\
examples:
  harness run                                     everything, on the virtual phone
  harness run features/invite_by_phone.feature    one feature
  harness run @smoke                              scenarios with a tag
  harness run --profile emulator -k operator      on an emulator, by words of the title
  harness run -n 2 --evidence steps               two workers, a picture of each step
"""
# As harness.settings.pytest_options has them, which imports pytest.
_EVIDENCE = ("failures", "outcomes", "steps", "none")
# They are for the unit tests, and cost every process of a run half a second at its end: one imports
# all of Hypothesis, the other collects garbage five times over.
_WITHOUT = ("-p", "no:hypothesispytest", "-p", "no:unraisableexception")
# Options of pytest that only look: there is nothing to check or to count for them.
_LOOKS_ONLY = {"--collect-only", "--co", "--fixtures", "--markers", "--version", "--setup-plan"}
# Options of pytest that take no value, so that a word behind them is a target.
_FLAGS = frozenset("-x --exitfirst -v -vv -q -s -l --lf --ff --nf --sw".split()) | _LOOKS_ONLY
_OWN_OPTIONS = (
    "--profile",
    "--people",
    "--language",
    "--evidence",
    "--reports",
    "--allure",
    "--allow-flaky",
)
_LOOKS_LIKE = 0.85
_NOTHING_CHOSEN = 5  # pytest's exit code
# Where nobody could look for secrets; what these say already stops everybody.
_UNFIT, _SAY_MORE = 3, (1, 2, 130)


def add_to(commands: Any) -> None:
    """Make the command known."""
    parser = commands.add_parser(
        "run",
        help="run scenarios; the virtual phone is the default",
        description=_DESCRIPTION,
        epilog=_EXAMPLES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    add_settings_options(parser)
    parser.add_argument(
        "--evidence",
        choices=_EVIDENCE,
        help="pictures of what: failures (default), outcomes, steps or none",
    )
    parser.add_argument("--reports", metavar="DIR", help="where everything goes (default: reports)")
    parser.add_argument("--allure", action="store_true", help="render Allure's HTML report, too")
    parser.add_argument(
        "--allow-flaky",
        action="store_true",
        help="exit with 0, not with 4, where scenarios passed on a second attempt only",
    )
    parser.set_defaults(execute=execute)


def execute(arguments: argparse.Namespace, others: list[str]) -> int:
    """Check, run, show; the exit code is the one of reports/summary.json."""
    root = project_root()
    targets, options = _targets_and_options(root, others)
    with _start_check(root) as checking:
        # Slow to import: time enough while the check runs.
        import pytest

        from harness.command_line.outcome import exit_code, show_leaks, show_outcome
        from harness.command_line.progress import Progress, terminal
    if checking.returncode != 0:
        return 2
    os.chdir(root)
    summary = root / (arguments.reports or "reports") / "summary.json"
    summary.unlink(missing_ok=True)
    with terminal() as console:
        progress = Progress(console)
        allowed = ["--allow-flaky"] if arguments.allow_flaky else []
        words = [*targets, *_handed_on(arguments), *allowed, *_WITHOUT, *options]
        said = int(pytest.main(words, plugins=[progress]))
        progress.end()
        if said == _NOTHING_CHOSEN:
            raise WrongUse(f"no scenario was chosen by {shlex.join(others)}")
        if not summary.exists() or _LOOKS_ONLY & set(options):
            console.out(progress.text_of_pytest, end="", highlight=False)
        _shown("the outcome", lambda: show_outcome(console, summary, with_allure=arguments.allure))
        was_looked = _shown("what the run has left", progress.look_for_leaks)
        _shown("what was found there", lambda: show_leaks(console, summary))
    code = exit_code(summary, said)
    return code if was_looked or code in _SAY_MORE else _UNFIT


def _shown(what: str, show: Callable[[], object]) -> bool:
    """Whether that went well: scenarios have ended, and what they said of the app stands."""
    try:
        show()
    except Exception as error:  # noqa: BLE001 - a pipe that is closed, a disk that is full
        with suppress(OSError):
            print(f"harness: {what} could not be shown: {error}", file=sys.stderr)
        return False
    return True


def _targets_and_options(root: Path, others: list[str]) -> tuple[list[str], list[str]]:
    """What to run, and what is pytest's business."""
    targets: list[str] = []
    options: list[str] = []
    tags: list[str] = []
    before = ""
    for word in others:
        if word.startswith("@"):
            tags.append(_known_tag(root, word[1:]))
        elif word.startswith("-"):
            options.append(_known_option(word))
        elif target := _target(root, word):
            targets.append(target)
        elif before.startswith("-") and "=" not in before and before not in _FLAGS:
            options.append(word)  # the value of the option before it
        else:
            raise _no_target(root, word)
        before = word
    if tags:
        options += ["-m", " or ".join(tags)]
    return targets or [str(root / "features")], options


def _target(root: Path, word: str) -> str | None:
    """The path of a feature file or of a folder with some; None for any other word."""
    path, separator, scenario = word.partition("::")
    for place in (Path.cwd() / path, root / path, root / "features" / path):
        is_feature = place.suffix == ".feature" and os.path.lexists(place)
        if is_feature or next(place.rglob("*.feature"), None):
            # Links stay: what is wrong with one is said of it, not of what it leads to.
            return f"{_within(root, place)}{separator}{scenario}"
    return None


def _within(root: Path, place: Path) -> Path:
    path = Path(os.path.abspath(place))  # noqa: PTH100 - resolve() would follow links
    if not path.is_relative_to(root):
        raise WrongUse(
            f"{path} lies outside of the project {root}.\n"
            "  Do: put it into features/, where steps and settings are found"
        )
    return path


def _no_target(root: Path, word: str) -> WrongUse:
    path = word.partition("::")[0]
    if Path(path).exists() or (root / path).exists():
        return WrongUse(f"{path} is no feature file, and no folder with features.")
    features = {file.stem: file for file in sorted((root / "features").rglob("*.feature"))}
    close = difflib.get_close_matches(Path(path).stem, features, n=1)
    meant = f' Do you mean "{features[close[0]].relative_to(root)}"?' if close else ""
    return WrongUse(f"There is no feature file {path}.{meant}")


def _known_option(word: str) -> str:
    """An option for pytest, unless it looks like one of our own that is misspelt."""
    name = word.partition("=")[0]
    close = difflib.get_close_matches(name, _OWN_OPTIONS, n=1, cutoff=_LOOKS_LIKE)
    if close:
        raise WrongUse(f"There is no option {name}: did you mean {close[0]}?")
    return word


def _known_tag(root: Path, tag: str) -> str:
    """What pytest's `-m` calls it."""
    from harness.gherkin.tags import registered_tags

    known = registered_tags(root)
    if refusal := known.refusal(tag):
        what, fix = refusal
        raise WrongUse(f"{what}.\n  Do: {fix}")
    name, colon, value = tag.partition(":")
    return f"{name}(value={value!r})" if colon else name


def _start_check(root: Path) -> subprocess.Popen[bytes]:
    """In a process of its own: pytest must be the first to import the steps in this one."""
    command = [sys.executable, "-m", "harness.command_line", "check", "--quiet"]
    return subprocess.Popen(command, cwd=root)


def _handed_on(arguments: argparse.Namespace) -> list[str]:
    """Options for pytest; paths are made absolute, as pytest runs in the project's root."""
    options = {name: getattr(arguments, name) for name in ("profile", "people")}
    given = {
        name: str(Path(value).resolve()) if value and Path(value).is_file() else value
        for name, value in options.items()
    }
    given |= {name: getattr(arguments, name) for name in ("language", "evidence", "reports")}
    return [f"--{name}={value}" for name, value in given.items() if value is not None]

"""The command as a person types it: help, wrong use, check, report."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from harness.command_line import main
from harness.command_line.progress import title

ROOT = Path(__file__).parents[3]


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty project as the working folder."""
    (tmp_path / "config" / "profiles").mkdir(parents=True)
    (tmp_path / "features").mkdir()
    (tmp_path / "features" / "invite_by_phone.feature").touch()
    (tmp_path / "pyproject.toml").write_text('[tool.pytest]\nmarkers = ["smoke: s"]\n')
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "command", ["run", "check", "drill", "doctor", "capture", "journal", "reap", "phone", "report"]
)
def test_every_command_has_help(command: str, capsys: pytest.CaptureFixture[str]) -> None:
    """Written for a person."""
    with pytest.raises(SystemExit) as end:
        main([command, "--help"])
    assert end.value.code == 0
    assert f"usage: harness {command}" in capsys.readouterr().out


def test_the_help_explains_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """CI asks for them."""
    with pytest.raises(SystemExit):
        main(["--help"])
    assert "2  wrong use or configuration: nothing was sent" in capsys.readouterr().out


def test_whoever_stops_reading_is_told_nothing(project: Path) -> None:
    """`harness journal | head` is no failure of the machine."""
    command = [sys.executable, "-m", "harness.command_line", "journal"]
    reads, writes = os.pipe()
    os.close(reads)
    ended = subprocess.run(
        command,
        cwd=project,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=writes,
        stderr=subprocess.PIPE,
        text=True,
        check=False,
    )
    os.close(writes)
    assert (ended.returncode, ended.stderr) in ((0, ""), (141, ""))


@pytest.mark.parametrize(
    ("error", "code", "last_lines"),
    [
        (
            OSError(28, "No space left on device", "reports/summary.json"),
            3,
            "harness: This machine does not let it go on: [Errno 28] No space left on device:"
            " 'reports/summary.json'\n"
            "  It says nothing about the app.\n"
            "  Do: make room, or let this user read and write there; then run it again\n",
        ),
        (
            KeyError("verdict"),
            2,
            "KeyError: 'verdict'\n"
            "harness: A mistake of this project, and not of the app: see the lines above.\n"
            "  Do: report them; harness journal tells whether an invitation is open\n",
        ),
    ],
)
def test_no_end_of_ours_blames_the_app(
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    error: Exception,
    code: int,
    last_lines: str,
) -> None:
    """Python's own end of an error is 1, which is the word for a product failure."""

    def fail(*_: object) -> int:
        raise error

    monkeypatch.setattr("harness.command_line.report.execute", fail)
    assert main(["report"]) == code
    assert capsys.readouterr().err.endswith(last_lines)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (
            ["run", "features/invite_by_fone.feature"],
            "harness: There is no feature file features/invite_by_fone.feature. Do you "
            'mean "features/invite_by_phone.feature"?\n',
        ),
        (
            ["run", "@smok"],
            "harness: the tag @smok is not registered.\n"
            "  Do: did you mean @smoke? Registered are: smoke (pyproject.toml)\n",
        ),
        (
            ["report"],
            "harness: No results in {}/reports: there is no summary.json. Do: harness run\n",
        ),
    ],
    ids=["feature", "tag", "report"],
)
def test_wrong_use_is_one_message_and_exit_code_2(
    project: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], message: str
) -> None:
    """On stderr, with no traceback."""
    assert main(arguments) == 2
    assert capsys.readouterr().err == message.format(project)


@pytest.mark.parametrize(
    "arguments",
    [[], ["chek"], ["check", "--fast"], ["doctor", "--heal"], ["run", "--evidence=all"]],
)
def test_unknown_words_exit_with_2(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    """As argparse does it."""
    with pytest.raises(SystemExit) as end:
        main(arguments)
    assert end.value.code == 2
    assert "harness" in capsys.readouterr().err


def test_a_title_from_a_node_id() -> None:
    """While a scenario runs there is no report of it yet."""
    node_id = "features/invite_by_phone.feature::test_told_as_role[Admin]"
    assert title(node_id) == "invite by phone: told as role [Admin]"


def test_the_commands_start_fast_parts_only() -> None:
    """`harness --help` loads neither pytest nor a WebDriver client nor pydantic."""
    look = (
        "import sys; import harness.command_line; "
        "print([m for m in ('pytest', 'selenium', 'pydantic', 'PIL') if m in sys.modules])"
    )
    ran = subprocess.run(
        [sys.executable, "-c", look], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert ran.stdout.strip() == "[]"

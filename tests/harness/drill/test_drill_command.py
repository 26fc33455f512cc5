"""`harness drill` as a person or CI calls it."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import urlsplit

import pytest

from harness.command_line import main

ROOT = Path(__file__).parents[3]
COMMAND = [sys.executable, "-m", "harness.command_line", "drill"]
ENVIRONMENT = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


def _drill(folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*COMMAND, *words],
        cwd=folder,
        env=ENVIRONMENT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_two_variants_on_real_virtual_phones(tmp_path: Path) -> None:
    """Both are caught in the step that speaks of the roles; the exit code says so."""
    file = tmp_path / "new folder" / "drill.json"
    ran = _drill(ROOT, "--defect", "third-role", "--json", str(file), "-n", "2")
    assert ran.returncode == 0, ran.stdout + ran.stderr
    rows = {row["name"]: row for row in json.loads(file.read_text("utf-8"))["variants"]}
    assert set(rows) == {"third-role:phone", "third-role:email"}
    for row in rows.values():
        assert row["outcome"] == "caught as expected"
        assert row["scenarios"] == 1
        assert row["caught_by"]["keyword"] == "Then"
        assert row["caught_by"]["feature"] == "The role that an invited member gets"
        assert "Moderator" in row["caught_by"]["seen"]
    assert (
        "Part of the drill: 1 of 1 defect was caught where it should be, in every variant (2 of 2)."
        in ran.stdout
    )
    assert "\x1b" not in ran.stdout
    assert f"Written: {file}" in ran.stdout


def test_a_defect_that_no_scenario_notices_is_shown_plainly(project: Path) -> None:
    """The small suite knows nothing of roles."""
    ran = _drill(project, "--defect", "third-role:phone", "--markdown", "drill.md", "--html", "d")
    assert ran.returncode == 1
    assert "✗ 1/1  third-role:phone: not caught" in ran.stdout
    assert "  Seen      nothing: 4 scenarios passed\n" in ran.stdout
    assert "0 of 1 defect was caught where it should be, in every variant (0 of 1)." in ran.stdout
    assert "**not caught**" in (project / "drill.md").read_text("utf-8")
    assert "<!doctype html>" in (project / "d").read_text("utf-8")


def test_only_the_clean_app(project: Path) -> None:
    """As often as is said, from the seed that is said; one alarm is enough for exit code 1."""
    quiet = _drill(project, "--only-clean", "2", "--seed", "5")
    assert quiet.returncode == 0, quiet.stdout + quiet.stderr
    assert "No false alarms on the clean app." in quiet.stdout
    assert "Clean runs: 2, 8 scenarios, 0 of them skipped; seeds 5 to 6." in quiet.stdout
    (project / "always-wrong-goodbye").touch()
    alarmed = _drill(project, "--only-clean", "1", "--seed", "6", "-n", "3")
    assert alarmed.returncode == 1
    assert "  Scenario  Parting: For today\n" in alarmed.stdout
    assert "  Again     harness drill --only-clean 1 --seed 6 -n 3\n" in alarmed.stdout


def test_features_and_steps_that_do_not_fit(project: Path) -> None:
    """Nothing is run."""
    with (project / "features" / "parting.feature").open("a") as feature:
        feature.write("  Scenario: Other\n    Then nothing at all\n")
    ran = _drill(project, "--only-clean", "1")
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("harness: Features and steps do not fit:\n")
    assert "features/parting.feature:7: undefined" in ran.stderr


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (
            ["--defect", "third-rol"],
            'There is no defect "third-rol". Near it: third-role',
        ),
        (
            ["--defect", "third-role:sms"],
            '"third-role" has no variant "sms". It has: third-role:phone, third-role:email.',
        ),
        (
            ["--only-clean", "1", "--defect", "third-role"],
            "--only-clean runs the clean app only: leave --defect out, or use --clean.",
        ),
    ],
)
def test_wrong_use(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """One message, exit code 2, and nothing is run."""
    assert main(["drill", *words]) == 2
    said = capsys.readouterr()
    assert said.err.startswith(f"harness: {message}")
    assert said.out == ""


def test_files_that_cannot_be_written_are_refused_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Not after minutes; a file that is there stays as it is until then."""
    there = tmp_path / "there.json"
    there.write_text("before")
    words = ["--json", str(there), "--markdown", str(tmp_path / "new.md"), "--html", str(tmp_path)]
    assert main(["drill", *words]) == 2
    assert capsys.readouterr().err == f"harness: Cannot write to {tmp_path}: Is a directory\n"
    assert there.read_text() == "before"
    assert list(tmp_path.iterdir()) == [there]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["-n", "0"], 'argument -n: a whole number from 1, not "0"'),
        (["--clean", "-1"], 'argument --clean: a whole number from 0, not "-1"'),
        (["--only-clean", "x"], 'argument --only-clean: a whole number from 1, not "x"'),
        (["--clean", "1", "--only-clean", "1"], "not allowed with argument --clean"),
        (["--fast"], "drill knows no --fast; see harness drill --help"),
    ],
)
def test_wrong_options(words: list[str], message: str, capsys: pytest.CaptureFixture[str]) -> None:
    """As for every command."""
    with pytest.raises(SystemExit) as end:
        main(["drill", *words])
    assert end.value.code == 2
    assert message in capsys.readouterr().err


@pytest.fixture
def temporary() -> Iterator[Path]:
    """A folder for what a killed drill leaves; with a short name, because it holds sockets."""
    with TemporaryDirectory(prefix="drill-", ignore_cleanup_errors=True) as folder:
        yield Path(folder)


@pytest.fixture
def interrupted(
    project: Path, temporary: Path, silent_server: socket.socket
) -> Callable[..., tuple[int, bytes]]:
    """Sends a signal to a drill while all its runs hang; gives its exit code and output."""

    def do(number: signal.Signals, *words: str, at_once: int) -> tuple[int, bytes]:
        with subprocess.Popen(
            [*COMMAND, *words, "-n", str(at_once)],
            cwd=project,
            env={**ENVIRONMENT, "TMPDIR": str(temporary)},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        ) as drill:
            hanging = [silent_server.accept()[0] for _ in range(at_once)]
            drill.send_signal(number)
            for waiting in hanging:
                with waiting:
                    waiting.settimeout(60)
                    assert waiting.recv(1) == b""
            said, _ = drill.communicate(timeout=60)
        return drill.returncode, said

    return do


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
def test_nothing_is_left_running(
    temporary: Path, interrupted: Callable[..., tuple[int, bytes]], number: signal.Signals
) -> None:
    """However the drill ends, its runs end; where it can, it also tidies up."""
    code, said = interrupted(number, "--only-clean", "1", at_once=2)
    assert code == (-9 if number is signal.SIGKILL else 130)
    assert b"Traceback" not in said
    if number is not signal.SIGKILL:
        assert list(temporary.glob("harness-drill-*")) == []


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_the_phones_stop_before_the_drill_does(
    project: Path, interrupted: Callable[..., tuple[int, bytes]], number: signal.Signals
) -> None:
    """In order, as at the end of a scenario; nobody listens any more."""
    (project / "with-phone").touch()
    code, _ = interrupted(number, "--defect", "third-role:phone", at_once=1)
    assert code == 130
    assert (project / "phone-has-stopped").exists()
    address = urlsplit((project / "with-phone").read_text())
    with pytest.raises(ConnectionRefusedError):
        socket.create_connection((str(address.hostname), int(address.port or 0)))

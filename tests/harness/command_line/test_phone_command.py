"""`harness phone` with a stand-in for the virtual phone's process."""

import os
import signal
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[3]
STAND_IN = """\
import json, os, sys
if "--defect=typo" in sys.argv or "typo" in sys.argv:
    print("no defect typo", file=sys.stderr)
    sys.exit(2)
phone = {"udid": "virtual-1", "url": "http://127.0.0.1:40001", "sim": "+12025550100"}
if "--adb" in sys.argv:
    phone |= {"adb": "127.0.0.1:5555", "emulator": "emulator-5554"}
open("told", "w").write(" ".join(sys.argv[1:]))
other = {"udid": "virtual-2", "url": "http://127.0.0.1:40002", "sim": None}
imap = {"host": "127.0.0.1", "port": 40003, "user": "mailbox", "tls": False}
assert "--page" in sys.argv
port = sys.argv[sys.argv.index("--page-port") + 1] if "--page-port" in sys.argv else 40004
page = f"http://127.0.0.1:{port}/"
print(json.dumps({"phones": [phone, other], "imap": imap, "page": page}), flush=True)
sys.stdin.read()
open("ended", "w").close()
"""


def _start(folder: Path, *arguments: str) -> subprocess.Popen[str]:
    (folder / "virtual_phone.py").write_text(STAND_IN)
    environment = {**os.environ, "PYTHONPATH": f"{folder}{os.pathsep}{ROOT}"}
    return subprocess.Popen(
        [sys.executable, "-u", "-m", "harness.command_line", "phone", *arguments],
        cwd=folder,
        env={**environment, "VIRTUAL_PHONE_PASSWORD": "a-password", "PYTHONSAFEPATH": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def test_it_says_where_the_phones_are_and_ends_with_ctrl_c(tmp_path: Path) -> None:
    """The page, a table, the mailbox, the password; the child ends, too."""
    with _start(tmp_path, "--phones", "2") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline().rstrip() for _ in range(7)]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert lines == [
        "See and use them: http://127.0.0.1:40004/",
        "Phone      SIM           WebDriver server",
        "virtual-1  +12025550100  http://127.0.0.1:40001",
        "virtual-2  none          http://127.0.0.1:40002",
        "Mailbox (IMAP): 127.0.0.1:40003, user mailbox",
        "Password of everybody and of the mailbox: a-password",
        "Ctrl-C ends them.",
    ]


def test_the_page_is_where_it_is_wanted(tmp_path: Path) -> None:
    """A fixed port can be a bookmark."""
    with _start(tmp_path, "--page-port", "40005") as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "See and use them: http://127.0.0.1:40005/\n"
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0


def test_adb_and_more_than_one_fault(tmp_path: Path) -> None:
    """Where adb connects, and whatever is given twice."""
    with _start(tmp_path, "--fault", "a", "--fault", "b", "--adb") as process:
        assert process.stdout is not None
        lines = [process.stdout.readline() for _ in range(5)]
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    by_adb = "virtual-1 by adb: adb connect 127.0.0.1:5555, or by itself as emulator-5554\n"
    assert lines[4] == by_adb
    assert "--fault a --fault b --adb" in (tmp_path / "told").read_text()


def test_sigterm_ends_the_phones_as_well(tmp_path: Path) -> None:
    """As a service manager or a test would send it."""
    with _start(tmp_path) as process:
        assert process.stdout is not None
        while "Ctrl-C" not in process.stdout.readline():
            pass
        process.terminate()
        assert process.wait(10) == 0
    assert (tmp_path / "ended").exists()


def test_a_wrong_option_is_the_childs_to_explain(tmp_path: Path) -> None:
    """Its message is shown, and the code is 2."""
    with _start(tmp_path, "--defect", "typo") as process:
        _, errors = process.communicate(timeout=10)
    assert process.returncode == 2
    assert errors == "no defect typo\n"

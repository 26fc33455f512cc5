"""The command: what a person and a program read, and what its exit codes mean."""

import json
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event

import pytest
from bed import Bed
from servers import StatusServer, line_server, status_server
from ward import Ward

from harness.doctor.diagnose import MODULES, Diagnosis, all_looks, diagnose
from harness.doctor.finding import Finding, broken, misconfigured, ok, warning
from harness.doctor.registry import LOOKS, Look
from harness.doctor.subject import Subject


@pytest.fixture
def well(ward: Ward, bed: Callable[..., Bed]) -> Iterator[Bed]:
    """A phone that is well, behind a server that is well."""
    made = bed()
    with status_server() as server:
        ward.profile(udid=made.udid, adb=made.port, server=server.port)
        yield made


def _doctor(ward: Ward, *words: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "harness.command_line", "doctor", *words],
        cwd=ward.root,
        env={**ward.environment, "PYTHONPATH": str(Path(__file__).parents[3]), **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_nothing_is_wrong(well: Bed) -> None:
    """Exit code 0, a line for each look, no colours in a pipe, nothing left behind."""
    before = sorted(well.ward.root.rglob("*"))
    done = _doctor(well.ward, "--profile", "bench")
    assert done.returncode == 0, done.stdout
    assert f"Phone {well.udid}\n  ✓ adb               device: it answers\n" in done.stdout
    assert done.stdout.endswith("Nothing keeps a run with the profile bench from beginning.\n")
    assert "\x1b" not in done.stdout
    assert done.stderr == ""
    assert sorted(well.ward.root.rglob("*")) == before
    lines = [line for line in done.stdout.splitlines() if not line.startswith("      $ ")]
    assert [line for line in lines if len(line) > 80 and "/" not in line] == []


def test_nothing_is_wrong_with_the_virtual_phone(ward: Ward) -> None:
    """It is started, its mailbox is logged in to, and it needs no adb."""
    done = _doctor(ward)
    assert done.returncode == 0, done.stdout
    assert "  ✓ Start             2 started in " in done.stdout
    assert " lets mailbox in\n" in done.stdout
    assert "started for the run, and need no adb" in " ".join(done.stdout.split())


def test_infrastructure_is_wrong(ward: Ward, adb_server: tuple[str, int, dict[str, str]]) -> None:
    """Exit code 3: nobody listens, and no phone is there."""
    ward.environment.update(adb_server[2])
    ward.profile(adb=adb_server[1])
    done = _doctor(ward, "--profile", "bench")
    assert done.returncode == 3
    assert "  ✗ Answer            nothing listens at http://127.0.0.1:9\n" in done.stdout
    assert "Nothing keeps" not in done.stdout
    assert re.search(
        r"^✗ 2 wrong  ! \d+ warning  ✓ \d+ ok  - \d+ not looked at", done.stdout, re.MULTILINE
    )


def test_configuration_is_wrong(ward: Ward) -> None:
    """Exit code 2, also where infrastructure is wrong, too: it has to be put right first."""
    ward.profile(more="languag: en\n")
    assert _doctor(ward, "--profile", "bench").returncode == 2
    assert _doctor(ward, "--profile", "no-such").returncode == 2


def test_json(ward: Ward) -> None:
    """All that a person reads, for programs."""
    ward.profile(more="languag: en\n")
    done = _doctor(ward, "--profile", "bench", "--json")
    said = json.loads(done.stdout)
    assert (said["profile"], said["exit_code"]) == ("bench", done.returncode)
    assert sum(said["counts"].values()) == len(said["findings"])
    wrong = [each for each in said["findings"] if each["state"] == "wrong"]
    assert [(each["title"], each["blames"]) for each in wrong] == [("Profile", "configuration")]
    assert set(wrong[0]) == {"area", "title", "state", "said", "fix", "command", "blames"}


def test_defect_that_the_virtual_phone_does_not_know(ward: Ward) -> None:
    """Said by the phone itself, with the line of the profile."""
    virtual = ward.root / "config" / "profiles" / "virtual.yaml"
    virtual.write_text(virtual.read_text() + "virtual: {defect: role-mising}\n")
    finding = ward.finding("Virtual phone", "Start", "virtual")
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert finding.said.startswith("config/profiles/virtual.yaml:18: the virtual phone refuses")


def _one(ward: Ward, monkeypatch: pytest.MonkeyPatch, look: Look) -> Diagnosis:
    """A diagnosis of this look alone, given up after half a second."""
    monkeypatch.setattr("harness.doctor.diagnose.all_looks", lambda _: [look])
    return diagnose(ward.subject(), patience_s=0.5)


def test_look_that_does_not_end(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """A server that takes connections and says nothing is waited for as long as is told."""
    look = next(each for each in all_looks(ward.subject()) if each.title == "Answer")
    with line_server(b"", hangs=True) as port:
        ward.profile(server=port)
        started_s = time.monotonic()
        diagnosis = _one(ward, monkeypatch, look)
    assert time.monotonic() - started_s < 5
    (finding,) = diagnosis.findings
    assert (finding.title, finding.said) == ("Answer", "no end within 0.5 s: it is too slow")
    assert diagnosis.exit_code == 3


def test_look_that_starts_programs_is_waited_for(
    ward: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A real Appium may take longer than a minute to start."""
    ending = Event()

    def other(_subject: Subject) -> Iterator[Finding]:
        ending.wait(30)
        yield ok("too late")

    def starts(_subject: Subject) -> Iterator[Finding]:
        Event().wait(1)
        yield ok("at last")

    looks = [Look("A", "Other", other), Look("A", "Programs", starts, starts_programs=True)]
    monkeypatch.setattr("harness.doctor.diagnose._PATIENCE_S", 0.1)
    monkeypatch.setattr("harness.doctor.diagnose.all_looks", lambda _: looks)
    findings = diagnose(ward.subject()).findings
    ending.set()
    assert [(each.title, each.said) for each in findings] == [
        ("Other", "no end within 0.1 s: it is too slow"),
        ("Programs", "at last"),
    ]


@pytest.mark.parametrize(("starts_programs", "left"), [(True, "ended\n"), (False, "")])
def test_no_program_is_left_by_a_look_that_was_given_up(
    ward: Ward, *, starts_programs: bool, left: str
) -> None:
    """The process waits until what a look has started is ended; for others it does not wait."""
    script = f"""
import sys, time
from pathlib import Path
from harness.doctor import diagnose
from harness.doctor.registry import Look
from harness.doctor.subject import Names, read_subject

def slow(_subject):
    time.sleep({1 if starts_programs else 20})
    print("ended", flush=True)
    return ()

diagnose.all_looks = lambda _: [Look("A", "B", slow, starts_programs={starts_programs})]
diagnose.diagnose(read_subject(Path({str(ward.root)!r}), Names("virtual"), {{}}), 0.1)
"""
    done = subprocess.run(
        [sys.executable, "-c", script],
        cwd=Path(__file__).parents[3],
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert done.stdout == left


def test_areas_come_in_the_order_in_which_a_person_reads_them(ward: Ward) -> None:
    """Whichever module was imported first: the command imports that of adb before all others."""
    done = _doctor(ward, "--profile", "bench", "--json")
    areas = list(dict.fromkeys(each["area"] for each in json.loads(done.stdout)["findings"]))
    assert areas == [
        "This computer",
        "Settings",
        "Reports",
        "Virtual phone",
        "Server",
        "adb",
        "Phone absent",
        "Inboxes",
    ]


def test_look_that_fails(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """What it has found before is kept; the others are not kept from looking."""

    def fails(_subject: Subject) -> Iterator[Finding]:
        yield ok("so far")
        raise ZeroDivisionError("by zero")

    diagnosis = _one(ward, monkeypatch, Look("Area", "Title", fails))
    assert [each.said for each in diagnosis.findings] == [
        "so far",
        "the look itself failed: ZeroDivisionError: by zero",
    ]


def test_package_that_is_missing(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """Looks that cannot be imported say so; the others look."""
    monkeypatch.setattr("harness.doctor.diagnose.MODULES", (*MODULES, "harness.doctor.nowhere"))
    last = all_looks(ward.subject())[-1]
    (finding,) = last.run(ward.subject())
    assert finding.state == "not looked at"
    assert finding.said.startswith("a package is missing (No module named")


@pytest.mark.parametrize(
    ("findings", "code"),
    [
        ([ok("a"), warning("b")], 0),
        ([broken("a")], 3),
        ([misconfigured("a")], 2),
        ([broken("a"), misconfigured("b")], 2),
    ],
)
def test_exit_codes(findings: list[Finding], code: int) -> None:
    """Warnings do not count; configuration has to be put right first."""
    assert Diagnosis(tuple(findings), 0).exit_code == code


def test_looks_are_documented_and_run_side_by_side(well: Bed) -> None:
    """Each says in a line what it holds to be well; slow ones do not wait for each other."""
    subject = well.ward.subject()
    assert all(look.run.__doc__ for look in LOOKS if look.title != "Phones")
    diagnosis = diagnose(subject)
    assert {each.state for each in diagnosis.findings} <= {"ok", "warning", "not looked at"}
    assert diagnosis.count("ok") > 20


def test_no_phone_is_changed(well: Bed) -> None:
    """Its apps, its settings and its log are as before, and it has no session."""
    android = well.door.android
    spaces = ("global", "secure", "system")
    before = [android.settings(space) for space in spaces], android.processes()
    well.ward.findings("Phone")
    assert ([android.settings(space) for space in spaces], android.processes()) == before
    assert not well.door.server.running


def test_server_is_asked_for_its_status_only(well: Bed) -> None:
    """No session is started."""
    ward = well.ward
    with status_server() as server:
        ward.profile(udid=well.udid, adb=well.port, server=server.port)
        diagnose(ward.subject())
        assert isinstance(server, StatusServer)
        assert {path for path, _ in server.asked} == {"/status"}


def test_colours_on_a_terminal_unless_they_are_not_wanted(ward: Ward) -> None:
    """NO_COLOR is respected, and what a terminal shows fits into its width."""
    pty = pytest.importorskip("pty")
    ward.profile(more="languag: en\n")

    def shown(**environment: str) -> str:
        end, other = pty.openpty()
        words = [sys.executable, "-m", "harness.command_line", "doctor", "--profile", "bench"]
        own = {**ward.environment, "PYTHONPATH": str(Path(__file__).parents[3]), "TERM": "xterm"}
        with subprocess.Popen(
            words,
            cwd=ward.root,
            env={**own, "COLUMNS": "80", **environment},
            stdout=other,
            stderr=subprocess.DEVNULL,
        ):
            os.close(other)
            said = b""
            try:
                while piece := os.read(end, 4096):
                    said += piece
            except OSError:
                pass  # a terminal that nobody holds any more
        os.close(end)
        return said.decode()

    assert "\x1b[1;31m✗" in shown()
    assert "\x1b[1;31m" not in shown(NO_COLOR="1")

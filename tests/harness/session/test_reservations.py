"""Locks between real processes: all or nothing, for everybody in turn, and free after a death."""

import os
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

import pytest

from harness.errors import InfrastructureError
from harness.screen.wait import polls
from harness.session.reservations import Reservations

_PHONES = ("one", "two", "three", "four")
_HOLDS = """\
import sys
from harness.session.reservations import Reservations
reservations = Reservations("queue of the holder")
assert all(reservations.take(name) for name in sys.argv[1:])
print("held", flush=True)
sys.stdin.read()
"""


@dataclass(frozen=True)
class Wanted:
    """One way to be served."""

    names: tuple[str, ...]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where lock files go, in this process and in those that it starts."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    return tmp_path


@pytest.fixture
def holder() -> Iterator["subprocess.Popen[str]"]:
    """Another process, which holds "two" until it is ended."""
    with subprocess.Popen(
        [sys.executable, "-c", _HOLDS, "two"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_many_processes_want_one_or_two_of_four(project: Path, tmp_path: Path) -> None:
    """None waits in a circle, none is forgotten, and nothing is ever had by two."""
    script = Path(__file__).with_name("taker.py")
    with ExitStack() as stack:
        takers = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, script, tmp_path, "200", str(1 + index % 2), *_PHONES],
                    env={**os.environ, "PYTHONPATH": str(project)},
                    stdout=subprocess.PIPE,
                    stderr=subprocess.STDOUT,
                    text=True,
                )
            )
            for index in range(8)
        ]
        said = [taker.communicate(timeout=180)[0].strip() for taker in takers]
    assert said == ["done"] * len(takers)


def test_all_of_an_option_is_taken_or_nothing(holder: "subprocess.Popen[str]") -> None:
    """What was free for a moment is free for others again."""
    ours, others = Reservations("a"), Reservations("b")
    assert ours.take_now([Wanted(("one", "two", "three"))]) is None
    assert others.take_now([Wanted(("one", "three"))]) is not None


def test_the_first_free_option_is_taken(holder: "subprocess.Popen[str]") -> None:
    """Which one comes first is the caller's wish."""
    options = [
        Wanted(("one", "two")),
        Wanted(("two",)),
        Wanted(("three", "one")),
        Wanted(("four",)),
    ]
    assert Reservations("a").take_now(options) == options[2]


def test_what_a_killed_process_held_is_free(holder: "subprocess.Popen[str]") -> None:
    """At once, and nobody has to tidy up."""
    ours = Reservations("a")
    assert not ours.take("two")
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert ours.take("two")


def test_who_holds_it_is_said(holder: "subprocess.Popen[str]") -> None:
    """By the number of the process, so that it can be ended."""
    said = Reservations("a").holder_of("two")
    assert said is not None
    assert said.startswith(f"process {holder.pid} since ")
    assert Reservations("a").holder_of("one") is None


def test_what_is_held_may_be_part_of_an_option() -> None:
    """It is not waited for; and what was asked for alone goes alone."""
    ours = Reservations("a")
    assert ours.take("one")
    assert ours.take_now([Wanted(("one", "two"))])
    ours.release(["one"])
    assert Reservations("b").take("one")
    assert not Reservations("b").take("two")


def test_nobody_overtakes_who_waits(holder: "subprocess.Popen[str]") -> None:
    """Who wants two would otherwise wait for ever, where others want one of them."""
    script = (
        "from test_reservations import Wanted\n"
        "from harness.session.reservations import Reservations\n"
        'print("waits", flush=True)\n'
        'assert Reservations("q").wait([Wanted(("one", "two"))], timeout_s=60)\n'
        'print("served", flush=True)\n'
    )
    path = os.pathsep.join([*sys.path, str(Path(__file__).parent)])
    with subprocess.Popen(
        [sys.executable, "-c", script],
        env={**os.environ, "PYTHONPATH": path},
        stdout=subprocess.PIPE,
        text=True,
    ) as waiting:
        assert waiting.stdout is not None
        assert waiting.stdout.readline() == "waits\n"
        ours = Reservations("q")
        assert any(ours.holder_of("q") for _ in polls(60)), "it never stood in the queue"
        assert ours.take_now([Wanted(("one",))]) is None
        holder.kill()
        holder.wait()
        assert waiting.stdout.readline() == "served\n"
    assert ours.take_now([Wanted(("one",))]) is not None


def test_in_vain(holder: "subprocess.Popen[str]") -> None:
    """The queue is free again for the next one."""
    assert Reservations("q").wait([Wanted(("two",))], timeout_s=0) is None
    assert Reservations("q").wait([Wanted(("one",))], timeout_s=0) is not None


def test_a_moment_alone(holder: "subprocess.Popen[str]") -> None:
    """May be asked for within itself; the error says who is in the way."""
    ours, others = Reservations("a"), Reservations("b")
    with ours.alone_at("the list", 0):
        with ours.alone_at("the list", 0):
            pass
        assert not others.take("the list")
    assert others.take("the list")
    with pytest.raises(InfrastructureError) as refused, ours.alone_at("two", 0):
        pass
    first, held, do = str(refused.value).splitlines()
    assert first == "Waited 0 s for two."
    assert held.startswith(f"  Held: by process {holder.pid} since ")
    assert do == "  Do: let what holds it end, or end it"


def test_a_place_that_is_another_users_is_said(folder: Path) -> None:
    """With what to do about it."""
    Reservations("a").take("one")
    (own,) = folder.iterdir()
    for file in own.iterdir():
        file.unlink()
    own.rmdir()
    own.write_text("not a folder")
    with pytest.raises(InfrastructureError) as refused:
        Reservations("a").take("one")
    first, do = str(refused.value).splitlines()
    assert first.startswith(f"The phones cannot be reserved: {own}: ")
    assert do.startswith("  Do: delete it, if it is another user's")

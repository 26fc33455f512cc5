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
from harness.screen.wait import Poll, polls
from harness.session import reservations as module
from harness.session.reservations import Reservations, _Line

_PHONES = ("one", "two", "three", "four")
_HOLDS = """\
import sys
from harness.session.reservations import Reservations
reservations = Reservations()
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
                    [sys.executable, script, tmp_path, "20", str(1 + index % 2), *_PHONES],
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
    ours, others = Reservations(), Reservations()
    assert ours.wait([Wanted(("one", "two", "three"))], 0) is None
    assert others.wait([Wanted(("one", "three"))], 0) is not None


def test_the_first_free_option_is_taken(holder: "subprocess.Popen[str]") -> None:
    """Which one comes first is the caller's wish."""
    options = [
        Wanted(("one", "two")),
        Wanted(("two",)),
        Wanted(("three", "one")),
        Wanted(("four",)),
    ]
    assert Reservations().wait(options, 0) == options[2]


def test_what_a_killed_process_held_is_free(holder: "subprocess.Popen[str]") -> None:
    """At once, and nobody has to tidy up."""
    ours = Reservations()
    assert not ours.take("two")
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait()
    assert ours.take("two")


def test_who_holds_it_is_said(holder: "subprocess.Popen[str]") -> None:
    """By the number of the process, so that it can be ended."""
    said = Reservations().holder_of("two")
    assert said is not None
    assert said.startswith(f"process {holder.pid} since ")
    assert Reservations().holder_of("one") is None


def test_what_is_held_may_be_part_of_an_option() -> None:
    """It is not waited for; and what was asked for alone goes alone."""
    ours = Reservations()
    assert ours.take("one")
    assert ours.wait([Wanted(("one", "two"))], 0)
    ours.release(["one"])
    assert Reservations().take("one")
    assert not Reservations().take("two")


def test_nobody_overtakes_who_waits(holder: "subprocess.Popen[str]") -> None:
    """Who wants two would otherwise wait for ever, where others want one of them."""
    script = (
        "from test_reservations import Wanted\n"
        "from harness.session.reservations import Reservations\n"
        'print("waits", flush=True)\n'
        'assert Reservations().wait([Wanted(("one", "two"))], stuck_s=60)\n'
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
        ours = Reservations()
        assert any(ours.holder_of("line for one") for _ in polls(60)), "it never stood in line"
        assert ours.wait([Wanted(("one",))], 0) is None
        assert ours.wait([Wanted(("three",))], 0), "who wants something else is in nobody's way"
        holder.kill()
        holder.wait()
        assert waiting.stdout.readline() == "served\n"
    assert ours.wait([Wanted(("one",))], 0) is not None


def test_two_phones_that_one_server_chooses_have_one_name() -> None:
    """It is one lock, which nobody waits for twice."""
    ours = Reservations()
    both = Wanted(("any", "any"))
    assert ours.wait([both], 0) is both
    assert not Reservations().take("any")
    ours.release(both.names)
    assert Reservations().take("any")


def test_what_is_kept_is_kept_while_something_else_is_waited_for(
    holder: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch
) -> None:
    """As long as nobody waits for it."""
    ours, others = Reservations(), Reservations()
    assert ours.take("one")
    both = [Wanted(("one", "two"))]
    with _Line.of([Wanted(("two",))]) as ahead:
        assert ahead.is_at_head()
        assert ours.wait_holding(both, ["one"], 0.5) is None, "there was no time left"
        assert not others.take("one")
    with _Line.of([Wanted(("one",))]) as wants_it:
        assert wants_it.is_at_head()
        with monkeypatch.context() as patch:
            patch.setattr(module, "polls", _two_looks)
            assert ours.wait_holding(both, ["one"], 60) is None
    holder.kill()
    holder.wait()
    assert ours.wait_holding(both, ["one"], 60) is both[0]


def _two_looks(*_: float, **__: float) -> Iterator[Poll]:
    yield Poll(0, 0, is_last=False)
    yield Poll(1, 1, is_last=False)
    pytest.fail("it stayed, and kept what others wait for")


@pytest.mark.parametrize("moves", [True, False])
def test_time_counts_while_nothing_moves(
    holder: "subprocess.Popen[str]", monkeypatch: pytest.MonkeyPatch, moves: bool
) -> None:
    """Whoever stands in a long line is served in the end; who waits for what is stuck is not."""
    ours, others, rounds = Reservations(), Reservations(), []

    def one_period(*_: float, **__: float) -> Iterator[None]:
        rounds.append(None)
        if moves and len(rounds) == 1:
            holder.kill()
            holder.wait()
            assert others.take("two")
        elif moves:
            others.release(["two"])
        yield None

    monkeypatch.setattr(module, "polls", one_period)
    served = ours.wait([Wanted(("two",))], 600)
    assert (served is not None, len(rounds)) == ((True, 2) if moves else (False, 1))


def test_in_vain(holder: "subprocess.Popen[str]") -> None:
    """The line is free again for the next one."""
    assert Reservations().wait([Wanted(("two",))], stuck_s=0) is None
    assert Reservations().wait([Wanted(("one",))], stuck_s=0) is not None


def test_a_moment_alone(holder: "subprocess.Popen[str]") -> None:
    """May be asked for within itself; the error says who is in the way."""
    ours, others = Reservations(), Reservations()
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
    Reservations().take("one")
    (own,) = folder.iterdir()
    for file in own.iterdir():
        file.unlink()
    own.rmdir()
    own.write_text("not a folder")
    with pytest.raises(InfrastructureError) as refused:
        Reservations().take("one")
    first, do = str(refused.value).splitlines()
    assert first.startswith(f"The phones cannot be reserved: {own}: ")
    assert do == (
        "  Do: delete it, or let this user write there: it holds nothing but locks. Another TMPDIR"
        " works only if all runs get it: those with different ones do not see each other's phones"
    )


def test_what_needs_no_lock_touches_no_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A virtual run must not fail for want of a place for locks."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "absent"))
    ours = Reservations()
    free = Wanted(())
    assert ours.wait([free], 0) is free
    assert ours.wait_holding([free], (), 0) is free
    ours.release(())
    with pytest.raises(InfrastructureError, match="cannot be reserved"):
        ours.take("one")

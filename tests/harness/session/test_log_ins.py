"""All processes of a run know who was not let in: together they send no more than one would."""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from harness.errors import CannotSee, InfrastructureError
from harness.invitations.contact import Contact
from harness.session.log_ins import CodeNotTaken, LogIns, NotLetIn
from harness.session.virtual_phones import virtual_environment
from harness.settings import Settings, load_settings
from harness.wiring import log_ins_for

_ADMIN = Contact("phone", "+1 202-555-0100")
_NOT_LET_IN = "NotLetIn: Account or password is incorrect"
_REFUSED = "NoMoreLogIns: +1 202-555-0100 was not let in before in this run"
_IN_DOUBT = (
    "NoMoreLogIns: +1 202-555-0100 is not logged in any more in this run: what the app"
    " answered to 2 log-ins was not seen"
)


@pytest.fixture(autouse=True)
def lock_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Of their own, in this process and in those that it starts."""
    folder = tmp_path / "locks"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    monkeypatch.setenv("TMPDIR", str(folder))


@pytest.fixture
def shared(tmp_path: Path) -> Path:
    """What all processes of a run know."""
    return tmp_path / "log-ins"


def _processes(project: Path, shared: Path, answer: str, count: int = 4) -> tuple[int, list[str]]:
    """They log in the same person at once; how much was sent, and how each of them ended."""
    sent = shared.with_name(f"sent, {answer}")
    sent.touch()
    script = Path(__file__).with_name("one_log_in.py")
    with ExitStack() as stack:
        processes = [
            stack.enter_context(
                subprocess.Popen(
                    [sys.executable, script, shared, sent, answer, _ADMIN.written],
                    env={**os.environ, "PYTHONPATH": str(project)},
                    stdin=subprocess.PIPE,
                    stdout=subprocess.PIPE,
                    text=True,
                )
            )
            for _ in range(count)
        ]
        for process in processes:
            assert process.stdout is not None
            assert process.stdout.readline() == "ready\n"
        for process in processes:
            assert process.stdin is not None
            process.stdin.write("\n")
            process.stdin.flush()
        said = [process.communicate(timeout=120)[0].strip() for process in processes]
    return sent.stat().st_size, said


def test_what_one_process_was_refused_no_other_one_sends(project: Path, shared: Path) -> None:
    """However many workers begin at once; a later run may have the right password."""
    sent, said = _processes(project, shared, "refused")
    assert sent == 2
    assert Counter(said) == {_NOT_LET_IN: 1, _REFUSED: 3}
    _, said = _processes(project, shared.with_name("another run"), "right", count=2)
    assert said == ["let in"] * 2


@pytest.mark.parametrize(
    ("answer", "said_in_doubt"), [("lost", "CannotSee: Nothing is seen"), ("killed", "")]
)
def test_what_nobody_saw_is_sent_once_more_by_all_together(
    project: Path, shared: Path, answer: str, said_in_doubt: str
) -> None:
    """Also where the process that sent it was killed."""
    sent, said = _processes(project, shared, answer)
    assert sent == 2
    assert Counter(said) == {said_in_doubt: 2, _IN_DOUBT: 2}


@pytest.mark.parametrize(
    ("answers", "said_then"),
    [
        ("refused, killed before", {"": 1, _NOT_LET_IN: 1, _REFUSED: 2}),
        ("refused, killed", {"": 1, _REFUSED: 3}),
        ("refused, lost", {"CannotSee: Nothing is seen": 1, _REFUSED: 3}),
    ],
)
def test_what_was_refused_once_is_sent_once_more_by_all_together(
    project: Path, shared: Path, answers: str, said_then: dict[str, int]
) -> None:
    """Also where the process that was refused is killed before it has tried again, or then."""
    sent, said = _processes(project, shared, answers)
    assert sent == 2
    assert Counter(said) == said_then


def _send(log_ins: LogIns, answer: type[InfrastructureError] | None = None) -> None:
    with log_ins.sending(_ADMIN):
        if answer:
            raise answer("As the app says")


def _send_both(log_ins: LogIns, answer_to_code: type[InfrastructureError]) -> None:
    with log_ins.log_in(_ADMIN):
        _send(log_ins)
        _send(log_ins, answer_to_code)


def test_a_lost_answer_and_a_refusal_are_two(shared: Path) -> None:
    """The lost one may have been a refusal, too."""
    for answer in (CannotSee, NotLetIn):
        log_ins = LogIns(shared)
        with pytest.raises(answer), log_ins.log_in(_ADMIN):
            _send(log_ins, answer)
    assert not LogIns(shared).allows_one_more(_ADMIN)


def test_a_refusal_is_forgotten_once_the_same_is_taken(shared: Path) -> None:
    """It was mistyped then: what is lost or mistyped later begins anew."""
    log_ins = LogIns(shared)
    with log_ins.log_in(_ADMIN):
        with pytest.raises(NotLetIn):
            _send(log_ins, NotLetIn)
        _send(log_ins)
    with log_ins.log_in(_ADMIN):
        with pytest.raises(NotLetIn):
            _send(log_ins, NotLetIn)
        assert log_ins.allows_one_more(_ADMIN)


def test_a_doubt_is_forgotten_once_the_same_is_taken(shared: Path) -> None:
    """The tap was swallowed: a code that has expired later is the first one, and allows another."""
    log_ins = LogIns(shared)
    with pytest.raises(CannotSee):
        _send(log_ins, CannotSee)
    with log_ins.sending(_ADMIN, is_again=True):
        pass
    with pytest.raises(CodeNotTaken):
        _send(log_ins, CodeNotTaken)
    assert LogIns(shared).allows_one_more(_ADMIN)


def test_a_code_in_doubt_stays_where_the_password_is_taken_again(shared: Path) -> None:
    """Else every worker would send one after the right password, and look for its answer."""
    for _ in range(2):
        log_ins = LogIns(shared)
        assert log_ins.allows_one_more(_ADMIN)
        with pytest.raises(CannotSee):
            _send_both(log_ins, CannotSee)
    assert not LogIns(shared).allows_one_more(_ADMIN)


def test_codes_that_are_not_taken_count_also_where_the_password_is_taken_each_time(
    shared: Path,
) -> None:
    """Else every worker would send a wrong one after the right password."""
    for _ in range(2):
        log_ins = LogIns(shared)
        assert log_ins.allows_one_more(_ADMIN)
        with pytest.raises(CodeNotTaken):
            _send_both(log_ins, CodeNotTaken)
    with pytest.raises(InfrastructureError, match="was not let in"), LogIns(shared).log_in(_ADMIN):
        pass


def test_a_code_that_is_not_taken_condemns_nobody_who_was_let_in_before(shared: Path) -> None:
    """Unlike a password: the next code is another one."""
    log_ins = LogIns(shared)
    with log_ins.log_in(_ADMIN):
        _send(log_ins)
    with pytest.raises(CodeNotTaken), log_ins.log_in(_ADMIN):
        _send(log_ins, CodeNotTaken)
    assert LogIns(shared).allows_one_more(_ADMIN)
    with pytest.raises(NotLetIn), log_ins.log_in(_ADMIN):
        _send(log_ins, NotLetIn)
    assert not LogIns(shared).allows_one_more(_ADMIN)


def test_a_log_out_that_two_phones_tell_of_is_one(shared: Path) -> None:
    """The server has ended all log-ins at once; whoever logs in anew may be logged out again."""
    log_ins = LogIns(shared)
    for before, known in ((0, 1), (0, 1), (1, 2), (0, 2), (1, 2), (2, 3), (3, 3)):
        LogIns(shared).logged_out(_ADMIN, before)
        assert log_ins.log_outs(_ADMIN) == known
    with pytest.raises(InfrastructureError, match="logged it out 3 times"), log_ins.log_in(_ADMIN):
        pass


def test_the_right_password_lets_all_of_them_in(project: Path, shared: Path) -> None:
    """They wait for the first one, and for nobody else."""
    assert _processes(project, shared, "right") == (4, ["let in"] * 4)
    with LogIns(shared).log_in(_ADMIN), LogIns(shared).log_in(_ADMIN):
        pass


def test_who_waits_in_vain_is_told_for_whom(tmp_path: Path) -> None:
    """The first log-in of a run goes alone: before it, nobody knows whether the password is right.

    Who waits for it has a silent session, so they wait as long as the profile lets one survive that
    in any case. Somebody else's log-in has nothing to do with it.
    """
    settings = _settings("appium", delivery_s=0.5)
    with log_ins_for(settings, "a", tmp_path).log_in(_ADMIN):
        other = log_ins_for(settings, "a", tmp_path)
        with other.log_in(Contact("phone", "+1 202-555-0101")):
            pass
        with pytest.raises(InfrastructureError) as in_vain, other.log_in(_ADMIN):
            pass
    said = str(in_vain.value).splitlines()
    assert said[0] == (
        "Waited 0.5 s for the first log-in of +1 202-555-0100 to end; for longer, the profile's"
        " delivery_s lets no session be silent."
    )
    assert said[1].startswith(f"  Held: by process {os.getpid()} since ")
    assert said[2].startswith("  Do: ")


def test_what_is_kept_names_nobody(shared: Path) -> None:
    """Files of a run are read by others than its user."""
    log_ins = LogIns(shared)
    with pytest.raises(NotLetIn), log_ins.log_in(_ADMIN), log_ins.sending(_ADMIN):
        raise NotLetIn("Account or password is incorrect")
    by_mail = Contact("email", "admin@example.com")
    with pytest.raises(CannotSee), log_ins.log_in(by_mail), log_ins.sending(by_mail):
        raise CannotSee("Nothing is seen")
    kept = sorted(file.name for file in shared.iterdir())
    assert [name.rpartition(" ")[0] for name in kept] == [
        "in doubt",
        "refused",
        "refused once",
    ]
    assert not any(said in name for name in kept for said in ("555", "admin", "example"))
    assert [file.read_bytes() for file in shared.iterdir()] == [b""] * 3


def test_a_folder_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    """Nobody is logged in where the others would not know of it."""
    (tmp_path / "file").touch()
    with pytest.raises(
        InfrastructureError, match=r"The log-ins of this run cannot be noted: .*file"
    ):
        LogIns(tmp_path / "file" / "log-ins")


def _settings(kind: str, delivery_s: float = 20) -> Settings:
    root = Path(__file__).parents[3]
    settings = load_settings(root, "virtual", environment=virtual_environment({}))
    timeouts = settings.profile.timeouts.model_copy(update={"delivery_s": delivery_s})
    update = {"kind": kind, "timeouts": timeouts}
    return replace(settings, profile=settings.profile.model_copy(update=update))


def _refuse(log_ins: LogIns) -> None:
    with pytest.raises(NotLetIn), log_ins.log_in(_ADMIN):
        raise NotLetIn("Account or password is incorrect")


@pytest.mark.parametrize(
    ("kind", "run", "other_run", "is_known"),
    [
        ("appium", "a", "a", True),
        ("appium", "a", "b", False),
        ("appium", None, None, False),
        ("virtual", "a", "a", False),
    ],
    ids=["one run", "two runs", "no workers", "each with an organization of its own"],
)
def test_who_knows_of_whom(
    tmp_path: Path, kind: str, run: str | None, other_run: str | None, is_known: bool
) -> None:
    """A run's processes know of each other, unless their accounts have nothing in common."""
    _refuse(log_ins_for(_settings(kind), run, tmp_path))
    other = log_ins_for(_settings(kind), other_run, tmp_path)
    if is_known:
        with pytest.raises(InfrastructureError, match="was not let in"), other.log_in(_ADMIN):
            pass
    else:
        with other.log_in(_ADMIN):
            pass

"""A run goes no further than phones that are not fit for it."""

from collections.abc import Callable

import pytest
from bed import Bed

from harness.adb import Adb, AdbFailed
from harness.doctor.examined import Examined
from harness.doctor.finding import Finding
from harness.doctor.phones import look_at_phone
from harness.doctor.subject import Subject
from harness.errors import InfrastructureError
from harness.settings import PhoneSettings
from harness.unfit_phones import refuse_unfit_phones

MakeBed = Callable[..., Bed]
IMPATIENT = "timeouts: {boot_s: 0.1}\n"


def _refuse(made: Bed) -> list[str]:
    """What is told meanwhile, where nothing is refused."""
    told: list[str] = []
    refuse_unfit_phones(made.ward.subject(), told.append)
    return told


def _also(made: Bed, other: Bed) -> None:
    """A second phone in the profile."""
    file = made.ward.root / "config" / "profiles" / "bench.yaml"
    text, more = file.read_text("utf-8"), f"  - {{udid: {other.udid}}}\n"
    file.write_text(text.replace("capabilities:", f"{more}capabilities:"), encoding="utf-8")


@pytest.mark.parametrize(
    ("fault", "said"),
    [
        ("adb-unauthorized", "unauthorized: nobody has allowed this computer"),  # 16
        ("still-booting", "still booting"),  # 19
        ("boot-failed", "still booting"),  # 20
        ("low-storage", "60 MB left"),  # 21
        ("uiautomator-held", "com.github.uiautomator holds it"),  # 11
    ],
)
def test_11_16_19_20_21_an_unfit_phone_is_refused(bed: MakeBed, fault: str, said: str) -> None:
    """Before the first scenario, as infrastructure, with what to do."""
    with pytest.raises(InfrastructureError) as refused:
        _refuse(bed(fault, profile=IMPATIENT))
    lines = str(refused.value).splitlines()
    assert lines[0].endswith("are not fit for a run:")
    assert said in lines[1]
    assert lines[2].startswith("    Do: ")


def test_a_healthy_phone_is_taken(bed: MakeBed) -> None:
    """And one that adb has not may be reached in another way. Nobody waits for either."""
    made = bed()
    assert _refuse(made) == []
    made.unplug()
    assert _refuse(made) == []


def test_19_a_phone_that_starts_in_time_is_waited_for_and_taken(bed: MakeBed) -> None:
    """It says for what, for how long, and where that is set."""
    made = bed("late-boot:times=3")
    assert made.finding("Boot").state == "wrong"
    waiting, started = _refuse(made)
    assert waiting == (
        f"waiting for Android to start on {made.udid}, for up to 120 s "
        "(config/profiles/bench.yaml:1: boot_s)"
    )
    assert started.startswith(f"Android has started on {made.udid}, after ")


@pytest.mark.parametrize("state", ["offline", "connecting", "authorizing"])
def test_19_a_phone_that_is_offline_boots_and_comes_is_waited_for_and_taken(
    bed: MakeBed, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    """So an emulator's first seconds are."""
    made, seen = bed("late-boot:times=2"), list[str]()
    first_looks(monkeypatch, made.udid, state, 2)
    monkeypatch.setattr("harness.unfit_phones.look_at_phone", noting_titles(seen))
    waiting, started = _refuse(made)
    assert waiting.startswith(f"waiting for Android to start on {made.udid}, for up to 120 s")
    assert started.startswith(f"Android has started on {made.udid}, after ")
    assert seen == ["Answer", "Answer", "Boot", "Boot"]


def test_19_a_phone_that_has_no_answer_yet_is_waited_for(
    bed: MakeBed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """adb has it, and its shell is not there."""
    made, asked = bed(), list[str]()
    shell = Examined.shell

    def first_none(phone: Examined, command: str) -> str:
        asked.append(command)
        if len(asked) == 1:
            raise AdbFailed("error: closed")
        return shell(phone, command)

    monkeypatch.setattr(Examined, "shell", first_none)
    waiting, _ = _refuse(made)
    assert waiting.startswith(f"waiting for Android to start on {made.udid}, ")


def test_19_one_of_two_phones_is_offline_and_waited_for(
    bed: MakeBed, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The other one has started: it does not keep the run from waiting."""
    other = bed()
    late = bed()
    _also(late, other)
    first_looks(monkeypatch, late.udid, "offline", 1)
    waiting, started = _refuse(late)
    assert waiting.startswith(f"waiting for Android to start on {late.udid}, for up to")
    assert started.startswith(f"Android has started on {late.udid}, after ")


def test_19_a_phone_that_stays_offline_is_refused_once_its_time_is_over(bed: MakeBed) -> None:
    """As one that does not answer, with what to do."""
    made, told = bed("adb-offline", profile=IMPATIENT), list[str]()
    with pytest.raises(InfrastructureError, match="offline: adb sees it") as refused:
        refuse_unfit_phones(made.ward.subject(), told.append)
    assert len(told) == 1
    assert "    Do: connect it anew; then restart it (" in str(refused.value)


def first_looks(monkeypatch: pytest.MonkeyPatch, udid: str, state: str, looks: int) -> None:
    """What adb says of a phone at the first looks; then as it is."""
    devices, left = Adb.devices, iter(range(2 * looks))  # who is not there is asked for twice

    def devices_then(adb: Adb) -> dict[str, str]:
        said = devices(adb)
        return said | {udid: state} if next(left, None) is not None else said

    monkeypatch.setattr(Adb, "devices", devices_then)


def noting_titles(seen: list[str]) -> Callable[..., list[Finding]]:
    """Looks at a phone, and notes what of it is wrong."""

    def look(phone: PhoneSettings, subject: Subject) -> list[Finding]:
        findings = list(look_at_phone(phone, subject))
        seen.extend(each.title for each in findings if each.state == "wrong")
        return findings

    return look


def test_19_a_phone_that_does_not_is_refused_once_its_time_is_over(bed: MakeBed) -> None:
    """As one that is booting; the wait was told before."""
    made, told = bed("still-booting", profile=IMPATIENT), list[str]()
    with pytest.raises(InfrastructureError) as refused:
        refuse_unfit_phones(made.ward.subject(), told.append)
    assert [each.partition(" on ")[0] for each in told] == ["waiting for Android to start"]
    assert "for up to 0.1 s (config/profiles/bench.yaml:11: boot_s)" in told[0]
    assert str(refused.value) == (
        "The phones of the profile 'bench' are not fit for a run:\n"
        f"  {made.udid}: still booting: Android's services are not there yet\n"
        "    Do: wait, and look again; where it stays so, restart it"
    )


def test_what_is_wrong_with_a_phone_that_has_started_is_refused(bed: MakeBed) -> None:
    """It was not waited for in order to run on it whatever it is like."""
    made, told = bed("late-boot", "low-storage"), list[str]()
    with pytest.raises(InfrastructureError, match="60 MB left"):
        refuse_unfit_phones(made.ward.subject(), told.append)
    assert len(told) == 1


def test_nobody_waits_where_another_phone_is_unfit_anyway(bed: MakeBed) -> None:
    """One is booting, and the other will not be let in by waiting."""
    starting = bed("still-booting")
    locked, told = bed("adb-unauthorized"), list[str]()
    _also(locked, starting)
    with pytest.raises(InfrastructureError) as refused:
        refuse_unfit_phones(starting.ward.subject(), told.append)
    assert told == []
    assert f"{locked.udid}: unauthorized" in str(refused.value)
    assert f"{starting.udid}: still booting" in str(refused.value)


def test_a_phone_that_vanishes_while_it_starts_is_refused(bed: MakeBed) -> None:
    """It was there a moment ago: adb is its way, and not another one."""
    made = bed("still-booting", profile="timeouts: {boot_s: 0.5}\n")
    # adb may still have another test's phone: it lets go of them in its own time.
    said = f"{made.udid}: not connected; adb has (no phone at all|emulator-)"
    with pytest.raises(InfrastructureError, match=said):
        refuse_unfit_phones(made.ward.subject(), lambda _words: made.unplug())

"""The catalogue itself, how a fault is written, and when it strikes."""

import json
import re
from pathlib import Path

import pytest

import virtual_phone
from virtual_phone.__main__ import main
from virtual_phone.faults import (
    CATALOGUE,
    PROXIED,
    At,
    Faults,
    UnknownFault,
    find_fault,
    find_strike,
)

TABLE = range(1, 42)


def test_nothing_is_wrong_unless_switched_on() -> None:
    """Without names no fault is on, and nothing ever strikes."""
    calm = Faults()
    assert not any(calm.on(name) for name in CATALOGUE)
    assert not any(calm.meet(at) for at in At for _ in range(3))
    assert Faults(["clock-off"]).switched_on == (CATALOGUE["clock-off"],)


def test_every_row_of_the_table_can_be_produced() -> None:
    """All 41, each under a name of its own."""
    assert {fault.number for fault in CATALOGUE.values()} - {None} == set(TABLE)


def test_names_are_kebab_case_and_descriptions_are_sentences() -> None:
    """What a person reads of a fault has one form."""
    for name, fault in CATALOGUE.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", name)
        assert fault.name == name
        assert fault.description.endswith(".")
        assert fault.because.endswith(".")
        assert fault.expected
        assert bool(fault.code) <= bool(fault.message)


def test_every_fault_is_produced_somewhere() -> None:
    """By its entry alone where a door answers an error, else by a place that names it."""
    room = Path(virtual_phone.__file__).parent
    catalogue = {room / "faults" / f"{each}.py" for each in ("adb", "apps", "phone", "server")}
    catalogue |= {file for file in (room / "faults").glob("*.py") if file.name != "switched.py"}
    sources = [file for file in room.rglob("*.py") if file not in catalogue]
    named = {
        name
        for source in sources
        for name in re.findall(r'"([a-z]+(?:-[a-z]+)+)"', source.read_text(encoding="utf-8"))
    }
    answered = {fault.name for fault in CATALOGUE.values() if fault.code and fault.at}
    assert set(CATALOGUE) <= named | answered


def test_an_unknown_name_lists_the_nearest_ones() -> None:
    """Said by a person or asked for by the phone."""
    with pytest.raises(
        UnknownFault, match=r'There is no fault "adb-ofline"\. Near it: adb-offline'
    ):
        find_fault("adb-ofline")
    with pytest.raises(UnknownFault):
        Faults().on("xyz")


@pytest.mark.parametrize(
    "text", ["stale-element:nth=0", "stale-element:nth=x", "stale-element:nth", "stale-element:5"]
)
def test_a_moment_is_written_in_one_way(text: str) -> None:
    """The text says what is counted."""
    with pytest.raises(UnknownFault, match="write stale-element:nth=N,times=N; N counts each comm"):
        find_strike(text)


def test_what_is_there_from_the_beginning_has_no_moment() -> None:
    """It cannot come later."""
    with pytest.raises(UnknownFault, match='"clock-off" is there from the beginning'):
        find_strike("clock-off:nth=2")


@pytest.mark.parametrize(
    ("text", "struck"),
    [
        ("stale-element", [1]),
        ("stale-element:nth=3", [3]),
        ("stale-element:nth=3,times=2", [3, 4]),
        ("stale-element:times=0,nth=4", [4, 5, 6]),
        ("doubled-text", []),
    ],
)
def test_a_fault_strikes_at_its_moments_only(text: str, struck: list[int]) -> None:
    """Counted from 1; moments of other kinds do not count."""
    faults = Faults([text])
    hits = []
    for number in range(1, 7):
        faults.meet(At.COMMAND)
        if faults.meet(At.ELEMENT):
            hits.append(number)
    assert hits == struck
    assert faults.met == {At.COMMAND: 6, At.ELEMENT: 6}
    assert faults.struck.get("stale-element", 0) == len(struck)


def test_what_is_written_can_be_written_again() -> None:
    """Defaults are left out."""
    assert find_strike("stale-element:times=1,nth=1").name == "stale-element"
    assert find_strike("stale-element:nth=7,times=0").name == "stale-element:nth=7,times=0"
    assert find_strike("device-missing:times=0").name == "device-missing"


def test_the_next_moment_can_be_foreseen() -> None:
    """Without counting it."""
    faults = Faults(["server-down:nth=2"])
    assert not faults.next_one_strikes(At.HTTP_REQUEST)
    faults.meet(At.HTTP_REQUEST)
    assert faults.next_one_strikes(At.HTTP_REQUEST)
    assert faults.next_one_strikes(At.HTTP_REQUEST)


def test_a_program_can_ask_for_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    """Everything that a drill needs, as JSON."""
    assert main(["--list-faults"]) == 0
    listed = {each["name"]: each for each in json.loads(capsys.readouterr().out)}
    assert list(listed) == list(CATALOGUE)
    stale = listed["stale-element"]
    assert (stale["number"], stale["at"], stale["times"]) == (1, At.ELEMENT, 1)
    assert stale["expected"] == ["passed"]


def test_what_only_a_proxy_sees_is_answered_by_no_door() -> None:
    """Else it would be met twice."""
    assert not [fault.name for fault in CATALOGUE.values() if fault.at in PROXIED and fault.code]

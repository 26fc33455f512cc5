import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from harness.drill.catalogue import (
    Expected,
    StepKind,
    Variant,
    chosen,
    read_catalogue,
    words_of,
)
from harness.errors import InfrastructureError, WrongUse
from virtual_phone.defects import CATALOGUE

ROOT = Path(__file__).parents[3]
Make = Callable[..., Variant]


def test_the_virtual_phone_tells_all_its_defects() -> None:
    """In its own order, each variant with its catcher; it is asked as a program."""
    told = read_catalogue(ROOT)
    there = [variant for defect in CATALOGUE.values() for variant in defect.variants]
    assert [each.name for each in told] == [each.name for each in there]
    for each, variant in zip(told, there, strict=True):
        catcher = variant.caught_by
        assert each == Variant(
            variant.name,
            variant.defect.name,
            variant.defect.area,
            variant.defect.description,
            variant.defect.guide_part,
            Expected(catcher.capability, catcher.step, StepKind(catcher.kind)),
        )


@pytest.mark.parametrize(
    ("program", "why"),
    [
        ("print('[]')", "its list is empty"),
        ("print('{')", "its list cannot be read: JSONDecodeError("),
        ("print('[{}]')", "its list cannot be read: KeyError('variants')"),
        ("raise SystemExit('no such option')", "exit code 1: no such option"),
        ("print('[]'); raise SystemExit(3)", "exit code 3: it said nothing"),
    ],
)
def test_a_virtual_phone_that_does_not_tell_them(tmp_path: Path, program: str, why: str) -> None:
    """A drill without defects would find all of them caught."""
    (tmp_path / "virtual_phone.py").write_text(program)
    with pytest.raises(InfrastructureError) as refused:
        read_catalogue(tmp_path)
    first, last = str(refused.value).splitlines()
    assert first.startswith(f"The virtual phone does not list its defects: {why}")
    assert last == "  Do: run it by hand to see more: python -m virtual_phone --list-defects"


def test_a_virtual_phone_that_does_not_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is not waited for without end."""

    def too_late(*_: object, timeout: float, **__: object) -> None:
        raise subprocess.TimeoutExpired("python", timeout)

    monkeypatch.setattr(subprocess, "run", too_late)
    with pytest.raises(InfrastructureError, match="no answer within 60 s"):
        read_catalogue(tmp_path)


@pytest.fixture
def catalogue(variant: Make) -> list[Variant]:
    """Two defects, one of them in four variants."""
    names = ("lost:phone,first", "lost:phone,later", "lost:email,first", "lost:email,later", "late")
    return [variant(name) for name in names]


@pytest.mark.parametrize(
    ("names", "places"),
    [
        ([], [0, 1, 2, 3, 4]),
        (["lost"], [0, 1, 2, 3]),
        (["lost:phone"], [0, 1]),
        (["lost:later"], [1, 3]),
        (["lost:later,email"], [3]),
        (["late", "lost:first,phone", "lost:phone"], [0, 1, 4]),
    ],
)
def test_a_name_stands_for_its_variants(
    catalogue: list[Variant], names: list[str], places: list[int]
) -> None:
    """In the catalogue's order, each once; no name for all."""
    assert list(chosen(catalogue, names)) == [catalogue[place] for place in places]


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("lots", 'There is no defect "lots". Near it: lost.'),
        ("xyz", 'There is no defect "xyz". Near it: lost, late.'),
        (
            "lost:sms",
            '"lost" has no variant "sms". It has: lost:phone,first, lost:phone,later, '
            "lost:email,first, lost:email,later.",
        ),
        ("late:phone", '"late" has no variant "phone". It has: late.'),
    ],
)
def test_a_name_that_stands_for_nothing(catalogue: list[Variant], name: str, message: str) -> None:
    """The nearest ones are named."""
    with pytest.raises(WrongUse) as refused:
        chosen(catalogue, [name])
    assert str(refused.value) == message


def test_values_are_found_in_words() -> None:
    """As whole words, whatever stands for the dash."""
    [word] = words_of(["too-short"])
    assert word.search("The number is Too short")
    assert not word.search("too shortened")

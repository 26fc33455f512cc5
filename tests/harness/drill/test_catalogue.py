from collections.abc import Callable

import pytest

from harness.drill.catalogue import Expected, Variant, chosen, read_catalogue, words_of
from harness.errors import WrongUse
from virtual_phone.defects import CATALOGUE

Make = Callable[..., Variant]


def test_the_virtual_phone_tells_all_its_defects() -> None:
    """In its own order, each variant with its catcher; it is asked as a program."""
    told = read_catalogue()
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
            Expected(catcher.capability, catcher.step),
        )


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

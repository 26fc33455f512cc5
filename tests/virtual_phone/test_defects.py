import re
from pathlib import Path

import pytest

import virtual_phone
from virtual_phone.defects import CATALOGUE, Defects, UnknownDefect, find_defect


def test_nothing_is_wrong_unless_switched_on() -> None:
    """Without names no defect is on."""
    defects = Defects()

    assert not any(defects.on(name) for name in CATALOGUE)
    assert defects.switched_on == ()


def test_one_defect_is_switched_on_alone() -> None:
    """A defect that is on leaves all others off."""
    defects = Defects(["third-role"])

    assert [name for name in CATALOGUE if defects.on(name)] == ["third-role"]
    assert [each.name for each in defects.switched_on] == ["third-role"]


def test_an_unknown_name_lists_the_nearest_ones() -> None:
    """A typing error is answered with what was probably meant."""
    with pytest.raises(UnknownDefect) as error:
        Defects(["role-mising"])

    assert str(error.value).startswith('There is no defect "role-mising". Near it: role-missing')


def test_a_name_near_nothing_lists_all() -> None:
    """Where nothing is near, a person sees all there is."""
    with pytest.raises(UnknownDefect) as error:
        find_defect("xyz")

    assert all(name in str(error.value) for name in CATALOGUE)


def test_asking_for_an_unknown_defect_is_an_error() -> None:
    """A misspelt name in the product's code does not pass as "off"."""
    with pytest.raises(UnknownDefect):
        Defects().on("no-such-thing")


def test_names_are_kebab_case_and_descriptions_are_sentences() -> None:
    """What a person reads of a defect has one form."""
    for name, defect in CATALOGUE.items():
        assert re.fullmatch(r"[a-z]+(-[a-z]+)+", name)
        assert defect.name == name
        assert defect.description[0].isupper()
        assert defect.description.endswith(".")


def test_every_defect_that_the_code_asks_for_is_in_the_catalogue() -> None:
    """No part of the phone asks for a name that nobody can switch on."""
    sources = Path(virtual_phone.__file__).parent.rglob("*.py")
    asked = {
        name
        for source in sources
        for name in re.findall(r'defects\.on\(\s*"([^"]*)"', source.read_text(encoding="utf-8"))
    }

    assert asked - {"its-name"} <= set(CATALOGUE)


def test_every_defect_of_the_catalogue_is_asked_for() -> None:
    """Nothing can be switched on that changes nothing."""
    root = Path(virtual_phone.__file__).parent
    product = [one for one in root.rglob("*.py") if one.parent != root / "defects"]
    sources = "".join(one.read_text(encoding="utf-8") for one in product)

    assert [name for name in CATALOGUE if f'"{name}"' not in sources] == []

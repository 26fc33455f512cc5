import re
from pathlib import Path

import pytest

import virtual_phone
from virtual_phone.defects import (
    CATALOGUE,
    Catcher,
    Defect,
    Defects,
    UnknownDefect,
    Variant,
    find_defect,
    find_variant,
)
from virtual_phone.defects.defect import KIND, ROLE

_ASKS = r'(?:defects\.(?:on|chosen)|self\._wrong)\(\s*"([^"]*)"'
EVERY_VARIANT = [variant for defect in CATALOGUE.values() for variant in defect.variants]


def test_nothing_is_wrong_unless_switched_on() -> None:
    """Without names no defect is on, in none of its variants."""
    defects = Defects()

    assert not any(defects.on(one.defect.name, **one.pinned) for one in EVERY_VARIANT)
    assert defects.switched_on == ()


def test_one_defect_is_switched_on_alone() -> None:
    """A defect that is on by its name is on in all its variants, and leaves all others off."""
    defects = Defects(["third-role"])

    on = [one.name for one in EVERY_VARIANT if defects.on(one.defect.name, **one.pinned)]
    assert on == ["third-role:phone", "third-role:email"]
    assert [each.name for each in defects.switched_on] == ["third-role"]


@pytest.mark.parametrize("variant", EVERY_VARIANT, ids=lambda one: one.name)
def test_one_variant_is_switched_on_alone(variant: Variant) -> None:
    """What a variant's name switches on is that variant and no other one."""
    defects = Defects([variant.name])

    on = [one.name for one in EVERY_VARIANT if defects.on(one.defect.name, **one.pinned)]
    assert on == [variant.name]


def test_a_defect_may_be_limited_in_a_part_of_its_axes() -> None:
    """The other axes are not limited."""
    defects = Defects(["wrong-recipient:later"])

    assert defects.on("wrong-recipient", kind="phone", turn="later")
    assert defects.on("wrong-recipient", kind="email", turn="later")
    assert not defects.on("wrong-recipient", kind="phone", turn="first")


def test_a_product_part_must_say_where_it_is() -> None:
    """Who forgets an axis, or invents one, would have a variant that never shows."""
    with pytest.raises(TypeError, match=r"varies by \['kind', 'turn'\], .* with \['kind'\]"):
        Defects().on("wrong-recipient", kind="phone")
    with pytest.raises(TypeError, match="varies by"):
        Defects().on("endless-spinner", kind="phone", role="Admin")


@pytest.mark.parametrize(
    ("name", "chosen"),
    [("role-missing", "Operator"), ("role-missing:Admin", "Admin"), ("third-role", None)],
)
def test_a_defect_chooses_where_it_must(name: str, chosen: str | None) -> None:
    """As the variant says, else the first value; nothing where it is off."""
    assert Defects([name]).chosen("role-missing", "role") == chosen


def test_a_variants_name_has_one_order() -> None:
    """However its values were given."""
    assert find_variant("wrong-recipient:later,phone").name == "wrong-recipient:phone,later"


@pytest.mark.parametrize("limits", ["phone,email", "sms", "phone,later,first", "Phone"])
def test_a_variant_that_does_not_exist_lists_those_that_do(limits: str) -> None:
    """Two values of one axis, and values of none."""
    with pytest.raises(UnknownDefect) as error:
        find_variant(f"wrong-recipient:{limits}")

    assert str(error.value) == (
        f'"wrong-recipient" has no variant "{limits}". It has: wrong-recipient:phone,first,'
        " wrong-recipient:phone,later, wrong-recipient:email,first, wrong-recipient:email,later."
    )


def test_a_defect_without_variants_says_so() -> None:
    """It has itself only."""
    with pytest.raises(UnknownDefect) as error:
        find_variant("no-inbox-entry:phone")

    assert str(error.value) == ('"no-inbox-entry" has no variant "phone". It has: no-inbox-entry.')


def test_variants_are_all_combinations_of_the_axes() -> None:
    """In the axes' order, and each says where it should be noticed in the suite's own words."""
    caught_by = Catcher("Invite a member by {way}", "{Ways} as {role}, not {kind}", "act")
    defect = Defect("a-name", "Sending", "It sends.", 2, caught_by, (KIND, ROLE))

    assert [each.name for each in defect.variants] == [
        "a-name:phone,Admin",
        "a-name:phone,Operator",
        "a-name:email,Admin",
        "a-name:email,Operator",
    ]
    assert defect.variants[-1].caught_by == Catcher(
        "Invite a member by email address", "Email addresses as Operator, not email", "act"
    )
    assert defect.usage == "a-name[:phone|email,Admin|Operator]"


def test_no_two_axes_of_a_defect_share_a_value() -> None:
    """A value alone must say on which axis it is."""
    for defect in CATALOGUE.values():
        values = [value for axis in defect.axes for value in axis.values]
        assert len(values) == len(set(values)), defect.name
        assert not any("," in value or ":" in value for value in values)


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
        name for source in sources for name in re.findall(_ASKS, source.read_text(encoding="utf-8"))
    }

    assert asked - {"its-name"} <= set(CATALOGUE)


def test_every_defect_of_the_catalogue_is_asked_for() -> None:
    """Nothing can be switched on that changes nothing."""
    root = Path(virtual_phone.__file__).parent
    product = [one for one in root.rglob("*.py") if one.parent != root / "defects"]
    sources = "".join(one.read_text(encoding="utf-8") for one in product)

    assert [name for name in CATALOGUE if f'"{name}"' not in sources] == []

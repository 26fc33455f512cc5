"""A number is typed beside its own country's code, or not at all."""

from types import SimpleNamespace
from typing import Any

import pytest

from harness.errors import InfrastructureError
from harness.invitations.contact import Contact
from pages import phone_number_input
from pages.phone_number_input import enter_phone_number

MEMBER = Contact("phone", "+1 202-555-0147")


@pytest.mark.parametrize(
    ("codes", "typed", "chosen"),
    [
        ([1, 1], "2025550147", 0),
        ([None, None], "+12025550147", 0),
        ([None, 1], "+12025550147", 0),
        ([44, 1, 1], "2025550147", 1),
        ([44, None, 1], "+12025550147", 1),
    ],
)
def test_a_number_is_typed_as_the_field_wants_it(
    monkeypatch: pytest.MonkeyPatch, codes: list[int | None], typed: str, chosen: int
) -> None:
    """National beside its country's code, else international; another country is chosen first."""
    said, choices = _entered(monkeypatch, codes)
    assert (said, choices) == ([typed], chosen)


def test_beside_another_countrys_code_nothing_is_typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The choice went wrong, or the field took it back: it would be somebody else's number."""
    with pytest.raises(InfrastructureError) as refused:
        _entered(monkeypatch, [44, 44], typed=0)
    assert str(refused.value) == (
        "The country of +1 202-555-0147 was chosen, and the app shows +44 beside the field, not"
        " +1.\n"
        "  Nothing was typed: it would be somebody else's number.\n"
        "  Do: look at the list of countries by hand, and how the app names this one"
    )


@pytest.mark.parametrize("codes", [[1, 44], [None, 44]])
def test_a_code_that_changes_while_one_types_ends_it(
    monkeypatch: pytest.MonkeyPatch, codes: list[int | None]
) -> None:
    """The right digits behind another country's code are somebody else's number."""
    with pytest.raises(InfrastructureError) as refused:
        _entered(monkeypatch, codes, typed=1)
    assert str(refused.value) == (
        "+1 202-555-0147 was typed, and the app shows +44 beside the field since, not +1.\n"
        "  Nothing was sent: it would go to somebody else's number.\n"
        "  Do: type the number by hand, and look at what the app makes of the country"
    )


def _entered(
    monkeypatch: pytest.MonkeyPatch, codes: list[int | None], typed: int = 1
) -> tuple[list[str], int]:
    """What was typed, and how often a country was chosen, where the field shows these codes."""
    said, choices, shown = list[str](), list[object](), iter(codes)
    field: Any = SimpleNamespace(enter_seen=lambda _match, text: said.append(text))
    monkeypatch.setattr(phone_number_input, "_look", lambda *_: (None, next(shown)))
    monkeypatch.setattr(phone_number_input, "_choose_country", lambda *_: choices.append(_))
    screen: Any = None
    try:
        enter_phone_number(screen, field, MEMBER)
    except InfrastructureError:
        assert len(said) == typed
        raise
    return said, len(choices)

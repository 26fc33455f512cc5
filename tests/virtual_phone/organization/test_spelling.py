import pytest

from virtual_phone.organization import address_flaw, address_forms, number_flaw, number_forms


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("2025550148", {"digits"}),
        (" 2025550148 ", {"digits"}),
        ("202 555 0148", set()),
        ("202-555-0148", {"dashes"}),
        ("(202) 555-0148", {"brackets", "dashes"}),
        ("+1 202 555 0148", {"country-code"}),
        ("  +1 202-555-0147  ", {"country-code", "dashes"}),
        ("+1 604-555-0148", {"country-code", "dashes", "other-country"}),
        ("+49 30 23125 000", {"country-code", "other-country"}),
    ],
)
def test_forms_of_numbers(typed: str, forms: set[str]) -> None:
    """In the United States; a number may be written in many ways at once."""
    assert number_forms("US", typed) == forms


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("202555", "too-short"),
        ("1", "too-short"),
        ("20255501482025550148", "too-long"),
        ("20255501481", "too-long"),
        ("0123456789012345678901234567890123456789", "too-long"),
        ("member", "letters"),
        ("member@example.com", "letters"),
        ("0000000000", "unassigned"),
        ("+999 202 555 0148", "unknown-country"),
    ],
)
def test_flaws_of_numbers(typed: str, flaw: str) -> None:
    """Each is named by the first check that a good app would fail it by."""
    assert number_flaw("US", typed) == flaw


@pytest.mark.parametrize(
    ("typed", "forms"),
    [
        ("member@example.com", set()),
        (" member@example.com ", set()),
        ("second.member+studio@example.com", {"plus"}),
        ("member@mail.example.com", {"subdomain"}),
        ("Second.Member@Example.COM", {"capitals"}),
        ("second-member@example.com", {"dash"}),
        ("m\u00e9mb\u00e9r@example.com", {"accents"}),
        ("Second-Member+Studio@mail.Example.com", {"capitals", "dash", "plus", "subdomain"}),
    ],
)
def test_forms_of_addresses(typed: str, forms: set[str]) -> None:
    """By what narrow checks would stumble over."""
    assert address_forms(typed) == forms


@pytest.mark.parametrize(
    ("typed", "flaw"),
    [
        ("member.example.com", "no-at"),
        ("+1 202-555-0148", "no-at"),
        ("member@studio@example.com", "two-ats"),
        ("@example.com", "no-name"),
        ("member@", "no-company"),
        ("mem ber@example.com", "blank"),
        ("member@example.com.", "final-dot"),
        ("a" * 70 + "@example.com", "long-name"),
        ("member@example", "other"),
    ],
)
def test_flaws_of_addresses(typed: str, flaw: str) -> None:
    """By what a wide check would let through."""
    assert address_flaw(typed) == flaw

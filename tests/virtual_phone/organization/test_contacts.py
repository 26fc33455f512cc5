import pytest

from virtual_phone.organization import Contact, Reason, Refused, calling_code
from virtual_phone.organization.contacts import check_contact, read_identifier


@pytest.mark.parametrize(
    ("region", "typed", "e164"),
    [
        ("US", "2025550147", "+12025550147"),
        ("US", " 202-555-0147 ", "+12025550147"),
        ("US", "(202) 555-0147", "+12025550147"),
        ("US", "202.555.0147", "+12025550147"),
        ("US", "1 202 555 0147", "+12025550147"),
        ("US", "+1 202-555-0199", "+12025550199"),
        ("US", "+49 30 23125 000", "+493023125000"),
        ("DE", "030 23125 000", "+493023125000"),
        (None, "+12025550147", "+12025550147"),
        ("US", "٢٠٢٥٥٥٠١٤٧", "+12025550147"),
    ],
)
def test_numbers_that_are_accepted(region: str | None, typed: str, e164: str) -> None:
    """A number is valid by its region, or by itself when it begins with a plus."""
    assert check_contact("phone", region, typed).value == e164


@pytest.mark.parametrize(
    ("region", "typed"),
    [
        ("US", ""),
        ("US", "   "),
        ("US", "abc"),
        ("US", "555-0147"),
        ("US", "1234"),
        ("US", "20255501471"),
        ("US", "2025550147" * 3),
        ("US", "+1 999 555 0147"),
        ("US", "+999 123 4567"),
        ("US", "202555CALL"),
        ("US", "202-555-0147 ext 5"),
        ("US", "202-555-0147;ext=5"),
        ("US", "call 2025550147"),
        ("US", "member@example.com"),
        ("US", "+"),
        ("DE", "12"),
        (None, "2025550147"),
        (None, "+44 7700 900123"),
    ],
)
def test_numbers_that_are_refused(region: str | None, typed: str) -> None:
    """What no dial pad can type, and what no numbering plan has, is refused with the sentence."""
    with pytest.raises(Refused) as refusal:
        check_contact("phone", region, typed)

    assert refusal.value.reason is Reason.INVALID_PHONE
    assert refusal.value.sentence == "Enter a valid phone number"


@pytest.mark.parametrize("number", [f"20255501{last:02d}" for last in range(0, 100, 9)])
def test_all_numbers_for_examples_are_valid(number: str) -> None:
    """Everything from 555-0100 to 555-0199 may be invited."""
    assert check_contact("phone", "US", number).value == f"+1{number}"


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("member@example.com", "member@example.com"),
        ("  member@example.com\t", "member@example.com"),
        ("first.last+tag@example.com", "first.last+tag@example.com"),
        ("Member@EXAMPLE.com", "Member@example.com"),
        ("jörg@example.com", "jörg@example.com"),
        ("jo\u0308rg@example.com", "jörg@example.com"),
        ("用户@例子.广告", "用户@例子.广告"),
        ("member@xn--bcher-kva.example", "member@bücher.example"),
        ("m" * 64 + "@example.com", "m" * 64 + "@example.com"),
    ],
)
def test_addresses_that_are_accepted(typed: str, value: str) -> None:
    """Valid addresses, internationalised ones too, in one normal form; blanks around are cut."""
    assert check_contact("email", None, typed) == Contact("email", value)
    assert check_contact("email", "US", typed).value == value


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "member",
        "member@",
        "@example.com",
        "member@example",
        "member@@example.com",
        "member@example..com",
        "mem..ber@example.com",
        "mem ber@example.com",
        "member@example.com.",
        "Member <member@example.com>",
        "member@[127.0.0.1]",
        "a@example.com, b@example.com",
        "m" * 65 + "@example.com",
        "member@" + "e" * 64 + ".com",
        "member@example.com\u200b",
        "+12025550147",
    ],
)
def test_addresses_that_are_refused(typed: str) -> None:
    """What is no address is refused with the sentence."""
    with pytest.raises(Refused) as refusal:
        check_contact("email", None, typed)

    assert refusal.value.reason is Reason.INVALID_EMAIL
    assert refusal.value.sentence == "Enter a valid email address"


def test_the_same_address_in_other_letters_is_the_same_contact() -> None:
    """The case of letters does not tell two addresses apart, but is kept for showing."""
    typed, known = check_contact("email", None, "Member@Example.COM"), "member@example.com"

    assert typed == Contact("email", known)
    assert hash(typed) == hash(Contact("email", known))
    assert typed.shown == "Member@example.com"


def test_a_number_is_shown_as_the_app_shows_it() -> None:
    """International form; an address stands for itself."""
    assert Contact("phone", "+12025550147").shown == "+1 202-555-0147"
    assert str(Contact("phone", "+493023125000")) == "+49 30 23125000"
    assert Contact("email", "member@example.com").shown == "member@example.com"


def test_one_field_takes_both() -> None:
    """An @ makes an address; all else must be a number with a plus."""
    assert read_identifier("admin@example.com").kind == "email"
    assert read_identifier("+1 202-555-0100").value == "+12025550100"
    with pytest.raises(Refused):
        read_identifier("202-555-0100")


def test_calling_codes() -> None:
    """What stands beside a country in the picker."""
    assert (calling_code("US"), calling_code("DE"), calling_code("XX")) == (1, 49, 0)

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.invitations.contact import Contact, without_contacts
from harness.settings import Member, parse_phone_number

NUMBER = "+1 202-555-0147"
ADDRESS = "member@example.com"
PHONE, EMAIL = Contact("phone", NUMBER), Contact("email", ADDRESS)


@pytest.mark.parametrize(
    "written",
    [NUMBER, "+12025550147", "+1 (202) 555 0147", " +1 202 555-0147 ", "+1\u00a0202.555.0147"],
)
def test_a_number_is_the_same_in_every_grouping(written: str) -> None:
    """The key is the number as the network has it."""
    assert Contact("phone", written).key == PHONE.key


@pytest.mark.parametrize("written", [ADDRESS, "member@Example.COM", "  member@example.com "])
def test_an_address_is_the_same_with_a_domain_in_capitals_and_between_blanks(written: str) -> None:
    """Domains do not know capitals (RFC 5321, 2.4)."""
    assert Contact("email", written).key == EMAIL.key


def test_a_domain_is_the_same_in_its_letters_and_as_the_network_writes_it() -> None:
    """RFC 5890: U-label and A-label."""
    one = Contact("email", "member@ex\u00e4mple.example")
    other = Contact("email", "member@XN--EXMPLE-CUA.example")
    assert one.key == other.key
    assert one.is_in("Invited: member@xn--exmple-cua.example.")


@pytest.mark.parametrize(
    "written",
    [
        "second.member@example.com",
        "Member@example.com",  # another mailbox, if its server says so
        '"member"@example.com',
        "mem.ber@example.com",
        "member@example.com.",
        "member@example\u3002com",  # a Chinese full stop
        "\u00a0member@example.com",
        "member@example.co",
        "member@example.com.example.org",
        "member+1@example.com",
        "m\u0435mber@example.com",  # a Cyrillic e
        "me\uff4dber@example.com",  # a full-width m
        "member@ex\u00e4mple.com",
        "mem\u200bber@example.com",  # a blank without width
    ],
)
def test_an_address_that_looks_alike_is_another(written: str) -> None:
    """The allow-list compares characters, not looks."""
    assert Contact("email", written).key != EMAIL.key


@pytest.mark.parametrize(
    ("written", "other"),
    [
        ("\u212aim@example.com", "kim@example.com"),  # the Kelvin sign
        ("a\u017fa@example.com", "asa@example.com"),  # the long s
        ("stra\u00dfe@example.com", "strasse@example.com"),
        ("\ufb01n@example.com", "fin@example.com"),  # a ligature
    ],
)
def test_capitals_of_other_alphabets_do_not_fold_to_plain_letters(written: str, other: str) -> None:
    """`casefold` would make these equal, and mail goes to somebody else."""
    assert Contact("email", written).key != Contact("email", other).key


@pytest.mark.parametrize(
    "written",
    [
        "+1 202-KKK-0147",  # a telephone's keys
        "+1 202-555-0147 a",
        "+1 202*555*0147",
        "+1 202\u200b5550147",
        "+12025550147&",
        "+1 202-555-0148",
        "+44 20 2555 0147",
        "202-555-0147",
        "12025550147",
        "+1 202-555-0147x1",
        "",
    ],
)
def test_another_number_has_another_key(written: str) -> None:
    """Also one that only lacks its country's code."""
    assert Contact("phone", written).key != PHONE.key


def test_a_number_and_an_address_are_never_the_same() -> None:
    """An address that was typed where a number belongs is not the listed address."""
    assert Contact("phone", ADDRESS).key != EMAIL.key
    assert Contact("email", NUMBER).key != PHONE.key


@given(st.text(min_size=1, max_size=30))
def test_no_generated_address_is_a_listed_one(local: str) -> None:
    """Whatever is typed: equal keys mean equal text, but for outer blanks."""
    typed = f"{local}@example.com"
    if Contact("email", typed).key == EMAIL.key:
        assert typed.strip(" \t") == ADDRESS


@given(st.integers(0, 6), st.sampled_from("0123456789"), st.sampled_from(["", "-", " "]))
def test_no_number_with_one_digit_changed_is_a_listed_one(
    at: int, digit: str, between: str
) -> None:
    """One wrong digit is another person."""
    digits = list("5550147")
    changed = digits[at] != digit
    digits[at] = digit
    other = Contact("phone", between.join(["+1", "202", "".join(digits)]))
    assert (other.key != PHONE.key) is changed


def test_it_is_made_from_a_member_as_written() -> None:
    """The journal keeps what the people file says."""
    by_phone = Member(phone=parse_phone_number(NUMBER))
    by_email = Member(email=ADDRESS)
    assert (Contact.of(by_phone), Contact.of(by_email)) == (PHONE, EMAIL)
    assert str(Contact.of(by_phone)) == NUMBER


def test_what_is_no_number_has_no_parts() -> None:
    """Wrong numbers are typed on purpose, for the app to refuse."""
    assert Contact("phone", "+1 12").number is None
    assert Contact("phone", "").key == "phone "
    assert EMAIL.number is None


@pytest.mark.parametrize(
    "label",
    [
        NUMBER,
        "+12025550147",
        "(202) 555-0147",
        "US +1 2025550147",
        "+1 202-555-0147, Operator, Pending",
        "+1 202-555-0147 24 hours left",
        "\u2068+1 202-555-0147\u2069",
        "\u200e+1\u00a0202\u2011555\u20110147",
        "+12025550147Operator",
        "\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0664\u0667",
    ],
)
def test_a_label_shows_the_number_in_any_grouping(label: str) -> None:
    """National or international, alone or in a sentence, in any script's digits."""
    assert PHONE.is_in(label)


@pytest.mark.parametrize(
    "label", ["+1 202-555-0148", "+1 202-555-01471", "555-0147", "+44 1202 555014", "", "0147"]
)
def test_a_label_with_other_digits_does_not_show_the_number(label: str) -> None:
    """Digits of somebody else's number are no sign."""
    assert not PHONE.is_in(label)


def test_a_short_number_is_not_found_in_a_longer_one() -> None:
    """Belize has numbers of seven digits; the wrong row would be removed."""
    short = Contact("phone", "+501 222 0147")
    assert short.number is not None
    assert short.is_in("+501 222-0147")
    assert not short.is_in("+1 202-222-0147")


@pytest.mark.parametrize(
    "label",
    [
        ADDRESS,
        "Member@example.com",
        "member@example.com, Operator",
        "Sent to member@example.com.",
        "<member@example.com>",
        "\u2068member@example.com\u2069",
        "member@example.com\u00a0(Pending)",
    ],
)
def test_a_label_shows_the_address_as_a_word(label: str) -> None:
    """With whatever punctuation a sentence puts around it."""
    assert EMAIL.is_in(label)


@pytest.mark.parametrize(
    "label", ["second.member@example.com", "member@example.com.au", "m***r@example.com", ""]
)
def test_a_label_with_a_longer_address_does_not_show_the_address(label: str) -> None:
    """second.member@example.com is another person."""
    assert not EMAIL.is_in(label)


def test_what_is_no_number_is_in_no_label() -> None:
    """Nothing that the app refused can be in its list."""
    assert not Contact("phone", "12").is_in("12")


@pytest.mark.parametrize("label", ["+1 ***-***-0147", "••• ••• 0147", "+1 202-***-**47"])
def test_a_masked_number_may_be_the_contact(label: str) -> None:
    """What is not hidden agrees; so nobody can tell."""
    assert Contact("phone", "+1 202-555-0147").may_be_masked_in(label)


@pytest.mark.parametrize("label", ["+1 ***-***-0148", "+44 ***0147", "+1 202-555-0147", "***"])
def test_a_number_that_differs_or_is_not_masked_is_not_taken_for_masked(label: str) -> None:
    """One digit that is shown is enough to tell."""
    assert not Contact("phone", "+1 202-555-0147").may_be_masked_in(label)


def test_a_masked_address_may_be_the_contact() -> None:
    """Both ends count."""
    member = Contact("email", "member@example.com")
    assert member.may_be_masked_in("m****r@example.com (invited)")
    assert not member.may_be_masked_in("s****r@example.com")
    assert not member.may_be_masked_in("m****r@mail.example.com")


@pytest.mark.parametrize(
    "label",
    [
        "+1 202-555-0199",
        "Remove 202.555.0199?",
        "second@example.com",
    ],
)
def test_a_label_may_name_somebody_else(label: str) -> None:
    """By a number or an address."""
    assert PHONE.is_not_whose(label)


@pytest.mark.parametrize(
    "label",
    ["+1 202-555-0147", "Operator", "Invited on 2026-11-26", "27.11.2026, 10:30", "2026-1-2 23:59"],
)
def test_a_label_with_a_date_names_nobody(label: str) -> None:
    """It has as many digits as a short number."""
    assert not PHONE.is_not_whose(label)


def test_a_label_without_whom_it_names_says_the_rest() -> None:
    """Numbers in every grouping, addresses, and what is masked of them."""
    assert without_contacts("+1 202-555-0147, Operator") == ", Operator"
    assert without_contacts("m***r@example.com Pending") == " Pending"
    assert without_contacts("Invited 2 days ago") == "Invited 2 days ago"

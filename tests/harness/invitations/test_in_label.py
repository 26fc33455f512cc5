"""Rows that hide characters or show a user name are nobody's for certain."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.invitations.contact import Contact, without_contacts

PHONE = Contact("phone", "+1 202-555-0147")
GERMAN = Contact("phone", "+49 151 23456789")
EMAIL = Contact("email", "member@example.com")


@pytest.mark.parametrize(
    ("contact", "label"),
    [
        (PHONE, "202***0147"),
        (PHONE, "(202) ***-0147"),
        (PHONE, "+1 (202) ***-0147, Operator \u00b7 2 days left"),
        (PHONE, "+1 202***"),
        (PHONE, "+1 202-555-01\u2026"),
        (PHONE, "1 202 \u2022\u2022\u2022 0147"),
        (PHONE, "\u2022 \u2022 \u2022 \u2022 0147"),
        (PHONE, "+1 XXX-XXX-0147"),
        (PHONE, "202\u00b7\u00b7\u00b70147"),
        (PHONE, "202-###-0147"),
        (PHONE, "202 --- 0147"),
        (PHONE, "202***0147 24 hours left"),
        (PHONE, "202***0147 (2 days)"),
        (PHONE, "Remove +1 202***0147?"),
        (GERMAN, "0151 2***6789"),
        (GERMAN, "+49 (0)151 \u2022\u2022\u20226789"),
        (GERMAN, "0049 151 2***"),
        (EMAIL, "m***@***"),
        (EMAIL, "***@***"),
        (EMAIL, "member@***"),
        (EMAIL, "m***r"),
        (EMAIL, "m\u2026r@example.com"),
        (EMAIL, "m..r@example.com"),
        (EMAIL, "M___R@Example.com"),
        (EMAIL, "Sent to m***@example.com."),
        (EMAIL, "Remove m***@example.com?"),
        (EMAIL, "m\u2022\u2022\u2022\u2022@example.com,Operator"),
        (EMAIL, "member@exam\u2026"),
        (EMAIL, "Operator\u00b7member@example.com"),
        (EMAIL, "member@example.com-Operator"),
    ],
)
def test_a_label_that_may_be_theirs(contact: Contact, label: str) -> None:
    """In the country's own form, too, and with an end that is hidden: nobody can tell."""
    assert contact.may_be_masked_in(label)
    assert not contact.is_in(label)
    assert not contact.is_not_whose(label)
    assert not contact.names_another(label)


@pytest.mark.parametrize(
    ("contact", "label"),
    [
        (PHONE, "+1 202***0199"),
        (PHONE, "+1 202***0199 24 hours left"),
        (PHONE, "+1 202 *** ** 99"),
        (PHONE, "203***0147"),
        (PHONE, "0151 2***6789"),
        (PHONE, "m***@***"),
        (EMAIL, "s***@***"),
        (EMAIL, "m***@example.org"),
        (EMAIL, "m\u2026x@example.com"),
    ],
)
def test_a_label_that_cannot_be_theirs(contact: Contact, label: str) -> None:
    """What it shows is somebody else's; but not who it is, which only a whole one tells."""
    assert contact.names_another(label)
    assert not contact.may_be_masked_in(label)
    assert not contact.is_not_whose(label)


@pytest.mark.parametrize("contact", [PHONE, EMAIL])
@pytest.mark.parametrize(
    "label",
    [
        "user8472910384",
        "@user8472910384",
        "Remove user8472910384?",
        "sam.8472910384",
        "8472910384_sam",
        "user2025550147",
        "sam.2025550147",
        "Expires Dec 3 2026 14:30",
        "3 Dec 2026, 14:30:15",
        "27/11/2026 10:30",
        "3 members \u00b7 2 pending",
        "Blue Fern Studio (@bluefern)",
        "Learn more\u2026",
    ],
)
def test_a_label_that_names_nobody(contact: Contact, label: str) -> None:
    """User names have as many digits as numbers, and dates, too."""
    assert not contact.is_in(label)
    assert not contact.is_not_whose(label)
    assert not contact.names_another(label)
    assert not contact.may_be_masked_in(label)
    assert without_contacts(label) == label


@pytest.mark.parametrize(
    ("contact", "label"),
    [
        (PHONE, "+1 202-555-0199 \u2022 Operator \u00b7 Pending"),
        (PHONE, "+1 202-555-0199\u00b7Operator"),
        (PHONE, "(202) 555-0199\u2022Operator"),
        (PHONE, "+1 202-555-0199, 24 hours left"),
        (PHONE, "+1 202-555-0199 24 hours left"),
        (PHONE, "+44 20 2000 1234"),
        (PHONE, "(305) 555-0147"),
        (PHONE, "second@example.com\u00b7Operator"),
        (EMAIL, "second@example.com,Operator"),
        (EMAIL, "Remove second@example.com?"),
        (EMAIL, "second.member@example.com"),
        (EMAIL, "member@example.com.example.org"),
        (EMAIL, "+1 202-555-0199"),
    ],
)
def test_a_whole_other_one_is_somebody_elses(contact: Contact, label: str) -> None:
    """With whatever stands beside it."""
    assert contact.is_not_whose(label)
    assert not contact.may_be_masked_in(label)


@pytest.mark.parametrize(
    "label",
    [
        "member@example.com,Operator",
        "Operator,member@example.com",
        "member@example.com\u00b7Operator",
        "member@example.com|Operator",
        "member@example.com\u2014Pending",
        "Remove member@example.com?",
        "(member@example.com):pending",
    ],
)
def test_an_address_ends_where_no_address_goes_on(label: str) -> None:
    """With or without a blank."""
    assert EMAIL.is_in(label)


@pytest.mark.parametrize(
    "label",
    [
        "?member@example.com",
        "o'member@example.com",
        "x/member@example.com",
        "x\u00b7member@example.com",
        '"second,member@example.com"@example.org',
        "member@example.comOperator",
        "member@example.com.Operator",
    ],
)
def test_what_may_belong_to_an_address_is_no_border(label: str) -> None:
    """Somebody else's would be removed."""
    assert not EMAIL.is_in(label)


@pytest.mark.parametrize("label", ["555-0147", "member@example.comOperator"])
def test_what_may_be_a_part_of_theirs_is_not_told(label: str) -> None:
    """A number without its area, an address that runs into the role."""
    for contact in (PHONE, EMAIL):
        if contact.kind == ("email" if "@" in label else "phone"):
            assert not contact.is_in(label)
            assert not contact.is_not_whose(label)


def test_a_label_without_whom_it_names_keeps_what_stands_beside() -> None:
    """Its state is read from that."""
    assert without_contacts("second@example.com,Pending") == ",Pending"
    assert without_contacts("m\u2026r@example.com\u00b7Pending") == "\u00b7Pending"
    assert without_contacts("202***0147 Pending") == " Pending"
    assert without_contacts("+1 202-555-0199 \u00b7 Pending") == " \u00b7 Pending"


@given(
    st.sampled_from(["+1 202-555-0147", "(202) 555-0147", "2025550147", "1 202 555 0147"]),
    st.sampled_from(["*", "\u2022", "#", "x", "\u25cf"]),
    st.integers(0, 7),
    st.integers(3, 11),
    st.sampled_from(["", ", Operator", " \u00b7 Pending", " 24 hours left", "?"]),
)
def test_however_a_number_hides_digits_it_may_be_theirs(
    written: str, sign: str, first: int, length: int, behind: str
) -> None:
    """Three digits and more, at the beginning, in the middle or at the end."""
    digits = [at for at, character in enumerate(written) if character.isdecimal()]
    hidden = set(digits[first : first + length])
    label = "".join(sign if at in hidden else each for at, each in enumerate(written)) + behind
    assert not PHONE.names_another(label)
    shows_any = len(hidden) < len(digits)
    assert PHONE.may_be_masked_in(label) or not shows_any or sign == "x"


@given(
    st.sampled_from(["*", "\u2022", "\u25cf", "\u2026"]),
    st.integers(0, len("member@example.com") - 1),
    st.integers(2, 18),
    st.sampled_from(["", ",Operator", " \u00b7 Pending", "?", "."]),
)
def test_however_an_address_hides_characters_it_may_be_theirs(
    sign: str, first: int, length: int, behind: str
) -> None:
    """Two characters and more, wherever they are."""
    own = EMAIL.written
    hidden = own[first : first + length]
    label = f"{own[:first]}{sign * len(hidden)}{own[first + length :]}{behind}"
    assert not EMAIL.names_another(label)
    shows_any = len(hidden) < len(own)
    assert EMAIL.may_be_masked_in(label) or not shows_any

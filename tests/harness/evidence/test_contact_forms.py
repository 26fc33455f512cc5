import base64
import json
import quopri
import re
from collections.abc import Callable
from dataclasses import replace
from urllib.parse import quote, quote_plus

import pytest

from harness.evidence.contact_forms import PrivateContact, private_contacts
from harness.evidence.redaction import Redactor
from harness.settings import People
from harness.settings.secret import Secret

ESCAPED: tuple[Callable[[str], str], ...] = (
    lambda text: repr(text)[1:-1],
    lambda text: ascii(text)[1:-1],
    lambda text: ascii(ascii(text))[2:-2],
    lambda text: repr(text.encode())[2:-1],
    lambda text: json.dumps(text)[1:-1],
    lambda text: json.dumps(json.dumps(text))[3:-3],
    lambda text: quote(text, safe=""),
    quote_plus,
    lambda text: quote(json.dumps(text)[1:-1]),
    lambda text: text.encode("ascii", "xmlcharrefreplace").decode(),
    lambda text: "".join(f"&#x{ord(character):X};" for character in text),
    lambda text: quopri.encodestring(text.encode()).decode(),
)
NUMBER = PrivateContact("[number of member 1]", country_code="1", national="2025550147")
ADDRESS = PrivateContact("[address of the Admin]", "first.last@example.com")
LONGER = (
    "first.last@example.community",
    "notfirst.last@example.com",
    "tag+first.last@example.com",
    "very.first.last@example.com",
)


@pytest.fixture
def redactor() -> Redactor:
    """Knows one number and one address."""
    redactor = Redactor()
    redactor.learn_contacts([NUMBER, ADDRESS])
    return redactor


@pytest.mark.parametrize(
    "written",
    [
        "+12025550147",
        "+1 202-555-0147",
        "12025550147",
        "2025550147",
        "(202) 555-0147",
        "202.555.0147",
        "2 0 2 5 5 5 0 1 4 7",
        "+1_202_555_0147",
        "202:555:0147",
        "20:25:55:01:47",
        "20:25-550147",
        "20:25 550147",
        "20:25:550147",
        "20:25:55-0147",
        "20:25:55 0147",
        "202-555-01:47",
        "20%3A25-550147",
        "20%3A25%3A55%200147",
        "202|555|0147",
        "202~555~0147",
        "<b>202</b><b>555</b><b>0147</b>".removeprefix("<b>").removesuffix("</b>"),
        "202<br/>555<br/>0147",
        "+1\u00a0202\u00a0555\u00a00147",
        "+1\u202f202\u20115550147",
        "%2B1%20202%20555%200147",
        "&#43;1&nbsp;202&nbsp;5550147",
        "\\u002b1 202\\u00a05550147",
        *(
            escaped(number)
            for number in (
                "+1 202\u00a0555\u00a00147",
                "+1\u00a0202\u20115550147",
                "+1\u2007202\u2007555\u22120147",
                "\uff0b\uff11 \uff12\uff10\uff12 \uff15\uff15\uff15\uff0d\uff10\uff11\uff14\uff17",
                "+\u0661 \u0662\u0660\u0662 \u0665\u0665\u0665 \u0660\u0661\u0664\u0667",
            )
            for escaped in ESCAPED
        ),
        "%2b1%c2%a0202%c2%a0555%c2%a00147",
        "&#43;1&#160;202&#8209;555&#8209;0147",
        "&plus;1&nbsp;202&#x2011;555&hyphen;0147",
        "+1&amp;nbsp;202&amp;#8209;5550147",
        "=2B1=C2=A0202=E2=80=91555=E2=80=910147",
        "=2b1=c2=a0202=\n5550147",
        "+1+202+555+0147",
        "+1 \u202a(202)\u202c 555\u00a0-\u00a00147",
        "%2B1%20%E2%80%AA%28202%29%E2%80%AC%C2%A0555%C2%A0%E2%80%91%C2%A00147",
        "%252B1%25C2%25A0202%25C2%25A05550147",
        "+1%5Cu00a0202%5Cu00a05550147",
    ],
)
def test_a_number_is_replaced_however_it_is_grouped(redactor: Redactor, written: str) -> None:
    """Apps, logs, addresses and page sources each have a way of their own."""
    assert redactor.text(f"to {written}, Operator") == "to [number of member 1], Operator"
    assert redactor.names_private(written)
    assert redactor.found_in(written) == {"number of member 1"}


@pytest.mark.parametrize(
    "written",
    [
        "first.last@example.com",
        "First.Last@EXAMPLE.com",
        "first.last%40example.com",
        "first.last&#64;example.com",
        "first.last\\u0040example.com",
    ],
)
def test_an_address_is_replaced_in_whatever_capitals(redactor: Redactor, written: str) -> None:
    """Also where its sign is escaped."""
    assert redactor.text(f"<{written}>") == "<[address of the Admin]>"


@pytest.mark.parametrize("written", ["&#40;202&#41;5550147", "&lpar;202&rpar;5550147"])
def test_a_bracket_in_front_of_a_number_may_stay(redactor: Redactor, written: str) -> None:
    """It tells nothing."""
    bracket = written.partition("2")[0]
    assert redactor.text(written) == f"{bracket}[number of member 1]"


@pytest.mark.parametrize("escaped", ESCAPED)
def test_the_digits_of_other_texts_stay_as_they_are(
    redactor: Redactor, escaped: Callable[[str], str]
) -> None:
    """However they are written: what holds no private number is not touched."""
    for number in (
        "\u0662\u0660\u0662 \u0665\u0665\u0665",
        "\uff12\uff10\uff12\u00a0555\u20110148",
    ):
        text = f"{escaped(number)}, and on"
        assert redactor.text(text) == text
        assert redactor.found_in(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "9f2025550147e0c",  # below: digits that go on
        "2026-11-27T20:25:55.0147",
        "2026-11-27 20:25:55.0147",
        "2026-11-27%2020%3A25%3A55.0147",
        "2026-12-01 20:25:55.0147",
        "2026-12-01%2020%3A25%3A55.0147",
        "2026-12-01+20%253A25%253A55.0147",
        "Dec 1 20:25:55.0147",
        "202555014712",
        "sha256=c2025550147",
        "20%25550147",
        "\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0664\u0667\u0661",
        "\u06612025550147\uff11",
        "[202,555][0,147]",
    ],
)
def test_moments_places_and_longer_numbers_stay(redactor: Redactor, text: str) -> None:
    """As far as the digits tell: beside a letter, a number is one."""
    kept = re.sub(r"(?<=[a-f])2025550147", NUMBER.shown, text)
    assert redactor.text(text) == kept


@pytest.mark.parametrize(
    "written", ["+1 202-555-01...", "(202) 555-0\u2026", "...55\u00a00147 said"]
)
def test_what_a_cut_has_left_of_a_grouped_number_is_replaced(
    redactor: Redactor, written: str
) -> None:
    """It is more than half of it."""
    assert "55" not in redactor.text(f"to {written}")


@pytest.mark.parametrize("contact", [NUMBER, ADDRESS])
def test_what_nobody_can_read_is_replaced_in_its_usual_spellings(
    redactor: Redactor, contact: PrivateContact
) -> None:
    """In base64, and as the characters that a client sends."""
    for spelling in {*contact.spellings(), *contact.groupings()}:
        encoded = base64.b64encode(spelling.encode()).decode()
        assert redactor.text(f'"{encoded}"') == f'"{contact.shown}"'
        assert contact.name in redactor.found_in(json.dumps(list(spelling)))


@pytest.mark.parametrize(
    "text", ["+1 202-555-0148", "555-0147", "last@example.com", "first.last@example.org"]
)
def test_other_numbers_and_addresses_stay(redactor: Redactor, text: str) -> None:
    """Reports say who was invited, as long as nobody wants it otherwise."""
    assert redactor.text(text) == text
    assert not redactor.names_private(text)


@pytest.mark.parametrize(
    "text", ["92025550147", "442025550147", "20255501478", "1764202555014799.5 ms"]
)
def test_a_number_that_only_ends_or_begins_alike_is_somebody_else(
    redactor: Redactor, text: str
) -> None:
    """A report that called them by another's name would tell what is not so."""
    assert redactor.text(text) == text
    assert not redactor.names_private(text)
    assert redactor.found_in(text) == set()


@pytest.mark.parametrize(
    "text",
    [
        "{}",
        "to {}, and on",
        '{{"text": "{}"}}',
        r"a\n{}\nb",
        "mailto%3A{}%3Fa",
        "宛先{}へ",
        "<{}>.",
    ],
)
@pytest.mark.parametrize(
    "other",
    [
        "very.first.last@example.com",
        "Very.First.Last@Example.com",
        "very.first.last%40example.com",
        "tag+first.last@example.com",
        "tag%2Bfirst.last%40example.com",
        "notfirst.last@example.com",
        "first.last@example.community",
    ],
)
def test_the_longer_address_of_somebody_in_the_people_file_stays(text: str, other: str) -> None:
    """As a whole it is theirs: a report that called them by another's name would be wrong."""
    redactor = Redactor()
    redactor.learn_contacts([replace(ADDRESS, others=LONGER)])
    text = text.format(other)
    assert redactor.text(text) == text
    assert not redactor.names_private(text)
    assert redactor.found_in(text) == set()
    own = text.replace(other, ADDRESS.address)
    assert redactor.text(own) == text.replace(other, ADDRESS.shown)
    assert redactor.found_in(own) == {ADDRESS.name}


@pytest.mark.parametrize("others", [(), LONGER])
@pytest.mark.parametrize(
    "around",
    [
        "who=invite+{}",
        "\x1b[31m{}\x1b[0m",
        r"\x1b[31m{}\x1b[0m",
        r"\\x1b[31m{}",
        r"\u001b[1;31m{}",
        r"\033[31m{}",
        "=3D{}",
        "=20{}=20",
        "...{}...",
        "row_{}",
        "-{}",
        "_{}_",
        'content-desc="Operator{}"',
        "{}Pending",
        "Operator{}Pending",
        "x.very.{}",
        "notvery.{}",
        "very.{}Pending",
    ],
)
@pytest.mark.parametrize(
    "written",
    [
        "first.last@example.com",
        "First.Last@example.com",
        "first.last%40example.com",
        "first.last%2540example.com",
        "first.last=40example.com",
        r"first.last\x40example.com",
        "first.last&#x40;example.com",
    ],
)
def test_in_doubt_an_address_is_hidden(written: str, around: str, others: tuple[str, ...]) -> None:
    """What stands right beside it may be a form's blank, a colour, mail's escapes, or a label."""
    redactor = Redactor()
    redactor.learn_contacts([replace(ADDRESS, others=others)])
    text = around.format(written)
    assert redactor.text(text) == around.format(ADDRESS.shown)
    assert redactor.names_private(text)
    assert redactor.found_in(text) == {ADDRESS.name}


def test_an_address_with_a_plus_is_hidden_however_that_is_written() -> None:
    """It is a sign that addresses, JSON and pages escape."""
    redactor = Redactor()
    redactor.learn_contacts([replace(ADDRESS, address="First+tag@example.com")])
    for plus in ("+", "%2b", "%252B", "&#43;", "\\u002b", "=2B"):
        assert redactor.text(f"to first{plus}tag%40example.com") == f"to {ADDRESS.shown}"


def test_the_people_file_tells_whose_the_longer_addresses_are() -> None:
    """Of everybody who is in it, private or not, mailboxes too; nobody else's."""
    mailbox = {
        "kind": "imap",
        "host": "imap.example.com",
        "user": "their.me@example.com",
        "password": Secret("correct horse"),
    }
    people = People.model_validate(
        {
            "organization": "Blue Fern Studio",
            "admin": {"email": "me@example.com", "private": True},
            "operator": {"email": "some@example.com"},
            "members": [
                {"email": "Not.Me@example.com", "private": True},
                {"email": "you@example.com", "told_by": mailbox},
            ],
        }
    )
    admin, member = private_contacts(people)
    assert admin.others == ("Not.Me@example.com", "some@example.com", "their.me@example.com")
    assert (member.shown, member.others) == ("[address of member 1]", ())
    redactor = Redactor()
    redactor.learn_contacts([admin, member])
    assert redactor.text("not.me@example.com, me@example.com, x.me@example.com") == (
        "[address of member 1], [address of the Admin], x.[address of the Admin]"
    )
    assert redactor.text("some@example.com") == "some@example.com"


@pytest.mark.parametrize("written", ["first.last@example.com", "2025550147", "12025550147"])
@pytest.mark.parametrize(
    "around",
    [
        "{}",
        "to:{}.",
        "a\n{}\nb",
        r"a\n{}\nb",
        r"a\t{}",
        r"\u003c{}\u003e",
        r"\\u003c{}\\u003e",
        r"\x3c{}",
        "a=3D{}",
        "=20{}=20",
        "mailto%3A{}%3Fa",
        "x%20{}%20y",
        "x%2520{}",
        "&lt;{}&gt;",
        "宛先{}へ",
        "[{}-Operator]",
        "{}_2.png",
        "{}.png",
        "name={}&role=1",
    ],
)
def test_whatever_is_around_it_a_whole_one_is_replaced(
    redactor: Redactor, written: str, around: str
) -> None:
    """Escapes end in letters and digits, and are signs; no blank parts words in every language."""
    redacted = redactor.text(around.format(written))
    assert written not in redacted
    assert redacted in {around.format(each.shown) for each in (NUMBER, ADDRESS)}
    assert redactor.found_in(around.format(written))


@pytest.mark.parametrize(
    "written",
    ["07700 900123", "07700900123", "+44 (0)7700 900123", "00447700900123", "011 44 7700 900123"],
)
def test_a_number_is_replaced_as_it_is_dialled(written: str) -> None:
    """Within its country with a digit more, and from others with what they dial for the plus."""
    redactor = Redactor()
    mobile = PrivateContact("[number of the Admin]", "", "44", "7700900123", "0")
    redactor.learn_contacts([mobile])
    assert redactor.text(f"call {written}.") == "call [number of the Admin]."


def test_what_only_machines_read_hides_too_much_before_too_little(redactor: Redactor) -> None:
    """In base64, and as single characters, nobody sees where something begins."""
    longer = "very.first.last@example.com"
    for written in (base64.b64encode(longer.encode()).decode(), json.dumps(list(longer))):
        assert ADDRESS.shown in redactor.text(written)


def test_nobody_is_shown_by_the_contact_itself() -> None:
    """It may stand in a traceback."""
    assert repr(NUMBER) == "PrivateContact([number of member 1])"
    assert "example" not in repr(ADDRESS)

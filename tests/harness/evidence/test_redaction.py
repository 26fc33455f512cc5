import base64
import html
import json
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence.redaction import REPLACEMENT, Redactor

SECRET = 'pä"ss\\word &<7>'


@pytest.mark.parametrize(
    "form",
    [
        SECRET,
        repr(SECRET)[1:-1],
        json.dumps(SECRET),
        json.dumps(SECRET, ensure_ascii=False),
        json.dumps(json.dumps({"text": SECRET})),
        quote(SECRET),
        quote(SECRET, safe=""),
        quote(SECRET, safe="").lower(),
        quote_plus(SECRET),
        html.escape(SECRET),
        html.escape(SECRET, quote=False),
        SECRET.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&#34;"),
        base64.b64encode(SECRET.encode()).decode(),
        base64.urlsafe_b64encode(SECRET.encode()).decode(),
        json.dumps(list(SECRET)),
        json.dumps(list(SECRET), separators=(",", ":")),
        str(list(SECRET)),
    ],
)
def test_each_way_in_which_a_value_may_be_written_is_replaced(form: str) -> None:
    """A password stands in bodies, tracebacks, URLs, page sources, headers and driver logs."""
    redacted = Redactor([SECRET]).text(f"before {form} after")
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")
    assert REPLACEMENT in redacted
    assert "word" not in redacted
    assert form not in redacted


@pytest.mark.parametrize("before", ["", "u", "us", "use"])
@pytest.mark.parametrize("after", ["", "x", "xy"])
def test_a_value_inside_something_longer_in_base64_cannot_be_read(before: str, after: str) -> None:
    """Basic authentication encodes user and password together, at any offset."""
    encoded = base64.b64encode(f"{before}correct horse{after}".encode()).decode()
    redacted = Redactor(["correct horse"]).text(encoded)
    assert REPLACEMENT in redacted
    rest = "".join(redacted.split(REPLACEMENT)).rstrip("=")
    assert len(rest) <= 12


@given(st.text(min_size=4))
def test_no_value_survives(value: str) -> None:
    """Whatever the password is made of, its plain and its JSON form are gone."""
    value = value.encode("utf-8", "ignore").decode()
    redactor = Redactor([value])
    if len(value) >= 4 and value not in REPLACEMENT:
        assert value not in redactor.text(f"({value})").replace(REPLACEMENT, "")
        assert redactor.text(json.dumps([value])) == f'["{REPLACEMENT}"]'


def test_the_longest_value_is_replaced_first() -> None:
    """Of a value that holds another one, nothing is left over."""
    assert Redactor(["pass", "password"]).text("password") == REPLACEMENT


def test_short_values_and_contacts_stay() -> None:
    """Replacing "on" would destroy every text, and reports need to say who was invited."""
    text = "on +1 202-555-0147 member@example.com"
    assert Redactor(["on", ""]).text(text) == text


def test_pictures_stay_as_they_are() -> None:
    """A file that is no text cannot hold a typed password as text."""
    picture = b"\x89PNG\xff\xfe secret"
    assert Redactor(["secret"]).data(picture) == picture
    assert Redactor(["secret"]).data(b"my secret") == b"my [secret]"


def test_nested_values_are_redacted_keys_too() -> None:
    """Results are redacted as a whole before they are written."""
    redactor = Redactor(["hush hush"])
    value = {"hush hush": ["hush hush", 1, None, {"a": ("hush hush",)}]}
    assert redactor.everything(value) == {REPLACEMENT: [REPLACEMENT, 1, None, {"a": [REPLACEMENT]}]}


def test_objects_are_redacted_in_place() -> None:
    """pytest's description of a failure keeps its shape, so that it is printed as always."""

    @dataclass(frozen=True)
    class Entry:
        lines: list[str]

    @dataclass
    class Failure:
        message: str
        chain: list[tuple[Entry, None, str]]

    failure = Failure("hush hush", [(Entry(["x = 'hush hush'"]), None, "")])
    Redactor(["hush hush"]).inside(failure)
    assert failure.message == REPLACEMENT
    assert failure.chain[0][0].lines == [f"x = '{REPLACEMENT}'"]


def test_arguments_of_functions_are_redacted() -> None:
    """pytest has them as pairs of name and value, in a list."""

    class Pair(NamedTuple):
        name: str
        value: str

    @dataclass
    class Arguments:
        args: list[tuple[str, str]]
        more: tuple[Pair, ...]

    arguments = Arguments([("url", "'hush hush'")], (Pair("word", "hush hush"),))
    Redactor(["hush hush"]).inside(arguments)
    assert arguments == Arguments([("url", f"'{REPLACEMENT}'")], (Pair("word", REPLACEMENT),))


@pytest.mark.parametrize(
    "text",
    ['{"height_px": 2400}', '{"height_px":2400}', "2400-11-26T10:00:00", "at 11:2400", "0.2400 s"],
)
def test_a_pin_is_no_measure_and_no_date(text: str) -> None:
    """Every report has such numbers; the run would fail each time."""
    assert Redactor(["2400"]).text(text) == text
    assert Redactor(["2400"]).found_in(text) == set()


def test_a_pin_that_stands_alone_is_replaced() -> None:
    """In a sentence, and as a value."""
    assert Redactor(["2400"]).text('typed 2400, "2400"') == 'typed [secret], "[secret]"'


def test_what_is_returned_can_be_written() -> None:
    """Half a character, in keys too, and what XML has no place for; whole ones stay."""
    told = {"a\ud83d": ["\udc00b", "c\ufffe\uffff", "\U0001f600 \ue000 \ufffd"]}
    kept = {"a\ufffd": ["\ufffdb", "c\ufffd\ufffd", "\U0001f600 \ue000 \ufffd"]}
    assert Redactor().everything(told) == kept
    assert Redactor(["correct horse"]).text("\ud83dcorrect horse") == f"\ufffd{REPLACEMENT}"

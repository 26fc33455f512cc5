"""Strict YAML: what is refused, in which words, at which line."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.errors import ConfigurationError
from harness.settings.yaml_source import MAX_BYTES, parse_yaml, read_yaml

FILE = Path("settings.yaml")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "a: 1\nb: 2\na: 3\n",
            'settings.yaml:3: the key "a" for a second time\n  Expected: once; see line 1',
        ),
        (
            "a: &x 1\nb: *x\n",
            "settings.yaml:1: an anchor or alias (`&`, `*`)\n"
            "  Expected: the value itself, written out",
        ),
        (
            "a: 1\nb: !!python/object:os.system x\n",
            "settings.yaml:2: the tag tag:yaml.org,2002:python/object:os.system\n"
            "  Expected: plain values, without `!`",
        ),
        ("a:\n\tb: 1\n", "settings.yaml:2: a tab at the start of the line\n  Expected: spaces"),
        (
            "a: 1\n---\nb: 2\n",
            "settings.yaml:2: a second document (`---`)\n  Expected: one document in a file",
        ),
        (
            "a: 1\n2: x\n",
            'settings.yaml:2: the key 2\n  Expected: text as a key; put it in quotes, as in "47"',
        ),
        (
            "a: [1, 2\nb: 1\n",
            "settings.yaml:2: this is not YAML: expected ',' or ']', but got ':'\n"
            "  Expected: YAML, such as `key: value`",
        ),
        (
            "a: b: c\n",
            "settings.yaml:1: this is not YAML: mapping values are not allowed here\n"
            "  Expected: YAML, such as `key: value`",
        ),
        ("a: 1\nb: \x07\n", "settings.yaml:2: the character '\\x07'\n  Expected: printable text"),
        (
            "a: 1234567890123456789\n",
            "settings.yaml:1: a number of 19 digits or more\n  Expected: less",
        ),
    ],
    ids=[
        "doubled",
        "anchor",
        "tag",
        "tab",
        "documents",
        "key",
        "bracket",
        "colon",
        "bell",
        "digits",
    ],
)
def test_what_is_refused(text: str, message: str) -> None:
    """Each refusal says line, found and expected."""
    with pytest.raises(ConfigurationError) as error:
        parse_yaml(text, FILE)
    assert str(error.value) == message


def test_a_deep_file_is_refused_before_it_is_built() -> None:
    """Nesting that would exhaust the stack is seen in the stream of events."""
    with pytest.raises(ConfigurationError, match="more than 20 levels"):
        parse_yaml("[" * 5000, FILE)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"a: \xff\n", "1: the byte 0xff, not UTF-8"),
        (b"a: 1\nb: x\x00y\n", "2: a NUL byte"),
        (b"#" * (MAX_BYTES + 1), "yaml: 250,001 bytes"),
    ],
    ids=["latin", "nul", "size"],
)
def test_bytes_that_are_no_text(tmp_path: Path, content: bytes, message: str) -> None:
    """Encoding, NUL and size are looked at before YAML is."""
    file = tmp_path / "s.yaml"
    file.write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        read_yaml(file)
    assert message in str(error.value)


def test_a_missing_file_and_a_folder(tmp_path: Path) -> None:
    """The name of the file is in the error."""
    with pytest.raises(ConfigurationError, match=r"no\.yaml: there is no such file"):
        read_yaml(tmp_path / "no.yaml")
    with pytest.raises(ConfigurationError, match="it is a folder"):
        read_yaml(tmp_path)


def test_scalars_are_those_of_yaml_1_2() -> None:
    """Norway is a text, a phone number is a text, and 010 is no octal."""
    text = (
        "a: no\nb: +12025550147\nc: 010\nd: 1:30\ne: 2026-01-02\nf: true\ng: -3\nh: 1.5\ni:\nj: '1'"
    )
    assert parse_yaml(text, FILE).data == {
        "a": "no",
        "b": "+12025550147",
        "c": "010",
        "d": "1:30",
        "e": "2026-01-02",
        "f": True,
        "g": -3,
        "h": 1.5,
        "i": None,
        "j": "1",
    }


def test_a_byte_order_mark_is_accepted(tmp_path: Path) -> None:
    """Editors on Windows write one."""
    file = tmp_path / "s.yaml"
    file.write_bytes(b"\xef\xbb\xbfa: 1\r\nb: 2\r\n")
    assert read_yaml(file).data == {"a": 1, "b": 2}


def test_lines_of_keys_and_items() -> None:
    """Every key and every item of a list knows its line."""
    source = parse_yaml("# first\na:\n  - x\n  - b: 1\n    c: 2\n", FILE)
    assert source.lines["a",] == 2
    assert source.lines["a", 0] == 3
    assert source.lines["a", 1, "c"] == 5
    assert str(source.place(("a", 1, "not there"))) == "settings.yaml:4"


def test_an_empty_file_is_nothing() -> None:
    """The models say what is missing then."""
    assert parse_yaml("# only a comment\n", FILE).data is None


@given(st.text(max_size=200))
def test_any_text_is_read_or_refused_with_a_place(text: str) -> None:
    """No other error ever comes out, whatever the file holds."""
    try:
        parse_yaml(text, FILE)
    except ConfigurationError as error:
        assert error.place is not None
        assert error.place.line

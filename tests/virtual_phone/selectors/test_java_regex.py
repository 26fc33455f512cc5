"""Java's regular expressions."""

import re

import pytest

from virtual_phone.selectors.errors import SelectorFailed
from virtual_phone.selectors.java_regex import java_pattern


@pytest.mark.parametrize(
    ("pattern", "text", "matches"),
    [
        ("Inv", "Invite", False),
        (r"\Q1.0 (x)\E.*", "1.0 (x) beta", True),
        (r"\Q1.0\E", "1x0", False),
        ("a++b", "aaab", True),
        ("(?>a+)ab", "aaab", False),
        ("[a-z&&[^b]]+", "abc", False),
        ("[a-z&&[^b]]+", "acd", True),
        ("[a-c[x-z]]+", "axz", True),
        ("[^a[b]]", "b", False),
        (r"(?<first>\w)\k<first>", "aa", True),
        ("x(?i)ab", "xAB", True),
        ("(x(?i)a)b", "xAB", False),
        ("(?i)invite", "INVITE", True),
        (r"\p{Lu}\p{Alpha}+", "Hello", True),
        (r"[\p{L} ]+", "Wörter", True),
        (r"\P{Digit}", "7", False),
        (r"\x{41}\u0042", "AB", True),
        (r"a\hb", "a\u00a0b", True),
        (r"\+1 \d{3}-\d{3}-\d{4}", "+1 202-555-0147", True),
        (r"[\d\-]+", "1-2", True),
        ("[^]]", "a", True),
    ],
)
def test_means_what_it_means_in_java(pattern: str, text: str, matches: bool) -> None:
    """A whole text matches or does not, as with `Matcher.matches()` on Android."""
    assert bool(java_pattern(pattern).fullmatch(text)) is matches


def test_dot_takes_line_breaks_only_where_the_server_says_so() -> None:
    """textMatches is DOTALL, classNameMatches is not; the caller decides."""
    assert java_pattern("a.b", re.DOTALL).fullmatch("a\nb")
    assert not java_pattern("a.b").fullmatch("a\nb")


@pytest.mark.parametrize("pattern", ["(", "[a", r"\p{Nonsense}", "a{2,1}", "*a"])
def test_nonsense_is_refused(pattern: str) -> None:
    """What is no pattern is named in the error."""
    with pytest.raises(SelectorFailed) as caught:
        java_pattern(pattern)
    assert pattern in str(caught.value)

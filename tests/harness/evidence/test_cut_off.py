import pytest

from harness.evidence.cut_off import without_rests

VALUE = "it's\\a 'long' secret"
SHOWN = "[secret]"


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("typed it's\\a 'lo...", "typed [secret]..."),
        ("typed it's\\a 'lo\u2026 and so on", "typed [secret]\u2026 and so on"),
        ("typed it's\\a 'lo", "typed [secret]"),
        ("typed it's\\a 'lo\nDo: look", "typed [secret]\nDo: look"),
        ('{"m": "typed it\'s\\\\a \'lo\\nDo"}', '{"m": "typed [secret]\\nDo"}'),
        ("'typed it\\'s\\\\a \\'l...'", "'typed [secret]...'"),
        ("'pre...\\'long\\' secret' said", "'pre...[secret]' said"),
        ("pre...long' secret, said", "pre...[secret], said"),
        ("it's\\a 'lo...ong' secret", "[secret]...[secret]"),
        ("x='it&#x27;s\\a &#x27;l...'", "x='[secret]...'"),
    ],
)
def test_what_a_cut_has_left_is_replaced(text: str, left: str) -> None:
    """At dots, at ends, and where the text was escaped before it was cut."""
    assert without_rests(text, {VALUE: SHOWN}) == left


@pytest.mark.parametrize(
    "text",
    [
        "typed it's\\a...",
        "that secret\n",
        "it's\\a 'lo in the middle",
        "...",
        "",
        "a long secret... and more",
    ],
)
def test_less_than_half_and_other_places_stay(text: str) -> None:
    """Nobody has come closer to the value."""
    assert without_rests(text, {VALUE: SHOWN}) == text


def test_a_line_end_needs_more_than_dots() -> None:
    """Half of a short password may be an ordinary word."""
    values = {"passable": SHOWN}
    assert without_rests("the pass\nthe pass...", values) == "the pass\nthe [secret]..."
    assert without_rests("the passab\nend", values) == "the [secret]\nend"


def test_the_longer_rest_goes_first() -> None:
    """Of a value that begins as another one does, nothing is left over."""
    values = {"correct horse": "[one]", "correct horse battery": "[two]"}
    assert without_rests("correct horse batt...", values) == "[two]..."


@pytest.mark.parametrize("text", ["Given ... as Admin", "Admin", "as Admin\nThen", "...2041 px"])
def test_the_word_that_a_password_begins_with_stays(text: str) -> None:
    """Else no report could be read whose test account has such a password."""
    assert without_rests(text, {"Admin-2041": SHOWN}) == text

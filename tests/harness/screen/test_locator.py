import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.screen.locator import EDIT_TEXT, Explicit, Kind, Locator, expressions, plain

FIELD = f'new UiSelector().className("{EDIT_TEXT}")'
_LABELS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=20).filter(
    lambda label: plain(label) != ""
)


def _button(*labels: str) -> Locator:
    return Locator("button", labels)


def _pattern(expression: str) -> str:
    """The regular expression in a `textMatches` or `descriptionMatches`."""
    match = re.fullmatch(r'new UiSelector\(\)\.\w+Matches\("(.*)"\)', expression, re.DOTALL)
    assert match is not None, expression
    return match.group(1)


def _finds(locators: list[Locator], text: str) -> bool:
    """Whether a server finds a node with that text; Java's and Python's syntax are one here."""
    (in_text,) = (each for each in expressions(locators) if ".textMatches(" in each)
    return re.fullmatch(_pattern(in_text), text, re.DOTALL) is not None


@pytest.mark.parametrize(
    ("text", "bare"),
    [
        ("Invite", "Invite"),
        ("  Remove\u00a0 user\n", "Remove user"),
        ("Don\u2019t allow", "Don't allow"),
        ("\u2068Invite\u2069", "Invite"),
        ("\u200e+1 202", "+1 202"),
        ("In\u00advite", "Invite"),
        ("", ""),
    ],
)
def test_plain_drops_what_the_eye_does_not_tell(text: str, bare: str) -> None:
    """Kinds of blanks and apostrophes, marks of the writing direction, soft hyphens."""
    assert plain(text) == bare


@pytest.mark.parametrize(
    ("label", "named"),
    [
        ("Invite", True),
        (" Invite ", True),
        ("\u200fInvite", True),
        ("invite", False),
        ("Invite friends", False),
        ("Inv", False),
        ("", False),
    ],
)
def test_a_label_is_named_as_a_whole_and_with_its_capitals(label: str, named: bool) -> None:
    """As "Invite friends" is another thing than "Invite"."""
    assert _button("Invite").names([label]) is named


def test_one_of_the_labels_of_a_node_is_enough() -> None:
    """Text or content description, whichever carries it."""
    assert _button("Invite", "Add").names(["icon", "Add"])
    assert not _button("Invite").names([])


@pytest.mark.parametrize(
    ("label", "named"),
    [("Inbox", True), ("Inbox, 2 notifications", True), ("Inbox 2", False), ("My Inbox, 2", False)],
)
def test_more_may_follow_an_extended_label(label: str, named: bool) -> None:
    """A count behind a comma, never another word."""
    assert Locator("tab", ("Inbox",), extended=True).names([label]) is named
    assert _button("Inbox").names([label]) is (label == "Inbox")


def test_a_pattern_must_fit_all_of_the_label() -> None:
    """Also over several lines."""
    locator = Locator("text", (), pattern=".*[Ff]ailed.*")
    assert locator.names(["Sorry.\nIt failed."])
    assert not Locator("text", (), pattern="[0-9]+").names(["12 days"])


@pytest.mark.parametrize(
    ("locator", "shown"),
    [
        (_button("Invite"), 'button "Invite"'),
        (_button("Continue", "Next"), 'button "Continue" or "Next"'),
        (Locator("text", (), pattern="[+].*"), "text like '[+].*'"),
    ],
)
def test_it_reads_like_the_guide(locator: Locator, shown: str) -> None:
    """As it stands in errors."""
    assert str(locator) == shown


def test_preference_follows_the_order_of_the_labels() -> None:
    """And there is always one, also for a pattern."""
    labels = [each.labels for each in _button("Continue", "Next").by_preference()]
    assert labels == [("Continue",), ("Next",)]
    pattern = Locator("text", (), pattern=".*")
    assert pattern.by_preference() == [pattern]


def test_a_label_is_looked_for_in_text_and_in_description() -> None:
    """Two selectors, one look-up."""
    in_text, in_description = expressions([_button("Invite")])
    assert in_text == 'new UiSelector().textMatches(".?(?:Invite).?")'
    assert in_description == 'new UiSelector().descriptionMatches(".?(?:Invite).?")'


def test_a_field_is_also_found_by_its_class() -> None:
    """Its label vanishes when something is typed."""
    assert expressions([Locator("field", ("Phone number",))])[0] == FIELD
    assert expressions([Locator("password", ())]) == [FIELD]
    assert FIELD not in expressions([_button("Phone number")])


def test_several_locators_share_their_selectors() -> None:
    """However many parts are looked for, there are three selectors at most."""
    many = [_button("A", "B"), _button("B"), Locator("field", ("C",)), Locator("text", (), "[0-9]")]
    found = expressions(many)
    assert len(found) == 3
    for text in ("A", "B", "C", "7"):
        assert _finds(many, text)


def test_nothing_is_looked_for_where_nothing_is_named() -> None:
    """No selector rather than one that matches everything."""
    assert expressions([]) == []
    assert expressions([Locator("button", (), explicit=(Explicit("id", "x"),))]) == []


@pytest.mark.parametrize(
    "label",
    [
        "Already have an account? Log in",
        "Use phone / email / username",
        "Full access to this account. Admins can do everything.",
        "Email (work) [1] {2} ^$ *+|",
        'The "Fern" Studio',
        "C:\\Studio\\",
        "Don't allow",
        "Don\u2019t allow",
        "A; B, C",
        "設定とプライバシー",
        "Paramètres et confidentialité",
    ],
)
@pytest.mark.parametrize("kind", ["button", "row", "field"])
def test_any_label_is_found_and_named(label: str, kind: Kind) -> None:
    """Whatever signs it holds; alone and among others."""
    locator = Locator(kind, (label,))
    assert _finds([locator], label)
    assert _finds([_button("Other"), locator], label)
    assert locator.names([label])


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Don't allow", "Don\u2019t allow"),
        ("Don\u2019t allow", "Don't allow"),
        ("Remove user", "Remove\u00a0user"),
        ("Invite", "\u200fInvite\u200e"),
        ("Invite", "\u2068Invite\u2069"),
        ("Invite", "Invite "),
    ],
)
def test_a_label_is_found_however_its_signs_are_set(label: str, shown: str) -> None:
    """Builds and languages differ in apostrophes, blanks and marks."""
    locator = _button(label)
    assert _finds([locator], shown)
    assert locator.names([shown])


def test_what_is_found_too_much_is_not_named() -> None:
    """The selector may be too wide; the label is compared once more."""
    locator = _button("Remove user")
    assert _finds([locator], "Remove-user")
    assert not locator.names(["Remove-user"])


@given(st.lists(_LABELS, min_size=1, max_size=3), st.booleans())
def test_no_selector_holds_a_backslash_or_a_stray_quotation_mark(
    labels: list[str], extended: bool
) -> None:
    """The server's reader and a Java compiler disagree about backslashes: there are none."""
    for expression in expressions([Locator("tab", tuple(labels), extended=extended)]):
        assert "\\" not in expression
        assert expression.count('"') == 2


@given(st.lists(_LABELS, min_size=1, max_size=3), st.booleans())
def test_what_a_label_is_looked_for_by_finds_it_and_it_is_named(
    labels: list[str], extended: bool
) -> None:
    """For every label, its selector finds it and the second comparison lets it through."""
    locator = Locator("tab", tuple(labels), extended=extended)
    for label in labels:
        assert _finds([locator], label)
        assert locator.names([label])


@given(_LABELS, st.text(max_size=8))
def test_a_count_behind_any_label_is_found(label: str, count: str) -> None:
    """As the tab's label, then a comma and whatever follows."""
    locator = Locator("tab", (label,), extended=True)
    assert _finds([locator], f"{label}, {count}")


@given(_LABELS)
def test_a_label_is_named_regardless_of_unseen_marks(label: str) -> None:
    """Around it and in it."""
    assert _button(label).names([f"\u2068{label}\u2069", f" {label}\u00a0"])

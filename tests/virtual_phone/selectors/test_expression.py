"""The Java expressions of the uiautomator strategy."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from virtual_phone.selectors.errors import InvalidSelector, SelectorFailed
from virtual_phone.selectors.expression import ScrollExpression, parse
from virtual_phone.selectors.ui_selector import METHODS, UiSelector


def printed(expression: str) -> str:
    """The first statement as UiSelector prints itself."""
    return str(parse(expression)[0])


@pytest.mark.parametrize(
    "expression",
    [
        'new UiSelector().text("a")',
        'UiSelector().text("a")',
        '.text("a")',
        'text("a")',
        ' new UiSelector() . text ( "a" ) ; ',
    ],
)
def test_prefix_is_optional(expression: str) -> None:
    """The on-device server takes a selector with and without its constructor."""
    assert printed(expression) == "UiSelector[TEXT=a]"


def test_every_documented_method_is_understood() -> None:
    """All methods of UiSelector that take a criterion can be written."""
    samples = {"String": '"x"', "boolean": "true", "int": "2", "UiSelector": 'text("x")'}
    for method, kinds in METHODS.items():
        parsed = parse(f"new UiSelector().{method}({samples[kinds[0]]})")[0]
        assert parsed != UiSelector(), method


def test_strings_know_one_escape_only() -> None:
    r"""`\"` is a quote, and every other backslash stands for itself."""
    assert printed(r'text("say \"hi\", (now); \n")') == r'UiSelector[TEXT=say "hi", (now); \n]'


def test_nested_selectors_keep_their_levels() -> None:
    """A child goes to the end of the chain, a criterion to the selector that it is called on."""
    text = printed(
        'new UiSelector().className("L").childSelector(className("R")'
        '.fromParent(text("x"))).childSelector(text("y")).enabled(true)'
    )
    assert text == (
        "UiSelector[CLASS=L, ENABLED=true, CHILD=UiSelector[CLASS=R, PARENT=UiSelector[TEXT=x, "
        "CHILD=UiSelector[TEXT=y]]]]"
    )


def test_statements_are_separated_by_semicolons() -> None:
    """Two selectors in one expression are two statements, also with `;` in a string."""
    assert [str(each) for each in parse('text("a;b");text("c");')] == [
        "UiSelector[TEXT=a;b]",
        "UiSelector[TEXT=c]",
    ]


def test_scrollable_keeps_its_calls() -> None:
    """A chain on UiScrollable is read call by call, overloads by their arguments."""
    parsed = parse(
        "new UiScrollable(scrollable(true).instance(0)).setMaxSearchSwipes(5)"
        '.getChildByText(className("R"), "x", false)'
    )[0]
    assert isinstance(parsed, ScrollExpression)
    assert str(parsed.container) == "UiSelector[INSTANCE=0, SCROLLABLE=true]"
    assert [call.method for call in parsed.calls] == ["setMaxSearchSwipes", "getChildByText"]


@pytest.mark.parametrize(
    ("expression", "reason"),
    [
        ("", "Tried to parse an empty string."),
        ("new UiSelector().foo(1)", "UiSelector has no `foo` method"),
        ("new UiSelector().text(5)", "doesn't have suitable method `text` with arguments [5]"),
        ("new UiSelector().text(5)", "5 is not a string"),
        ('new UiSelector().enabled("x")', '"x" is not a boolean'),
        ("new UiSelector().index(x)", "x is not a integer"),
        ("new UiSelector().index(99999999999)", "99999999999 is not a integer"),
        ('new UiSelector().text("a", "b")', "Invalid arguments count. Actual: 2. Expected: 1."),
        ('new UiSelector().text("a"', "Unclosed paren in expression"),
        ('new UiSelector()text("a")', 'Expected "." at position 16'),
        ("new UiSelector().text", "No opening parenthesis after method name at position 17"),
        ("new UiSelector().(1)", "Missing method name"),
        ('new UiSelector().text("a",)', "Missing argument"),
        ("new UiSelector(1)", "UiSelector has no suitable constructor with arguments [1]"),
        ("new UiScrollable(1)", "UiScrollable has no suitable constructor with arguments [1]"),
        ('new UiScrollable(text("a")).fly()', "UiScrollable has no `fly` method"),
        ('new UiScrollable(text("a")).scrollForward(x)', "x is not a integer"),
    ],
)
def test_errors_name_the_expression_and_the_reason(expression: str, reason: str) -> None:
    """A wrong expression is an invalid selector, in the server's words."""
    with pytest.raises(InvalidSelector) as caught:
        parse(expression)
    assert "Could not parse selector expression `" in str(caught.value)
    assert reason in str(caught.value)


def test_wrong_regular_expression_fails_as_in_java() -> None:
    """A pattern that Java cannot compile is an error of its own."""
    with pytest.raises(SelectorFailed, match="PatternSyntaxException"):
        parse('textMatches("(")')


@given(st.text(alphabet=st.characters(exclude_characters='"\\', exclude_categories=["Cs"])))
def test_any_text_survives(text: str) -> None:
    """Whatever stands in a string is the criterion, commas, brackets and semicolons too."""
    parsed = parse(f'new UiSelector().description("{text}").index(3)')[0]
    assert isinstance(parsed, UiSelector)
    assert dict(parsed.criteria) == {"description": text, "index": 3}


@given(st.text(alphabet='newUiSctorlab.()";,\\ text1', max_size=60))
def test_no_text_breaks_the_reader(text: str) -> None:
    """Anything is either understood or refused in words."""
    try:
        assert parse(text)
    except (InvalidSelector, SelectorFailed) as error:
        assert str(error)

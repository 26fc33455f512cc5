"""UiAutomator's selectors, tried on a saved screen: what they need no phone for.

The harness writes three of them itself (a class, a text, a description); a person may write others
into config/locators.yaml. One that looks at what stands around a node, or that scrolls, is refused.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from lxml import etree

from harness.session.faults import SelectorRefused

_CALL = r"""\.(\w+)\(\s*("[^"]*"|true|false|\d+)\s*\)"""
_ONE = re.compile(rf"\s*new UiSelector\(\)((?:{_CALL})+)\s*(?:;|$)")
_WORDS = {
    "text": "text",
    "description": "content-desc",
    "className": "class",
    "resourceId": "resource-id",
    "packageName": "package",
}
_FLAGS = frozenset(
    "checkable checked clickable enabled focusable focused longClickable scrollable"
    " selected".split()
)
_ATTRIBUTE_OF_FLAG = {"longClickable": "long-clickable"}

Node = etree._Element  # noqa: SLF001 - lxml has no other name for it
Test = Callable[[Node], bool]


def select(nodes: Sequence[Node], expression: str) -> list[Node]:
    """Nodes that any of the selectors of an expression matches, in document order.

    Args:
        nodes: All of a screen, in document order; `class` is filled in.
        expression: One selector or several, parted by `;`.

    Raises:
        SelectorRefused: It cannot be tried without a phone, or is none.
    """
    found = {id(node) for each in _selectors(expression) for node in _matching(nodes, each)}
    return [node for node in nodes if id(node) in found]


def _selectors(expression: str) -> Iterator[list[tuple[str, str]]]:
    at = 0
    while at < len(expression):
        one = _ONE.match(expression, at)
        if one is None:
            raise SelectorRefused(f"cannot be tried without a phone: {expression[at:]}")
        yield re.findall(_CALL, one[1])
        at = one.end()


def _matching(nodes: Sequence[Node], calls: list[tuple[str, str]]) -> list[Node]:
    tests = [_test(name, value) for name, value in calls if name != "instance"]
    found = [node for node in nodes if all(test(node) for test in tests)]
    instances = [int(value) for name, value in calls if name == "instance" and value.isdigit()]
    return found[instances[-1] :][:1] if instances else found


def _test(name: str, value: str) -> Test:
    words, how = _parted(name)
    if words in _WORDS and value.startswith('"'):
        return _word_test(_WORDS[words], how, value[1:-1])
    if name in _FLAGS and value in {"true", "false"}:
        attribute = _ATTRIBUTE_OF_FLAG.get(name, name)
        return lambda node: (node.get(attribute) == "true") == (value == "true")
    raise SelectorRefused(f"cannot be tried without a phone: {name}({value})")


def _parted(name: str) -> tuple[str, str]:
    for how in ("Matches", "Contains", "StartsWith"):
        if name.endswith(how):
            return name.removesuffix(how), how
    return name, ""


def _word_test(attribute: str, how: str, wanted: str) -> Test:
    if how == "Matches":
        try:
            pattern = re.compile(wanted, re.DOTALL)
        except re.error as error:
            raise SelectorRefused(f"no regular expression: {wanted!r}: {error}") from None
        return lambda node: pattern.fullmatch(_read(node, attribute)) is not None
    if how == "Contains":
        return lambda node: wanted.lower() in _read(node, attribute).lower()
    if how == "StartsWith":
        return lambda node: _read(node, attribute).lower().startswith(wanted.lower())
    return lambda node: _read(node, attribute) == wanted


def _read(node: Any, attribute: str) -> str:
    return str(node.get(attribute) or "")

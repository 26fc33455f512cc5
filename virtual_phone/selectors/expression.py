r"""The Java expressions of the "-android uiautomator" strategy, read as the on-device server does.

Its reader knows no Java: it takes `new UiSelector()` or `UiSelector()` or nothing, then method
calls with a dot between; arguments end at a comma or a closing bracket outside of a string; the
only escape in a string is `\"`. Statements are separated by `;`.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from virtual_phone.selectors.errors import InvalidSelector, syntax_error
from virtual_phone.selectors.ui_selector import METHODS, UiSelector

Argument = str | int | float | bool | UiSelector

_INT = re.compile(r"[+-]?\d+")
_JAVA_CLASS = re.compile(r"android\.(\w+\.)*[A-Z]\w*")

# Methods of UiScrollable with the types of their arguments, one entry per overload.
SCROLLABLE_METHODS: dict[str, tuple[tuple[str, ...], ...]] = {
    "setAsVerticalList": ((),),
    "setAsHorizontalList": ((),),
    "setMaxSearchSwipes": (("int",),),
    "getMaxSearchSwipes": ((),),
    "setSwipeDeadZonePercentage": (("double",),),
    "getSwipeDeadZonePercentage": ((),),
    "getChildByDescription": (("UiSelector", "String"), ("UiSelector", "String", "boolean")),
    "getChildByText": (("UiSelector", "String"), ("UiSelector", "String", "boolean")),
    "getChildByInstance": (("UiSelector", "int"),),
    "scrollDescriptionIntoView": (("String",),),
    "scrollTextIntoView": (("String",),),
    "scrollIntoView": (("UiSelector",),),
    "flingForward": ((),),
    "flingBackward": ((),),
    "scrollForward": ((), ("int",)),
    "scrollBackward": ((), ("int",)),
    "scrollToBeginning": (("int",), ("int", "int")),
    "scrollToEnd": (("int",), ("int", "int")),
    "flingToBeginning": (("int",),),
    "flingToEnd": (("int",),),
}


@dataclass(frozen=True)
class Call:
    """One method call of a UiScrollable chain."""

    method: str
    arguments: tuple[Argument, ...]


@dataclass(frozen=True)
class ScrollExpression:
    """`new UiScrollable(container)` and what is called on it, in order."""

    container: UiSelector
    calls: tuple[Call, ...]


Statement = UiSelector | ScrollExpression

_DEEPEST = 100


@lru_cache(maxsize=1024)
def parse(expression: str) -> tuple[Statement, ...]:
    """The statements of an expression, at least one.

    Raises:
        InvalidSelector: The on-device server would not understand it.
        SelectorFailed: A regular expression in it is none.
    """
    if not expression:
        raise syntax_error(
            expression,
            "Tried to parse an empty string. Expected to see a string consisting of text to be "
            "interpreted as UiAutomator java code.",
        )
    if _depth(expression) > _DEEPEST:
        raise InvalidSelector(
            f"Selectors stand in one another more than {_DEEPEST} deep: {expression[:100]}..."
        )
    statements = [_statement(text) for text in _split(expression.strip().removesuffix(";"))]
    if not statements:
        raise InvalidSelector(f"Could not parse selector expression `{expression}`")
    return tuple(statements)


def _depth(text: str) -> int:
    """How many brackets stand in one another at most; those in strings count, too."""
    depth = deepest = 0
    for char in text:
        depth += {"(": 1, ")": -1}.get(char, 0)
        deepest = max(deepest, depth)
    return deepest


def _split(text: str) -> list[str]:
    """The texts between the `;` that stand outside of strings."""
    parts: list[str] = []
    start, in_string = 0, False
    for at, char in enumerate(text):
        if char == '"':
            in_string = not (in_string and text[at - 1] != "\\")
        elif char == ";" and not in_string:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    if not parts[-1]:
        parts.pop()
    return parts


def _statement(text: str) -> Statement:
    if text.startswith(("UiScrollable", "new UiScrollable")):
        return _scroll_expression(text)
    return _selector(text)


def _selector(text: str) -> UiSelector:
    if not text.startswith(("new UiSelector", "UiSelector", ".")):
        text = f".{text}"
    if text.startswith("UiSelector"):
        text = f"new {text}"
    if not text.startswith("new UiSelector"):
        text = f"new UiSelector(){text}"
    reader = _Reader(text, "UiSelector")
    if reader.constructor():
        raise syntax_error(
            text, f"UiSelector has no suitable constructor with arguments {reader.last}"
        )
    selector = UiSelector()
    while not reader.at_end:
        method, arguments = reader.call()
        if method not in METHODS:
            raise syntax_error(text, f"UiSelector has no `{method}` method")
        overloads = tuple((kind,) for kind in METHODS[method])
        value = _suitable(reader, method, arguments, overloads)[0]
        if isinstance(value, float):  # no method of UiSelector takes one
            raise TypeError(value)
        selector = selector.having(method, value)
    return selector


def _scroll_expression(text: str) -> ScrollExpression:
    if text.startswith("UiScrollable"):
        text = f"new {text}"
    reader = _Reader(text, "UiScrollable")
    arguments = reader.constructor()
    try:
        container = _coerced(reader, ("UiSelector",), arguments)[0]
    except InvalidSelector as error:
        raise syntax_error(
            text,
            f"UiScrollable has no suitable constructor with arguments {reader.last}",
        ) from error
    calls: list[Call] = []
    while not reader.at_end:
        method, arguments = reader.call()
        if method not in SCROLLABLE_METHODS:
            raise syntax_error(text, f"UiScrollable has no `{method}` method")
        values = _suitable(reader, method, arguments, SCROLLABLE_METHODS[method])
        calls.append(Call(method, values))
    if not isinstance(container, UiSelector):
        raise TypeError(container)
    return ScrollExpression(container, tuple(calls))


def _suitable(
    reader: "_Reader",
    method: str,
    arguments: list[str],
    overloads: tuple[tuple[str, ...], ...],
) -> tuple[Argument, ...]:
    """The arguments as the first overload that takes them wants them."""
    last: InvalidSelector | None = None
    # Those with the right number of arguments first: their complaint says more.
    for types in sorted(overloads, key=lambda types: len(types) != len(arguments)):
        try:
            return _coerced(reader, types, arguments)
        except InvalidSelector as error:
            last = last or error
    raise syntax_error(
        reader.text,
        f"`{reader.class_name}` doesn't have suitable method `{method}` "
        f"with arguments {reader.last}: {last}",
    ) from last


def _coerced(
    reader: "_Reader", types: tuple[str, ...], arguments: list[str]
) -> tuple[Argument, ...]:
    if len(types) != len(arguments):
        raise syntax_error(
            reader.text,
            f"Invalid arguments count. Actual: {len(arguments)}. Expected: {len(types)}.",
        )
    return tuple(
        _value(reader.text, kind, text) for kind, text in zip(types, arguments, strict=True)
    )


def _value(expression: str, kind: str, text: str) -> Argument:
    if kind == "UiSelector":
        return _selector(text)
    if kind == "String" and len(text) > 1 and text[0] == text[-1] == '"':
        return text[1:-1].replace('\\"', '"')
    if kind == "boolean" and text in {"true", "false"}:
        return text == "true"
    if kind == "int" and _INT.fullmatch(text) and -(2**31) <= int(text) < 2**31:
        return int(text)
    if kind == "Class" and _JAVA_CLASS.fullmatch(text):
        return text
    if kind == "double":
        try:
            return float(text)
        except ValueError:
            pass
    wanted = {
        "String": "is not a string",
        "boolean": "is not a boolean",
        "int": "is not a integer",
        "double": "is not a number",
        "Class": "class could not be found",
    }
    raise syntax_error(expression, f"{text} {wanted[kind]}")


class _Reader:
    """Reads a constructor and the method calls after it."""

    def __init__(self, text: str, class_name: str) -> None:
        self.text = text
        self.class_name = class_name
        self.at = 0
        self.last = "[]"  # the arguments read last, as Java prints a list

    @property
    def at_end(self) -> bool:
        return self.at >= len(self.text)

    def constructor(self) -> list[str]:
        prefix = f"new {self.class_name}"
        self.at = len(prefix)
        self._skip_blanks()
        if self.text[self.at : self.at + 1] != "(":
            raise syntax_error(self.text, "No opening parenthesis after method name", self.at)
        return self._arguments()

    def call(self) -> tuple[str, list[str]]:
        self._skip_blanks()
        if self.text[self.at : self.at + 1] != ".":
            raise syntax_error(self.text, 'Expected "."', self.at)
        self.at += 1
        self._skip_blanks()
        bracket = self.text.find("(", self.at)
        if bracket < 0:
            raise syntax_error(self.text, "No opening parenthesis after method name", self.at)
        name = self.text[self.at : bracket].strip()
        if not name:
            raise syntax_error(self.text, "Missing method name", self.at)
        self.at = bracket
        return name, self._arguments()

    def _skip_blanks(self) -> None:
        while self.text[self.at : self.at + 1] == " ":
            self.at += 1

    def _arguments(self) -> list[str]:
        """The texts between the brackets that open here."""
        arguments: list[str] = []
        start, depth, in_string = self.at, 0, False
        while self.at < len(self.text):
            char = self.text[self.at]
            if char == '"':
                in_string = not (in_string and self.text[self.at - 1] != "\\")
            elif not in_string:
                depth += {"(": 1, ")": -1}.get(char, 0)
                if char == "," and depth == 1:
                    arguments.append(self._argument(start))
                    start = self.at
            self.at += 1
            if depth == 0:
                break
        if depth:
            raise syntax_error(self.text, "Unclosed paren in expression")
        last = self.text[start + 1 : self.at - 1].strip()
        if last:
            arguments.append(last)
        elif arguments:
            raise syntax_error(self.text, "Missing argument", start)
        self.last = f"[{', '.join(arguments)}]"
        return arguments

    def _argument(self, start: int) -> str:
        text = self.text[start + 1 : self.at].strip()
        if not text:
            raise syntax_error(self.text, "Missing argument", start)
        return text

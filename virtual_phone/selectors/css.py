"""The "css selector" strategy, rewritten to a UiSelector as the driver does.

`android.widget.Button#id[text^="In"]:checked > .className` and the like: a class name as tag or
as dotted classes, an id, attributes with an operator, pseudo-classes, one level below another.
"""

import re
from functools import lru_cache

from virtual_phone.selectors.errors import InvalidSelector

_ALIASES = {
    "nth-child": "index",
    "content-description": "description",
    "content-desc": "description",
    "desc": "description",
    "accessibility-id": "description",
    "id": "resource-id",
}
_FLAGS = {
    "checkable", "checked", "clickable", "enabled", "focusable", "focused", "long-clickable",
    "scrollable", "selected",
}  # fmt: skip
_NUMBERS = {"index", "instance"}
_STRINGS = {"description", "resource-id", "text", "class-name", "package-name"}
_FULL_ID = re.compile(r"[a-zA-Z_][a-zA-Z0-9._]*:id/\S+")
_NAME = r"(?:[-\w]|\\.)+"
_PART = re.compile(
    rf"""
    \#(?P<id>{_NAME}) | \.(?P<class>{_NAME}) | (?P<tag>\*|{_NAME})
    | :(?P<pseudo>[-\w]+)(?:\((?P<argument>[^)]*)\))?
    | \[\s*(?P<attribute>[-\w]+)\s*
      (?:(?P<operator>[*^$~|]?=)\s*(?P<value>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|[^\]\s]+)\s*)?\]
    """,
    re.VERBOSE,
)
_COMBINATOR = re.compile(r"\s*>\s*|\s+")


@lru_cache(maxsize=256)
def to_ui_selector(css: str, app_package: str) -> str:
    """The UiSelector expression for a CSS selector.

    Args:
        css: What the client sent.
        app_package: Put before ids that have no package; empty for `android`.

    Raises:
        InvalidSelector: It is not CSS, or CSS that the driver does not rewrite.
    """
    rules = _rules(css)
    expression = ""
    for rule in reversed(rules):
        nested = f".childSelector({expression})" if expression else ""
        expression = f"new UiSelector(){_emitted(css, rule, app_package)}{nested}"
    return expression


def _rules(css: str) -> list[list[re.Match[str]]]:
    rules: list[list[re.Match[str]]] = [[]]
    text, at = css.strip(), 0
    while at < len(text):
        part = _PART.match(text, at)
        if part:
            rules[-1].append(part)
            at = part.end()
            continue
        combinator = _COMBINATOR.match(text, at)
        if combinator is None or not rules[-1]:
            break
        rules.append([])
        at = combinator.end()
    if at < len(text) and text[at] in ",+~":
        raise InvalidSelector(f"Unsupported CSS selector '{css}'")
    if at < len(text) or not rules[-1]:
        raise InvalidSelector(f"Invalid CSS selector '{css}'")
    return rules


def _emitted(css: str, rule: list[re.Match[str]], app_package: str) -> str:
    tag = next((_plain(part["tag"]) for part in rule if part["tag"]), "*")
    classes = [_plain(part["class"]) for part in rule if part["class"]]
    ids = [_plain(part["id"]) for part in rule if part["id"]]
    calls: list[str] = []
    if tag != "*":
        name = ".".join([tag, *classes])
        calls.append(f'.className("{name}")' if classes else f'.classNameMatches("{tag}")')
    elif classes:
        calls.append('.classNameMatches("{}")'.format(r"\.".join(classes)))
    calls += [f'.resourceId("{_full_id(each, app_package)}")' for each in ids[:1]]
    for part in rule:
        if part["attribute"]:
            value = _plain(part["value"].strip("\"'")) if part["value"] else None
            calls.append(_criterion(css, part["attribute"], part["operator"], value, app_package))
    for part in rule:
        if part["pseudo"]:
            calls.append(_criterion(css, part["pseudo"], "=", part["argument"], app_package))
    return "".join(calls)


def _criterion(
    css: str, written: str, operator: str | None, value: str | None, app_package: str
) -> str:
    name = _ALIASES.get(written.lower(), written.lower())
    if name in _FLAGS and (value or "true") in {"true", "false"}:
        return f".{_java_name(name)}({value or 'true'})"
    if name in _NUMBERS and value is not None and value.isdigit():
        return f".{name}({value})"
    if name not in _STRINGS:
        raise InvalidSelector(f"Unsupported CSS selector '{css}'")
    text = value or ""
    if name == "resource-id" and text:
        text = _full_id(text, app_package)
    return f".{_java_name(name)}{_comparison(name, operator, text)}"


def _comparison(name: str, operator: str | None, text: str) -> str:
    worded = name in {"description", "text"}
    if not text:
        return 'Matches("")'
    if operator == "*=":
        return f'Contains("{text}")' if worded else f'Matches("{re.escape(text)}")'
    if operator == "^=":
        return f'StartsWith("{text}")' if worded else f'Matches("^{re.escape(text)}")'
    if operator == "$=":
        return f'Matches("{re.escape(text)}$")'
    if operator == "~=":
        return rf'Matches("\b(\w*{re.escape(text)}\w*)\b")'
    return f'("{text}")'


def _java_name(name: str) -> str:
    first, *others = name.split("-")
    return first + "".join(other.capitalize() for other in others)


def _full_id(text: str, app_package: str) -> str:
    return text if _FULL_ID.fullmatch(text) else f"{app_package or 'android'}:id/{text}"


def _plain(text: str) -> str:
    return re.sub(r"\\(.)", r"\1", text)

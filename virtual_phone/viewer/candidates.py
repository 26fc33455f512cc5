"""Ways in which a person would try to find a view, from those that last to those that do not."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from virtual_phone.selectors.finder import UIAUTOMATOR
from virtual_phone.tree.forest import Forest, in_document_order
from virtual_phone.tree.node import Node
from virtual_phone.tree.source import tag_name

_SYSTEM_IDS: Final = ("android:", "com.android.")
_TYPED: Final = "What is in the field at the moment: another text, and it is not found."
_HINT: Final = "The hint: it is there only while the field is empty."
_ROTATES: Final = (
    "Resource ids of the app rotate with each build: fine to look around, not for a test."
)
_BY_CLASS: Final = "Says what it is, not which one: fine while there is only one."
_BY_PLACE: Final = "Goes by place: any view that is added above breaks it."


@dataclass(frozen=True)
class Candidate:
    """A locator that may find a view.

    Attributes:
        using: WebDriver's name of the strategy.
        value: What it looks for.
        note: What a person should know before using it; often nothing.
        weak: Whether it is worth a place only where nothing better finds the view alone.
    """

    using: str
    value: str
    note: str = ""
    weak: bool = False


def candidates(node: Node, forest: Forest) -> Iterator[Candidate]:
    """Everything worth trying, the best first; whether it finds the view is not known yet.

    Args:
        node: The view.
        forest: The windows that hold it.
    """
    if node.content_desc:
        yield Candidate("accessibility id", node.content_desc)
    yield from _by_words(node)
    stable_id = node.resource_id.startswith(_SYSTEM_IDS)
    if node.resource_id and stable_id:
        yield Candidate("id", node.resource_id)
    yield from _by_words_in_xpath(node)
    if not (node.text or node.content_desc):
        yield from _by_words_nearby(node, forest)
    by_class = _ui_selector(("className", node.class_name))
    yield Candidate(UIAUTOMATOR, by_class, _BY_CLASS, weak=True)
    if node.resource_id and not stable_id:
        yield Candidate("id", node.resource_id, _ROTATES)


def numbered(candidate: Candidate, position: int) -> Candidate | None:
    """The same for one of several matches; None where the strategy cannot say that.

    Args:
        candidate: What finds several.
        position: Which one is meant, from 0.
    """
    if candidate.using == UIAUTOMATOR:
        value = f"{candidate.value}.instance({position})"
        return Candidate(UIAUTOMATOR, value, _BY_PLACE, weak=True)
    if candidate.using == "xpath":
        return Candidate("xpath", f"({candidate.value})[{position + 1}]", _BY_PLACE, weak=True)
    return None


def in_xpath(text: str) -> str:
    """A text as XPath writes it; one with both kinds of quotes is put together from pieces."""
    if '"' not in text:
        return f'"{text}"'
    if "'" not in text:
        return f"'{text}'"
    pieces = ", '\"', ".join(f'"{piece}"' for piece in text.split('"'))
    return f"concat({pieces})"


def _by_words(node: Node) -> Iterator[Candidate]:
    note = _note_on_text(node)
    for method, words, why in (
        ("text", node.text, note),
        ("description", node.content_desc, ""),
    ):
        if not words:
            continue
        plain = _ui_selector((method, words))
        yield Candidate(UIAUTOMATOR, plain, why)
        if node.clickable:
            yield Candidate(UIAUTOMATOR, f"{plain}.clickable(true)", why)
        narrowed = _ui_selector(("className", node.class_name), (method, words))
        yield Candidate(UIAUTOMATOR, narrowed, why)


def _by_words_in_xpath(node: Node) -> Iterator[Candidate]:
    tag = tag_name(node.class_name)
    if node.text:
        value = f"//{tag}[@text={in_xpath(node.text)}]"
        yield Candidate("xpath", value, _note_on_text(node))
    if node.content_desc:
        yield Candidate("xpath", f"//{tag}[@content-desc={in_xpath(node.content_desc)}]")


def _note_on_text(node: Node) -> str:
    if not node.class_name.endswith("EditText"):
        return ""
    return _HINT if node.showing_hint else _TYPED


def _by_words_nearby(node: Node, forest: Forest) -> Iterator[Candidate]:
    """By the words in a view that has none of its own, or else by those beside it."""
    tag = tag_name(node.class_name)
    below = (each for each in in_document_order(node) if each is not node and each.displayed)
    inner = next((words for each in below if (words := _words(each))), None)
    if inner:
        touchable = '[@clickable="true"]' if node.clickable else ""
        yield Candidate("xpath", f"//{tag}{touchable}[.//*[{inner}]]")
        return
    parent = forest.parent_of(node)
    siblings = [each for each in parent.children if each.displayed] if parent else []
    place = next((at for at, each in enumerate(siblings) if each is node), 0)
    for axis, others in (
        ("following-sibling", siblings[:place][::-1]),
        ("preceding-sibling", siblings[place + 1 :]),
    ):
        beside = next(
            ((at, words) for at, each in enumerate(others) if (words := _words(each))), None
        )
        if beside:
            between = [tag_name(each.class_name) for each in others[: beside[0]]]
            yield Candidate("xpath", f"//*[{beside[1]}]/{axis}::{tag}[{between.count(tag) + 1}]")


def _words(node: Node) -> str:
    """A condition of XPath on the words of a view; "" where it has none, or changes them."""
    if node.class_name.endswith("EditText"):
        return ""
    if node.text:
        return f"@text={in_xpath(node.text)}"
    return f"@content-desc={in_xpath(node.content_desc)}" if node.content_desc else ""


def way_down(node: Node, forest: Forest) -> Candidate:
    """The last resort: the way from the window's root, in XPath."""
    steps: list[str] = []
    here: Node | None = node
    while here is not None:
        parent = forest.parent_of(here)
        tag = tag_name(here.class_name)
        kin = [
            each
            for each in (parent.children if parent else forest.roots)
            if tag_name(each.class_name) == tag and (each.displayed or parent is None)
        ]
        place = next(at for at, each in enumerate(kin, 1) if each is here)
        steps.append(tag if len(kin) == 1 else f"{tag}[{place}]")
        here = parent
    return Candidate("xpath", f"/hierarchy/{'/'.join(reversed(steps))}", _BY_PLACE, weak=True)


def _ui_selector(*criteria: tuple[str, str]) -> str:
    calls = "".join(f'.{method}("{_in_java(text)}")' for method, text in criteria)
    return f"new UiSelector(){calls}"


def _in_java(text: str) -> str:
    # The server's reader knows this one escape; a backslash is taken as it is.
    return text.replace('"', '\\"')

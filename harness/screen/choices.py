"""Things of which one is chosen, read from a screen whose structure nobody has published.

What is promised is only their names. So one starts from the nodes with those names, finds the box
that each stands in, and takes every box of the same kind beside them: a choice too many is found as
well as one with another name.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from harness.screen.locator import Locator
from harness.screen.reading import Reading, ReadNode

_SAME_WIDTH_PX = 4


@dataclass(frozen=True)
class Choice:
    """One of several things to choose from.

    Attributes:
        name: The promised name it carries, else its first text.
        description: All its other texts.
        marked: Whether the app shows it as chosen.
    """

    name: str
    description: str
    marked: bool


def choices(reading: Reading, promised: Sequence[Locator]) -> list[Choice]:
    """What is offered, top to bottom.

    Args:
        reading: The screen.
        promised: Names that should be among the choices; at least one must be there, or the list
            is empty.
    """
    by_name = [found for each in promised if (found := _innermost(reading.labelled(each)))]
    if not by_name:
        return []
    anchors = [node for found in by_name for node in found]
    boxes = _boxes([found[0] for found in by_name], reading)
    if any(box in anchors and len(box.texts) == 1 for box in boxes):
        return _flat(anchors, promised)
    return [_choice(box.texts, [box], promised) for box in boxes]


def _innermost(nodes: Sequence[ReadNode]) -> list[ReadNode]:
    """Without those that only wrap another one of the same label."""
    return [node for node in nodes if not any(node in other.ancestors for other in nodes)]


def _boxes(anchors: Sequence[ReadNode], reading: Reading) -> list[ReadNode]:
    """The boxes of all choices, from one node for each promised name that is there."""
    first = anchors[0]
    if len(anchors) > 1:
        shared = next(node for node in first.ancestors if anchors[1] in node.walk())
        box = next(node for node in (first, *first.ancestors) if node.parent is shared)
    else:
        box = _box_with_likes(first) or reading.row_of(first)
    siblings = box.parent.children if box.parent else [box]
    alike = [node for node in siblings if _is_like(node, box) and node.texts]
    return sorted(alike, key=lambda node: node.bounds.top)


def _box_with_likes(anchor: ReadNode) -> ReadNode | None:
    """The smallest box around the name that reacts to a tap and has others like it beside it."""
    for node in (anchor, *anchor.ancestors):
        siblings = node.parent.children if node.parent else []
        likes = [each for each in siblings if _is_like(each, node) and each.texts]
        if len(likes) > 1 and _reacts(node):
            return node
    return None


def _is_like(node: ReadNode, box: ReadNode) -> bool:
    same_width = abs(node.bounds.width_px - box.bounds.width_px) <= _SAME_WIDTH_PX
    return (
        node.displayed
        and node.class_name == box.class_name
        and same_width
        and _reacts(node) == _reacts(box)
    )


def _reacts(node: ReadNode) -> bool:
    return any(each.clickable for each in node.walk())


def _flat(anchors: Sequence[ReadNode], promised: Sequence[Locator]) -> list[Choice]:
    """Names and descriptions one below the other, without a box of their own."""
    shared = next(iter(anchors[0].ancestors), anchors[0])
    lines = [node for node in shared.children if node.displayed and node.texts]
    lines.sort(key=lambda node: node.bounds.top)
    starts = [
        index
        for index, node in enumerate(lines)
        if node in anchors or (node.clickable and node.class_name == anchors[0].class_name)
    ]
    found = []
    for index, start in enumerate(starts):
        end = starts[index + 1] if index + 1 < len(starts) else start + 2
        texts = [text for node in lines[start:end] for text in node.texts]
        found.append(_choice(texts, lines[start:end], promised))
    return found


def _choice(texts: Sequence[str], boxes: Sequence[ReadNode], promised: Sequence[Locator]) -> Choice:
    marked = any(node.marked for box in boxes for node in box.walk())
    named = next((text for text in texts if any(each.names([text]) for each in promised)), texts[0])
    rest = [text for text in texts if text != named]
    # All of it may stand in one label, as screen readers are told: "Admin, Full access ...".
    name = next((each.label_of(named) for each in promised if each.names([named])), named)
    more = named[len(name) :].lstrip(", \n")
    return Choice(name, " ".join(filter(None, [more, *rest])), marked)

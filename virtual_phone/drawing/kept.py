"""Pictures that were drawn before: most steps of a run show a screen that was shown already."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, fields
from functools import lru_cache
from operator import attrgetter
from typing import Any

from virtual_phone.drawing.theme import Theme
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Node

# About 50 kB each.
_MOST_PICTURES = 32
# All that is told of a view; what it does when touched is not seen.
_told = attrgetter(
    *(each.name for each in fields(Node) if not each.name.startswith(("on_", "key", "children")))
)


@dataclass(frozen=True)
class Picture:
    """What a picture shows: two with the same views, display, colours and scale are the same.

    Attributes:
        views: What is told of each view, and of those in it.
        windows: The views themselves, to be drawn.
    """

    views: tuple[Any, ...]
    display: Display
    style: Theme
    scale: float
    windows: Sequence[Node] = field(compare=False)

    @classmethod
    def of(cls, windows: Sequence[Node], display: Display, style: Theme, scale: float) -> "Picture":
        """The picture of windows as they are at this moment."""
        return cls(tuple(map(_views, windows)), display, style, scale, windows)


def keeping(draw: Callable[[Picture], bytes]) -> Callable[[Picture], bytes]:
    """`draw`, which is asked for a picture once, as long as no many others come between."""
    return lru_cache(maxsize=_MOST_PICTURES)(draw)


def _views(node: Node) -> tuple[Any, ...]:
    return (_told(node), *map(_views, node.children))

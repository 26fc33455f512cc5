"""Pictures that were drawn before: most steps of a run show a screen that was shown already."""

from collections import OrderedDict
from collections.abc import Callable, Hashable, Sequence
from dataclasses import fields
from operator import attrgetter
from threading import Lock
from typing import Any

from virtual_phone.tree.node import Node

# All that is told of a view; what it does when touched is not seen.
_told = attrgetter(
    *(each.name for each in fields(Node) if not each.name.startswith(("on_", "key", "children")))
)


def seen(windows: Sequence[Node]) -> Hashable:
    """What is to be seen of windows: two with the same views, in the same places, look the same."""
    return tuple(map(_views, windows))


class KeptPictures:
    """The pictures that were asked for last; for several threads.

    Args:
        most: How many are kept. One of a phone's display takes about 50 kB.
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._pictures: OrderedDict[Hashable, bytes] = OrderedDict()
        self._lock = Lock()

    def of(self, shown: Hashable, draw: Callable[[], bytes]) -> bytes:
        """The picture of what is shown, drawn only where none is kept."""
        with self._lock:
            if shown in self._pictures:
                self._pictures.move_to_end(shown)
                return self._pictures[shown]
        picture = draw()
        with self._lock:
            self._pictures[shown] = picture
            if len(self._pictures) > self._most:
                self._pictures.popitem(last=False)
        return picture


def _views(node: Node) -> tuple[Any, ...]:
    return (_told(node), *map(_views, node.children))

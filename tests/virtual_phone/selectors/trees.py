"""Trees to search."""

from virtual_phone.tree.forest import Forest
from virtual_phone.tree.node import Bounds, Node

EVERYWHERE = Bounds(0, 0, 1080, 2400)


def node(name: str, *children: Node, cls: str = "android.view.ViewGroup", **more: object) -> Node:
    """A node whose key is its name."""
    values: dict[str, object] = {"bounds": EVERYWHERE, "package": "com.example.app", **more}
    return Node(key=name, class_name=cls, children=list(children), **values)  # type: ignore[arg-type]


def text(name: str, words: str, **more: object) -> Node:
    """A TextView."""
    return node(name, cls="android.widget.TextView", text=words, **more)


def forest(*roots: Node) -> Forest:
    """The trees on a display of 1080 x 2400."""
    return Forest(roots, 1080, 2400)

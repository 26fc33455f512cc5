"""What stands around a screen's own views: deep wrappers, empty groups, rotating ids."""

from collections.abc import Hashable, Sequence
from functools import lru_cache
from typing import Final, cast
from zlib import crc32

from virtual_phone.app.build import Build
from virtual_phone.app.resource_ids import resource_id
from virtual_phone.system.application import Screen
from virtual_phone.system.layout import Layout
from virtual_phone.tree.node import Bounds, Node

_LEAST_DEPTH: Final = 7
_DEPTHS: Final = 14
_LEAST_NODES: Final = 116
_WRAPPERS: Final = ("FrameLayout", "LinearLayout", "android.view.ViewGroup", "RelativeLayout")


def frame(screen: Screen, layout: Layout, build: Build, content: list[Node]) -> Node:
    """The window around a screen: as deep and as full as public dumps of the app show."""
    whole = Bounds(layout.area.left, 0, layout.area.right, layout.area.bottom)
    number = crc32(f"{build.id_seed}/{screen.name}".encode())
    look = "dark-screen" if screen.restless else "screen"
    root = layout.node("window", "FrameLayout", whole, look=look)
    inner = root
    for level in range(_LEAST_DEPTH + number % _DEPTHS):
        place = whole if level < 3 else layout.area  # noqa: PLR2004 -- decor view, its column, content
        wrapper = layout.node(f"wrapper {level}", _WRAPPERS[(number + level) % 4], place)
        wrapper.resource_id = _wrapper_id(build, level)
        inner.children.append(wrapper)
        inner = wrapper
    for node in content:
        _give_ids(node, build, screen.name)
    nodes = sum(map(_displayed, content))
    # Empty groups lie below the views, so that none of them is ever in a finger's way.
    groups = _empty_groups(layout, build, _LEAST_NODES - nodes + number % 40)
    inner.children = [*groups, *content]
    return root


def _displayed(node: Node) -> int:
    """How many nodes page source has of a view and all below it."""
    return 1 + sum(map(_displayed, node.children)) if node.displayed else 0


def _wrapper_id(build: Build, level: int) -> str:
    if level == 1:
        return "android:id/content"
    return resource_id(build.package, build.id_seed, f"wrapper {level // 2}") if level % 2 else ""


def _empty_groups(layout: Layout, build: Build, number: int) -> Sequence[Node]:
    return _groups(layout.owner, layout.package, layout.area, build, max(0, number) // 3)


# Half of a screen's nodes, always the same and never changed: they need not be made at every look.
@lru_cache(maxsize=64)
def _groups(
    owner: Hashable, package: str, area: Bounds, build: Build, number: int
) -> Sequence[Node]:
    layout = Layout(owner, area, package)
    groups: list[Node] = []
    for index in range(number):
        top = area.top + 40 * index % max(1, area.height_px - 8)
        place = Bounds(area.left, top, area.right, top + 8)
        group = layout.node(f"group {index}", "FrameLayout", place)
        group.resource_id = resource_id(build.package, build.id_seed, f"group {index}")
        group.children = [
            layout.node(f"group {index} view", "android.view.View", place),
            layout.node(f"group {index} image", "ImageView", place),
        ]
        groups.append(group)
    return tuple(groups)


def _give_ids(node: Node, build: Build, screen: str) -> None:
    """Most views have an obfuscated id; buttons named by a description have none (public dumps)."""
    button = node.class_name.endswith("Button") and node.content_desc
    if not node.resource_id and not button and not node.class_name.endswith("EditText"):
        _serial, *view = cast("tuple[Hashable, ...]", node.key)
        node.resource_id = _view_id(build.package, build.id_seed, screen, *view)
    for child in node.children:
        _give_ids(child, build, screen)


@lru_cache(maxsize=4096)
def _view_id(package: str, seed: int, screen: str, *view: Hashable) -> str:
    return resource_id(package, seed, f"{screen}/{list(view)}")

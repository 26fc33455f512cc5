"""Paints over what a picture shows of people whom the people file marks private."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from lxml import etree

from harness.session.sighting import Bounds

_READABLE = ("text", "content-desc", "hint")


@dataclass(frozen=True)
class PrivatePlaces:
    """Where a screen shows somebody private, for the painter of captures.

    Attributes:
        size: Of the display, as the page source has it.
        painted: What must not be seen.
        kept: None: all the rest may.
    """

    size: Bounds
    painted: list[Bounds]
    kept: list[Bounds] | None = None


def painted_over(png: bytes, looks: Iterable[str], is_private: Callable[[str], bool]) -> bytes:
    """The picture without numbers and addresses that are private.

    Args:
        png: The screen, as the phone took it.
        looks: Page sources from before and after the picture: what is private in either is
            painted over.
        is_private: Whether a text names somebody private.

    Returns:
        The very same picture where there is nothing private.

    Raises:
        ValueError: It cannot be painted, so it must not be saved.
    """
    roots = [etree.fromstring(shown.encode(errors="replace")) for shown in looks]
    painted = [place for root in roots for place in _places(root, is_private)]
    if not painted:
        return png
    # Only now: a library for pictures is loaded where there is something to paint.
    from harness.capture.painting import NotPaintable
    from harness.capture.painting import painted_over as paint

    try:
        return paint(png, PrivatePlaces(_size(roots[-1]), painted))
    except NotPaintable as why:
        raise ValueError(f"somebody private is on it, and cannot be painted over: {why}") from why


def _places(root: etree._Element, is_private: Callable[[str], bool]) -> Iterator[Bounds]:
    for node in root.iter(etree.Element):
        if any(is_private(node.get(name, "")) for name in _READABLE):
            yield Bounds.parse(node.get("bounds", ""))


def _size(root: etree._Element) -> Bounds:
    """From the top left corner to whatever reaches farthest."""
    nodes = root.iter(etree.Element)
    every = [Bounds.parse(node.get("bounds", "")) for node in nodes if node.get("bounds")]
    width_px = int(root.get("width") or max((each.right for each in every), default=0))
    height_px = int(root.get("height") or max((each.bottom for each in every), default=0))
    return Bounds(0, 0, width_px, height_px)

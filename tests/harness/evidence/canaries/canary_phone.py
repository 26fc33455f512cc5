"""A phone that remembers what it has given of its display, and what could be read there."""

import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from virtual_phone.phone import Phone
from virtual_phone.tree.node import Bounds, Node

Shown = tuple[tuple[str, Bounds], ...]
"""Texts, each with its place in pixels of the display."""


@dataclass(frozen=True)
class Given:
    """A picture or a film that left a phone.

    Attributes:
        content: A PNG or an MP4 file.
        shown: All that could be read on it; of a film in any of its frames.
        width_px: Of the display.
    """

    content: bytes
    shown: Shown
    width_px: int


class CanaryPhone(Phone):
    """Knows from its own views, not from what a client reads of them, what its pictures show.

    Attributes:
        given: Every picture and film.
        looks: What could be read whenever somebody looked or took a picture; none twice.
    """

    def __init__(self, *args: object, **more: object) -> None:
        self.given: list[Given] = []
        self.looks: set[Shown] = set()
        self._filmed: set[Shown] = set()
        self._seen: Shown = ()
        super().__init__(*args, **more)  # type: ignore[arg-type]

    def windows(self) -> Sequence[Node]:
        windows = super().windows()
        self._seen = tuple(_readable(windows))
        self.looks.add(self._seen)
        return windows

    def watch(self) -> Sequence[Node]:
        windows = super().watch()
        if threading.current_thread().name == "recording":
            self._filmed.add(tuple(_readable(windows)))
        return windows

    def screenshot_png(self) -> bytes:
        png = super().screenshot_png()
        self.given.append(Given(png, self._seen, self.display.width_px))
        return png

    def begin_film(self) -> None:
        """To be called before one is begun."""
        self._filmed.clear()

    def give_film(self, mp4: bytes) -> None:
        """To be called with one that was asked for."""
        shown = tuple(each for frame in self._filmed for each in frame)
        self.given.append(Given(mp4, shown, self.display.width_px))


def _readable(windows: Sequence[Node]) -> Iterator[tuple[str, Bounds]]:
    """Also digits of a code that stand in a field each, as one text."""
    nodes = [node for root in windows for node in root.walk() if node.displayed]
    yield from ((text, node.bounds) for node in nodes for text in {node.text, node.content_desc})
    singles = [node for node in nodes if len(node.text) == 1]
    if singles:
        yield "".join(node.text for node in singles), singles[0].bounds

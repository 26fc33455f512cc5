"""A screen that is drawn bit by bit: the real `Screen`, in front of frames that a test has."""

from typing import Any

from harness.screen.screen import Screen
from harness.screen.sight import Override
from harness.session.sighting import Bounds, Sighting
from harness.settings import Timeouts

_WHOLE = "[0,0][1080,2340]"


class Phone:
    """Shows one frame after the other, each for one reading; the last one for good.

    Args:
        frames: Of each, the texts from above to below; "> " before one makes it a row to tap.
    """

    sent, is_lost, code = 0, False, ""
    window = Bounds(0, 0, 1080, 2340)

    def __init__(self, *frames: list[str]) -> None:
        self._frames = list(frames)
        self.last_tap = self.waited = None
        self.readings = 0

    def find(self, value: str, using: str = "") -> list[Sighting]:
        return [_seen(index, text) for index, text in enumerate(self._frames[0])]

    def page_source(self) -> str:
        self.readings += 1
        texts = self._frames.pop(0) if self._frames[1:] else self._frames[0]
        nodes = "".join(
            f'<a class="{_row(text)}" package="app" text="{text.removeprefix("> ")}"'
            f' clickable="{str(text.startswith("> ")).lower()}"'
            f' bounds="[0,{100 * index}][1000,{100 * index + 90}]"/>'
            for index, text in enumerate(texts)
        )
        whole = f'<a class="android.widget.FrameLayout" package="app" bounds="{_WHOLE}">{nodes}</a>'
        return f"<hierarchy>{whole}</hierarchy>"

    def text(self, label: str) -> str:
        return label

    def current_package(self) -> str:
        return "app"

    def swipe(self, *_: object) -> None: ...
    def interstitial(self, name: str) -> None: ...
    def fallback(self, what: str) -> None: ...


def _row(text: str) -> str:
    return f"android.widget.{'LinearLayout' if text.startswith('> ') else 'TextView'}"


def _bounds(index: int) -> Bounds:
    return Bounds(0, 100 * index, 1000, 100 * index + 90)


def _seen(index: int, text: str) -> Sighting:
    return Sighting(
        element_id=f"{index}-{text}",
        text=text.removeprefix("> "),
        description="",
        bounds=_bounds(index),
        displayed=True,
        enabled=True,
        selected=False,
        checked=False,
        clickable=text.startswith("> "),
        class_name=_row(text),
        hint="",
        password=False,
        found_by=frozenset(),
    )


def drawn(*frames: list[str], element_s: float = 5, quiet_s: float = 0.05) -> Screen:
    """The screen; frames as `Phone` takes them."""
    return screen_on(Phone(*frames), element_s, quiet_s)


def screen_on(phone: Any, element_s: float, quiet_s: float) -> Screen:
    """The real screen in front of a phone that is session, words, notes and guard in one."""
    return Screen(
        phone,
        words=phone,
        override=lambda _: Override(),
        interstitials=(),
        notes=phone,
        guard=phone,
        package="app",
        timeouts=Timeouts.model_construct(element_s=element_s, quiet_s=quiet_s),
    )

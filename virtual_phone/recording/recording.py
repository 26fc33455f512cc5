"""One recording of a phone's display, from its start to its file."""

import logging
import threading
import time
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from virtual_phone.recording.h264 import Encoder, Frame
from virtual_phone.recording.mp4 import Shot, write_mp4
from virtual_phone.tree.device import Device
from virtual_phone.tree.node import Node
from virtual_phone.tree.seen import what_is_seen

if TYPE_CHECKING:
    from PIL.Image import Image

_LOG = logging.getLogger(__name__)
# So that a client in a hurry leaves each screen in a film; a look takes a hundredth of that.
_LOOK_S: Final = 0.04
_LEAST_MS: Final = 40
_SHORTEST_FILM_MS: Final = 1000
# A tree takes about 50 KB.
_MOST_UNDRAWN: Final = 600
_START_CODE: Final = b"\0\0\0\1"


@dataclass
class _Moment:
    """What was shown from a moment on: as trees, which cost next to nothing, until it is drawn."""

    when_s: float
    windows: Sequence[Node]
    frame: Frame | None = None


class Recording:
    """Films a phone in a thread of its own; a frame is taken only when something has changed.

    Most films are thrown away, so that frames are drawn when somebody wants them: at the end, or
    when many are waiting.

    Args:
        device: The phone.
        size: Width and height of the film in pixels; the display is fitted into it. None: as
            large as screenshots are.
        limit_s: Ends by itself after so many seconds; None: never.
        take: Given every frame at once, in the form of a raw H.264 stream.

    Attributes:
        over: Set when no more frames are taken.
    """

    def __init__(
        self,
        device: Device,
        size: tuple[int, int] | None = None,
        limit_s: float | None = None,
        take: Callable[[bytes], object] | None = None,
    ) -> None:
        self._device, self._size, self._limit_s, self._take = device, size, limit_s, take
        self._encoder: Encoder | None = None
        self._frames: list[_Moment] = []
        self._drawn = 0
        self._seen: Hashable = None
        self._ended_s = 0.0
        self._stop = threading.Event()
        self.over = threading.Event()
        self._began_s = time.monotonic()
        self._thread = threading.Thread(target=self._run, name="recording", daemon=True)
        self._thread.start()

    def stop(self) -> bytes:
        """End it, and return the film: an MP4 file.

        It lasts a second at least, so that somebody can look at it: its last frame is held.

        Raises:
            RuntimeError: The phone could not be filmed.
        """
        self._stop.set()
        self._thread.join()
        try:
            while self._take is None and self._drawn < len(self._frames):
                self._draw_next()
        except Exception as error:
            raise RuntimeError(f"a frame could not be drawn: {error}") from error
        frames = [each.frame for each in self._frames if each.frame]
        if self._encoder is None or not frames:
            raise RuntimeError("no frame was taken")
        begins = [each.when_s for each in self._frames[: len(frames)]]
        ends = [*begins[1:], self._ended_s]
        shots = [
            Shot(frame, max(_LEAST_MS, round((end_s - when_s) * 1000)))
            for frame, when_s, end_s in zip(frames, begins, ends, strict=True)
        ]
        missing_ms = _SHORTEST_FILM_MS - sum(shot.duration_ms for shot in shots)
        if missing_ms > 0:
            shots[-1] = replace(shots[-1], duration_ms=shots[-1].duration_ms + missing_ms)
        return write_mp4(self._encoder, shots)

    def cancel(self) -> None:
        """End it soon; nobody wants the film."""
        self._stop.set()

    def _run(self) -> None:
        try:
            while True:
                self._look()
                left_s = _LOOK_S
                if self._limit_s is not None:
                    left_s = min(left_s, self._began_s + self._limit_s - time.monotonic())
                if left_s <= 0 or self._stop.wait(left_s):
                    break
        except OSError as gone:
            _LOG.info("whoever took the film has gone: %s", gone)
        except Exception:  # noqa: BLE001 -- the film is lost; the phone and its clients go on
            _LOG.exception("recording failed")
        finally:
            self._ended_s = time.monotonic()
            self.over.set()

    def _look(self) -> None:
        with self._device.lock:
            windows = self._device.watch()
        seen = what_is_seen(windows)
        if seen == self._seen:
            return
        self._seen = seen
        self._frames.append(_Moment(time.monotonic(), windows))
        if self._take is not None or len(self._frames) - self._drawn > _MOST_UNDRAWN:
            self._draw_next()

    def _draw_next(self) -> None:
        from virtual_phone.drawing import draw_image

        moment = self._frames[self._drawn]
        picture = draw_image(moment.windows, self._device.display)
        if self._encoder is None:
            self._encoder = Encoder(*(self._size or picture.size))
            self._hand_on(self._encoder.sequence, self._encoder.picture)
        moment.frame = self._encoder.encode(_fitted(picture, self._encoder))
        moment.windows = ()
        self._drawn += 1
        self._hand_on(moment.frame.unit)

    def _hand_on(self, *units: bytes) -> None:
        if self._take is not None:
            self._take(b"".join(_START_CODE + unit for unit in units))


def _fitted(picture: "Image", encoder: Encoder) -> "Image":
    """The picture within the film's size, with black bars where the shapes differ."""
    from PIL import Image, ImageOps

    size = (encoder.width_px, encoder.height_px)
    if picture.size == size:
        return picture
    return ImageOps.pad(picture, size, Image.Resampling.BILINEAR, color=(0, 0, 0))

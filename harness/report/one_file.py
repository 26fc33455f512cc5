"""Pictures and small films inside the page, for a page that is one file.

Each picture is in it once, however many steps show it, and small enough for a mail.
"""

import base64
import io
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from harness.errors import ConfigurationError, Place

WIDEST_PX = 540
LARGEST_FILM_BYTES = 300_000
_QUALITY = 82


class Embedded:
    """The pictures that a page names, as they are written into it.

    Args:
        folder: Where the run's pictures are.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._named: dict[str, dict[str, Any]] = {}
        self.shown: list[dict[str, Any]] = []
        """Each place in which the page shows a picture, as `place` returned it."""

    def place(self, picture: dict[str, Any]) -> dict[str, Any]:
        """A picture goes into the page, in one more place of it.

        Returns the picture with its `anchor`, by which the page calls it, and with `shot`, by which
        it calls this place: whoever has looked at it in full size comes back to where it stood.

        Args:
            picture: As `summary.json` has it.
        """
        named = self._named.setdefault(
            picture["file"], {**picture, "anchor": f"picture-{len(self._named) + 1}"}
        )
        self.shown.append({**named, **picture, "shot": f"shot-{len(self.shown) + 1}"})
        return self.shown[-1]

    def film(self, film: dict[str, Any]) -> str:
        """A film's content as a `url`; "" where it is too large to be sent on, or gone.

        Args:
            film: As `summary.json` has it.
        """
        file = self._folder / film["file"]
        if not file.exists() or file.stat().st_size > LARGEST_FILM_BYTES:
            return ""
        return f"data:video/mp4;base64,{base64.b64encode(file.read_bytes()).decode('ascii')}"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Each picture that has a place, once, with its `anchor`, and its content as a `url`.

        Raises:
            ConfigurationError: The picture is not there any more, or is none.
        """
        for picture in self._named.values():
            yield {**picture, "url": _data_url(self._folder / picture["file"])}


def _data_url(file: Path) -> str:
    """The picture as WebP, at most `WIDEST_PX` wide: phones' own are ten times as big."""
    from PIL import Image

    try:
        with Image.open(file) as picture:
            width_px = min(picture.width, WIDEST_PX)
            height_px = max(1, round(picture.height * width_px / picture.width))
            small = picture.convert("RGB").resize((width_px, height_px), Image.Resampling.LANCZOS)
    except OSError as error:
        raise ConfigurationError(
            Place(file), f"cannot be read: {error}", "a picture of the run", "Run scenarios again."
        ) from error
    stream = io.BytesIO()
    small.save(stream, "WEBP", quality=_QUALITY, method=4)
    return f"data:image/webp;base64,{base64.b64encode(stream.getvalue()).decode('ascii')}"

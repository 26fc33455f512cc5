"""A phone that films, and the films that it gives."""

import struct
from collections import Counter
from collections.abc import Callable
from xml.sax.saxutils import quoteattr

from recorded_phone import Field, Phone


def box(kind: bytes, body: bytes) -> bytes:
    """A box of an MP4 file."""
    return struct.pack(">I4s", len(body) + 8, kind) + body


HEADER = box(b"mvhd", struct.pack(">4x8xII", 1000, 6400))
MP4 = box(b"ftyp", b"isom") + box(b"moov", HEADER) + box(b"mdat", b"frames")


class FilmedPhone(Phone):
    """Films, and takes down what it is asked for."""

    def __init__(self, mp4: bytes = MP4) -> None:
        super().__init__()
        self.mp4, self.film_spoiled_by, self.asked = mp4, "", list[str]()
        self.looks: list[str] = []
        self.typed_in_film: tuple[str, ...] = ()
        self.secrets_typed: tuple[str, ...] = ()
        self.is_secret: Callable[[str], bool] = lambda _: False
        self.fields, self.label = [""], ""
        self.posted: list[str] = []
        self.refuses: Exception | None = None
        self.commands = Counter[str](find=1)

    def start_film(self) -> None:
        self.commands["start"] += 1
        self.asked.append("start")
        if self.refuses:
            raise self.refuses
        self.film_spoiled_by = ""
        self.typed_in_film = self.secrets_typed = ()

    def stop_film(self) -> bytes:
        self.asked.append("stop")
        return self.mp4

    def popped_up(self, since_s: float) -> list[str]:
        assert since_s > 0
        return self.posted

    def everything_shown(self) -> str:
        return "<a/>"

    def input_fields(self) -> list[Field]:
        self.looks.append("fields")
        return [Field(text, password=self.secret) for text in self.fields]

    def page_source(self) -> str:
        self.looks.append("page source")
        nodes = "".join(f"<b text={quoteattr(text)}/>" for text in (*self.fields, self.label))
        return f"<a>{nodes}</a>"

import io
import struct
import zlib
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from harness.evidence.pictures import PictureStore, without_metadata


def picture(*, compressed: bool = False) -> bytes:
    """A red screen with words beside its pixels."""
    said = PngImagePlugin.PngInfo()
    said.add_text("Comment", "typed hush hush", zip=compressed)
    said.add_itxt("Title", "hush hush", zip=compressed)
    file = io.BytesIO()
    exif = Image.Exif()
    exif[0x010E] = "hush hush"
    image = Image.new("RGB", (4, 3), "red")
    image.save(file, "PNG", pnginfo=said, exif=exif)
    return file.getvalue()


@pytest.mark.parametrize("compressed", [False, True])
def test_what_is_said_beside_the_pixels_is_dropped(compressed: bool) -> None:
    """Texts, also compressed ones, EXIF, and whatever follows the end; the picture stays."""
    png = picture(compressed=compressed) + b"hush hush"
    kept = without_metadata(png)
    assert {kind for kind, _ in chunks(kept)} == {b"IHDR", b"IDAT", b"IEND"}
    assert b"hush" not in kept
    image = Image.open(io.BytesIO(kept))
    assert (image.size, image.getpixel((0, 0)), image.info) == ((4, 3), (255, 0, 0), {})


def test_what_the_picture_needs_is_kept() -> None:
    """Colours of a palette, and what is transparent."""
    file = io.BytesIO()
    image = Image.new("P", (2, 2))
    image.putpalette([10, 20, 30])
    image.save(file, "PNG", transparency=0, dpi=(96, 96))
    assert without_metadata(file.getvalue()) == file.getvalue()


def test_a_picture_that_ends_early_does_not_stop_anybody() -> None:
    """Half a chunk is dropped."""
    png = picture()
    at = png.index(b"IDAT") + 6
    assert [kind for kind, _ in chunks(without_metadata(png[:at]))] == [b"IHDR"]


def test_pictures_with_other_words_are_stored_once(tmp_path: Path) -> None:
    """And without them."""
    store = PictureStore(tmp_path / "pictures", tmp_path / "allure")
    one, other = store.put(picture(), "one"), store.put(picture(compressed=True), "other")
    assert one.file == other.file
    [file] = (tmp_path / "pictures").iterdir()
    assert b"hush" not in file.read_bytes()
    assert (one.width_px, one.height_px) == (4, 3)


def chunks(png: bytes) -> list[tuple[bytes, bytes]]:
    """Kind and content of each part of a PNG file; fails where a checksum is wrong."""
    found, at = [], 8
    while at < len(png):
        size, kind = struct.unpack(">I4s", png[at : at + 8])
        body = png[at + 8 : at + 8 + size]
        assert struct.unpack(">I", png[at + 8 + size : at + 12 + size])[0] == zlib.crc32(
            kind + body
        )
        found.append((kind, body))
        at += size + 12
    return found

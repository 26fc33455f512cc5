import io

import pytest
from PIL import Image

from harness.capture.painting import COLOUR
from harness.evidence.private_places import painted_over

WHITE = (255, 255, 255)
PRIVATE, OPEN = "+1 202-555-0147", "+1 202-555-0148"


def picture(width_px: int = 300, height_px: int = 600) -> bytes:
    """A white screen."""
    file = io.BytesIO()
    Image.new("RGB", (width_px, height_px), WHITE).save(file, "PNG")
    return file.getvalue()


def source(*views: str) -> str:
    """A screen of 300 x 600 with some views."""
    return f'<hierarchy width="300" height="600">{"".join(views)}</hierarchy>'


def view(text: str, top: int, name: str = "text") -> str:
    """A row of the screen, 40 pixels high."""
    return f'<node {name}="{text}" bounds="[20,{top}][280,{top + 40}]"/>'


def painted(png: bytes) -> set[int]:
    """In which hundreds of pixels from above the screen is painted over."""
    image = Image.open(io.BytesIO(png)).convert("RGB")
    rows = (y for y in range(image.height) if image.getpixel((image.width // 2, y)) == COLOUR)
    return {y * 6 // image.height * 100 for y in rows}


def is_private(text: str) -> bool:
    """One number is."""
    return PRIVATE in text


@pytest.mark.parametrize("name", ["text", "content-desc", "hint"])
def test_only_what_is_private_is_painted_over(name: str) -> None:
    """Wherever a view has it; a letter may reach a little over its view, and no more."""
    shown = source(view(f"to {PRIVATE}", 120, name), view(OPEN, 320, name))
    png = painted_over(picture(), [shown], is_private)
    image = Image.open(io.BytesIO(png)).convert("RGB")
    assert painted(png) == {100}
    assert {image.getpixel((x, y)) for x in range(20, 280) for y in range(120, 160)} == {COLOUR}
    assert image.getpixel((150, 110)) == image.getpixel((150, 170)) == WHITE


def test_what_was_there_before_or_comes_meanwhile_is_painted_over_too() -> None:
    """Nobody knows at which moment the picture was taken."""
    looks = [source(view(PRIVATE, 20)), source(view(PRIVATE, 420))]
    assert painted(painted_over(picture(), looks, is_private)) == {0, 400}


def test_a_picture_of_another_scale_is_painted_at_its_own_places() -> None:
    """Some phones send smaller pictures than their screens are."""
    png = painted_over(picture(150, 300), [source(view(PRIVATE, 220))], is_private)
    assert painted(png) == {200}


def test_a_screen_without_anybody_private_stays_as_it_was_taken() -> None:
    """To the byte: pictures that are alike are stored once."""
    png = picture()
    assert painted_over(png, [source(view(OPEN, 100))], is_private) is png


@pytest.mark.parametrize(
    "png", [b"\x89PNG\r\n\x1a\n no picture", picture(600, 300)], ids=["broken", "turned"]
)
def test_what_cannot_be_painted_must_not_be_saved(png: bytes) -> None:
    """It says why, and nothing of the person."""
    with pytest.raises(ValueError, match="somebody private is on it, and cannot be painted") as why:
        painted_over(png, [source(view(PRIVATE, 100))], is_private)
    assert "555" not in str(why.value)


def test_half_a_character_on_the_screen_costs_no_picture() -> None:
    """A name that an app has cut in the middle of an emoji."""
    shown = source(view(f"\ud83d {PRIVATE}", 120), view("\ud83d", 320))
    assert painted(painted_over(picture(), [shown], is_private)) == {100}

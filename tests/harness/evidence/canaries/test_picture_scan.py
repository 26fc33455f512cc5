"""The look at pictures and films finds what is not painted over."""

import base64
import io
import zipfile
from pathlib import Path

import pytest
from canary_phone import Given
from canary_run import CanaryRun
from canary_values import SECRETS
from picture_scan import canaries_on_pictures
from PIL import Image, ImageDraw

from harness.capture.painting import COLOUR
from virtual_phone.tree.node import Bounds

NUMBER = "+1 202-555-0147"
PLACE, ELSEWHERE = Bounds(20, 100, 280, 140), Bounds(20, 300, 280, 340)
FILM = b"\0\0\0\x20ftypisom"


def _screen(*painted: Bounds, text: str = NUMBER, scale: float = 0.5) -> bytes:
    """A screen of 300 x 600 with one text, as a PNG."""
    image = Image.new("RGB", (round(300 * scale), round(600 * scale)), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    draw.text((PLACE.left * scale, PLACE.top * scale), text, (0, 0, 0))
    for each in painted:
        draw.rectangle([side * scale for side in each], COLOUR)
    file = io.BytesIO()
    image.save(file, "PNG")
    return file.getvalue()


def _run(folder: Path, *given: Given) -> CanaryRun:
    return CanaryRun(folder, 0, "", codes=frozenset({"613943"}), given=given)


def _given(text: str = NUMBER, content: bytes = b"") -> Given:
    return Given(content or _screen(text=text), ((text, PLACE),), 300)


@pytest.mark.parametrize(
    ("painted", "found"),
    [
        ((PLACE,), []),
        ((PLACE, ELSEWHERE), []),
        ((), ["a.png: number of member 1"]),
        ((ELSEWHERE,), ["a.png: number of member 1"]),
        ((Bounds(20, 100, 270, 140),), ["a.png: number of member 1"]),
    ],
    ids=["painted", "and more", "nothing painted", "painted elsewhere", "not all of it"],
)
def test_who_is_private_is_to_be_painted_over(
    tmp_path: Path, painted: tuple[Bounds, ...], found: list[str]
) -> None:
    """All of their place; more of the picture may be painted, too."""
    (tmp_path / "a.png").write_bytes(_screen(*painted))
    assert canaries_on_pictures(_run(tmp_path, _given())) == found


@pytest.mark.parametrize(
    ("text", "name"),
    [(SECRETS["CANARY_REGEX"], "CANARY_REGEX"), ("613 943", "a code")],
)
def test_of_a_screen_with_a_secret_there_is_no_picture(
    tmp_path: Path, text: str, name: str
) -> None:
    """However well it is painted over."""
    (tmp_path / "a.png").write_bytes(_screen(PLACE, text=text))
    assert canaries_on_pictures(_run(tmp_path, _given(text))) == [f"a.png: {name}"]


def test_a_screen_without_anybody_may_be_kept_beside_one_with_somebody(tmp_path: Path) -> None:
    """The same form, before a number was typed there and behind that."""
    (tmp_path / "a.png").write_bytes(_screen(text=""))
    assert canaries_on_pictures(_run(tmp_path, _given(), _given(""))) == []


def test_no_picture_is_of_unknown_origin(tmp_path: Path) -> None:
    """Else one that the scan cannot judge would pass."""
    (tmp_path / "a.png").write_bytes(_screen(PLACE, scale=1))
    (tmp_path / "b.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    (tmp_path / "c.mp4").write_bytes(FILM)
    assert canaries_on_pictures(_run(tmp_path, _given())) == [
        "a.png: no phone gave it",
        "b.png: it cannot be looked at",
        "c.mp4: no phone gave it",
    ]


def test_pictures_are_looked_for_everywhere(tmp_path: Path) -> None:
    """In archives, and in the answers that a log has; so are films."""
    png = _screen()
    log = b'data={"value": "' + base64.b64encode(png) + b'"}'
    (tmp_path / "debug.log").write_bytes(log)
    film = _given(content=FILM)
    (tmp_path / "log.txt").write_bytes(b"film: " + base64.b64encode(FILM))
    with zipfile.ZipFile(tmp_path / "trace.zip", "w") as archive:
        archive.writestr("screen", _screen(ELSEWHERE))
    assert canaries_on_pictures(_run(tmp_path, _given(), film)) == [
        "debug.log (base64, 1): number of member 1",
        "log.txt (base64, 1): number of member 1",
        "trace.zip!screen: number of member 1",
    ]

"""Films: a browser plays them, and they show what the phone showed."""

import base64
import io
import struct
import threading
from collections.abc import Iterator
from typing import Any

import pytest
from hand import Hand, MakeHand
from PIL import Image, ImageChops, ImageDraw
from selenium.webdriver import Chrome

from virtual_phone.clock import Clock
from virtual_phone.recording import Recording
from virtual_phone.recording.bits import Bits
from virtual_phone.recording.h264 import Encoder
from virtual_phone.recording.mp4 import Shot, write_mp4

_PLAY = """
const [film, times, done] = arguments;
const video = document.createElement('video');
video.muted = true;
video.onerror = () => done({error: video.error.message});
const seen = [];
async function look() {
  for (const time of times) {
    // At the very end a busy browser may still show the frame before the last one.
    const within = Math.min(time, video.duration - 0.05);
    // That it has sought tells of no frame yet; of one that is there already nothing else comes.
    const drawn = Promise.race([
      new Promise(come => video.requestVideoFrameCallback(come)),
      new Promise(come => setTimeout(come, 1000)),
    ]);
    await new Promise(seeked => { video.onseeked = seeked; video.currentTime = within; });
    await drawn;
    const canvas = document.createElement('canvas');
    canvas.width = video.videoWidth; canvas.height = video.videoHeight;
    canvas.getContext('2d').drawImage(video, 0, 0);
    seen.push(canvas.toDataURL('image/png').split(',')[1]);
  }
  done({size: [video.videoWidth, video.videoHeight], duration_s: video.duration, seen});
}
video.onloadeddata = look;
video.src = 'data:video/mp4;base64,' + film;
"""


def _played(browser: Chrome, film: bytes, *times_s: float) -> dict[str, Any]:
    """Size and length of a film, and what a real browser shows at some moments of it."""
    browser.set_script_timeout(30)
    said = browser.execute_async_script(_PLAY, base64.b64encode(film).decode(), times_s)
    assert "error" not in said, said
    seen = [Image.open(io.BytesIO(base64.b64decode(each))).convert("RGB") for each in said["seen"]]
    return {**said, "seen": seen}


def _differ(one: Image.Image, other: Image.Image) -> int:
    """How much brightness differs at most; a player's own conversion makes a few steps."""
    extrema = ImageChops.difference(one.convert("L"), other.convert("L")).getextrema()
    assert isinstance(extrema[1], int | float)
    return int(extrema[1])


def _pictures(width_px: int, height_px: int) -> Iterator[Image.Image]:
    """Of a kind of screen: plain, with marks in odd places, and almost the same."""
    plain = Image.new("RGB", (width_px, height_px), (250, 250, 250))
    yield plain
    drawn = plain.copy()
    draw = ImageDraw.Draw(drawn)
    draw.rectangle((0, 0, width_px // 2, 21), fill=(10, 20, 30))
    draw.ellipse((5, 30, 60, 70), fill=(254, 44, 85))
    draw.text((3, height_px - 20), "Invite 123", fill=(0, 0, 0))
    draw.line((width_px - 1, 0, 0, height_px - 1), fill=(0, 0, 255))
    yield drawn
    almost = drawn.copy()
    almost.putpixel((width_px - 1, height_px - 1), (0, 0, 0))
    yield almost
    yield Image.effect_noise((width_px, height_px), 90).convert("RGB")


@pytest.mark.parametrize("size", [(96, 160), (90, 122), (2, 2), (540, 1200)])
def test_a_browser_shows_every_frame(browser: Chrome, size: tuple[int, int]) -> None:
    """At its time and of its size, also where that is no multiple of 16, and with pixels of 0."""
    pictures = list(_pictures(*size))
    encoder = Encoder(*size)
    film = write_mp4(encoder, [Shot(encoder.encode(each), 500) for each in pictures])
    played = _played(browser, film, 0.25, 0.75, 1.25, 1.75)
    assert played["size"] == list(size)
    assert played["duration_s"] == pytest.approx(2.0)
    for seen, drawn in zip(played["seen"], pictures, strict=True):
        # Colours have half the resolution: only brightness is compared, with some tolerance.
        assert _differ(seen, drawn) <= 40


def test_what_stays_costs_next_to_nothing() -> None:
    """An unchanged frame takes some bytes; a small change no more than its squares."""
    first, drawn, almost, _ = _pictures(540, 1200)
    encoder = Encoder(540, 1200)
    whole = encoder.encode(drawn)
    assert whole.is_key
    assert len(whole.unit) < 200_000
    assert len(encoder.encode(drawn).unit) < 16
    small = encoder.encode(almost)
    assert not small.is_key
    assert len(small.unit) < 500
    assert len(Encoder(540, 1200).encode(first).unit) < 4000


def test_nothing_within_a_unit_looks_like_a_start() -> None:
    """Zeros are kept apart, as every decoder expects."""
    bits = Bits()
    bits.raw(bytes(9) + b"\1\2\3\4")
    unit = bits.unit(5)
    assert b"\0\0\0" not in unit
    assert b"\0\0\1" not in unit
    assert unit.startswith(b"\x65\0\0\3\0\0\3\0")


def test_a_recording_follows_the_phone(make_hand: MakeHand, browser: Chrome) -> None:
    """Its first frame is what was there, its last what is there; nothing is taken in between."""
    hand = make_hand(clock=Clock(running=False))  # the status bar's clock stands
    recording = Recording(hand.phone)
    _settled(recording, 1)
    before = Image.open(io.BytesIO(hand.phone.screenshot_png()))
    with hand.phone.lock:
        hand.start()
    _settled(recording, 2)
    threading.Event().wait(0.3)
    assert len(recording._frames) == 2
    after = Image.open(io.BytesIO(hand.phone.screenshot_png()))
    played = _played(browser, recording.stop(), 0.0, 60.0)
    assert played["size"] == [540, 1200]
    assert _differ(played["seen"][0], before) <= 40
    assert _differ(played["seen"][1], after) <= 40


def test_a_recording_of_another_shape(hand: Hand) -> None:
    """The display is fitted in; and it ends by itself."""
    recording = Recording(hand.phone, (320, 320), limit_s=0.2)
    assert recording.over.wait(10)
    film = recording.stop()
    at = film.index(b"avc1", film.index(b"stsd"))
    assert struct.unpack_from(">HH", film, at + 28) == (320, 320)


def test_a_short_film_can_be_looked_at(hand: Hand) -> None:
    """The last frame is held until a second is over: one of a moment would be a flash."""
    recording = Recording(hand.phone, (32, 32), limit_s=0.2)
    assert recording.over.wait(10)
    film = recording.stop()
    ticks_per_s, ticks = struct.unpack_from(">II", film, film.index(b"mvhd") + 16)
    assert ticks == ticks_per_s


def test_frames_are_handed_on_as_they_come(hand: Hand) -> None:
    """A raw stream: parameter sets first, then frames, each after a start code."""
    taken: list[bytes] = []
    recording = Recording(hand.phone, take=taken.append)
    _settled(recording, 1)
    recording.stop()
    units = b"".join(taken).split(b"\0\0\0\1")[1:]
    assert [unit[0] & 0x1F for unit in units] == [7, 8, 5]


def test_who_takes_frames_may_go(hand: Hand, caplog: pytest.LogCaptureFixture) -> None:
    """The recording is over, and nothing else."""

    def gone(_frame: bytes) -> None:
        raise ConnectionError("gone")

    recording = Recording(hand.phone, take=gone)
    assert recording.over.wait(10)
    with pytest.raises(RuntimeError, match="no frame was taken"):
        recording.stop()
    assert not [record for record in caplog.records if record.levelname == "ERROR"]


def _settled(recording: Recording, frames: int) -> None:
    """Wait until so many frames are taken."""
    pause = threading.Event()
    for _ in range(200):
        if len(recording._frames) >= frames:
            return
        pause.wait(0.05)
    raise AssertionError(f"{len(recording._frames)} of {frames} frames after 10 s")

"""Films of the display: start and stop."""

import base64
from typing import Any

from virtual_phone.recording import Recording
from virtual_phone.webdriver.errors import WebDriverError, failed, refused
from virtual_phone.webdriver.numbers import finite
from virtual_phone.webdriver.session import Call

_LONGEST_S = 1800
_USUAL_S = 180
_LARGEST_SIDE_PX = 4096


def start(call: Call) -> str:
    """POST /appium/start_recording_screen; answers as `stop` does for what was running before."""
    options = _options(call)
    limit_s = _limit_s(options.get("timeLimit", _USUAL_S))
    size = _size(options.get("videoSize"))
    before = "" if options.get("forceRestart") else stop(call)
    if call.session.recording is not None:
        call.session.recording.cancel()
    call.session.recording = Recording(call.device, size, limit_s)
    return before


def stop(call: Call) -> str:
    """POST /appium/stop_recording_screen: an MP4 file in base64, "" when nothing was recorded."""
    options = _options(call)
    if options.get("remotePath"):
        raise refused("Uploading a film", "take it from the answer")
    recording, call.session.recording = call.session.recording, None
    return "" if recording is None else base64.b64encode(_film(call, recording)).decode()


def _film(call: Call, recording: Recording) -> bytes:
    """The recording needs the phone to end: what holds it lets go for so long."""
    call.device.lock.release()
    try:
        return recording.stop()
    except RuntimeError as error:
        raise failed(f"Unable to stop screen recording: {error}") from error
    finally:
        call.device.lock.acquire()


def _options(call: Call) -> dict[str, Any]:
    """Newer clients send them in an object of their own, older ones as they are."""
    inner = call.body.get("options", call.body)
    if not isinstance(inner, dict):
        raise WebDriverError("invalid argument", f"'options' must be an object, and is {inner!r}")
    return inner


def _limit_s(value: Any) -> float:
    try:
        seconds = 0.0 if isinstance(value, bool) else finite("timeLimit", float(value))
    except (TypeError, ValueError, OverflowError, WebDriverError):
        seconds = 0.0
    if not 1 <= seconds <= _LONGEST_S:
        shown = str(value).lower() if isinstance(value, bool) else value
        raise failed(
            f"The timeLimit value must be in range [1, {_LONGEST_S}] seconds. "
            f"The value of '{shown}' has been passed instead."
        )
    return seconds


def _size(value: Any) -> tuple[int, int] | None:
    if value is None:
        return None
    width, _, height = str(value).partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise failed(f"Invalid size '{value}', must be width x height")
    size = (int(width) & ~1, int(height) & ~1)
    if not 0 < min(size) <= max(size) <= _LARGEST_SIDE_PX:
        raise failed(f"unable to configure video/avc codec at {value} (err=-22)")
    return size

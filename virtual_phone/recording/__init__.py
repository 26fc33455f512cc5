"""Recording: the phone's display as a film, an MP4 with H.264 that browsers and players show."""

from virtual_phone.recording.recording import Recording

__all__ = ["Recording"]

"""The one session of a phone, whichever door it came through."""

from typing import Any

from virtual_phone.tree.device import Device
from virtual_phone.webdriver.elements import ElementIds
from virtual_phone.webdriver.errors import unknown_session
from virtual_phone.webdriver.session import Session
from virtual_phone.webdriver.settings import named_like_settings


class SessionSlot:
    """Holds at most one session. Every call is made while holding the phone's lock.

    Args:
        device: The phone.
    """

    def __init__(self, device: Device) -> None:
        self._device = device
        self._ids = ElementIds()
        self.session: Session | None = None

    def new_session(self, capabilities: dict[str, Any]) -> Session:
        """A session that is not yet the current one; capabilities may name settings.

        Raises:
            WebDriverError: A setting got a value of the wrong type.
        """
        session = Session(self._device, capabilities, self._ids)
        session.settings.update(named_like_settings(capabilities))
        return session

    def get(self, session_id: str) -> Session:
        """The session with this id.

        Raises:
            WebDriverError: It has ended, or never was.
        """
        if self.session is None or self.session.id != session_id:
            raise unknown_session()
        return self.session

    def end(self, session: Session) -> None:
        """Let it go."""
        session.ended = True
        if session.recording is not None:
            session.recording.cancel()
        if self.session is session:
            self.session = None

"""Films of the display, through the driver's own screen recording, and what spoils them."""

import base64
import binascii
import re
from collections.abc import Callable
from typing import Final

from harness.session.looks import Looks
from harness.session.sighting import UIAUTOMATOR, Sighting

LONGEST_FILM_S: Final = 180
"""Android's own `screenrecord` ends by itself after so long."""
# A screen on which little moves needs no more; at the driver's 4 Mbit/s a minute is 30 MB.
_BITS_PER_S: Final = 1_000_000
# As in the page source, whatever server made it. It begins with letters, as searches for them are
# fast; an attribute whose name only ends with them spoils a film for nothing, and hides nothing.
_PASSWORD: Final = re.compile(r"""password\s*=\s*["']true["']""")
# A code, in groups or not, or one digit of it in a field of its own; an address with which anybody
# could join. Codes have eight digits at most (`harness.inboxes.one_time_code`). Nine or more are a
# telephone number: whoever is private is not filmed at all. A number of fewer costs a film.
_MAY_BE_ONE_TIME: Final = re.compile(r"[\s-]*(?:\d[\s-]*){1,8}|.*\S://.*", re.DOTALL)
_SHORTEST_CODE: Final = 4
_MOST_TYPED: Final = 32  # whole texts, and parts of codes


class Filmed(Looks):
    """Looks that also remember whether a running film has seen what nobody may see.

    Attributes:
        film_spoiled_by: Why the film that runs must not be kept; "" while it may be.
        typed_in_film: What was typed since it began; whoever knows the secrets looks for them.
        secrets_typed: Of these, what spoiled it; and links that were opened. The last of them.
        is_secret: Asked about what is read; whoever knows the secrets sets it.
    """

    film_spoiled_by = ""
    typed_in_film: tuple[str, ...] = ()
    secrets_typed: tuple[str, ...] = ()
    is_secret: Callable[[str], bool] = staticmethod(lambda _: False)

    def start_film(self) -> None:
        """Film the display from now on; what was filmed until now is thrown away.

        It ends by itself after `LONGEST_FILM_S`.

        Raises:
            InfrastructureError: This phone, or its server, makes no films.
        """
        with self._sorted("start a film of the display"):
            self.driver.start_recording_screen(
                forceRestart=True, timeLimit=LONGEST_FILM_S, bitRate=_BITS_PER_S
            )
        self.film_spoiled_by = ""
        self.typed_in_film = self.secrets_typed = ()

    def stop_film(self) -> bytes:
        """End the film and get it, an MP4 file; empty where none was running.

        Raises:
            InfrastructureError: The server has none to give.
        """
        with self._sorted("end the film of the display"):
            film = self.driver.stop_recording_screen()
        try:
            return base64.b64decode(film or "", validate=True)
        except (binascii.Error, TypeError):
            return b""

    def popped_up(self, since_s: float) -> list[str]:
        """The words of the notifications that were posted since a moment, and are still there.

        Unlike `notifications`, it says nothing about what is to come.

        Args:
            since_s: In seconds since 1970, by the phone's clock.

        Raises:
            InfrastructureError: They cannot be read; that is not the same as none being there.
        """
        posted = self._ask_mobile_list("getNotifications", "statusBarNotifications")
        since_ms = since_s * 1000
        return [
            str(each.get("notification"))
            for each in posted
            if float(each.get("postTime") or since_ms) >= since_ms
        ]

    def find(self, value: str, using: str = UIAUTOMATOR) -> list[Sighting]:
        """As `Looks` do; a field for a password spoils a film, and so does a secret."""
        seen = super().find(value, using)
        if any(each.password for each in seen):
            self._spoil_film("a password was asked for")
        read = (text for each in seen for text in (each.text, each.description, each.hint))
        self._spoil_film_by_reading("\n".join(filter(None, read)))
        return seen

    def page_source(self) -> str:
        """As `Looks` do; a field for a password spoils a film, and so does a secret."""
        source = super().page_source()
        if _PASSWORD.search(source):
            self._spoil_film("a password was asked for")
        self._spoil_film_by_reading(source)
        return source

    def _spoil_film_by_reading(self, text: str) -> None:
        """The app shows again what was typed before the film began, or what nobody typed."""
        if not self.film_spoiled_by and self.is_secret(text):
            self._spoil_film("a secret could be read on the screen")

    def _spoil_film_by_typing(self, field: Sighting, text: str) -> None:
        """A password, or what may be a one-time code or a link, is about to be typed."""
        self.typed_in_film += (text,)
        if field.password:
            self._spoil_film("a password was typed", text)
        elif _MAY_BE_ONE_TIME.fullmatch(text):
            self._spoil_film("what may be a one-time code or a link was typed", text)

    def _spoil_film(self, why: str, *texts: str) -> None:
        self.film_spoiled_by = self.film_spoiled_by or why
        self.secrets_typed = _last_of(self.secrets_typed + texts)


def _last_of(typed: tuple[str, ...]) -> tuple[str, ...]:
    """As many as looks can afford to seek, while the screen lets no new film begin.

    Parts of codes stay in order, each as often as it was typed: a code may repeat a digit.
    """
    parts = [text for text in typed if len(text.strip()) < _SHORTEST_CODE]
    others = [text for text in typed if len(text.strip()) >= _SHORTEST_CODE]
    latest = list(dict.fromkeys(reversed(others)))[:_MOST_TYPED]
    return (*reversed(latest), *parts[-_MOST_TYPED:])

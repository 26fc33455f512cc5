"""A film of the last seconds before a scenario failed, from the phone's own screen recording.

Each phone that a scenario uses films while it runs. What a scenario that passes has filmed is never
fetched: the phone forgets it when the next film begins. And no film is kept of which somebody would
have to look through every frame to know that it shows no password, code or link.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from math import inf
from typing import NamedTuple, Protocol, cast

from harness.evidence.one_time import may_be_secret
from harness.evidence.redaction import Redactor
from harness.evidence.secret_screens import SecretScreen
from harness.evidence.source import EvidenceSource, sparing_session

ANEW_AFTER_S = 60.0
"""A step begins a new film where the one that runs is older. So a film has all of the failed step
and what led to it, and stays far from the three minutes after which a phone ends one by itself."""

PATIENCE_S = 2.0
"""Where most films are thrown away, a phone that takes longer to begin one begins no other."""

_CLOCKS_DIFFER_S = 600.0
# Characters. A look-up answers with fewer; to find codes in a large page source takes 0.1 s.
_SHORT = 4000
_TOO_LONG = "too long for one of each scenario; --evidence outcomes makes them all the same"
_MESSAGES = "a message with a one-time code or a link may have popped up"
_PRIVATE = "the people file marks a number or an address as private, which it may show"
_KNOWN = "a secret was typed where everybody can read it"
_NONE_THERE = "the phone had none to give"
_NO_LAST_PICTURE = "nothing of its last picture may be saved"


class Filming(Protocol):
    """A phone that films its display."""

    film_spoiled_by: str
    """Why the film that runs must not be kept; "" while it may be."""

    typed_in_film: tuple[str, ...]
    """What was typed since it began, whatever it is."""

    secrets_typed: tuple[str, ...]
    """Of these, what spoiled it: passwords, codes and links, which nobody else need know."""

    is_secret: Callable[[str], bool]
    """To be asked about whatever is read on the screen: a secret spoils the film."""

    def start_film(self) -> None:
        """Film from now on; forget what was filmed until now."""

    def stop_film(self) -> bytes:
        """End the film and get it, an MP4 file; empty where none was running."""

    def popped_up(self, since_s: float) -> list[str]:
        """The words of notifications since a moment, in seconds since 1970 by the phone's clock."""


@dataclass(frozen=True)
class Film:
    """What came of filming a phone.

    Attributes:
        mp4: The file; empty where there is none.
        why_not: Why there is none, although one was wanted of a phone that can make one.
    """

    mp4: bytes = b""
    why_not: str = ""


class _Spoiled(NamedTuple):
    """What a phone's session knew of a film that must not be kept."""

    why: str
    typed: tuple[str, ...]
    secrets: tuple[str, ...]


class Films:
    """The films of this process's phones, at most one under way on each.

    Args:
        redactor: Knows codes and links of this run, and whether somebody is private.
        wanted: Whether any are made at all.
        patience_s: How long a phone may take to begin one, and still be asked for another.
    """

    def __init__(self, redactor: Redactor, *, wanted: bool, patience_s: float = inf) -> None:
        self._redactor, self._wanted, self._patience_s = redactor, wanted, patience_s
        self._began: dict[int, float] = {}  # of films under way, in seconds since 1970
        self._refused: dict[int, str] = {}
        self._slow: dict[int, str] = {}
        self._held_back: dict[int, str] = {}  # why no other was begun in place of a spoiled one
        self._harmless: dict[int, tuple[int, str]] = {}  # what was read, and how many were known
        self._left_behind: dict[str, _Spoiled] = {}  # by sessions that ended, under phones' names

    def begin_scenario(self) -> None:
        """What was filmed before belongs to no scenario any more."""
        self._began.clear()

    def run(self, source: EvidenceSource) -> None:
        """Let the phone film, unless it does; anew where its film is too long, or spoiled.

        What spoiled a film would spoil the next one, too, while it can be read: until a look says
        that it cannot, no other begins, however old the film is, and whichever scenario this is.

        Nothing is raised, as a film is worth no scenario. A phone that has refused a film once is
        not asked again while its session lasts; a look that fails only holds back this one.
        """
        filming = self._filming(source)
        if filming is None or id(source) in self._refused:
            return
        self._tell_what_is_known(source, filming)
        try:
            with sparing_session(source):
                wanted = self._wants_a_new_one(source, filming)
            if not wanted:
                return
            if slow := self._slow.get(id(source)):
                raise TimeoutError(slow)  # noqa: TRY301 -- as a phone that makes none
            asked_s = time.monotonic()
            with sparing_session(source):
                filming.start_film()
            self._began[id(source)] = time.time()
            took_s = time.monotonic() - asked_s
            if took_s > self._patience_s:
                self._slow[id(source)] = f"{took_s:.1f} s to begin one is {_TOO_LONG}"
        except Exception as error:  # noqa: BLE001 -- see above
            self._began.pop(id(source), None)
            self._refused[id(source)] = str(error).strip().partition("\n")[0]

    def forget(self, source: EvidenceSource) -> None:
        """The phone's session ends, and its film with it; what its app shows may stay."""
        filming = self._filming(source)
        if filming and (why := self._spoiled_by(filming)):
            left = _Spoiled(why, filming.typed_in_film, filming.secrets_typed)
            self._left_behind[source.name] = left
        self._held_back.pop(id(source), None)
        self._began.pop(id(source), None)
        self._refused.pop(id(source), None)
        self._slow.pop(id(source), None)
        self._harmless.pop(id(source), None)

    def take(self, source: EvidenceSource, *, may_be_saved: bool) -> Film:
        """End the phone's film and get it; one that must not be kept is not even fetched.

        Args:
            source: The phone.
            may_be_saved: Whether what it shows now may be saved.

        Raises:
            Exception: Whatever the phone answers with.
        """
        filming, refused = self._filming(source), self._refused.get(id(source))
        if filming is None:
            return Film()
        if refused is not None:
            return Film(why_not=refused)
        began_s = self._began.pop(id(source), None)
        why = self._must_go(source, filming) or ("" if may_be_saved else _NO_LAST_PICTURE)
        held_back = self._held_back.get(id(source))
        if began_s is None and held_back:
            why = f"{why}; no other was begun, as {held_back}"
        if began_s is None or why:
            return Film(why_not=why)
        mp4 = filming.stop_film()
        posted = filming.popped_up(began_s - _CLOCKS_DIFFER_S)
        why = _MESSAGES if any(map(may_be_secret, posted)) else self._must_go(source, filming)
        why = why or ("" if mp4 else _NONE_THERE)
        return Film(why_not=why) if why else Film(mp4)

    def _filming(self, source: EvidenceSource) -> Filming | None:
        makes_films = self._wanted and hasattr(source, "start_film")
        return cast("Filming", source) if makes_films else None

    def _tell_what_is_known(self, source: EvidenceSource, filming: Filming) -> None:
        """What is secret; and what was typed in a session before, which this one cannot know."""
        filming.is_secret = partial(self._is_read, id(source))
        if left := self._left_behind.pop(source.name, None):
            filming.film_spoiled_by = filming.film_spoiled_by or left.why
            filming.typed_in_film = left.typed + filming.typed_in_film
            filming.secrets_typed = left.secrets + filming.secrets_typed

    def _wants_a_new_one(self, source: EvidenceSource, filming: Filming) -> bool:
        screen = SecretScreen(source, self._redactor)
        self._held_back.pop(id(source), None)
        if screen.can_change_by_itself or self._redactor.has_private_contacts:
            return False
        if why := self._spoiled_by(filming):  # else no look is needed, as in most steps
            filming.film_spoiled_by = why  # the look that follows may find a vaguer reason
            if held_back := _still_secret(source, screen, filming):
                self._held_back[id(source)] = held_back
            return not held_back
        began_s = self._began.get(id(source))
        return began_s is None or time.time() - began_s > ANEW_AFTER_S

    def _must_go(self, source: EvidenceSource, filming: Filming) -> str:
        if self._redactor.has_private_contacts:
            return _PRIVATE
        if SecretScreen(source, self._redactor).can_change_by_itself:
            return _MESSAGES
        return self._spoiled_by(filming)

    def _spoiled_by(self, filming: Filming) -> str:
        if filming.film_spoiled_by:
            return filming.film_spoiled_by
        typed = filming.typed_in_film
        in_parts = self._redactor.knows("".join(typed))  # text is typed after what is there
        return _KNOWN if in_parts or any(map(self._is_secret, typed)) else ""

    def _is_secret(self, text: str) -> bool:
        return self._redactor.knows(text) or self._redactor.one_time.text(text) != text

    def _is_read(self, phone: int, text: str) -> bool:
        """As often as a screen is looked at; codes and links are in fields, if anywhere."""
        read = self._redactor.how_many, text
        if read == self._harmless.get(phone):
            return False  # waiting reads the same again and again; 20 KB take some milliseconds
        is_secret = self._is_secret if len(text) <= _SHORT else self._redactor.knows
        if is_secret(text):
            return True
        self._harmless[phone] = read
        return False


def _still_secret(source: EvidenceSource, screen: SecretScreen, filming: Filming) -> str:
    """Why a film that begins now would show a secret; the cheaper look comes first."""
    try:
        with sparing_session(source):
            return screen.secret() or screen.still_shows(filming.secrets_typed)
    except Exception as error:  # noqa: BLE001 -- the next step looks again, and may be answered
        said = str(error).strip().partition("\n")[0]
        return f"whether a secret can still be read is not known: {said}"

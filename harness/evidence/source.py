"""What the evidence room wants from a phone."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager, nullcontext
from typing import Protocol

from harness.evidence.tally import Tally


class InputField(Protocol):
    """A field on the screen, whoever looked for it."""

    @property
    def text(self) -> str:
        """What is typed; the hint while nothing is."""
        ...

    @property
    def description(self) -> str:
        """What a screen reader says."""
        ...

    @property
    def hint(self) -> str:
        """What is to be typed."""
        ...

    @property
    def password(self) -> bool:
        """Whether it hides what is typed."""
        ...


class EvidenceSource(Protocol):
    """A phone whose state is saved beside a step.

    Every method may raise whatever it likes: the report then says that this piece is missing and
    why, and the scenario's verdict stays what it is.

    A source may also have

    - `input_fields() -> Sequence[InputField]`: what can be typed into now; while one of them asks
      for a password or holds a one-time code, nothing of the screen is saved;
    - `everything_shown() -> str`: the page source of all windows on the display, with what pops up
      over the app. Once one-time codes and links are awaited, it is read instead of the fields;
    - `may_show_messages: bool`: while it is False, `everything_shown`, which costs more, is left
      alone, because nobody reads messages on this phone. Without it, they may pop up;
    - `all_windows()`, a context manager in which several calls of `everything_shown` cost less;
    - `in_front() -> str`: which app and which of its activities;
    - `last_wait(since_s) -> str`: what was waited for last, and what the waiting loop saw then;
    - `start_film`, `stop_film` and what else is in `film.Filming`;
    - `commands`, a Counter of what was sent to it: a phone to which a scenario has sent nothing
      is not in use, and is left out of that scenario's pictures;
    - `tell_outcome(outcome, reason)`, for a farm that wants to know how it ended: "passed" or
      "failed", once, before the phone is given back.
    """

    @property
    def name(self) -> str:
        """What people call it: "Admin's phone"."""
        ...

    def screenshot_png(self) -> bytes:
        """The screen as a PNG file."""
        ...

    def page_source(self) -> str:
        """The screen's tree as XML."""
        ...

    def device_log(self, since_s: float) -> str:
        """The phone's log lines since a moment, in seconds since 1970."""
        ...

    def facts(self) -> Mapping[str, str]:
        """What the phone is: "phone kind", "udid", "platform version", "app version" ..."""
        ...


def commands_sent(source: EvidenceSource) -> int | None:
    """How many commands a source was sent so far; None when it does not count them."""
    commands: Mapping[str, int] | None = getattr(source, "commands", None)
    return None if commands is None else sum(commands.values())


def tell_outcome(source: EvidenceSource, tally: Tally) -> None:
    """Let the source know how the scenarios on it ended, if it wants to and if any did."""
    tell = getattr(source, "tell_outcome", None)
    outcome = tally.outcome()
    if tell and outcome:
        tell(*outcome)


def input_fields(source: EvidenceSource) -> Sequence[InputField]:
    """The fields on the source's screen; none where it cannot look for them."""
    asked = getattr(source, "input_fields", None)
    fields: Sequence[InputField] = asked() if asked else ()
    return fields


def may_show_messages(source: EvidenceSource) -> bool:
    """Whether a message may pop up over the app, and the source can tell."""
    return hasattr(source, "everything_shown") and getattr(source, "may_show_messages", True)


def everything_shown(source: EvidenceSource) -> str:
    """The page source of all windows on the display of one that `may_show_messages`."""
    asked = getattr(source, "everything_shown")  # noqa: B009 -- a source need not have it
    return str(asked())


def all_windows(source: EvidenceSource) -> AbstractContextManager[None]:
    """Around several calls of `everything_shown`."""
    asked = getattr(source, "all_windows", None)
    together: AbstractContextManager[None] = asked() if asked else nullcontext()
    return together


@contextmanager
def sparing_session(source: object) -> Iterator[None]:
    """What fails for evidence's sake costs no session: the next command says whether it is lost.

    Else another one would take its place in the middle of a scenario, on the app's first screen.
    """
    was_lost = getattr(source, "is_lost", None)
    try:
        yield
    except Exception:
        if was_lost is not None:
            source.is_lost = was_lost  # type: ignore[attr-defined]
        raise

"""What the evidence room wants from a phone."""

from collections.abc import Mapping
from typing import Protocol

from harness.evidence.tally import Tally


class EvidenceSource(Protocol):
    """A phone whose state is saved beside a step.

    Every method may raise whatever it likes: the report then says that this piece is missing and
    why, and the scenario's verdict stays what it is.

    A source may also have

    - `is_secret_screen() -> bool`: while it returns True, the screen shows what nobody may see
      later, and nothing of it is saved;
    - `everything_shown() -> str`: the page source of all windows on the display, with what pops up
      over the app; it is asked for only once one-time codes and links are awaited;
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

    def device_log(self) -> str:
        """The phone's log lines since the last time they were asked for."""
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


def shows_secrets(source: EvidenceSource) -> bool:
    """Whether the source's screen may not be saved now."""
    asked = getattr(source, "is_secret_screen", None)
    return bool(asked()) if asked else False


def everything_shown(source: EvidenceSource) -> str | None:
    """The page source of all windows on the source's display; None where it has none to give."""
    asked = getattr(source, "everything_shown", None)
    return str(asked()) if asked else None

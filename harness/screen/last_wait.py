"""What was waited for last, and what the waiting loop saw then: for the step that failed."""

import time
from dataclasses import dataclass, field

from harness.screen.picking import Match
from harness.screen.reading import Reading

_TIME_OF_DAY = "%H:%M:%S"


@dataclass(frozen=True)
class LastWait:
    """A wait that has ended.

    Attributes:
        what: 'PermissionsPage.invite (button "Invite") to be shown'.
        waited_s: How long it took.
        looks: How often was looked, at least once.
        saw: What was found, or why what was there would not do.
        screen: The screen as it was read last; None where no look needed to read it.
        ended_s: In seconds since 1970.
    """

    what: str
    waited_s: float
    looks: int
    saw: str
    screen: Reading | None = None
    ended_s: float = field(default_factory=time.time)

    def __str__(self) -> str:
        """Some lines for a report; what could be read on the screen stands in its order."""
        ended = time.strftime(_TIME_OF_DAY, time.localtime(self.ended_s))
        lines = [
            f"Waited for: {self.what}",
            f"Looked: {self.looks} times in {self.waited_s:.1f} s, until {ended}",
            f"Saw last: {self.saw}",
        ]
        if self.screen is not None:
            lines += ["On the screen then, top to bottom:", *map("  {}".format, self.screen.texts)]
        return "\n".join(lines)


def in_words(found: object) -> str:
    """What a look found: a part with its place, else only that there is something.

    Anything else may hold more than a report should show.
    """
    if not isinstance(found, Match):
        return "what was waited for"
    target = found.target
    label = target.text or target.description
    switched_off = "" if found.enabled else ", switched off"
    return f'{target.class_name} "{label}" at {target.bounds}{switched_off}'

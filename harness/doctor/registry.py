"""All looks, in the order in which a person reads them; a new one is one function.

```python
@look("This computer", "Node")
def node(subject: Subject) -> Iterator[Finding]:
    yield ok("20.20.2")
```
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field

from harness.doctor.finding import Finding
from harness.doctor.subject import Subject

Run = Callable[[Subject], Iterable[Finding]]


@dataclass(frozen=True)
class Look:
    """A look at one thing.

    Attributes:
        area: What it belongs to; areas are shown in the order in which they first come.
        title: What is looked at, unless a finding says so itself.
        run: Looks; changes nothing, starts no session, sends nothing to anybody, and ends in time.
        starts_programs: It starts programs, and ends them: it is given more time, and is waited
            for before the process ends.
    """

    area: str
    title: str
    run: Run
    starts_programs: bool = field(default=False, kw_only=True)

    def spread(self, _subject: Subject) -> "Sequence[Look]":
        """The looks that it stands for, which are made at once: itself."""
        return (self,)


@dataclass(frozen=True)
class LookAtEach(Look):
    """Stands for one look at each of some things, such as phones.

    Attributes:
        looks: Makes them.
    """

    looks: Callable[[Subject], Sequence[Look]]

    def spread(self, subject: Subject) -> Sequence[Look]:
        """One look for each."""
        return self.looks(subject)


LOOKS: list[Look] = []


def look(area: str, title: str, *, starts_programs: bool = False) -> Callable[[Run], Run]:
    """Put a function among the looks."""

    def register(run: Run) -> Run:
        LOOKS.append(Look(area, title, run, starts_programs=starts_programs))
        return run

    return register

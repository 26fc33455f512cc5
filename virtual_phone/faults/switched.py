"""The faults that are switched on, and the count of the moments at which they can strike."""

from collections import Counter
from collections.abc import Iterable, Mapping
from difflib import get_close_matches
from threading import Lock

from virtual_phone.faults.catalogue import CATALOGUE
from virtual_phone.faults.fault import At, Fault, Strike

_LARGEST = 1_000_000


class UnknownFault(ValueError):
    """There is no fault of that name, or it cannot be told that; the text says what there is."""


def find_fault(name: str) -> Fault:
    """The fault of that name.

    Raises:
        UnknownFault: There is none.
    """
    try:
        return CATALOGUE[name]
    except KeyError:
        near = get_close_matches(name, CATALOGUE, n=3) or list(CATALOGUE)
        message = f'There is no fault "{name}". Near it: {", ".join(near)}.'
        raise UnknownFault(message) from None


def find_strike(text: str) -> Strike:
    """What is written after `--fault`: a name, and when it strikes.

    Args:
        text: "stale-element", "stale-element:nth=7", "gateway-unavailable:nth=7,times=2".

    Raises:
        UnknownFault: There is no such fault, or it does not strike like that.
    """
    name, _, told = text.partition(":")
    fault = find_fault(name)
    given = {"nth": 1, "times": fault.times}
    for each in filter(None, told.split(",")):
        if fault.at is None:
            raise UnknownFault(f'"{name}" is there from the beginning: write it without "{told}".')
        key, _, value = each.partition("=")
        good = key in given and value.isascii() and value.isdecimal() and int(value) <= _LARGEST
        if not good or (key == "nth" and int(value) < 1):
            raise UnknownFault(
                f'"{text}" does not say when it strikes: write {name}:nth=N,times=N; N counts each '
                f"{fault.at} from 1, times=0 is for good."
            )
        given[key] = int(value)
    return Strike(fault, given["nth"], given["times"])


class Faults:
    """The faults that phones are started with; usually none or one. Safe to use from any thread.

    Phones that are started together share them, so that what strikes once does so on one of them.

    Args:
        names: As they are written after `--fault`.

    Raises:
        UnknownFault: One of them is not in the catalogue.
    """

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._strikes = tuple(map(find_strike, names))
        self._lock = Lock()
        self._met: Counter[At] = Counter()
        self._struck: Counter[str] = Counter()
        self._struck_reads: Counter[str] = Counter()

    @property
    def switched_on(self) -> tuple[Fault, ...]:
        """What is switched on, in the order given."""
        return tuple(strike.fault for strike in self._strikes)

    def on(self, name: str) -> bool:
        """Whether that fault is switched on, for what is wrong from the beginning.

        Raises:
            UnknownFault: A part of the phone asks for a name that is not in the catalogue.
        """
        found = find_fault(name)
        return any(strike.fault is found for strike in self._strikes)

    def meet(self, at: At, *, reads: bool = False) -> tuple[Fault, ...]:
        """Count a moment; returns what strikes at it, usually nothing.

        Args:
            at: Of which kind.
            reads: Whether it is known that what is asked for changes nothing.
        """
        with self._lock:
            self._met[at] += 1
            hit = tuple(
                strike.fault
                for strike in self._strikes
                if strike.fault.at is at and strike.hits(self._met[at])
            )
            self._struck.update(fault.name for fault in hit)
            if reads:
                self._struck_reads.update(fault.name for fault in hit)
        return hit

    def strikes(self, name: str) -> bool:
        """Count a moment that only this fault waits for; returns whether it strikes.

        Raises:
            UnknownFault: As `on`; TypeError: It has no moments.
        """
        fault = find_fault(name)
        if fault.at is None:
            raise TypeError(f'"{name}" is there from the beginning; ask whether it is on')
        return fault in self.meet(fault.at)

    def next_one_strikes(self, at: At) -> tuple[Fault, ...]:
        """What would strike at the next moment of a kind; nothing is counted."""
        with self._lock:
            number = self._met[at] + 1
            return tuple(
                strike.fault
                for strike in self._strikes
                if strike.fault.at is at and strike.hits(number)
            )

    @property
    def met(self) -> Mapping[str, int]:
        """How many moments of each kind there have been, whether anything struck or not."""
        with self._lock:
            return {str(at): count for at, count in self._met.items()}

    @property
    def struck(self) -> Mapping[str, int]:
        """How often each fault has struck, without those that are there from the beginning."""
        with self._lock:
            return dict(self._struck)

    @property
    def struck_reads(self) -> Mapping[str, int]:
        """How often each fault has struck what only reads."""
        with self._lock:
            return dict(self._struck_reads)

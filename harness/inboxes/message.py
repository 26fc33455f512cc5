"""One thing that reached a person: its words, where it leads to, and what of it is secret."""

from dataclasses import dataclass

from harness.inboxes.links_and_codes import (
    addresses_in,
    codes_in,
    is_link,
    likely_codes_in,
    spelled_codes_in,
    without_links_and_codes,
)


@dataclass(frozen=True)
class Message:
    """One thing that reached a person.

    Attributes:
        key: Tells it from all others in the same inbox.
        text: Subject and body, as one reads them.
        addresses: Where it leads to, in order, also from behind words; None: its text has them.
        arrived_at_s: When, in seconds since the epoch by this machine's clock, to about a second;
            None where whoever holds it does not tell, or by a clock that nobody here can read.
    """

    key: str
    text: str
    addresses: tuple[str, ...] | None = None
    arrived_at_s: float | None = None

    @property
    def links(self) -> tuple[str, ...]:
        """The https addresses, in order, exactly as they stand."""
        return tuple(filter(is_link, self._leads_to))

    @property
    def codes(self) -> tuple[str, ...]:
        """Numbers of six digits that stand alone, in order, without blanks in between."""
        return codes_in(self.text)

    @property
    def likely_codes(self) -> tuple[str, ...]:
        """Of several codes, those that the message calls so; see `likely_codes_in`."""
        return likely_codes_in(self.text)

    @property
    def secrets(self) -> tuple[str, ...]:
        """All by which somebody might join instead, in every spelling that the message has."""
        in_text = (*addresses_in(self.text), *spelled_codes_in(self.text), *self.codes)
        return tuple(dict.fromkeys((*self._leads_to, *in_text)))

    @property
    def reportable(self) -> str:
        """The text for reports: a word stands in place of each link and code.

        Shorten only this one: a part of a link is no longer recognised as secret.
        """
        return without_links_and_codes(self.text)

    def mentions(self, words: str) -> bool:
        """Whether it has the words, in whatever capitals and however its lines are broken."""
        return _on_one_line(words) in _on_one_line(self.text)

    @property
    def tidings(self) -> tuple[str, ...]:
        """The same for a message that came twice: its words, with the role, and its links."""
        return (_on_one_line(self.text), *self.links)

    @property
    def _leads_to(self) -> tuple[str, ...]:
        return addresses_in(self.text) if self.addresses is None else self.addresses


def _on_one_line(text: str) -> str:
    return " ".join(text.casefold().split())

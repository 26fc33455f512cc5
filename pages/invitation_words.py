"""What an app says to an invitation: sent, refused, failed. Assumed: no wording is public."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pages.app_words import CANNOT, FAILURE, WAY

# What refuses speaks of the person, what fails of itself. Labels in config/locators.yaml replace
# these patterns.
SAYS_REFUSED: Final = (
    r".*([Aa]lready (been |a |an |in|sent|invited|joined|belong|has)|[Ii]s a member|[Yy]ourself"
    rf"|[Ll]imit\b|{CANNOT} (be )?(invite|send|sent|add)|[Nn]ot (valid|allowed|sent)"
    r"|Invalid|[Ii]s (an )?invalid|[Oo]nly (an )?[Aa]dmins?( \w+){1,4} (do|invite|add|send)\b).*"
)
"""A regular expression for a whole label; so are the next two."""
SAYS_FAILED: Final = f".*({FAILURE}|{WAY}).*"
_TO = r"( to \S+( [\d-]+)*)?"  # a number has blanks
_IS_SENT = rf"[Ii]nvit(ation|e){_TO}( is| was| has been)?( now| successfully)? sent\b"
SAYS_SENT: Final = f".*{_IS_SENT}.*"
"""Perhaps of another one, see `says_sent`."""

_NO: Final = re.compile(f"{SAYS_REFUSED}|{SAYS_FAILED}")
# A word or two may stand before it ("An email invitation was sent"), but none that denies it or
# speaks of others.
_OF_OTHERS = "no|not|never|each|every|any|another|other|last|previous|earlier|old|once|when|if"
_SENT_NOW = re.compile(
    rf"\W*((?!({_OF_OTHERS})\b)\w+\W+){{0,3}}{_IS_SENT}(?!.*\?$)"
    rf"(?!{_TO}\W+(already|before|earlier|previously|yesterday|\d+ \w+ ago)\b)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")
_IF = re.compile(r"\W*if\b", re.IGNORECASE)
# Before it: then it says nothing of this person.
_CONDITION = re.compile(
    r"\b(if|unless|until|when|once|before|who|anyone|users?|in case|should)\b", re.IGNORECASE
)
_INVITED = re.compile(
    r"\balready ((been )?(invited|added)|an? (member|admin|operator)"
    r"|(joined|belongs?)( to)? (?!TikTok)|in (this|the|your|another|an) (?!contacts))"
    r"|\bis a member",
    re.IGNORECASE,
)
# Also of an invitation of which it says that it was sent. What is weaker explains: "try again".
_BROKE = re.compile(r"went wrong|\berror\b|\bfailed|timed? ?out|\bcould ?(n.|no)t\b", re.IGNORECASE)


class Line(NamedTuple):
    """A label, and its upper edge in pixels."""

    text: str
    top: int


def says_sent(text: str) -> bool:
    """Whether a label says of this invitation that it was sent.

    What comes behind that explains it: "It can't be sent again for 24 hours". What comes before it,
    or that the person is invited already, makes it one of before.
    """
    sentences = _SENTENCES.split(text)
    if any(map(_tells_of_invited, sentences)) or any(map(_broke, sentences)):
        return False
    for sentence in sentences:
        if _SENT_NOW.match(sentence):
            return not _NO.match(sentence.lower().partition("invit")[0])
        if _NO.match(sentence):
            return False
    return False


def top_of_sent(lines: Iterable[Line]) -> int | None:
    """Where that it was sent stands uppermost; None where it does not."""
    return min((line.top for line in lines if says_sent(line.text)), default=None)


def refusal_in(lines: Sequence[Line], sent_at: int | None) -> str:
    """What refuses.

    Args:
        lines: That may.
        sent_at: Where it says that it was sent: below that, only who is invited already is refused.
    """
    return " ".join(
        text
        for text, top in _beside_sent(lines)
        if sent_at is None or top < sent_at or _tells_of_invited(text)
    )


def failure_in(lines: Sequence[Line], sent_at: int | None) -> str:
    """What failed; a "Didn't get it? Try again" below that it was sent is none.

    Args:
        lines: That may tell of it.
        sent_at: As for `refusal_in`.
    """
    return " ".join(
        text
        for text, top in _beside_sent(lines)
        if sent_at is None or top < sent_at or _broke(text)
    )


def _beside_sent(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if not says_sent(line.text)]


def _tells_of_invited(text: str) -> bool:
    return any(
        (found := _INVITED.search(each)) and not _CONDITION.search(each[: found.start()])
        for each in _SENTENCES.split(text)
    )


def _broke(text: str) -> bool:
    return bool(_BROKE.search(text)) and not _IF.match(text)

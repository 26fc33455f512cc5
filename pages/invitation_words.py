"""What an app says to an invitation: sent, refused, failed. Assumed: no wording is public."""

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple

from pages.app_words import CANNOT, FAILURE, WAY

# What refuses speaks of the person, what fails of itself. Labels in config/locators.yaml replace
# these patterns.
SAYS_REFUSED: Final = (
    r".*([Aa]lready (been |a |an |in|invited|joined|belong|has)|[Ii]s a member|[Yy]ourself"
    rf"|[Ll]imit\b|{CANNOT} (be )?(invite|send|sent|add)|[Nn]ot (valid|allowed|sent)"
    r"|Invalid|[Ii]s (an )?invalid|[Oo]nly (an )?[Aa]dmins?( \w+){1,4} (do|invite|add|send)\b).*"
)
"""A regular expression for a whole label; so are the next two."""
SAYS_FAILED: Final = f".*({FAILURE}|{WAY}).*"
SAYS_SENT: Final = ".*[Ii]nvitation (is |was |has been )?sent.*"
"""Perhaps of another one, see `says_sent`."""

_NO: Final = re.compile(f"{SAYS_REFUSED}|{SAYS_FAILED}")
# A word or two may stand before it ("An email invitation was sent"), but none that denies it or
# speaks of others.
_OF_OTHERS = "no|not|never|each|every|any|another|other|last|previous|earlier|old|once|when|if"
_SENT_NOW = re.compile(
    rf"\W*((?!({_OF_OTHERS})\b)\w+\W+){{0,3}}invitation (is |was |has been )?sent\b(?!.*\?$)",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?<=[.!?:])\s+|\n+")
_IF = re.compile(r"\W*if\b", re.IGNORECASE)
_CONDITION = re.compile(r"\b(if|unless|until|when|once|before)\b", re.IGNORECASE)
_INVITED = re.compile(
    r"\balready ((been )?(invited|added)|an? (member|admin|operator)|joined|belong"
    r"|in (this|the|your|another|an)\b)|\bis a member",
    re.IGNORECASE,
)


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
    if any(map(_tells_of_invited, sentences)):
        return False
    for sentence in sentences:
        if _SENT_NOW.match(sentence):
            return not _NO.match(sentence.lower().partition("invitation")[0])
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
    """What failed; an "If it does not arrive, try again" below that it was sent is none.

    Args:
        lines: That may tell of it.
        sent_at: As for `refusal_in`.
    """
    return " ".join(
        text
        for text, top in _beside_sent(lines)
        if sent_at is None or top < sent_at or not _IF.match(text)
    )


def _beside_sent(lines: Iterable[Line]) -> list[Line]:
    return [line for line in lines if not says_sent(line.text)]


def _tells_of_invited(text: str) -> bool:
    return bool(_INVITED.search(text)) and not _CONDITION.search(text)

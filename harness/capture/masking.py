"""What a capture may not show of people, and what stands in its place.

A run's report names whom it invites: it stays with those who run it. A capture is made to be handed
on. So it keeps the app's own words and takes out everything that is somebody's: numbers, addresses,
user names, names of accounts, links, codes; secrets are the redactor's, here as everywhere.
"""

import re
from collections.abc import Iterable

from harness.evidence.redaction import Redactor
from harness.screen.locator import plain
from harness.settings import Member, People, Person, PhoneNumber, Settings, all_secrets

MASK = "\u2022\u2022\u2022"
SHORTEST_NAME = 3
"""A shorter name would be found in the app's own words."""

# What may stand between the digits of a number: blanks, punctuation, and marks that nobody sees.
_BETWEEN = r"[\s\-\u2010-\u2015.()/\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069]"
_DIGIT = r"[\d*\u2022\u25cf]"
_RULES = (
    (re.compile(r"\bhttps?://\S+", re.IGNORECASE), f"https://{MASK}"),
    (re.compile(r"[^\s@<>()\[\],;:\"']+(?:@|%40)[^\s@<>()\[\],;:\"']+"), f"{MASK}@{MASK}"),
    (re.compile(r"(?<!\w)@[\w.\-]+"), f"@{MASK}"),
    # Grouped or not, with digits that the app has hidden itself: seven and more are a number.
    (re.compile(rf"[+\uff0b]\s?{_DIGIT}(?:{_BETWEEN}{{0,3}}{_DIGIT}){{6,}}"), f"+{MASK}"),
    (re.compile(rf"{_DIGIT}(?:{_BETWEEN}{{0,3}}{_DIGIT}){{6,}}"), MASK),
    # The end of a number, or a code.
    (re.compile(r"\d{4,}"), MASK),
)


class Masks:
    """Takes out of texts what is somebody's.

    Args:
        secrets: Passwords and the like.
        people: Numbers and addresses, as the people file has them, and names of accounts.
        redactor: For secrets; a new one unless somebody shares theirs.
    """

    def __init__(
        self, secrets: Iterable[str], people: Iterable[str], redactor: Redactor | None = None
    ) -> None:
        self._redactor = redactor or Redactor()
        self._redactor.learn(secrets)
        self._spellings: dict[str, None] = {}
        self._people: re.Pattern[str] | None = None
        self.learn(people)

    def learn(self, people: Iterable[str]) -> None:
        """From now on these are somebody's, too."""
        wanted = (plain(each) for each in people)
        self._spellings |= {_spelling(each): None for each in wanted if len(each) >= SHORTEST_NAME}
        if self._spellings:
            either = "|".join(sorted(self._spellings, key=len, reverse=True))
            self._people = re.compile(rf"(?<!\w)(?:{either})(?!\w)", re.IGNORECASE)

    def text(self, text: str) -> str:
        """The text with a mask in place of all that is somebody's; its kind can still be told."""
        for pattern, mask in _RULES:
            text = pattern.sub(mask, text)
        if self._people:
            text = self._people.sub(MASK, text)
        return self.secrets_out_of(text)

    def keep_secret(self, codes: Iterable[str]) -> None:
        """From now on these one-time codes are secret, too."""
        self._redactor.one_time.learn(codes)

    def secrets_out_of(self, text: str) -> str:
        """The text without secrets, in whatever form they stand in a file."""
        return self._redactor.text(text)

    def still_in(self, text: str) -> bool:
        """Whether a text that is about to be saved would be masked again."""
        return self.text(text) != text


def masks_for(settings: Settings) -> Masks:
    """Masks for all people and secrets of the settings."""
    secrets = (secret.reveal() for secret in all_secrets(settings))
    return Masks(secrets, list(_people(settings.people)))


def _people(people: People) -> Iterable[str]:
    yield from filter(None, (people.organization, people.profile_name))
    everybody: tuple[Person | Member, ...] = (*people.persons, *people.members)
    for each in everybody:
        yield from each.other_accounts
        if each.phone is not None:
            yield from _spellings_of_number(each.phone)
        if each.email is not None:
            yield str(each.email)


def _spellings_of_number(number: PhoneNumber) -> Iterable[str]:
    yield from (number.national, number.e164.removeprefix("+"))


def _spelling(value: str) -> str:
    """A regular expression for a value, however it is grouped and joined."""
    if value.isdecimal():
        return rf"\+?{f'{_BETWEEN}*'.join(value)}"
    if "@" in value:
        return re.escape(value).replace("@", r"\s*(?:@|%40)\s*")
    return r"[\W_]*".join(re.escape(word) for word in re.findall(r"\w+", value)) or re.escape(value)

"""One-time codes and links of this run: kept out of texts, and found on a phone's screen.

There are many, they are short, and each lives for minutes only. A link, and what makes it the link
of one person, is looked for in the same forms as a password; a code as messages, screens, logs and
clients write it, with whatever stands between its digits (`split_codes`).
"""

import html
import json
import re
from collections.abc import Iterable
from itertools import takewhile
from urllib.parse import parse_qsl, quote, quote_plus, unquote, urlsplit
from xml.sax.saxutils import escape

from lxml import etree

from harness.evidence.forms import escapes_of, in_base64, in_mail
from harness.evidence.split_codes import without_split_codes
from harness.evidence.split_text import without_split
from harness.inboxes.links_and_codes import addresses_in, codes_in, is_link

_SHORTEST = 4
_SHORTEST_REST = 8
_SHORTEST_SPLIT = 8
# Digits inside a hash, a picture's name or a moment in milliseconds are no code. One may begin
# right behind "%20" or "\u2026", but not within.
_BEGIN = (
    r"(?:(?<![0-9a-f%])(?<![0-9]\.)(?<!%[0-9A-Fa-f])(?<!\\u)"
    r"|(?<=%[0-9A-Fa-f]{2})|(?<=\\u[0-9a-fA-F]{4}))"
)
_BLANKS = " \u00a0\u202f\u2011+-"
_BLANK = f"(?:{'|'.join(map(escapes_of, _BLANKS))})"
_GROUPS = f"{_BEGIN}[0-9]+(?:{_BLANK}[0-9]+)*(?![0-9a-f])"
_LISTED = """["'][0-9]["'](?:, ?["'][0-9]["'])+"""  # as a client sends typed text beside it
_NUMBER = re.compile(f"{_GROUPS}|{_LISTED}")
_BETWEEN = re.compile(f"({_BLANK})")
_MOST_GROUPS = 8
_MAY_BE_CODE = re.compile(
    f"{_BEGIN}(?:[0-9]{{6}}|[0-9]{{3}}{_BLANK}[0-9]{{3}}|[0-9](?:{_BLANK}[0-9]){{5}})"
    r"(?![0-9a-f.,:])"
)
_CODE = re.compile(r"[0-9](?:[ \u00a0\u202f\u2011-]?[0-9])*")

_CUT = re.compile(r"\.{3,}|\u2026")
_ALPHANUMERIC = re.compile("[A-Za-z0-9]+")
_LONG = 10
_LONG_WORD = re.compile(f"[A-Za-z0-9]{{{_LONG},}}")
_CONTACT = re.compile(r"\+?[0-9]{7,15}|.*@.*")
_TOKEN = re.compile(r"[\w.~+/=-]{8,}", re.ASCII)
_ONLY_A_TOKEN_IS_SO_LONG = 16
_READABLE = ("text", "content-desc", "hint")


class OneTimeSecrets:
    """What would let somebody join instead of the member.

    Args:
        replacement: Stands in their place.

    Attributes:
        are_awaited: Whether any may be on a screen: somebody has begun to read messages.
    """

    def __init__(self, replacement: str) -> None:
        self.are_awaited = False
        self._replacement = replacement
        self._codes: set[str] = set()
        self._links: dict[str, tuple[str, ...]] = {}
        self._split: dict[str, str] = {}
        self._learned: set[str] = set()
        self._all = ""  # one below the other

    @property
    def is_empty(self) -> bool:
        """Whether none is known yet."""
        return not self._learned

    @property
    def how_many(self) -> int:
        """Are known by now; whoever remembers an answer compares it."""
        return len(self._learned)

    def learn(self, values: Iterable[str]) -> None:
        """Makes codes and links known; each code in whatever way it is grouped."""
        self.are_awaited = True
        new = set(values) - self._learned
        if not new:
            return  # as at nearly every look into an inbox
        self._learned |= new
        for value in new:
            if len(value) < _SHORTEST:
                continue
            if _CODE.fullmatch(value):
                self._codes.add("".join(filter(str.isdigit, value)))
            else:
                self._learn_link(value)
        self._all = "\n".join(self._learned)

    def _learn_link(self, link: str) -> None:
        tokens = tokens_of(link)
        forms = {value: _forms(value) for value in (link, *tokens)}
        # Letters and digits stand alike in all forms: a text without them need not be looked at.
        for value in (link, *tokens):
            for encoded in in_base64(value):
                self._find(encoded, {encoded})
        for value in (*tokens, link):
            self._find(value, {*forms[link], *forms[value]})
            if len(value) >= _SHORTEST_SPLIT:
                self._split[value] = self._replacement

    def _find(self, value: str, forms: set[str]) -> None:
        """Looks for forms of a value where a text has the longest word of it."""
        key = max(_ALPHANUMERIC.findall(value), key=len, default="")
        wanted = {*self._links.get(key, ()), *forms}
        self._links[key] = tuple(sorted(wanted, key=len, reverse=True))

    def text(self, text: str) -> str:
        """Returns the text with every known code and link replaced."""
        if self._links:
            text = self._without_links(text)
        if self._codes:
            text = _NUMBER.sub(self._without_codes, text)
            text = without_split_codes(text, self._codes, self._replacement)
        return text

    def _without_links(self, text: str) -> str:
        long_words = "\n".join(set(_LONG_WORD.findall(text)))
        for key, forms in self._links.items():
            if key in (text if len(key) < _LONG else long_words):
                for form in forms:
                    text = text.replace(form, self._replacement)
        text = without_split(text, self._split)
        for cut in reversed(list(_CUT.finditer(text))):
            text = self._without_rests(text, cut)
        return text

    def unread(self, text: str) -> str:
        """Also without what may be a code or a link that nobody has read yet.

        A client's log has a message as it crosses the wire, before the harness reads it.
        """
        text = self.text(text)
        if not self.are_awaited:
            return text
        for address in addresses_in(text):
            if is_link(address) and tokens_of(address):
                text = text.replace(address, self._replacement)
        return _MAY_BE_CODE.sub(self._replacement, text)

    def all_known(self) -> frozenset[str]:
        """Every code and link, for the process that looks through the reports of all."""
        return frozenset(self._learned)

    def _without_rests(self, text: str, cut: re.Match[str]) -> str:
        """Where a long text was cut: what is left of a link in front of that, and behind it."""
        begin_at, end_at = max(0, cut.start() - _SHORTEST_REST), cut.end() + _SHORTEST_REST
        nearest = text[begin_at : cut.start()], text[cut.end() : end_at]
        if not any(len(part) == _SHORTEST_REST and part in self._all for part in nearest):
            return text  # as nearly always
        before, behind = text[: cut.start()], text[cut.end() :]
        for link in self._learned - self._codes:
            if length := _alike(before[-len(link) :][::-1], link[::-1]):
                before = before[:-length] + self._replacement
            if length := _alike(behind[: len(link)], link):
                behind = self._replacement + behind[length:]
        return before + cut.group() + behind

    def _without_codes(self, found: re.Match[str]) -> str:
        """A number, or several with a blank between, of which some may be one code in groups."""
        said = found.group()
        if not said[0].isdigit():
            code = "".join(filter(str.isdigit, said))
            return self._replacement if code in self._codes else said
        parts = _BETWEEN.split(said)  # digits, and what is between them, in turn
        kept, at = "", 0
        while at < len(parts):
            end = self._end_of_code(parts, at)
            kept += self._replacement if end else parts[at]
            at = end or at + 1
            kept += "".join(parts[at : at + 1])
            at += 1
        return kept

    def _end_of_code(self, parts: list[str], begin: int) -> int:
        """Behind the last group of a code that begins there; 0 where none does."""
        for end in range(begin + 1, min(len(parts), begin + 2 * _MOST_GROUPS) + 1, 2):
            groups = parts[begin:end:2]
            if len(set(map(len, groups))) == 1 and "".join(groups) in self._codes:
                return end
        return 0

    def can_be_read(self, source: str, app: str) -> bool:
        """Whether a screen shows a known secret; outside the app, also one that may be a new one.

        A message may pop up over the app before anybody has read it.

        Args:
            source: All windows on the display, as the page source has them.
            app: The app's package.

        Raises:
            etree.XMLSyntaxError: It is no page source.
        """
        nodes = list(etree.fromstring(source.encode(errors="replace")).iter(etree.Element))
        foreign = [node for node in nodes if app not in ("", node.get("package", ""))]
        said = (node.get(name, "") for node in foreign for name in _READABLE)
        return any(map(may_be_secret, said)) or any(
            self.are_among(node.get(name, "") for node in nodes) for name in _READABLE
        )

    def are_among(self, texts: Iterable[str]) -> bool:
        """Whether one of the texts of a screen has a known secret, or single digits make a code.

        Args:
            texts: In the order of the screen; several fields may hold one digit of a code each.
        """
        single = ""
        for text in filter(None, texts):
            if self.text(text) != text:
                return True
            single += text if len(text) == 1 else ""
        return any(code in single for code in self._codes)


def _alike(text: str, link: str) -> int:
    """How many characters of a text's beginning stand somewhere in a link; 0 for too few."""
    begin = text[:_SHORTEST_REST]
    if len(begin) < _SHORTEST_REST or begin not in link:
        return 0
    places = (at for at in range(len(link)) if link.startswith(begin, at))
    return max(_common(text, link[at:]) for at in places)


def _common(one: str, other: str) -> int:
    pairs = zip(one, other, strict=False)  # the longer one goes on
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def tokens_of(link: str) -> tuple[str, ...]:
    """What makes a link the link of one person: parts that are no words, from its path on."""
    try:
        parts = urlsplit(link)
    except ValueError:  # a bracket that belongs to no address
        return ()
    values = [*parts.path.split("/"), parts.fragment]
    for pairs in (parts.query, parts.fragment):
        values += [value for _, value in parse_qsl(pairs)] + re.split("[&=]", pairs)
    return tuple(dict.fromkeys(filter(_is_token, (*values, *map(unquote, values)))))


def _is_token(value: str) -> bool:
    if not _TOKEN.fullmatch(value) or _CONTACT.fullmatch(value):
        return False
    is_no_word = bool(re.search("[0-9]|[a-z][A-Z]", value))
    return is_no_word or len(value) >= _ONLY_A_TOKEN_IS_SO_LONG


def may_be_secret(said: str) -> bool:
    """Whether words have a code or a link in them that may be one of this run, yet unknown."""
    return bool(codes_in(said)) or any(map(tokens_of, addresses_in(said)))


def _forms(value: str) -> set[str]:
    """The ways in which a link or a part of one may stand in a file."""
    as_url = {quote(value, safe=""), quote(value), quote_plus(value)}
    lower = {re.sub("%[0-9A-F]{2}", lambda code: code.group().lower(), form) for form in as_url}
    as_json = {json.dumps(value)[1:-1], value.replace("/", r"\/")}
    as_xml = {escape(value), html.escape(value)}
    return {value, *as_url, *lower, *as_json, *as_xml, *in_mail(value)}

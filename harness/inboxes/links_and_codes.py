"""Links and one-time codes in the words of a message."""

import re
from collections.abc import Sequence

# What RFC 3986 allows in an address. Letters outside ASCII end it: in some languages the sentence
# goes on right behind an address, without a blank.
_ADDRESS = re.compile(
    r"(?<![a-z0-9+-])[a-z][a-z0-9+-]*://[a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+",
    re.ASCII | re.IGNORECASE,
)
_END_OF_SENTENCE = ".,;:!?'"
_OPENED_BY = {")": "(", "]": "["}
# Of a mail's head and foot: help, terms, app stores. As whole words of a host and a path; what
# stands behind them says where to go on from there, and may be anything.
_IN_FOOT = re.compile(
    r"[./](?:unsubscribe|opt-?out|privacy|terms|legal|policy|policies|preferences|support|help"
    r"|about|newsroom|safety)(?:[./]|\Z|-policy|-center|-of-)",
    re.IGNORECASE,
)
_STORE = re.compile(r"(?:play\.google|apps\.apple|itunes\.apple)\.", re.IGNORECASE)
_BEHIND_PATH = re.compile("[?#]")
_LINK = re.compile(r"https://[a-z0-9\[]", re.ASCII | re.IGNORECASE)

# Digits of every script: `\d`. Messages in Asian languages have full-width ones.
_TELEPHONE = re.compile(r"[+\uff0b]\d[\d \u00a0().-]{6,}\d")
_BLANK = "[ \u00a0\u202f]"
_JOINT = f"(?:{_BLANK}|-)"
# Digits with a mark and further digits beside them are a part of a telephone number, a date, a
# time or a price. A blank alone does not say so: "123456 10 minutes"; but "030 123456".
_BEFORE = r"(?<![\dA-Za-z_])(?<!\d[.,:/()-])(?<!\d\) )"
_AFTER = r"(?![\dA-Za-z_])(?![.,:/()-]\d)"
_TOGETHER = rf"(?<!\d{{3}}{_BLANK})\d{{6}}(?!{_BLANK}\d{{3}})"
_APART = (
    rf"(?<!\d{_BLANK})(?:\d{{3}}{_JOINT}\d{{3}}|\d(?:{_BLANK}\d){{5}})"
    rf"(?!{_BLANK}\d)"
)
_CODE = re.compile(f"{_BEFORE}(?:{_TOGETHER}|{_APART}){_AFTER}")
# "Code" in some languages of the app: Latin and Cyrillic letters, Chinese, Japanese, Korean.
_SAYS_CODE = re.compile(
    r"\b(?:(?:\w+(?:ungs|heits))?code|c[o\u00f3]digo|codice|kode|kod|\u043a\u043e\u0434)\b"
    r"|\u9a8c\u8bc1\u7801|\u9a57\u8b49\u78bc|\u30b3\u30fc\u30c9|\ucf54\ub4dc|\uc778\uc99d\ubc88\ud638",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile("[.!?](?=\\s)|[\u3002\uff01\uff1f\n]")
_MONTH = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])")


def addresses_in(text: str) -> tuple[str, ...]:
    """Every address of any kind, in order and exactly as it stands, each once.

    What only ends the sentence is no part of it; a bracket that it opens itself is.
    """
    return tuple(dict.fromkeys(_without_end(each.group()) for each in _ADDRESS.finditer(text)))


def is_link(address: str) -> bool:
    """Whether it is one for a browser or an app that nobody on the way can read."""
    return _LINK.match(address) is not None


def likely_links(links: Sequence[str], part: str = "") -> tuple[str, ...]:
    """Of the links of a message, those that may be the invitation's; all where none is likelier.

    A mail's logo leads to a home page, its foot to help and terms. More than one is left wherever
    that does not decide: nobody knows what an invitation's link looks like.

    Args:
        links: In their order.
        part: What the link has in it, where that is known; then no other counts.
    """
    if part:
        return tuple(each for each in links if part in each)
    inner = [each for each in links if _leads_on(each) and not _is_in_foot(each)]
    return tuple(inner or links)


def codes_in(text: str) -> tuple[str, ...]:
    """Every number of six digits that stands alone, in order, each once, in ASCII without blanks.

    "123 456", "123-456" and "1 2 3 4 5 6" are such numbers. A part of an address or of a telephone
    number is none. One that may be a year and a month, as 202611, counts only where there is no
    other.
    """
    found = dict.fromkeys(_plain_digits(each) for each in spelled_codes_in(text))
    others = [code for code in found if not _MONTH.fullmatch(code)]
    return tuple(others or found)


def likely_codes_in(text: str) -> tuple[str, ...]:
    """Of several codes, those in a sentence with a word for it; all where none has one.

    So an order's number or a postal code elsewhere in a message is not taken for the code. More
    than one is left where a message does not say which is meant.
    """
    sentences = _SENTENCE_END.split(text)
    named = (codes_in(each) for each in sentences if _SAYS_CODE.search(each))
    return tuple(dict.fromkeys(code for codes in named for code in codes)) or codes_in(text)


def spelled_codes_in(text: str) -> tuple[str, ...]:
    """As `codes_in`, as they are spelled, and with those that may be a year and a month."""
    return tuple(_CODE.findall(_TELEPHONE.sub(" | ", _ADDRESS.sub(" | ", text))))


def without_links_and_codes(text: str) -> str:
    """The text with a word in place of each address and code: what may be told of a message."""
    codes = spelled_codes_in(text)
    told = _ADDRESS.sub(lambda each: _named(each.group()), text)
    for code in codes:
        told = told.replace(code, "[code]")
    return told


def _plain_digits(spelled: str) -> str:
    return "".join(str(int(each)) for each in spelled if each.isdecimal())


def _named(address: str) -> str:
    return "[link]" + address[len(_without_end(address)) :]


def _leads_on(link: str) -> bool:
    """Whether it is more than a home page's address."""
    return bool(re.search(r"[/?#].", link.partition("://")[2], re.DOTALL))


def _is_in_foot(link: str) -> bool:
    host_and_path = _BEHIND_PATH.split(link.partition("://")[2])[0]
    return bool(_STORE.match(host_and_path) or _IN_FOOT.search(f"/{host_and_path}"))


def _without_end(address: str) -> str:
    while address[-1] in _END_OF_SENTENCE or _closes_another(address):
        address = address[:-1]
    return address


def _closes_another(address: str) -> bool:
    """Whether its last character is a bracket that was opened in front of it."""
    last = address[-1]
    return last in _OPENED_BY and address.count(_OPENED_BY[last]) < address.count(last)

"""Links and one-time codes in the words of a message."""

import re

# What RFC 3986 allows in an address. Letters outside ASCII end it: in some languages the sentence
# goes on right behind an address, without a blank.
_ADDRESS = re.compile(
    r"(?<![a-z0-9+-])[a-z][a-z0-9+-]*://[a-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]+",
    re.ASCII | re.IGNORECASE,
)
_END_OF_SENTENCE = ".,;:!?'"
_OPENED_BY = {")": "(", "]": "["}
_LINK = re.compile(r"https://[a-z0-9\[]", re.ASCII | re.IGNORECASE)

_TELEPHONE = re.compile(r"\+[0-9][0-9 \u00a0().-]{6,}[0-9]")
_BLANK = "[ \u00a0\u202f]"
_JOINT = f"(?:{_BLANK}|-)"
# Digits with a mark and further digits beside them are a part of a telephone number, a date, a
# time or a price. A blank alone does not say so: "123456 10 minutes"; but "030 123456".
_BEFORE = r"(?<![0-9A-Za-z_])(?<![0-9][.,:/()-])(?<![0-9]\) )"
_AFTER = r"(?![0-9A-Za-z_])(?![.,:/()-][0-9])"
_TOGETHER = rf"(?<![0-9]{{3}}{_BLANK})[0-9]{{6}}(?!{_BLANK}[0-9]{{3}})"
_APART = (
    rf"(?<![0-9]{_BLANK})(?:[0-9]{{3}}{_JOINT}[0-9]{{3}}|[0-9](?:{_BLANK}[0-9]){{5}})"
    rf"(?!{_BLANK}[0-9])"
)
_CODE = re.compile(f"{_BEFORE}(?:{_TOGETHER}|{_APART}){_AFTER}")
_MONTH = re.compile("(?:19|20)[0-9]{2}(?:0[1-9]|1[0-2])")


def addresses_in(text: str) -> tuple[str, ...]:
    """Every address of any kind, in order and exactly as it stands, each once.

    What only ends the sentence is no part of it; a bracket that it opens itself is.
    """
    return tuple(dict.fromkeys(_without_end(each.group()) for each in _ADDRESS.finditer(text)))


def is_link(address: str) -> bool:
    """Whether it is one for a browser or an app that nobody on the way can read."""
    return _LINK.match(address) is not None


def codes_in(text: str) -> tuple[str, ...]:
    """Every number of six digits that stands alone, in order, each once, without blanks.

    "123 456", "123-456" and "1 2 3 4 5 6" are such numbers. A part of an address or of a telephone
    number is none. One that may be a year and a month, as 202611, counts only where there is no
    other.
    """
    found = dict.fromkeys(re.sub("[^0-9]", "", each) for each in spelled_codes_in(text))
    others = [code for code in found if not _MONTH.fullmatch(code)]
    return tuple(others or found)


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


def _named(address: str) -> str:
    return "[link]" + address[len(_without_end(address)) :]


def _without_end(address: str) -> str:
    while address[-1] in _END_OF_SENTENCE or _closes_another(address):
        address = address[:-1]
    return address


def _closes_another(address: str) -> bool:
    """Whether its last character is a bracket that was opened in front of it."""
    last = address[-1]
    return last in _OPENED_BY and address.count(_OPENED_BY[last]) < address.count(last)

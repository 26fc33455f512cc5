"""One-time codes whose digits stand apart, or in base64.

Six digits are soon somewhere by chance. So between all of them must stand the same, and no further
digit behind that: "[0,14][720,28]", a time and a date hold no code, nor does a longer list.
"""

import base64
import re
from collections.abc import Collection, Iterator

from harness.evidence.split_text import MARK, Singles, singles_in, with_replaced

_SIX = 6
_APART = re.compile(rf"(?<![0-9])[0-9]{MARK}[0-9](?:\1[0-9]){{4,}}(?!\1?[0-9])", re.DOTALL)
# Digits, and the blank or dash in their middle, have a byte from 0x20 to 0x3f: three of these.
_THREE = re.compile("[I-P][CDSTijyz][AEIMQUYcgkosw048][g-z0-9+/_-]")
_IN_BASE64 = re.compile("[A-Za-z0-9+/_-]*")
_IN_BASE64_ONE = re.compile("[A-Za-z0-9+/_-]")
_FOUR = re.compile("[A-Za-z0-9+/_-]{4}")
_LONGEST = 16
_GROUPS = re.compile(r"(?<![0-9])[0-9](?:[ -]?[0-9]){5,10}(?![0-9])")
_JOINTS = str.maketrans("", "", " -")


def without_split_codes(text: str, codes: Collection[str], shown: str) -> str:
    """Returns the text without codes of which each digit stands alone, or that are in base64.

    Args:
        text: Any text, in which codes that stand together are replaced already.
        codes: Six digits and more each.
        shown: Stands in their place.
    """
    wanted = [code for code in codes if len(code) >= _SIX]
    if not wanted:
        return text
    places = {begin: (end, shown) for begin, end in _apart(text, wanted)}
    places |= {begin: (end, shown) for begin, end in _encoded(text, wanted)}
    for singles in singles_in(text):
        for code in wanted:
            # Key down and key up make every digit stand twice.
            for digits, times in ((code, 1), ("".join(each * 2 for each in code), 2)):
                for begin in _begins(singles.joined, digits):
                    if _are_alike(text, singles, begin, begin + len(digits), times):
                        replaced = singles.replaced(begin, begin + len(digits), shown)
                        places |= {first: (last, instead) for first, last, instead in replaced}
    return with_replaced(text, places)


def _apart(text: str, codes: Collection[str]) -> Iterator[tuple[int, int]]:
    for found in _APART.finditer(text):
        mark = found[1]
        goes_on = text.endswith(mark, 0, found.start())
        if goes_on and text[: found.start() - len(mark)][-1:].isdigit():
            continue
        if "".join(found.group().split(mark)) in codes:
            yield found.span()


def _begins(text: str, wanted: str) -> Iterator[int]:
    begin = text.find(wanted)
    while begin >= 0:
        yield begin
        begin = text.find(wanted, begin + 1)


def _are_alike(text: str, singles: Singles, begin: int, end: int, times: int) -> bool:
    """Whether the same is between all of them, and nothing of the kind goes on with a digit."""
    each = singles.each
    gaps = [text[each[at].end : each[at + 1].begin] for at in range(begin, end - 1)]
    if any(len(set(gaps[first::times])) > 1 for first in range(times)):
        return False
    before = begin > 0 and (text[each[begin - 1].end : each[begin].begin], each[begin - 1])
    after = end < len(each) and (text[each[end - 1].end : each[end].begin], each[end])
    beside = [found for found in (before, after) if found]
    return not any(gap == gaps[times - 1] and one.character.isdigit() for gap, one in beside)


def _encoded(text: str, codes: Collection[str]) -> Iterator[tuple[int, int]]:
    for found in _THREE.finditer(text):
        # In fours from here; what is further away is of no code that has these digits.
        begin, end = found.span()
        while begin > found.start() - _LONGEST and _FOUR.match(text, max(0, begin - 4), begin):
            begin -= 4
        if behind := _IN_BASE64.match(text, end, end + _LONGEST):
            end = behind.end()
        goes_on = _IN_BASE64_ONE.match(text, end) is not None
        encoded = text[begin : end - ((end - begin) % 4 == 1)].replace("-", "+").replace("_", "/")
        raw = base64.b64decode(encoded + "=" * (-len(encoded) % 4)).decode("latin-1")
        for digits in _GROUPS.finditer(raw):
            first, last = digits.span()
            is_cut = (first == 0 and begin <= found.start() - _LONGEST) or (
                goes_on and last == len(raw)
            )
            if not is_cut and digits.group().translate(_JOINTS) in codes:
                yield begin + first * 4 // 3, begin + -(-last * 4 // 3)

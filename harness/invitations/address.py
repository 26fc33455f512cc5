"""When two spellings are one email address, by what mail servers promise, and no more.

The domain: ASCII letters in capitals or not (RFC 5321, 2.4), and an internationalized name in its
own letters or as "xn--..." (RFC 5890, A-label and U-label). The part before the @ belongs to the
mail server alone (RFC 5321, 2.4: it MUST be treated as case sensitive), so it counts letter for
letter: capitals, dots, what follows a plus sign, quotation marks.
"""

import re
import string

import idna

# Only these: other alphabets have capitals that fold to plain letters, such as the Kelvin sign.
_SMALL = str.maketrans(string.ascii_uppercase, string.ascii_lowercase)
# Full stops of other scripts, which some programs take for dots.
_OTHER_DOTS = re.compile("[\u3002\uff0e\uff61]")
_BLANKS = " \t"


def same_address_key(written: str) -> str:
    """Equal for spellings of one address, and only for those; need not be valid."""
    name, at, domain = written.strip(_BLANKS).rpartition("@")
    return f"{name}{at}{_domain_key(domain)}"


def shown_address_key(written: str) -> str:
    """The same, for what an app shows: it may have made small letters of all of it."""
    return small(same_address_key(written))


def small(text: str) -> str:
    """ASCII capitals as small letters; nothing else is changed."""
    return text.translate(_SMALL)


def _domain_key(domain: str) -> str:
    name = small(domain)
    if name.isascii() or _OTHER_DOTS.search(name):
        return name
    try:
        return idna.encode(name).decode("ascii")
    except idna.IDNAError:  # no such name can exist; it is nobody's but its own
        return name

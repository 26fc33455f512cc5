"""Spellings of contacts by the thousand, each known to be a listed member's or not.

What is whose is known from how a spelling is made, not from how the harness reads it.
"""

import random
from collections.abc import Iterator
from hashlib import sha256
from typing import Literal

from harness.invitations.contact import Contact

Whose = Literal["listed", "near", "neighbour", "somebody"]
"""A listed member's; one that resembles a reserved member's and may be nobody's; one that resembles
a member's that is not reserved, so that somebody may have it; one that somebody has."""

NUMBER, ADDRESS = "12025550147", "member@example.com"
IDN_ADDRESS = "member@ex\u00e4mple.example"
# Reserved as well, for broadcasts: a harness cannot know that it is nobody's.
_ELSEWHERE = ("44", "20", "7946")
_LINE = "0958"
# Whoever has it, if anybody, is not to be found in these files.
_LABEL = f"d{sha256(b'the domain of a member, which is not reserved').hexdigest()[:15]}"
_OPEN_DOMAIN = f"{_LABEL}.com"
LISTED = (
    Contact("phone", "+1 202-555-0147"),
    Contact("phone", f"+{' '.join((*_ELSEWHERE, _LINE))}"),
    Contact("email", ADDRESS),
    Contact("email", IDN_ADDRESS),
    Contact("email", f"member@{_OPEN_DOMAIN}"),
)
# In which as many digits make a number, too.
_OTHER_COUNTRIES = ("1", "7", "39", "49", "86", "91")
_SEPARATORS = ("", " ", "-", ".", "/", "  ", "\u00a0", "\u2011")
_MARKS = "*#,;:~_|=&"  # which do not part digits
_LETTERS = "aOolIxw\u0430\u03bf"  # two of them of other scripts
_OTHER_DIGITS = ("\u0660", "\u06f0", "\u0966", "\uff10")  # zeros of other scripts
_LOOK_ALIKE = {
    "a": "\u0430",
    "b": "\u042c",
    "c": "\u0441",
    "e": "\u0435",
    "l": "\u0131",
    "m": "\uff4d",
    "o": "\u03bf",
    "p": "\u0440",
    "r": "\u0433",
    "x": "\u0445",
}
_UNSEEN = ("\u200b", "\u200c", "\u200d", "\u2060", "\ufeff", "\u00ad", "\u200e", "\u0301")


def spellings(count: int, chance: random.Random) -> Iterator[tuple[Contact, Whose]]:
    """As many contacts, each with whose it is."""
    kinds = (
        _same_number,
        _same_address,
        _other_number,
        _other_local,
        _other_domain,
        _neighbours_number,
        _neighbours_address,
        _somebodys_number,
        _somebodys_address,
        _in_the_other_field,
    )
    for number in range(count):
        yield kinds[number % len(kinds)](chance)


def _same_number(chance: random.Random) -> tuple[Contact, Whose]:
    country, *parts = chance.choice((("1", "202", "555", "0147"), (*_ELSEWHERE, _LINE)))
    if chance.random() < 0.3:
        zero = chance.choice(_OTHER_DIGITS)
        parts = [_in_other_digits(part, zero) for part in parts]
    if chance.random() < 0.2:
        parts[0] = f"({parts[0]})"
    written = f"+{country}" + "".join(chance.choice(_SEPARATORS) + part for part in parts)
    return Contact("phone", chance.choice(("", " ")) + written), "listed"


def _in_other_digits(number: str, zero: str) -> str:
    """With the digits of another script; all that is no digit stays."""
    return "".join(chr(ord(zero) + int(each)) if each.isdecimal() else each for each in number)


def _other_number(chance: random.Random) -> tuple[Contact, Whose]:
    at = chance.randrange(len(NUMBER))
    digit = chance.choice([each for each in "0123456789" if each != NUMBER[at]])
    other = NUMBER[:at] + digit + NUMBER[at + 1 :]
    written = chance.choice(
        (
            f"+{other}",
            f"+{NUMBER[:at]}{NUMBER[at + 1 :]}",
            f"+{NUMBER}{chance.randrange(10)}",
            f"+{chance.randint(20, 99)}{NUMBER[1:]}",
            f"+1 202-KKK-0{chance.choice('147')}47",
            f"+{NUMBER}x{chance.randrange(100)}",
            f"+{NUMBER[:at]}{chance.choice(_UNSEEN[:5])}{NUMBER[at:]}",
            f"+{NUMBER[:at]}{chance.choice('*#,;:~&oOlI')}{NUMBER[at:]}",
            f"+{NUMBER};ext={chance.randrange(100)}",
            f"tel:+{NUMBER}",
            NUMBER,
            NUMBER[1:],
            f"00{NUMBER}",
            f"+{NUMBER} or +{other}",
            f"+{NUMBER}/{other}",
        )
    )
    return Contact("phone", written), "near"


def _same_address(chance: random.Random) -> tuple[Contact, Whose]:
    domain = chance.choice(
        ("example.com", "ex\u00e4mple.example", "xn--exmple-cua.example", _OPEN_DOMAIN)
    )
    written = "".join(
        each.upper() if each.isascii() and chance.random() < 0.4 else each for each in domain
    )
    blanks = " " * chance.randrange(3)
    return Contact("email", f"{blanks}member@{written}{blanks}"), "listed"


def _other_local(chance: random.Random) -> tuple[Contact, Whose]:
    return Contact("email", f"{_other_name(chance)}@example.com"), "near"


def _other_name(chance: random.Random) -> str:
    """Beside `member`, of the same domain."""
    name = "member"
    at = chance.randrange(len(name))
    letter = name[at]
    return chance.choice(
        (
            name[:at] + letter.upper() + name[at + 1 :],
            name[:at] + _LOOK_ALIKE[letter] + name[at + 1 :],
            name[:at] + chance.choice(_UNSEEN) + name[at:],
            f"{name}+{chance.choice(('', 'a', 'studio', str(chance.randrange(1000))))}",
            f'"{name}"',
            f'"{name[:at]}\\{name[at:]}"',
            f"{name[:at]}.{name[at:]}" if at else f".{name}",
            f"{name}(note)",
            f"(note){name}",
            f"{name}%example.com",
            f"second@example.com,{name}",
            f"<{name}",
            f"{chance.choice('abcdefghij')}{name}",
            name[:at] + name[at + 1 :],
            chr(0xFF21 + chance.randrange(26)) + name,
        )
    )


def _other_domain(chance: random.Random) -> tuple[Contact, Whose]:
    domain = "example.com"
    at = chance.randrange(len("example"))
    letter = domain[at]
    written = chance.choice(
        (
            domain[:at] + _LOOK_ALIKE.get(letter, "1") + domain[at + 1 :],
            domain[:at] + chance.choice(_UNSEEN) + domain[at:],
            f"{domain}.",
            f"{domain}.example",
            f"{chance.choice(('mail', 'www', 'x' + str(chance.randrange(1000))))}.{domain}",
            domain.replace(".", chance.choice(("\u3002", "\uff0e", "\uff61", "..", ",", ""))),
            domain[:-1],
            "ex\u00e5mple.example",
            "exa\u0308mple.example",  # the same to the eye, in two characters
            "[192.0.2.1]",
            "examp1e.com",
            "exarnple.com",
            f"{domain}@example.org",
            f"{domain}>",
            f"{domain}\u00a0",
            f"xn--{domain}",
            "",
        )
    )
    return Contact("email", f"member@{written}"), "near"


def _neighbours_number(chance: random.Random) -> tuple[Contact, Whose]:
    """Each is possible where its country's code leads, and so may be somebody's."""
    country, national = _ELSEWHERE[0], "".join((*_ELSEWHERE[1:], _LINE))
    at = chance.randrange(1, len(national))
    digit = chance.choice([each for each in "0123456789" if each != national[at]])
    changed = f"+{country}{national[:at]}{digit}{national[at + 1 :]}"
    odd = chance.choice(_MARKS)
    letter = chance.choice(_LETTERS)
    written = chance.choice(
        (
            changed,
            _in_other_digits(changed, chance.choice(_OTHER_DIGITS)),
            f"+{country}{national[:at]}{national[at + 1 :]}",
            f"+{chance.choice(_OTHER_COUNTRIES)}{national}",
            f"+{country}{national[:at]}{chance.choice(_UNSEEN[:5])}{national[at:]}",
            f"+{country}{national[:at]}{letter}{national[at:]}",
            f"+{country}{national[:at]}{odd}{national[at:]}",
            f"+{country}{national}{chance.choice(('x', ';ext=', ' ext '))}{chance.randrange(100)}",
            f"tel:+{country}{national}",
            f"00{country}{national}",
            f"011{country}{national}",
            f"{country}{national}",
            f"0{national}",
            national,
            f"+{country}{national} or {changed}",
            f"{changed}/{national}",
            f"member@{_OPEN_DOMAIN}",
        )
    )
    return Contact("phone", written), "neighbour"


def _neighbours_address(chance: random.Random) -> tuple[Contact, Whose]:
    """Other mailboxes of the member's domain, which may be other people's, and other domains."""
    if chance.random() < 0.5:
        return Contact("email", f"{_other_name(chance)}@{_OPEN_DOMAIN}"), "neighbour"
    domain = _OPEN_DOMAIN
    at = chance.randrange(1, len(_LABEL))
    letter = domain[at]
    wide = chr(ord(letter) + ord("\uff10") - ord("0"))
    written = chance.choice(
        (
            domain[:at] + _LOOK_ALIKE.get(letter, wide) + domain[at + 1 :],
            domain[:at] + wide + domain[at + 1 :],
            _in_other_digits(domain, chance.choice(_OTHER_DIGITS)),
            domain[:at] + chance.choice([x for x in "ghijk" if x != letter]) + domain[at + 1 :],
            domain[:at] + domain[at + 1 :],
            domain[:at] + chance.choice(_UNSEEN) + domain[at:],
            f"{domain}.",
            f"{chance.choice(('mail', 'www', 'x' + str(chance.randrange(1000))))}.{domain}",
            domain.replace(".", chance.choice(("\u3002", "\uff0e", "\uff61", "..", ",", "-"))),
            domain[:-1],
            f"{_LABEL}.net",
            f"{domain}@example.org",
            f"{domain}>",
            f"{domain}\u00a0",
            f"xn--{domain}",
            f"{domain},second@example.com",
        )
    )
    return Contact("email", f"member@{written}"), "neighbour"


def _somebodys_number(chance: random.Random) -> tuple[Contact, Whose]:
    """Whatever stands between its digits, around them, or in front: an app may read it."""
    country, area, exchange = _ELSEWHERE
    line = f"0{chance.randrange(900):03}"  # the member's is behind them
    parts = [area, exchange, line]
    plain = "".join(chance.choice(_SEPARATORS) + part for part in parts)
    odd = chance.choice(f"{_MARKS}/")
    letter = chance.choice(_LETTERS)
    reserved = f"+1 202-555-01{chance.randrange(100):02}"
    written = chance.choice(
        (
            f"+{country}{plain}",
            f"00{country}{plain}",
            f"011 {country}{plain}",
            f"0{plain.strip()}",
            f"tel:+{country}{plain}",
            f"+{country}{plain} ext {chance.randrange(100)}",
            f"+{country}{odd}{odd.join(parts)}",
            f"0{odd.join(parts)}",
            f"+{country}{letter}{letter.join(parts)}",
            f"0{letter.join(parts)}",
            f"+{country} {area} SWIM{line}",
            f"1-800-{chance.choice(('KKK', 'JKL'))}-{line}",
            f"KKK-{line}",
            f"{reserved} 0{''.join(parts)}",
            f"{reserved} +{country}{plain}",
            f"{reserved} or 0{''.join(parts)}",
            f"0{''.join(parts)} {reserved}",
            "".join(chr(ord(chance.choice(_OTHER_DIGITS)) + int(each)) for each in country + plain)
            if plain.isascii() and plain.isdecimal()
            else f"+{country}{chance.choice(_UNSEEN[:5])}{plain}",
        )
    )
    return Contact("phone", written), "somebody"


def _somebodys_address(chance: random.Random) -> tuple[Contact, Whose]:
    """At a domain that is not reserved, be it hidden in a longer text or written otherwise."""
    name = f"{chance.choice('abcdefghij')}{chance.randrange(100)}"
    domain = chance.choice(("my-example.com", "exarnple.com", "mail.example.io", "example.co"))
    at = chance.choice(("@", "\uff20", "\ufe6b", "%40", "%2540", "&#64;", "&#x40;", "&commat;"))
    written = chance.choice(
        (
            f"{name}@{domain}",
            f"{name}{at}{domain}",
            f" {name}{at}{domain.upper()} ",
            f"{name}{at}{domain}, member@example.com",
            f"member@example.com,{name}{at}{domain}",
            f"<{name}{at}{domain}> member@example.com",
            f"{name}@{domain}@example.com",
            f"{name}@example.com@{domain}",
            f"{name}@{chance.choice(('gmail', 'Outlook', 'yahoo'))}@example.com",
            f"{name}@{domain.replace('.', '%2E')}",
        )
    )
    return Contact("email", written), "somebody"


def _in_the_other_field(chance: random.Random) -> tuple[Contact, Whose]:
    """An app may take an address where it asks for a number, or the other way round."""
    area, exchange = _ELSEWHERE[1:]
    number = chance.choice(
        (f"+44 {area} {exchange} 0147", f"0{area}{exchange}0147", f"{area}{exchange}0147")
    )
    if chance.random() < 0.5:
        return Contact("phone", _somebodys_address(chance)[0].written), "somebody"
    with_address = chance.choice((number, f"tel:{number}", f"{number} member@example.com"))
    return Contact("email", with_address), "somebody"

"""What can be wrong with any YAML file, whatever it is about."""

from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

from trial import SETTINGS, Kind, Trial

CANARY = "canary"
_TOUCH = f"[touch {CANARY}]"
_NOT_YAML = "this is not YAML: "

# A value in place of a plain text, and what is said of it, with the line of that text.
VALUES: dict[str, tuple[str, str]] = {
    # tags that build objects, or read files
    "calls os.system": (f"!!python/object/apply:os.system ['touch {CANARY}']", "the tag "),
    "calls subprocess": (f"!!python/object/apply:subprocess.run [{_TOUCH}]", "the tag "),
    "makes a Popen": (f"!!python/object/new:subprocess.Popen [{_TOUCH}]", "the tag "),
    "calls eval": ("!!python/object/apply:eval ['1/0']", "the tag "),
    "makes an object": ("!!python/object:pathlib.Path {}", "the tag "),
    "a name of Python": ("!!python/name:os.system", "the tag "),
    "a module of Python": ("!!python/module:os", "the tag "),
    "a tuple of Python": ("!!python/tuple [1]", "the tag "),
    "a tag written out": ("!<tag:yaml.org,2002:python/object/apply:os.system> ['x']", "the tag "),
    "binary": ("!!binary aGVsbG8=", "the tag "),
    "a set": ("!!set {a, b}", "the tag "),
    "a date by tag": ("!!timestamp 2026-01-01", "the tag "),
    "a text by tag": ("!!str tried", "the tag "),
    "a tag of nobody": ("!mine tried", "the tag "),
    "the bare tag": ("! tried", "the tag "),
    "an include": ("!include /etc/passwd", "the tag "),
    "an include of itself": ("!include tried.yaml", "the tag "),
    "a variable by tag": ("!ENV ${HOME}", "the tag "),
    "a handle of nobody": ("!nobody!thing tried", _NOT_YAML),
    # one thing for another
    "an anchor": ("&a tried", "an anchor or alias"),
    "an alias": ("*a", "an anchor or alias"),
    "an alias of itself": ("&a [*a]", "an anchor or alias"),
    "a merge key": ("{<<: {name: x}}", "a merge key"),
    "a list of merges": ("{<<: [{name: x}, {name: y}]}", "a merge key"),
    # no text
    "nothing": ("", ""),
    "null": ("null", ""),
    "a tilde": ("~", ""),
    "true": ("true", "true"),
    "a number": ("12", "the number 12"),
    "a fraction": ("-1.5", "the number -1.5"),
    "a list": ("[tried]", "a list"),
    "an empty list": ("[]", "a list"),
    "a mapping": ("{a: 1}", "a mapping"),
    "an empty mapping": ("{}", "a mapping"),
    "an empty text": ('""', ""),
    # numbers
    "a long number": ("1234567890123456789", "a number of 19 digits or more"),
    "a very long number": ("9" * 5000, "a number of 19 digits or more"),
    "infinity by exponent": ("1.0e999", "the number 1.0e999"),
    # keys
    "a number as key": ("{1: x}", "the key 1"),
    "a truth as key": ("{true: x}", "the key true"),
    "nothing as key": ("{null: x}", "the key null"),
    "a list as key": ("{? [a] : b}", "the key a list or mapping"),
    "a mapping as key": ("{{a: b}: c}", "the key a list or mapping"),
    "a doubled key": ("{a: 1, a: 2}", 'the key "a" for a second time'),
    "a doubled key in quotes": ('{a: 1, "a": 2}', 'the key "a" for a second time'),
    "a long key": (f"{{{'k' * 900}: 1}}", "a key of 900 characters"),
    # broken
    "a colon too many": ("a: b: c", _NOT_YAML),
    "a reserved character": ("@tried", _NOT_YAML),
    "a backquote": ("`tried`", _NOT_YAML),
    "a percent sign": ("%tried", _NOT_YAML),
    "an unknown escape": (r'"\q"', _NOT_YAML),
    "a cut escape": (r'"\x4"', _NOT_YAML),
    "an escape beyond Unicode": (r'"\UFFFFFFFF"', _NOT_YAML),
    "text behind a quote": ('"tried" again', _NOT_YAML),
    "a bracket too many": ("[tried]]", _NOT_YAML),
    "the wrong bracket": ("[tried}", _NOT_YAML),
    # characters
    "half a character": (r'"\ud800"', "the character U+D800"),
    "NUL by escape": (r'"\0"', "the character U+0000"),
    "a terminal's command": (r'"\e[2J"', "the character U+001B"),
    "a bell": ("tr\aied", "the control character U+0007"),
    "a delete": ("tr\x7fied", "the control character U+007F"),
    "an escape sequence": ("\x1b]0;owned\x07", "the control character U+001B"),
    "text turned around": ("tr\u202eied", "U+202E"),
    "text kept apart": ("tr\u2066ied", "U+2066"),
    "a character for nobody": ("tr\uffffied", "the character '\\uffff'"),
    # big and deep
    "deep lists": ("[" * 5_000, "more than 20 levels"),
    "deep and whole lists": ("[" * 5_000 + "]" * 5_000, "more than 20 levels"),
    "deep mappings": ("{a: " * 5_000, "more than 20 levels"),
    "21 levels": ("[" * 21 + "]" * 21, "more than 20 levels"),
    "30,000 items": (f"[{'1,' * 30_000}]", "more than 20,000 keys and values"),
    "30,000 keys": (
        f"{{{', '.join(f'k{number}' for number in range(30_000))}}}",
        "more than 20,000 keys and values",
    ),
    "a text of 200 kB": ("x" * 200_000, "a text of 200,000 characters"),
    "a quoted text of 200 kB": (f'"{"x " * 100_000}"', "a text of 200,000 characters"),
}


def trials() -> Iterator[Trial]:
    """Every idea with two kinds of file, in turn: all of them are read by one reader."""
    for number, (name, (value, says)) in enumerate(VALUES.items()):
        for kind in _two_of(number):
            yield Trial(name, kind, kind.with_value(value), says, kind.spot[0])
    by_kind = [list(_whole_files(kind)) for kind in SETTINGS]
    for number, trials in enumerate(zip_longest(*by_kind)):
        yield from (each for each in trials if each and each.kind in _two_of(number))


def _two_of(number: int) -> tuple[Kind, Kind]:
    first, second = number % len(SETTINGS), (2 * number + 1) % len(SETTINGS)
    return SETTINGS[first], SETTINGS[second if second != first else first - 1]


def _whole_files(kind: Kind) -> Iterator[Trial]:
    text, last = kind.text, kind.text.count("\n")
    yield Trial("UTF-16", kind, text.encode("utf-16"), "UTF-16", 1)
    yield Trial("UTF-16, big end first", kind, b"\xfe\xff" + text.encode("utf-16-be"), "UTF-16", 1)
    yield Trial("UTF-16 without a mark", kind, text.encode("utf-16-le"), "a NUL byte", 1)
    yield Trial("UTF-32", kind, text.encode("utf-32"), "UTF-32", 1)
    yield Trial("Latin-1", kind, f"{text}# é\n".encode("latin-1"), "not UTF-8", last + 1)
    yield Trial("half a character's bytes", kind, text.encode() + b"# \xe2\x82", "UTF-8", last + 1)
    yield Trial("bytes too long for UTF-8", kind, text.encode() + b"#\xc0\xaf\n", "0xc0", last + 1)
    yield Trial("half of a pair in UTF-8", kind, f"{text}# \ud800\n", "not UTF-8", last + 1)
    yield Trial("a NUL", kind, f"{text}# \0\n", "a NUL byte", last + 1)
    yield Trial("only NULs", kind, b"\0" * 1000, "a NUL byte", 1)
    yield Trial("random bytes", kind, bytes(range(128, 256)) * 8, "not UTF-8", 1)
    yield Trial("a form feed", kind, f"{text}# \f\n", "U+000C", last + 1)
    yield Trial("a tab in front", kind, f"{text}\tx: 1\n", "a tab", last + 1)
    yield Trial("a tab behind spaces", kind, f"{text}  \tx: 1\n", "a tab", last + 1)
    yield Trial("two documents", kind, f"{text}---\n{text}", "a second document", last + 1)
    yield Trial("an end and more", kind, f"{text}...\n---\na: 1\n", "a second document", last + 2)
    yield Trial("a directive too many", kind, f"%YAML 2.0\n---\n{text}", _NOT_YAML, 1)
    yield Trial("a comment turned around", kind, f"{text}# \u202e\n", "U+202E", last + 1)
    yield Trial("an open quote", kind, f'{text}"open\n', _NOT_YAML)
    yield Trial("an open bracket", kind, f"{text}[open\n", _NOT_YAML)
    yield Trial("a line of 10 MB", kind, _line_of_10_mb, "bytes")
    yield Trial("a million keys", kind, _million_keys, "bytes")
    yield Trial("laughs by the billion", kind, _laughs(), "an anchor or alias", 1)
    yield Trial("JSON with a comment", kind, '{"a": 1} // no\n', _NOT_YAML, 1)
    yield Trial("a plain text", kind, "tried\n", 'the text "tried"', 1)
    yield Trial("a number alone", kind, "12\n", "the number 12", 1)
    yield Trial("a program", kind, "#!/bin/sh\ntouch canary\n", 'the text "touch canary"', 2)
    yield Trial("a page", kind, "<html><body>\n</body></html>\n", "the text", 1)
    if kind.name != "locators":  # where nothing is overridden
        yield Trial("empty", kind, "", "", 1)
        yield Trial("only comments", kind, "# a\n# b\n", "", 1)
        yield Trial("null alone", kind, "null\n", "", 1)


def _line_of_10_mb(file: Path) -> None:
    file.write_text(f"# {'x' * 10_000_000}\n", "utf-8")


def _million_keys(file: Path) -> None:
    with file.open("w", encoding="utf-8") as opened:
        opened.writelines(f"k{number}: {number}\n" for number in range(1_000_000))


def _laughs() -> str:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    return "\n".join(lines)

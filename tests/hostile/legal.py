"""What is odd and right, and must be taken."""

from collections.abc import Iterator
from pathlib import Path

from trial import FEATURE, FEATURE_FILE, KINDS, SETTINGS, Trial, Write

_PROFILE, _PEOPLE = KINDS["profile"], KINDS["people"]


def trials() -> Iterator[Trial]:
    """Every idea with the kinds of file that it fits."""
    for kind in SETTINGS:
        yield Trial("as it is", kind, kind.text)
        yield Trial("a byte order mark", kind, b"\xef\xbb\xbf" + kind.text.encode())
        yield Trial("Windows' lines", kind, kind.text.replace("\n", "\r\n"))
        yield Trial("no last line's end", kind, kind.text.rstrip("\n"))
        yield Trial("a document's marks", kind, f"%YAML 1.2\n---\n{kind.text}...\n")
        yield Trial("comments in many letters", kind, f"# é ß 字 \u200f \U0001f600\n{kind.text}")
        yield Trial("a link within its folder", kind, _linked(kind.text))
        yield Trial("links as Kubernetes has them", kind, _linked_by_folder(kind.text))
        yield Trial("a file that may only be read", kind, _read_only(kind.text))
    yield Trial("Norway is a text", _PROFILE, _PROFILE.with_value("no"))
    yield Trial("a date is a text", _PROFILE, _PROFILE.with_value("2026-01-01"))
    yield Trial("an octal is a text", _PROFILE, _PROFILE.with_value("0o17"))
    yield Trial("not a number is a text", _PROFILE, _PROFILE.with_value(".nan"))
    yield Trial("a text of 9 kB", _PROFILE, _PROFILE.with_value("x" * 9_000))
    yield Trial("a folded text", _PEOPLE, _PEOPLE.with_value(">-\n  Blue Fern\n  Studio"))
    yield Trial("escapes", _PEOPLE, _PEOPLE.with_value(r'"Blue\x20Fern \u2013 Studio"'))
    yield Trial("every language", _PEOPLE, _PEOPLE.with_value("花 ורוד أزرق"))
    yield Trial("only comments", KINDS["locators"], "# nothing is overridden\n")
    yield Trial("nothing", KINDS["locators"], "{}\n")
    yield Trial("as it is", FEATURE_FILE, FEATURE)
    yield Trial("Windows' lines", FEATURE_FILE, FEATURE.replace("\n", "\r\n"))
    yield Trial("the language said", FEATURE_FILE, f"# language: en\n{FEATURE}")
    yield Trial("no language", FEATURE_FILE, f"# language: ../x\n{FEATURE}")
    yield Trial("100 tags", FEATURE_FILE, FEATURE.replace("@guide", "@guide " * 100))
    yield Trial("tabs for spaces", FEATURE_FILE, FEATURE.replace("    ", "\t"))
    yield Trial("a rule", FEATURE_FILE, FEATURE.replace("  @guide", "  Rule: One\n\n  @guide"))
    yield Trial("a link within its folder", FEATURE_FILE, _linked(FEATURE))


def _linked(text: str) -> Write:
    def write(file: Path) -> None:
        file.with_name("real").write_text(text, "utf-8")
        file.symlink_to("real")

    return write


def _linked_by_folder(text: str) -> Write:
    def write(file: Path) -> None:
        version = file.with_name("..2026")
        version.mkdir()
        (version / file.name).write_text(text, "utf-8")
        file.with_name("..data").symlink_to(version.name)
        file.symlink_to(f"..data/{file.name}")

    return write


def _read_only(text: str) -> Write:
    def write(file: Path) -> None:
        file.write_text(text, "utf-8")
        file.chmod(0o444)

    return write

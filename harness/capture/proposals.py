"""Lines for files under config/ that make a part be found, each tried before it is proposed."""

import tempfile
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import yaml

from harness.settings import (
    Interstitial,
    Language,
    LocatorOverrides,
    load_interstitials,
    load_language,
    load_overrides,
)
from harness.settings.overrides import Alternative

ANY_VERSION = "*"

T = TypeVar("T")


@dataclass(frozen=True)
class Correction:
    """One part, and how it is found on the saved screen.

    Attributes:
        part: "PermissionsPage.invite".
        alternatives: Ways to find it, in order.
        why: For the person who pastes it: a comment behind the first line.
        is_choice: Only one of the alternatives is meant: the person must choose.
    """

    part: str
    alternatives: tuple[Alternative, ...]
    why: str = ""
    is_choice: bool = False


def with_corrections(
    overrides: LocatorOverrides, version: str, corrections: Iterable[Correction]
) -> LocatorOverrides:
    """What config/locators.yaml would say with the corrections in it."""
    more = {each.part: each.alternatives for each in corrections}
    own = dict(overrides.by_version.get(version, {}))
    return LocatorOverrides({**overrides.by_version, version: own | more})


def merged(corrections: Iterable[Correction]) -> list[Correction]:
    """One for each part: a part of two pages may have another label on each."""
    found: dict[str, Correction] = {}
    for each in corrections:
        known = found.get(each.part)
        if known is None:
            found[each.part] = each
        elif not (known.is_choice or each.is_choice):
            ways = tuple(dict.fromkeys((*known.alternatives, *each.alternatives)))
            found[each.part] = Correction(each.part, ways, known.why)
    return list(found.values())


def as_lines(corrections: Iterable[Correction], version: str) -> str:
    """In the syntax of config/locators.yaml, with the version's line."""
    lines = [f'"{version}":']
    for each in corrections:
        lines.append(f"  {each.part}:" + (f"  # {each.why}" if each.why else ""))
        lines += [f"    - {_flow(way)}" for way in each.alternatives]
    return "\n".join(lines) + "\n"


def _flow(way: Alternative) -> str:
    data = way.model_dump(exclude_none=True)
    if way.label is not None:
        return f"label: {_scalar(way.label)}"
    return "{" + ", ".join(f"{key}: {_scalar(value)}" for key, value in data.items()) + "}"


def _scalar(text: str) -> str:
    """A text as it stands in a line of YAML; in quotes where it has to be."""
    is_plain = text.replace(" ", "").isalnum() and not text[0].isdigit() and text == text.strip()
    risky = text.casefold() in {"true", "false", "null", "yes", "no", "on", "off"}
    style = None if is_plain and not risky else '"'
    written = yaml.safe_dump(text, default_style=style, allow_unicode=True, width=10_000)
    return written.removesuffix("\n").removesuffix("\n...")


def overrides_of(lines: str) -> LocatorOverrides:
    """The lines, read as config/locators.yaml is read.

    Raises:
        ConfigurationError: They cannot be.
    """
    return _read(lines, load_overrides)


def pasted(existing: str, lines: str) -> str:
    """config/locators.yaml with the lines pasted in as the person is told to.

    Args:
        existing: The file as it is.
        lines: As `as_lines` gave them; where the file has their version, they go below its line.
    """
    old = existing.splitlines()
    new = lines.splitlines()
    empty = [index for index, line in enumerate(old) if line.strip() == "{}"]
    heads = [index for index, line in enumerate(old) if line.split("#")[0].strip() == new[0]]
    if heads:
        old[heads[0] + 1 : heads[0] + 1] = new[1:]
    elif empty:
        old[empty[0] : empty[0] + 1] = new
    else:
        old += new
    return "\n".join(old) + "\n"


def where_to_paste(existing: str, version: str) -> str:
    """In words: in place of what, or below which line, or at the end."""
    lines = [line.split("#")[0].strip() for line in existing.splitlines()]
    if f'"{version}":' in lines:
        return f'below its line "{version}":'
    return "in place of its last line {}" if "{}" in lines else "at its end"


def interstitial_lines(name: str, shows: str, tap: str | None) -> str:
    """In the syntax of config/interstitials.yaml."""
    lines = [f"- name: {_scalar(name)}", f"  shows: [{_scalar(shows)}]"]
    if tap is not None:
        lines += ["  answer: tap", f"  taps: [{_scalar(tap)}]"]
    else:
        lines += ["  answer: stop", "  says: a screen that nobody has answered yet; look at it"]
    return "\n".join(lines) + "\n"


def interstitials_of(lines: str) -> tuple[Interstitial, ...]:
    """The lines, read as config/interstitials.yaml is read.

    Raises:
        ConfigurationError: They cannot be.
    """
    return _read(lines, load_interstitials)


def _read(lines: str, load: Callable[[Path], T]) -> T:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "proposed.yaml"
        file.write_text(lines, "utf-8")
        return load(file)


def language_lines(translations: Mapping[str, str]) -> str:
    """In the syntax of a catalogue under config/languages."""
    return "".join(f"  {_scalar(label)}: {_scalar(text)}\n" for label, text in translations.items())


def language_of(lines: str, language: Language) -> Mapping[str, str]:
    """The labels of a catalogue with the lines below its last one.

    Raises:
        ConfigurationError: It cannot be read with them.
    """
    with tempfile.TemporaryDirectory() as folder:
        english = language.file.with_name("en.yaml")
        for file, more in ((english, ""), (language.file, lines)):
            text = file.read_text("utf-8").rstrip("\n") + "\n" + more
            (Path(folder) / file.name).write_text(text, "utf-8")
        return load_language(Path(folder), language.code).labels

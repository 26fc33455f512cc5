"""`${NAME}` in a value stands for a variable of the environment."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from harness.errors import ConfigurationError, Place, cited
from harness.settings.secret import Secret
from harness.settings.yaml_source import KeyPath, Source

# Without "{" inside: a text of many "${" would else be read to its end for each of them.
_REFERENCE = re.compile(r"\$\{([^{}]*)\}")
_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_]{0,199}")


class FromEnvironment(str):
    """A text with at least one variable filled in.

    Attributes:
        template: The value as the file has it, such as "Bearer ${TOKEN}"; this may be shown.
        parts: Value by name of every variable in it.
    """

    __slots__ = ("parts", "template")
    template: str
    parts: Mapping[str, str]

    @property
    def is_whole(self) -> bool:
        """Whether the variable is the whole value, with nothing around it."""
        return _REFERENCE.fullmatch(self.template) is not None

    def secrets(self) -> tuple[Secret, ...]:
        """The values of its variables."""
        return tuple(Secret(value, name) for name, value in self.parts.items())

    def rewritten(self, text: str) -> "FromEnvironment":
        """Another text for the same words of the file, such as one without its last slash."""
        rewritten = FromEnvironment(text)
        rewritten.template, rewritten.parts = self.template, self.parts
        return rewritten


def shown(text: str) -> str:
    """What a message may show of a value: what a variable holds stays unsaid."""
    return text.template if isinstance(text, FromEnvironment) else text


@dataclass(frozen=True)
class MissingVariable:
    """A variable that a file asks for, and that holds nothing.

    Attributes:
        place: The line that asks for it.
        name: The variable's.
        why: "is not set" or "is empty".
    """

    place: Place
    name: str
    why: str


def missing_variables(source: Source, environment: Mapping[str, str]) -> list[MissingVariable]:
    """Every variable that a file asks for in vain, by line.

    Raises:
        ConfigurationError: Something is written as a variable that is none.
    """
    missing: list[MissingVariable] = []
    _fill(source, source.data, (), environment, missing)
    return missing


def fill_in(source: Source, environment: Mapping[str, str]) -> Source:
    """Put the environment's values in place of every `${NAME}`.

    Raises:
        ConfigurationError: Names file, line and variable when one is not set, is empty, or is
            no name; lists the other missing ones, too.
    """
    missing: list[MissingVariable] = []
    data = _fill(source, source.data, (), environment, missing)
    if missing:
        first = missing[0]
        others = sorted({other.name for other in missing} - {first.name})
        export = f"export {first.name}=... before the run, or choose other files"
        also = f"; also missing: {', '.join(others)}" if others else ""
        raise ConfigurationError(
            first.place,
            f"the variable {first.name} {first.why}",
            f"a variable of the environment for ${{{first.name}}}",
            export + also,
        )
    return replace(source, data=data)


def _fill(
    source: Source,
    value: Any,
    path: KeyPath,
    environment: Mapping[str, str],
    missing: list[MissingVariable],
) -> Any:
    if isinstance(value, dict):
        for key in value:
            if "${" in key:
                raise ConfigurationError(
                    source.place((*path, key)), f'the key "{key}"', "variables in values only"
                )
        return {
            key: _fill(source, inner, (*path, key), environment, missing)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [
            _fill(source, inner, (*path, index), environment, missing)
            for index, inner in enumerate(value)
        ]
    if isinstance(value, str) and "${" in value:
        return _fill_text(source, value, path, environment, missing)
    return value


def _fill_text(
    source: Source,
    text: str,
    path: KeyPath,
    environment: Mapping[str, str],
    missing: list[MissingVariable],
) -> str:
    parts: dict[str, str] = {}
    for name in _names(source, text, path):
        if not environment.get(name):
            why = "is empty" if name in environment else "is not set"
            missing.append(MissingVariable(source.place(path), name, why))
        parts[name] = environment.get(name, "")
    filled = FromEnvironment(_REFERENCE.sub(lambda reference: parts[reference[1]], text))
    filled.template, filled.parts = text, parts
    return filled


def _names(source: Source, text: str, path: KeyPath) -> Iterator[str]:
    rest = _REFERENCE.sub("", text)
    names = _REFERENCE.findall(text)
    wrong = next((name for name in names if not _NAME.fullmatch(name)), None)
    if wrong is not None or "${" in rest:
        raise ConfigurationError(
            source.place(path),
            f"${{{cited(wrong)}}}, which names no variable"
            if wrong is not None
            else "${ without a }",
            "${NAME}, with letters, digits and _",
        )
    yield from names

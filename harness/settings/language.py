"""Language catalogues: the guide's English labels in the language of the app."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated

from pydantic import Field

from harness.errors import ConfigurationError, Place, cited
from harness.settings.strict_model import Items, StrictModel, nearest, validated
from harness.settings.yaml_source import Source, read_yaml

ENGLISH = "en"
Label = Annotated[str, Field(min_length=1)]


class _EnglishFile(StrictModel):
    code: str
    labels: Items[Label]


class _TranslationFile(StrictModel):
    code: str
    labels: dict[str, Label]


@dataclass(frozen=True)
class Language:
    """A language of the app.

    Attributes:
        code: As under config/languages, such as "pt-BR".
        file: The catalogue; named in errors.
        labels: Label in this language by English label.
    """

    code: str
    file: Path
    labels: Mapping[str, str] = field(repr=False)

    def text(self, label: str) -> str:
        """The label in this language; English labels are their own translation.

        Raises:
            ConfigurationError: No translation is known; names the catalogue and the label.
        """
        if self.code == ENGLISH:
            return label
        if label not in self.labels:
            raise ConfigurationError(
                Place(self.file),
                f'no translation of "{label}"',
                f'"{label}: ...", as the app shows it in this language',
                "look at the screen on a phone and add it; only public translations come along",
            )
        return self.labels[label]

    def knows(self, label: str) -> bool:
        """Whether the catalogue has the label."""
        return label in self.labels


def load_language(folder: Path, code: str) -> Language:
    """Read a catalogue from a folder of catalogues.

    Raises:
        ConfigurationError: No such catalogue, or it has a label that English has not.
    """
    file = language_file(folder, code)
    english = _english(folder / f"{ENGLISH}.yaml")
    if code == ENGLISH:
        return english
    source = read_yaml(file)
    labels = _checked(source, validated(_TranslationFile, source).labels, english, code)
    return Language(code, file, labels)


def language_file(folder: Path, code: str) -> Path:
    """The catalogue of a language.

    Raises:
        ConfigurationError: There is none.
    """
    known = sorted(file.stem for file in folder.glob("*.yaml"))
    if code not in known:
        raise ConfigurationError(
            Place(folder),
            f'no language "{cited(code)}"',
            f"one of {', '.join(known) or 'none: the folder is empty'}",
            nearest(code, known),
        )
    return folder / f"{code}.yaml"


def _english(file: Path) -> Language:
    source = read_yaml(file)
    model = validated(_EnglishFile, source)
    _check_code(source, model.code, ENGLISH)
    for index, label in enumerate(model.labels):
        if label in model.labels[:index]:
            place = source.place(("labels", index))
            raise ConfigurationError(place, f'the label "{cited(label)}" for a second time', "once")
    return Language(ENGLISH, file, {label: label for label in model.labels})


def _checked(
    source: Source, labels: dict[str, str], english: Language, code: str
) -> Mapping[str, str]:
    _check_code(source, source.data["code"], code)
    for label in labels:
        if not english.knows(label):
            raise ConfigurationError(
                source.place(("labels", label)),
                f'the unknown label "{label}"',
                f"a label that {english.file.name} has",
                nearest(label, english.labels),
            )
    return labels


def _check_code(source: Source, found: str, expected: str) -> None:
    if found != expected:
        place = source.place(("code",))
        raise ConfigurationError(
            place, f'"code" is the text "{cited(found)}"', f"{expected}, as the file"
        )

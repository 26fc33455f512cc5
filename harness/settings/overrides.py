"""Locators that a person can correct without code, per version of the app."""

import fnmatch
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import Field, RootModel, model_validator

from harness.errors import ConfigurationError
from harness.settings.strict_model import Items, StrictModel, described, refusal, validated
from harness.settings.yaml_source import KeyPath, Source, read_yaml

Strategy = Literal["id", "accessibility id", "xpath", "-android uiautomator", "class name"]

_VERSION = re.compile(r"\*|[0-9]+(\.([0-9A-Za-z]+|\*))*")
_PART = re.compile(r"[A-Z][A-Za-z0-9]*\.[a-z][a-z0-9_]*")


class Alternative(StrictModel):
    """One way to find a part: by a label, or by strategy and value.

    Attributes:
        label: What stands on it, as this app shows it, in its own language.
        using: WebDriver's name of a strategy.
        value: What the strategy looks for.
    """

    label: Annotated[str, Field(min_length=1)] | None = None
    using: Strategy | None = None
    value: Annotated[str, Field(min_length=1)] | None = None

    @model_validator(mode="after")
    def _is_one_way(self) -> Self:
        by_label = self.label is not None
        if (self.using is None) != (self.value is None) or by_label == (self.using is not None):
            raise refusal("no whole alternative", 'either "label", or "using" and "value"')
        return self


Alternatives = Annotated[Items[Alternative], Field(min_length=1)]


class _File(RootModel[dict[str, dict[str, Alternatives]]]):
    """Alternatives by part by version."""


@dataclass(frozen=True)
class LocatorOverrides:
    """What config/locators.yaml says.

    Attributes:
        by_version: Alternatives by "PageName.part" by pattern of app versions.
    """

    by_version: Mapping[str, Mapping[str, tuple[Alternative, ...]]] = field(default_factory=dict)

    def of(self, part: str, app_version: str) -> tuple[Alternative, ...]:
        """Alternatives for a part such as "PermissionsPage.invite"; empty where there are none.

        Of several patterns that fit the version, the most specific one that has the part wins.
        """
        fitting = [
            pattern
            for pattern, parts in self.by_version.items()
            if part in parts and fnmatch.fnmatchcase(app_version, pattern)
        ]
        if not fitting:
            return ()
        return self.by_version[max(fitting, key=_specificity)][part]

    def parts(self) -> frozenset[str]:
        """Every part that any version overrides, so that misspelt ones can be found."""
        return frozenset(part for parts in self.by_version.values() for part in parts)


def _specificity(pattern: str) -> tuple[bool, int]:
    return "*" not in pattern, len(pattern)


def load_overrides(file: Path) -> LocatorOverrides:
    """Read config/locators.yaml; a file with nothing but comments overrides nothing.

    Raises:
        ConfigurationError: With the line of what is wrong.
    """
    source = read_yaml(file)
    _check_keys(source, (), source.data or {}, _VERSION, 'a version: "*", "47.*" or "47.0.2"')
    for version, parts in (source.data or {}).items():
        _check_keys(source, (version,), parts, _PART, 'a part: "PageName.part_name"')
    return LocatorOverrides(validated(_File, replace(source, data=source.data or {})).root)


def _check_keys(
    source: Source, path: KeyPath, data: object, pattern: re.Pattern[str], expected: str
) -> None:
    if not isinstance(data, dict):
        raise ConfigurationError(source.place(path), described(data), "a mapping (`key: value`)")
    for key in data:
        if not pattern.fullmatch(key):
            raise ConfigurationError(source.place((*path, key)), f'the key "{key}"', expected)

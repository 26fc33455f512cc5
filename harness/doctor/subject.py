"""What the doctor looks at: the settings as far as they can be read, and the environment."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, partial
from pathlib import Path
from typing import TypeVar

from harness.doctor.finding import Finding, misconfigured
from harness.errors import ConfigurationError
from harness.settings import (
    Language,
    People,
    Profile,
    Secret,
    load_language,
    load_people,
    load_profile,
    secrets_in,
)
from harness.settings.environment import MissingVariable, missing_variables, shown
from harness.settings.load import default_people, people_file, profile_file
from harness.settings.yaml_source import read_yaml

_Read = TypeVar("_Read")
# Stands for a variable that is not set, so that the rest of its file can be read: it will do
# for a password and for a port. Where it will not, the error speaks of the value of a variable.
_PLACEHOLDER = "1"
_SHORTEST_SECRET = 4  # the placeholder is none
_OF_A_VARIABLE = "the value of ${"


@dataclass(frozen=True)
class Names:
    """What the command line names; None leaves the choice to the settings."""

    profile: str = "virtual"
    people: str | None = None
    language: str | None = None


@dataclass(frozen=True)
class Subject:
    """A run that could be.

    Attributes:
        root: The project's folder.
        names: Of the command line.
        environment: Of the process, with what the virtual phone's people file asks for.
        profile: None where it cannot be read.
        people: None where they cannot be read.
        language: None where it cannot be read.
        missing: Variables that files ask for, and that are not set.
        problems: By what could not be read: "Profile", "People", "Language".
    """

    root: Path
    names: Names
    environment: Mapping[str, str]
    profile: Profile | None = None
    people: People | None = None
    language: Language | None = None
    missing: tuple[MissingVariable, ...] = ()
    problems: Mapping[str, Finding] = field(default_factory=dict)

    @property
    def through(self) -> str:
        """What a run with virtual phones starts in front of them; "" for other phones."""
        if self.profile is None or self.profile.kind != "virtual":
            return ""
        return self.profile.virtual.through if self.profile.virtual else "webdriver"

    def is_missing(self, *texts: object) -> bool:
        """Whether a text came from a variable that is not set."""
        names = {each.name for each in self.missing}
        return any(names & set(getattr(text, "parts", {})) for text in texts)

    def line_of(self, *path: str | int) -> str:
        """Where a value of the profile stands, or would: `config/profiles/emulator.yaml:12`."""
        try:
            file = profile_file(self.root, self.names.profile)
            return self.short(str(read_yaml(file).place(path)))
        except ConfigurationError:
            return self.names.profile

    def hide(self, text: str) -> str:
        """A text without what is secret or private in the settings, in every form.

        An address that is a variable's is called by the variable's name.
        """
        for address in self.profile.servers() if self.profile else ():
            text = text.replace(address, shown(address))
        return self._redact(text)

    @cached_property
    def _redact(self) -> Callable[[str], str]:
        secrets = secrets_in(self.profile, self.people)
        try:
            from harness.evidence.contact_forms import private_contacts
            from harness.evidence.redaction import Redactor
            from harness.evidence.vocabulary import words_of_project
        except ImportError as error:
            # The doctor is asked just then what is missing, and has to say it.
            return partial(_withheld, secrets, str(error))
        redactor = Redactor(secrets, partial(words_of_project, self.root))
        redactor.learn_contacts(private_contacts(self.people) if self.people else ())
        return redactor.text

    def short(self, text: str) -> str:
        """A text with paths from the project's folder on."""
        return text.replace(f"{self.root}/", "")


def _withheld(secrets: Iterable[Secret], why: str, text: str) -> str:
    """A text, unless it holds a secret: where nothing is there that could take it out."""
    values = (secret.reveal() for secret in secrets)
    if any(value in text for value in values if len(value) >= _SHORTEST_SECRET):
        return f"not shown: it holds a secret, which nothing takes out ({why})"
    return text


def read_subject(root: Path, names: Names, environment: Mapping[str, str]) -> Subject:
    """Read what can be read; what cannot is a finding, and the rest is read all the same."""
    reader = _Reader(root, environment)
    profile = reader.read(
        "Profile",
        lambda: profile_file(root, names.profile),
        lambda filled: load_profile(root, names.profile, filled),
    )
    chosen = names.people or (default_people(profile) if profile else None)
    people = None
    if chosen is not None:
        people = reader.read(
            "People",
            lambda: people_file(root, chosen),
            lambda filled: load_people(root, chosen, filled),
        )
    code = names.language or (profile.language if profile else "en")
    language = reader.read(
        "Language", None, lambda _: load_language(root / "config" / "languages", code)
    )
    return Subject(
        root,
        names,
        environment,
        profile,
        people,
        language,
        tuple(reader.missing),
        reader.problems,
    )


class _Reader:
    """Reads files one after the other, and remembers what was wrong with them."""

    def __init__(self, root: Path, environment: Mapping[str, str]) -> None:
        self._root, self._environment = root, environment
        self.missing: list[MissingVariable] = []
        self.problems: dict[str, Finding] = {}

    def read(
        self,
        title: str,
        file: Callable[[], Path] | None,
        load: Callable[[Mapping[str, str]], _Read],
    ) -> _Read | None:
        """What `load` returns; None where it cannot, and then the reason is remembered."""
        missing: list[MissingVariable] = []
        try:
            if file is not None:
                missing = missing_variables(read_yaml(file()), self._environment)
                self.missing += missing
            placeholders = {each.name: _PLACEHOLDER for each in missing}
            return load({**self._environment, **placeholders})
        except ConfigurationError as error:
            if not (missing and _OF_A_VARIABLE in error.found):
                self.problems[title] = as_finding(error, self._root)
            return None


def as_finding(error: ConfigurationError, root: Path) -> Finding:
    """A mistake in a file, in the doctor's words."""
    found = f"{error.place}: {error.found}" if error.place else error.found
    expected = f"expected: {error.expected}" if error.expected else ""
    fix = "; ".join(part for part in (expected, error.hint) if part)
    return misconfigured(found.replace(f"{root}/", ""), fix.replace(f"{root}/", ""))

"""From names on the command line to settings that are known to be right."""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from harness.errors import ConfigurationError, Place, cited
from harness.settings.environment import FromEnvironment, fill_in
from harness.settings.interstitials import Interstitial, load_interstitials
from harness.settings.language import Language, language_file, load_language
from harness.settings.overrides import LocatorOverrides, load_overrides
from harness.settings.people import People
from harness.settings.profile import Profile
from harness.settings.secret import Secret
from harness.settings.strict_model import nearest, validated
from harness.settings.yaml_source import read_yaml

DEFAULT_PROFILE = "virtual"

# The virtual phone's own variables; the run fills them in before it reads the people file.
VIRTUAL_PASSWORD = "VIRTUAL_PHONE_PASSWORD"  # noqa: S105 - the name of a variable
VIRTUAL_IMAP_PORT = "VIRTUAL_PHONE_IMAP_PORT"

_LONGEST_PATH = 1000


@dataclass(frozen=True)
class Settings:
    """All that a run is told.

    Attributes:
        root: The project's folder, with config/ in it.
    """

    root: Path
    profile: Profile
    people: People
    language: Language
    overrides: LocatorOverrides
    interstitials: tuple[Interstitial, ...]


def load_settings(
    root: Path,
    profile: str = DEFAULT_PROFILE,
    people: str | None = None,
    language: str | None = None,
    environment: Mapping[str, str] = os.environ,
) -> Settings:
    """Read every file of settings that a run needs.

    Args:
        root: The project's folder.
        profile: A name under config/profiles, or a path.
        people: A name under config, or a path; None: the profile's, else people.virtual for
            the virtual phone and people for any other.
        language: A name under config/languages; None: the profile's.
        environment: Where `${NAME}` is looked up.

    Raises:
        ConfigurationError: For the first thing that is wrong; nothing was started yet.
    """
    chosen = load_profile(root, profile, environment)
    return Settings(
        root=root,
        profile=chosen,
        people=_people(root, profile, chosen, people, environment),
        language=_language(root, profile, chosen, language),
        overrides=load_overrides(root / "config" / "locators.yaml"),
        interstitials=load_interstitials(root / "config" / "interstitials.yaml"),
    )


def _people(
    root: Path, profile: str, chosen: Profile, named: str | None, environment: Mapping[str, str]
) -> People:
    """Those that the command names; else the profile's, and then its line is to blame."""
    with _blaming(root, profile, None if named or not chosen.people else "people"):
        file = people_file(root, named or default_people(chosen))
    return validated(People, fill_in(read_yaml(file), environment))


def _language(root: Path, profile: str, chosen: Profile, named: str | None) -> Language:
    folder = root / "config" / "languages"
    with _blaming(root, profile, None if named else "language"):
        language_file(folder, named or chosen.language)
    return load_language(folder, named or chosen.language)


@contextmanager
def _blaming(root: Path, profile: str, key: str | None) -> Iterator[None]:
    """A name that leads nowhere is wrong where it stands: on the command line, or in a profile."""
    try:
        yield
    except ConfigurationError as error:
        if key is None:
            raise
        place = place_in_profile(root, profile, key)
        raise ConfigurationError(place, error.found, error.expected, error.hint) from None


def load_profile(
    root: Path, name: str = DEFAULT_PROFILE, environment: Mapping[str, str] = os.environ
) -> Profile:
    """Read a profile by name or path.

    Raises:
        ConfigurationError: There is no such profile, or it is wrong.
    """
    return validated(Profile, fill_in(read_yaml(profile_file(root, name)), environment))


def place_in_profile(root: Path, name: str, key: str) -> Place:
    """Where a key of a profile stands, for errors about what it leads to."""
    return read_yaml(profile_file(root, name)).place((key,))


def profile_file(root: Path, name: str) -> Path:
    """The file of a profile, by name or path.

    Raises:
        ConfigurationError: There is no profile of that name.
    """
    folder = root / "config" / "profiles"
    return _find(root, name, folder, [file.stem for file in folder.glob("*.yaml")], "profile")


def load_people(root: Path, name: str, environment: Mapping[str, str] = os.environ) -> People:
    """Read a people file by name or path.

    Raises:
        ConfigurationError: There is no such file, or it is wrong.
    """
    return validated(People, fill_in(read_yaml(people_file(root, name)), environment))


def people_file(root: Path, name: str) -> Path:
    """The file of a name or path.

    Raises:
        ConfigurationError: There is no people file of that name.
    """
    folder = root / "config"
    known = [file.stem for file in folder.glob("people*.yaml")]
    if name not in known and f"people.{name}" in known:
        name = f"people.{name}"
    return _find(root, name, folder, known, "people file")


def default_people(profile: Profile) -> str:
    """Name of the people file for a profile, where the command names none."""
    return profile.people or ("people.virtual" if profile.kind == "virtual" else "people")


def all_secrets(settings: Settings) -> tuple[Secret, ...]:
    """Every text of the settings that no file of a run may show, without doubles."""
    return secrets_in(settings.profile, settings.people)


def secrets_in(profile: Profile | None, people: People | None) -> tuple[Secret, ...]:
    """The same of files that were read each on its own; None for one that could not be."""
    of_profile = profile.secrets() if profile else ()
    return tuple(dict.fromkeys((*of_profile, *(_passwords(people) if people else ()))))


def _passwords(people: People) -> Iterator[Secret]:
    told_by = [member.told_by for member in people.members if member.told_by is not None]
    everybody = (*people.persons, *(member.as_person() for member in people.members))
    in_commands = [word for each in everybody for word in each.code_command or ()]
    passwords = (
        *(each.password for each in everybody),
        *(secret for each in told_by for secret in each.secrets()),
        *(
            secret
            for word in in_commands
            if isinstance(word, FromEnvironment)
            for secret in word.secrets()
        ),
    )
    return (word for word in passwords if word is not None)


def _find(root: Path, name: str, folder: Path, known: Sequence[str], what: str) -> Path:
    if "/" in name or os.sep in name or name.endswith((".yaml", ".yml")):
        if len(name) > _LONGEST_PATH:
            found = f"a path of {len(name):,} characters"
            raise ConfigurationError(Place(folder), found, f"the path of a {what}")
        path = Path(name)
        return path if path.is_absolute() or path.exists() else root / path
    if name in known:
        return folder / f"{name}.yaml"
    hint = nearest(name, known)
    example = folder / "people.example.yaml"
    if name == "people" and example.exists():
        hint = f"cp {example} {folder / 'people.yaml'}, and fill it in"
    listed = ", ".join(sorted(known)) or "none: there is no such file yet"
    raise ConfigurationError(
        Place(folder), f'no {what} "{cited(name)}"', f"one of {listed}; or a path", hint
    )

"""pytest plugin: a run of features begins only where all that it needs is right and there.

It stops a run once, with one message and exit code 2, or 3 where phones are not fit for use, where
otherwise every scenario would fail for the same reason. Unit tests need no settings and are not
asked for any.
"""

import os
import sys
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import pytest

from harness.errors import ConfigurationError, InfrastructureError, Place, WrongUse
from harness.evidence.stash import OPEN_INVITATIONS, keep_secrets_of
from harness.gherkin.definitions import all_definitions
from harness.gherkin.feature_file import FeatureUnreadable, read_feature
from harness.gherkin.matching import step_problems
from harness.gherkin.problem import Problem, in_order, listed
from harness.gherkin.structure import structure_problems
from harness.npm import ProgramUnusable
from harness.screen.page import Page, Part
from harness.session.preflight import refuse_unreachable_server
from harness.session.virtual_phones import virtual_environment, virtual_phones
from harness.settings import VIRTUAL_PASSWORD, Settings, VirtualSettings, place_in_profile
from harness.settings.from_pytest import settings_of
from harness.stack import refuse_missing_programs
from harness.wiring import counting_open

WRONG_USE, INFRASTRUCTURE = 2, 3
# Options of pytest that only look: no scenario runs, so nothing has to be there.
_LOOKS_ONLY = (
    "collectonly",
    "help",
    "version",
    "showfixtures",
    "show_fixtures_per_test",
    "markers",
    "setupplan",
)


@pytest.hookimpl(tryfirst=True)
def pytest_cmdline_main(config: pytest.Config) -> int | None:
    """Refuse the run before it has begun, in the process that answers for it."""
    is_worker = hasattr(config, "workerinput")
    looks_only = any(getattr(config.option, name, False) for name in _LOOKS_ONLY)
    if is_worker or looks_only or not _asks_for_features(config):
        return None
    environment = virtual_environment()
    # One password for all workers, so that who looks through the reports at the end knows it.
    os.environ.setdefault(VIRTUAL_PASSWORD, environment[VIRTUAL_PASSWORD])
    try:
        refuse_bad_features(_features_of(config))
        settings = settings_of(config, environment)
        keep_secrets_of(config, settings)
        refuse_missing_labels(settings, parts_of_pages())
        _refuse_absent_phones(config, settings, environment)
        _refuse_unfit_phones(config, environment)
        config.stash[OPEN_INVITATIONS] = counting_open(settings, config.rootpath)
    except (WrongUse, pytest.UsageError) as error:
        _say(f"harness: {error}")
        return WRONG_USE
    except InfrastructureError as error:
        _say(f"harness: {error}")
        return INFRASTRUCTURE
    return None


def _say(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201 - pytest has no voice yet


def _asks_for_features(config: pytest.Config) -> bool:
    """Whether a target is a feature file, or a folder with some."""
    return next(_features_of(config), None) is not None


def _features_of(config: pytest.Config) -> Iterator[Path]:
    for target in config.args:
        path = config.invocation_params.dir / target.partition("::")[0]
        if path.suffix == ".feature":
            yield path
        else:
            yield from sorted(path.rglob("*.feature"))


def refuse_bad_features(files: Iterable[Path]) -> None:
    """Let a run begin only where every feature can be read, and every step be run.

    Collecting them says so, too, but only after phones were looked for.

    Raises:
        WrongUse: With all problems, by file and line.
    """
    definitions = all_definitions()
    problems: list[Problem] = []
    for file in files:
        try:
            feature = read_feature(file)
            problems += [*structure_problems(feature), *step_problems([feature], definitions)]
        except FeatureUnreadable as unreadable:
            problems.append(unreadable.problem)
    if problems:
        raise WrongUse(listed(in_order(problems)))


def parts_of_pages(package: str = "pages") -> Iterator[Part]:
    """Every part of every page that was imported: the project's conftest imports them all.

    Args:
        package: Where pages are; whatever else calls itself a page is no screen of the app.
    """
    waiting = list(Page.__subclasses__())
    while waiting:
        page = waiting.pop()
        waiting += page.__subclasses__()
        if page.__module__.partition(".")[0] != package:
            continue
        yield from (value for value in vars(page).values() if isinstance(value, Part))
        yield from (*page.recognised_by, *page.never_with)


def refuse_missing_labels(settings: Settings, parts: Iterator[Part]) -> None:
    """Let a run begin only in a language in which every part of a page can be looked for.

    Raises:
        ConfigurationError: Names all labels that have no translation.
    """
    language, version = settings.language, settings.profile.app_version or ""
    missing = {
        label
        for part in parts
        if not part.locator.verbatim
        and not any(each.label for each in settings.overrides.of(part.name, version))
        for label in part.locator.labels
        if not language.knows(label)
    }
    if missing:
        listed = "; ".join(f'"{label}"' for label in sorted(missing))
        raise ConfigurationError(
            Place(language.file),
            f"{len(missing)} labels that pages look for have no translation: {listed}",
            'a line such as "Invite: ..." for each, as the app shows it in this language',
            "look at the screens on a phone and add them; only public translations come along",
        )


def _refuse_absent_phones(
    config: pytest.Config, settings: Settings, environment: Mapping[str, str]
) -> None:
    """A server that does not answer, or virtual phones that do not know what they are told."""
    profile, name = settings.profile, str(config.getoption("--profile"))
    for server_url in profile.servers():
        key = "server_url" if server_url == profile.server_url else "phones"
        refuse_unreachable_server(server_url, place_in_profile(config.rootpath, name, key))
    if profile.virtual:
        place = place_in_profile(config.rootpath, name, "virtual")
        _refuse_missing_programs(profile.virtual, place)
        try:
            with virtual_phones([None], profile.virtual, environment):
                pass
        except ConfigurationError as error:
            raise ConfigurationError(place, error.found) from error


def _refuse_unfit_phones(config: pytest.Config, environment: Mapping[str, str]) -> None:
    """As the doctor sees them, which is imported only where a run is about to begin."""
    from harness.doctor.subject import Names, read_subject
    from harness.unfit_phones import refuse_unfit_phones

    options = ("--profile", "--people", "--language")
    names = Names(*(config.getoption(option) for option in options))
    refuse_unfit_phones(read_subject(config.rootpath, names, environment), _tell)


def _tell(words: str) -> None:
    _say(f"harness: {words}")


def _refuse_missing_programs(virtual: VirtualSettings, place: Place) -> None:
    """What stands between the run and its phones must be installed; what is pinned, is now."""
    if virtual.through == "webdriver":
        return
    try:
        refuse_missing_programs(_say, with_grid=virtual.through == "grid")
    except ProgramUnusable as missing:
        raise ConfigurationError(
            place,
            f"{missing}; this profile goes through {virtual.through.title()}",
            hint="install it, or choose the profile virtual, which needs neither Node nor Java",
        ) from missing

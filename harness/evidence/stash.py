"""Where conftest, settings and engine find the rooms' shared things: on pytest's configuration.

It stands apart from `plugin`, because a conftest must not import a module that it also lists as a
plugin: pytest would no longer rewrite its assertions, and says so with a warning.
"""

from collections.abc import Callable
from functools import partial

import pytest

from harness.evidence.contact_forms import private_contacts
from harness.evidence.places import Places
from harness.evidence.recorder import Recorder
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.vocabulary import words_of_project
from harness.settings import Settings, all_secrets

REDACTOR = pytest.StashKey[Redactor]()
FACTS = pytest.StashKey[RunFacts]()
RECORDER = pytest.StashKey[Recorder]()
PLACES = pytest.StashKey[Places]()
OPEN_INVITATIONS = pytest.StashKey[Callable[[], int] | None]()
"""Counts, in the process that answers for the run, what a journal that all share has open."""


def redactor_of(config: pytest.Config) -> Redactor:
    """Where secret values are made known, as soon as they are read."""
    common_words = partial(words_of_project, config.rootpath)
    return config.stash.setdefault(REDACTOR, Redactor(common_words=common_words))


def keep_secrets_of(config: pytest.Config, settings: Settings) -> None:
    """Makes known what the settings keep secret or private; the same in all processes of a run."""
    redactor = redactor_of(config)
    redactor.learn(all_secrets(settings))
    redactor.learn_contacts(private_contacts(settings.people))


def run_facts_of(config: pytest.Config) -> RunFacts:
    """Where the engine counts."""
    return config.stash.setdefault(FACTS, RunFacts())


def tell_facts_of(config: pytest.Config, settings: Settings) -> None:
    """Makes known what the settings say of a run: profile, language, the app's version."""
    facts = run_facts_of(config)
    facts.profile = settings.profile.name
    version, language = settings.profile.app_version or "", settings.language.code
    facts.learn({"app version": version, "language": language})


def recorder_of(config: pytest.Config) -> Recorder:
    """Who saves what the phones show; there from `pytest_configure` on."""
    return config.stash[RECORDER]


def places_of(config: pytest.Config) -> Places:
    """Where this run's files go; there from `pytest_configure` on."""
    return config.stash[PLACES]

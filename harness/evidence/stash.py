"""Where conftest, settings and engine find the rooms' shared things: on pytest's configuration.

It stands apart from `plugin`, because a conftest must not import a module that it also lists as a
plugin: pytest would no longer rewrite its assertions, and says so with a warning.
"""

from collections.abc import Callable

import pytest

from harness.evidence.places import Places
from harness.evidence.recorder import Recorder
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts

REDACTOR = pytest.StashKey[Redactor]()
FACTS = pytest.StashKey[RunFacts]()
RECORDER = pytest.StashKey[Recorder]()
PLACES = pytest.StashKey[Places]()
OPEN_INVITATIONS = pytest.StashKey[Callable[[], int] | None]()
"""Counts, in the process that answers for the run, what a journal that all share has open."""


def redactor_of(config: pytest.Config) -> Redactor:
    """Where secret values are made known, as soon as they are read."""
    return config.stash.setdefault(REDACTOR, Redactor())


def run_facts_of(config: pytest.Config) -> RunFacts:
    """Where the engine counts."""
    return config.stash.setdefault(FACTS, RunFacts())


def recorder_of(config: pytest.Config) -> Recorder:
    """Who saves what the phones show; there from `pytest_configure` on."""
    return config.stash[RECORDER]


def places_of(config: pytest.Config) -> Places:
    """Where this run's files go; there from `pytest_configure` on."""
    return config.stash[PLACES]

"""pytest's options --profile, --people, --language and --evidence; the root conftest lists this."""

import os
from collections.abc import Mapping
from typing import Literal, cast

import pytest

from harness.errors import ConfigurationError
from harness.settings.load import DEFAULT_PROFILE, Settings, load_settings

Evidence = Literal["failures", "outcomes", "steps", "none"]
EVIDENCE: tuple[Evidence, ...] = ("failures", "outcomes", "steps", "none")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Register the options; `harness run` hands its own ones on to these."""
    group = parser.getgroup("invite harness")
    group.addoption(
        "--profile",
        default=DEFAULT_PROFILE,
        metavar="NAME",
        help="which phone: a name under config/profiles, or a path (default: %(default)s)",
    )
    group.addoption(
        "--people",
        metavar="NAME",
        help="who acts and who may be invited: a name under config, or a path",
    )
    group.addoption(
        "--language",
        metavar="CODE",
        help="language of the app: a name under config/languages (default: the profile's)",
    )
    group.addoption(
        "--evidence",
        default=EVIDENCE[0],
        choices=EVIDENCE,
        help="pictures of what: failures, outcomes, steps or none (default: %(default)s)",
    )


def settings_of(config: pytest.Config, environment: Mapping[str, str] = os.environ) -> Settings:
    """The settings that pytest's options name.

    Raises:
        pytest.UsageError: With the text of the ConfigurationError, and no traceback.
    """
    try:
        return load_settings(
            config.rootpath,
            config.getoption("--profile"),
            config.getoption("--people"),
            config.getoption("--language"),
            environment,
        )
    except ConfigurationError as error:
        raise pytest.UsageError(str(error)) from error


def evidence_of(config: pytest.Config) -> Evidence:
    """What pictures the run takes."""
    return cast("Evidence", config.getoption("--evidence"))

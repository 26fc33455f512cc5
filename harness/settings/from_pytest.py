"""Settings from pytest's options.

It stands apart from `pytest_options`, because a conftest must not import a module that it also
lists as a plugin: pytest could no longer rewrite its assertions, and says so with a warning.
"""

import os
from collections.abc import Mapping

import pytest

from harness.errors import ConfigurationError
from harness.settings.load import Settings, load_settings


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

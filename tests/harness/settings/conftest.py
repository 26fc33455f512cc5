"""Files of settings, made from texts."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from harness.settings.environment import fill_in
from harness.settings.strict_model import validated
from harness.settings.yaml_source import parse_yaml

Read = Callable[[type[BaseModel], str], Any]


@pytest.fixture
def read() -> Read:
    """Reads a model from a text, as if from the file s.yaml; variables are set."""
    environment = {
        "PASSWORD": "correct horse",
        "KEY": "k-123",
        "PORT": "1143",
        "WORD": "abc",
        "SECRET_URL": "https://endpoint.example.com/t-5/wd/",
        "PLAIN_URL": "http://endpoint.example.com/t-5",
    }

    def reading(model: type[BaseModel], text: str) -> Any:
        return validated(model, fill_in(parse_yaml(text, Path("s.yaml")), environment))

    return reading

"""Profiles as committed, with an environment of placeholders."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from tiny_server import TinyServer, tiny_server

PROFILES = Path(__file__).parents[2] / "config" / "profiles"


@pytest.fixture
def server() -> Iterator[TinyServer]:
    with tiny_server() as server:
        yield server


@pytest.fixture
def placeholders() -> dict[str, str]:
    """A value for every variable that any profile names; each can be told from all others."""
    words = "\n".join(file.read_text("utf-8") for file in PROFILES.glob("*.yaml"))
    names = sorted(set(re.findall(r"\$\{(\w+)\}", words)))
    return {
        name: f"https://{name}.example.com/t-0" if name.endswith("URL") else f"value-of-{name}"
        for name in names
    }

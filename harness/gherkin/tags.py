"""Tags: which ones pyproject.toml registers."""

import tomllib
from pathlib import Path


def registered_tags(root: Path) -> frozenset[str]:
    """The marks that pyproject.toml registers."""
    with (root / "pyproject.toml").open("rb") as file:
        tool = tomllib.load(file).get("tool", {}).get("pytest", {})
    markers = tool.get("markers") or tool.get("ini_options", {}).get("markers", [])
    return frozenset(marker.partition(":")[0].partition("(")[0].strip() for marker in markers)

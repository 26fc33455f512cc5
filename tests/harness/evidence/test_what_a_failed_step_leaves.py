"""What the virtual phone leaves of a step that failed, and that it leaves nothing else."""

import json
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]
VIRTUAL = (ROOT / "config" / "profiles" / "virtual.yaml").read_text("utf-8")
WITHOUT_OK = f"{VIRTUAL.replace('element_s: 5', 'element_s: 1.5')}virtual: {{defect: ok-missing}}\n"
ORDER = ["features/invite_by_phone.feature", "-k", "order"]
IN_ONE_STEP = ["features/invite_by_phone.feature", "-k", "Operator and not message"]
FAILS_IN = "Then the app confirms the invitation"


def _steps_of(folder: Path, profile: str, chosen: list[str]) -> list[dict[str, Any]]:
    """The steps of the one scenario that was chosen, as Allure's results have them."""
    (folder / "phone.yaml").write_text(profile, "utf-8")
    options = ["--profile", str(folder / "phone.yaml"), "--reports", str(folder / "reports")]
    command = [sys.executable, "-m", "harness.command_line", "run", *options, *chosen]
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False, timeout=120)
    [result] = (folder / "reports" / "allure-results").glob("*-result.json")
    steps: list[dict[str, Any]] = json.loads(result.read_text("utf-8"))["steps"]
    return steps


def _frames(mp4: bytes) -> int:
    """How many frames a film has, by its table of sample sizes."""
    at = mp4.index(b"stsz")
    return int(struct.unpack_from(">I", mp4, at + 12)[0])


def _film_in(reports: Path) -> tuple[dict[str, Any], bytes]:
    """The only film of a run's only scenario: what the summary says of it, and its file."""
    summary = json.loads((reports / "summary.json").read_text("utf-8"))
    [film] = [film for step in summary["results"][0]["steps"] for film in step["films"]]
    return film, (reports / "pictures" / film["file"]).read_bytes()


@pytest.fixture(scope="module")
def failed(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict[str, Any]]]:
    """Where a confirmation without OK left what it left, and the steps."""
    folder = tmp_path_factory.mktemp("failed")
    return folder / "reports", _steps_of(folder, WITHOUT_OK, ORDER)


def test_all_of_it_stands_in_the_failed_step(failed: tuple[Path, list[dict[str, Any]]]) -> None:
    """In the order in which a reader wants it; steps before and behind have nothing."""
    _, steps = failed
    by_name = {step["name"]: step for step in steps}
    attached = by_name.pop(FAILS_IN)["attachments"]
    kinds = [(each["name"].partition(" of the last ")[0], each["type"]) for each in attached]
    assert kinds == [
        ("phone 1, the Admin's", "image/png"),
        ("phone 1, the Admin's: film", "video/mp4"),
        ("phone 1, the Admin's: what was waited for last", "text/plain"),
        ("phone 1, the Admin's: page source", "application/xml"),
        ("phone 1, the Admin's: device log since the step began", "text/plain"),
    ]
    assert not [step for step in by_name.values() if step.get("attachments")]


def test_the_film_is_one(failed: tuple[Path, list[dict[str, Any]]]) -> None:
    """A whole MP4 of more than one frame, that the summary lists too."""
    reports, _ = failed
    film, mp4 = _film_in(reports)
    assert film["phone"] == "phone 1, the Admin's"
    assert film["duration_s"] >= 1
    assert _frames(mp4) > 1
    [for_allure] = (reports / "allure-results").glob("*.mp4")
    assert for_allure.read_bytes() == mp4


def test_a_typed_number_does_not_end_a_film(tmp_path: Path) -> None:
    """Nothing moves in the step that fails: all but the last frame is from the steps before it.

    So is what the film says of its length.
    """
    steps = _steps_of(tmp_path, WITHOUT_OK, IN_ONE_STEP)
    film, mp4 = _film_in(tmp_path / "reports")
    assert _frames(mp4) > 1
    [attached] = [
        each
        for step in steps
        for each in step.get("attachments", ())
        if each["type"] == "video/mp4"
    ]
    assert attached["name"] == f"phone 1, the Admin's: film of the last {film['duration_s']:g} s"


def test_words_of_the_failed_step(failed: tuple[Path, list[dict[str, Any]]]) -> None:
    """What was waited for, what was there instead, and the app in front."""
    reports, steps = failed
    [step] = [each for each in steps if each["name"] == FAILS_IN]
    assert [note["name"] for note in step["steps"]] == [
        "phone 1: in front: com.zhiliaoapp.musically/com.bytedance.hybrid.spark.page.SparkActivity"
    ]
    [source] = [each["source"] for each in step["attachments"] if "waited" in each["name"]]
    lines = (reports / "allure-results" / source).read_text("utf-8").splitlines()
    assert lines[0] == 'Waited for: ConfirmationPage.ok (button "OK") to be shown'
    assert lines[2] == "Saw last: neither a confirmation nor a refusal is shown"
    assert "  Invitation sent" in lines[lines.index("On the screen then, top to bottom:") :]


def test_what_passes_leaves_nothing(tmp_path: Path) -> None:
    """No film, no picture, no source, no log."""
    steps = _steps_of(tmp_path, VIRTUAL, ORDER)
    assert {step["status"] for step in steps} == {"passed"}
    assert not [step for step in steps if step.get("attachments") or step.get("steps")]
    assert not list((tmp_path / "reports").rglob("*.mp4"))

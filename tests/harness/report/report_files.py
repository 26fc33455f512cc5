"""A small run as files, without running anything."""

import json
from pathlib import Path
from typing import Any

from PIL import Image

from virtual_phone.recording.h264 import Encoder
from virtual_phone.recording.mp4 import Shot, write_mp4

PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010806000000"
    "1f15c4890000000d49444154789c6360606060000000050001a5f64540"
    "0000000049454e44ae426082"
)


def step(text: str, status: str = "passed", *, pictures: int = 1) -> dict[str, Any]:
    """A step as the summary has it."""
    picture = {"file": "a1.png", "phone": "Admin's phone", "width_px": 540, "height_px": 1200}
    return {
        "text": text,
        "status": status,
        "duration_s": 0.2,
        "pictures": [picture] * pictures,
        "notes": [],
        "table": [],
        "docstring": "",
        "films": [],
    }


def result(name: str, verdict: str = "passed", **others: Any) -> dict[str, Any]:
    """A scenario as the summary has it."""
    statuses = {"passed": "passed", "product": "failed", "skipped": "skipped"}
    status = statuses.get(verdict, "broken")
    return {
        "node_id": f"x::{name}",
        "feature_file": "features/invite.feature",
        "feature": "Invite a member",
        "feature_description": "An Admin decides\nwho may act.\n\nFrom the beginning.",
        "rule": "",
        "template": name,
        "name": name,
        "row": {},
        "line": 3,
        "step_lines": [4, 5],
        "tags": ["guide"],
        "verdict": verdict,
        "status": status,
        "flaky": False,
        "attempts": 1,
        "duration_s": 1.5,
        "failing_step": None,
        "message": None,
        "failure": None,
        "earlier_attempts": [],
        "skipped_because": "",
        "steps": [step("Given the Admin is here"), step("Then it is so")],
        "pictures": [],
        "notes": [],
        "films": [],
        **others,
    }


def attempt(failed: dict[str, str], *steps: dict[str, Any], **others: Any) -> dict[str, Any]:
    """An attempt that was not the last one, as the summary has it."""
    usual = {"number": 1, "verdict": "infrastructure", "status": "broken", "duration_s": 1.0}
    shown = {"steps": list(steps), "pictures": [], "notes": [], "films": []}
    return {**usual, "failure": failed, **shown, **others}


def failure(**others: str) -> dict[str, str]:
    """A failure as the summary has it."""
    words = {"step": "Then it is so", "promised": "It is so", "seen": "It is not", "do": "Look"}
    return {**words, "message": "It is not", **others}


def write_run(reports: Path, *results: dict[str, Any], **others: Any) -> Path:
    """Writes summary and pictures of a run into a folder."""
    words = ["flaky" if each["flaky"] else each["status"] for each in results]
    counted = ("passed", "failed", "broken", "skipped", "flaky")
    summary = {
        "profile": "virtual",
        "phone_kind": "virtual",
        "scenarios": {word: words.count(word) for word in counted},
        "exit_code": 0,
        "wall_s": 75.2,
        "commands": {},
        "interstitials": [],
        "fallbacks": [],
        "journal_open": 0,
        "details": {"phone kind": "virtual", "app version": "47.0.2"},
        "ended_at": "2026-11-22T10:15:00+0000",
        "results": list(results),
        **others,
    }
    (reports / "pictures").mkdir(parents=True)
    (reports / "pictures" / "a1.png").write_bytes(PIXEL)
    (reports / "summary.json").write_text(json.dumps(summary), encoding="utf-8")
    return reports


def write_film(file: Path) -> None:
    """Writes a film of one and a half seconds, as a phone gives it."""
    encoder = Encoder(96, 208)
    red = encoder.encode(Image.new("RGB", (96, 208), "#fe2c55"))
    file.write_bytes(write_mp4(encoder, [Shot(red, 1500)]))

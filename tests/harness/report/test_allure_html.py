import json
import re
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from report_files import result, write_run

from harness.npm import ProgramUnusable
from harness.report import allure_html, render
from harness.report.allure_html import closed, render_allure

PAGE = """<html><head><meta charset="utf-8"></head><body><div id="app"></div>
<script>window.allure = {};</script>
    <script async src="https://www.googletagmanager.com/gtag/js?id=G-X"></script>
    <script>
        window.dataLayer = window.dataLayer || [];
        function gtag(){dataLayer.push(arguments);}
        gtag('config', 'G-X', {"report": "awesome"});
    </script>
<script>window.data = 1</script></body></html>"""


def test_analytics_are_cut_out_and_the_page_is_closed() -> None:
    """The report of a run is nobody else's business."""
    page = closed(PAGE)
    assert "googletagmanager" not in page
    assert "gtag" not in page
    assert page.count("<script>") == 2
    assert "default-src 'unsafe-inline' 'unsafe-eval' data: blob:" in page


def test_without_node_there_is_one_clear_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And the page of pictures is there all the same."""
    monkeypatch.setenv("PATH", str(tmp_path))
    said: list[str] = []
    pages = render(write_run(tmp_path, result("One")), say=said.append)
    assert pages == [tmp_path / "index.html"]
    assert said == [
        "No Allure report: Node 20 or newer is not installed. Its results are in "
        f"{tmp_path / 'allure-results'}; with Node 20 or newer, `harness report` renders them."
    ]


def test_an_old_node_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It would fail with a syntax error that nobody understands."""
    _node(tmp_path, "echo v18.19.0")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramUnusable, match=r"^Node is 18\.19\.0; it has to be 20 or newer$"):
        render_allure(tmp_path, tmp_path, print)


def test_a_tool_that_fails_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """No network, a full disk: said, and nothing else happens."""
    _node(tmp_path, "echo no space >&2\nexit 3")
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ProgramUnusable, match=r"^`node --version` failed: no space$"):
        render_allure(tmp_path, tmp_path, print)


def _node(folder: Path, script: str) -> None:
    tool = folder / "node"
    tool.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    tool.chmod(0o755)


def test_the_lock_pins_everything_and_names_no_host() -> None:
    """It installs the same files from whatever registry a person uses."""
    folder = Path(allure_html.__file__).parent / "allure"
    lock = json.loads((folder / "package-lock.json").read_text(encoding="utf-8"))
    packages = {name: each for name, each in lock["packages"].items() if name}
    assert packages["node_modules/allure"]["version"] == "3.18.0"
    assert all("integrity" in each and "resolved" not in each for each in packages.values())


def test_the_real_page_loads_nothing_from_outside(
    tmp_path: Path, needed: Callable[..., str]
) -> None:
    """Whatever a later version of the package brings: found here."""
    needed("node")
    needed("npm")
    write_run(tmp_path, result("One"))
    results = tmp_path / "allure-results"
    results.mkdir()
    content = {
        "uuid": str(uuid.uuid4()),
        "name": "The confirmation appears",
        "status": "passed",
        "start": 1,
        "stop": 2,
        "labels": [{"name": "feature", "value": "Invite"}],
    }
    (results / "a-result.json").write_text(json.dumps(content), encoding="utf-8")
    page = render_allure(tmp_path, results, print).read_text(encoding="utf-8")
    assert "googletagmanager" not in page
    assert not re.search(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']?(?:https?:)?//", page)
    assert (tmp_path / "history.jsonl").stat().st_size > 0
    assert not (tmp_path / ".allurerc.json").exists()

import json
import os
import re
import shutil
import uuid
from collections.abc import Callable
from pathlib import Path

import pytest
from allure_reader import AllureReader, served
from page_reader import PageReader
from report_files import result, write_run

from harness.npm import ProgramUnusable
from harness.report import allure_html, render
from harness.report.allure_history import forget, history_of
from harness.report.allure_html import closed, render_allure

_HISTORY = "history-virtual-virtual.jsonl"
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
    _write_results(tmp_path / "allure-results", start_ms=1)
    pages = render(write_run(tmp_path, result("One")), say=said.append)
    assert pages == [tmp_path / "index.html"]
    assert said == [
        "No Allure report: Node 20 or newer is not installed. Its results are in "
        f"{tmp_path / 'allure-results'}; with Node 20 or newer, `harness report` renders them."
    ]
    (tmp_path / "allure-report.html").touch()
    render(tmp_path, say=said.append)
    assert said[1] == said[0].replace("No Allure", "No new Allure")


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


# Writes where it was told to, as the package does, before it fails.
_FAILS = """file=$(sed -n 's/.*"historyPath": "\\([^"]*\\)".*/\\1/p' .allurerc.json)
echo half > "$file"
pages=$(sed -n 's/.*"output": "\\([^"]*\\)".*/\\1/p' .allurerc.json)
mkdir -p "$pages/allure-report"
echo half > "$pages/allure-report/index.html"
"""


@pytest.mark.parametrize(("code", "said"), [(3, "failed: no space"), (0, "wrote no page")])
def test_what_was_rendered_stays_when_it_cannot_be_done_anew(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, code: int, said: str
) -> None:
    """The report, in both forms, and the run's line of the trend."""
    reports, results = tmp_path / "reports", tmp_path / "reports" / "allure-results"
    results.mkdir(parents=True)
    _write_results(results, start_ms=1)
    entry = json.loads((results / "a-result.json").read_text("utf-8"))
    _write_kind(reports, "virtual", "virtual")
    summary = (reports / "summary.json").read_text("utf-8")
    old = {
        "summary.json": summary,
        "allure-report/index.html": "the folder",
        "allure-report.html": "the one file",
        _HISTORY: json.dumps({"testResults": {"a": entry}}) + "\n",
    }
    (reports / "allure-report").mkdir()
    for name, text in old.items():
        (reports / name).write_text(text, "utf-8")
    script = f'[ "$1" = --version ] && echo v24.0.0 && exit\n{_FAILS}echo no space >&2; exit {code}'
    _node(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(allure_html, "installed", lambda *_: tmp_path)
    with pytest.raises(ProgramUnusable, match=said):
        render_allure(reports, results, print)
    assert {name: (reports / name).read_text("utf-8") for name in old} == old
    assert {each.name for each in reports.iterdir()} == {
        *("allure-report", "allure-report.html", "allure-results", _HISTORY, "summary.json")
    }


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


@pytest.fixture
def rendered(tmp_path: Path, needed: Callable[..., str]) -> tuple[Path, Path]:
    """The report of one result: the page of the folder, and the one file."""
    needed("node")
    needed("npm")
    write_run(tmp_path, result("One"))
    _write_results(tmp_path / "allure-results", start_ms=1)
    folder, one_file = render_allure(tmp_path, tmp_path / "allure-results", print)
    return folder, one_file


def _write_results(results: Path, *, start_ms: int) -> None:
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir()
    content = {
        "uuid": str(uuid.uuid4()),
        "name": "The confirmation appears",
        "fullName": "features/invite.feature#The confirmation appears",
        "status": "passed",
        "start": start_ms,
        "stop": start_ms + 1,
        "labels": [{"name": "feature", "value": "Invite"}],
    }
    (results / "a-result.json").write_text(json.dumps(content), encoding="utf-8")


def test_the_real_pages_load_nothing_from_outside(rendered: tuple[Path, Path]) -> None:
    """Whatever a later version of the package brings: found here."""
    for page, sources in zip(rendered, ("'self' 'unsafe-inline'", "'unsafe-inline'"), strict=True):
        text = page.read_text(encoding="utf-8")
        assert "googletagmanager" not in text
        assert not re.search(
            r"<(?:script|link|img|iframe)[^>]*(?:src|href)=[\"']?(?:https?:)?//", text
        )
        assert f"content=\"default-src {sources} 'unsafe-eval' data: blob:\">" in text


def test_a_page_that_asks_elsewhere_is_found(tmp_path: Path, reader: PageReader) -> None:
    """Else the browser's tests of Allure's pages would say nothing."""
    (tmp_path / "index.html").write_text(
        "<!doctype html><meta http-equiv='Content-Security-Policy' content=\"img-src 'self'\">"
        "<img src='https://example.com/a.png'><script src='http://127.0.0.1:1/b.js'></script>"
    )
    with served(tmp_path) as address:
        found = " ".join(AllureReader(reader, address).loaded_from_elsewhere())
    assert "https://example.com/a.png" in found
    assert "http://127.0.0.1:1/b.js" in found


def test_a_folder_to_be_served_and_one_file_are_left(rendered: tuple[Path, Path]) -> None:
    """Nothing else of what the package writes: its page about both reports has analytics, too."""
    folder, one_file = rendered
    reports = one_file.parent
    assert (folder, one_file.name) == (reports / "allure-report/index.html", "allure-report.html")
    assert (folder.parent / "data").is_dir()
    left = {each.name for each in reports.iterdir()}
    assert left == {
        *("allure-report", "allure-report.html", "allure-results", _HISTORY),
        *("pictures", "summary.json"),
    }


def test_whoever_opens_the_folder_by_a_double_click_is_led_on(
    rendered: tuple[Path, Path], reader: PageReader
) -> None:
    """A browser reads no data beside a file: without a word, the page would turn for ever."""
    folder, one_file = rendered
    reader.open(folder)
    said = reader.ask("return document.body.innerText")
    assert said.startswith("This folder is a site")
    assert "python3 -m http.server --directory allure-report" in said
    assert reader.ask("return document.querySelector('a').href") == one_file.as_uri()


def test_the_trend_counts_a_run_once_however_often_it_is_rendered(
    rendered: tuple[Path, Path],
) -> None:
    """`harness report` after a run is no second run; what is no line of Allure's stays."""
    reports = rendered[1].parent
    history = reports / _HISTORY
    results = reports / "allure-results"
    render_allure(reports, results, print)
    [first] = history.read_text("utf-8").splitlines()
    history.write_text(f"{first}\n{{}}\n")
    _write_results(results, start_ms=1000)
    for _ in range(2):
        render_allure(reports, results, print)
        kept = history.read_text("utf-8").splitlines()
        assert kept[:2] == [first, "{}"]
        assert len(kept) == 3


def _write_kind(reports: Path, phone_kind: str, profile: str) -> None:
    summary = {"phone_kind": phone_kind, "profile": profile}
    (reports / "summary.json").write_text(json.dumps(summary), encoding="utf-8")


def test_a_virtual_phone_is_no_past_of_a_real_one(rendered: tuple[Path, Path]) -> None:
    """Whatever ran before in this folder: each profile and each kind of phone has its own past."""
    reports = rendered[1].parent
    results = reports / "allure-results"
    told = []
    kinds = (("emulator", "emulator"), ("virtual", "emulator"), ("emulator", "emulator"))
    for run, kind in enumerate(kinds, 1):
        _write_kind(reports, *kind)
        _write_results(results, start_ms=1000 * run)
        render_allure(reports, results, print)
        [entry] = (reports / "allure-report" / "data" / "test-results").glob("*.json")
        told.append(len(json.loads(entry.read_text("utf-8"))["history"]))
    assert told == [0, 0, 1]
    assert {each.name for each in reports.glob("history*")} == {
        *(_HISTORY, "history-emulator-emulator.jsonl", "history-virtual-emulator.jsonl")
    }


def test_a_history_has_a_name_that_is_safe_and_its_own(tmp_path: Path) -> None:
    """A profile may be called anything."""
    names = set()
    profiles = ("../x y", "..-x y", "x" * 300, "x" * 301, "na\u00efve", "na\u00efv\u00e9", "")
    for profile in profiles:
        _write_kind(tmp_path, "phone", profile)
        history = history_of(tmp_path)
        assert history.parent == tmp_path
        assert re.fullmatch(r"history-phone-[\w-]{1,80}\.jsonl", history.name, re.ASCII)
        names.add(history.name)
    assert len(names) == len(profiles)
    (tmp_path / "summary.json").write_text("[]")
    assert history_of(tmp_path).name == "history-unknown-unknown.jsonl"


@pytest.mark.parametrize(
    "line", ["no JSON", "[]", '{"testResults": [1]}', '{"testResults": {"a": 1}}']
)
def test_a_line_that_says_nothing_is_kept(tmp_path: Path, line: str) -> None:
    """It is not ours to throw away."""
    history = tmp_path / "history.jsonl"
    _write_results(tmp_path / "results", start_ms=1)
    history.write_text(f"{line}\n")
    forget(history, tmp_path / "results")
    assert history.read_text() == f"{line}\n"

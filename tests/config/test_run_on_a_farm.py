"""Whole runs on a farm: a gateway that wants a key, and hands on to a virtual phone.

What the farm's dashboard would say is what was really told to it, and its key is in nothing that a
run leaves.
"""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
import urllib3

from harness.session.virtual_phones import virtual_environment, virtual_phones
from harness.settings import VirtualSettings

ROOT = Path(__file__).parents[2]
KEY = "k-Zx81QqPm55"
ROLES = ("features/roles.feature", "-k", "exactly and phone")
PROFILE = """\
name: farm
kind: appium
server_url: "${FARM_URL}"
phones: [{}]
capabilities:
  platformName: android
  appium:appPackage: com.zhiliaoapp.musically
  appium:appActivity: com.ss.android.ugc.aweme.splash.SplashActivity
  appium:app: bs://1234
  bstack:options: {userName: tester, accessKey: "${FARM_KEY}"}
timeouts: {element_s: 10, quiet_s: 0.05}
"""


class Gateway(BaseHTTPRequestHandler):
    """One connection to the farm."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    server: "Farm"

    def _answer(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        path = self.path.removeprefix(self.server.secret_path)
        if path == "/session" and self.server.refuses:
            message = f"no parallel left: {body.decode()}"
            self._send(500, {"value": {"error": "session not created", "message": message}})
        elif path.endswith("/execute/sync") and b"browserstack_executor" in body:
            self.server.told.append(json.loads(json.loads(body)["script"].partition(": ")[2]))
            self._send(200, {"value": None})
        else:
            self._hand_on(path, self._without_what_is_the_farms(path, body))

    do_GET = do_POST = do_DELETE = _answer  # noqa: N815 - http.server's names

    @staticmethod
    def _without_what_is_the_farms(path: str, body: bytes) -> bytes:
        if path != "/session":
            return body
        request = json.loads(body)
        asked = request["capabilities"]["alwaysMatch"]
        assert asked.pop("bstack:options") == {"userName": "tester", "accessKey": KEY}
        assert asked.pop("appium:app") == "bs://1234"
        return json.dumps(request).encode()

    def _hand_on(self, path: str, body: bytes) -> None:
        kind = {"Content-Type": "application/json"}
        answer = self.server.pool.request(
            self.command, self.server.phone_url + path, body=body or None, headers=kind
        )
        self._send(answer.status, json.loads(answer.data))

    def _send(self, status: int, content: Any) -> None:
        body = json.dumps(content).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self._headers_buffer.append(b"\r\n" + body)  # type: ignore[attr-defined]
        self.flush_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class Farm(ThreadingHTTPServer):
    """Hands on to one phone, under an address that is itself a secret."""

    daemon_threads = True
    secret_path = "/t-Vb72kkWq90"

    def __init__(self, phone_url: str, *, refuses: bool) -> None:
        super().__init__(("127.0.0.1", 0), Gateway)
        self.phone_url, self.refuses = phone_url, refuses
        self.told: list[dict[str, Any]] = []
        self.pool = urllib3.PoolManager(retries=False)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}{self.secret_path}"


@contextmanager
def _farm(defect: str | None, *, refuses: bool = False) -> Iterator[tuple[Farm, dict[str, str]]]:
    environment = virtual_environment()
    settings = VirtualSettings(defect=defect) if defect else None
    with virtual_phones(["+12025550100"], settings, environment) as (phone,):
        farm = Farm(phone.url, refuses=refuses)
        thread = Thread(target=farm.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield farm, {**environment, "FARM_KEY": KEY, "FARM_URL": farm.url}
        finally:
            farm.shutdown()
            farm.server_close()
            thread.join()


@pytest.fixture
def project_copy(tmp_path: Path) -> Path:
    """The project, so that a journal is not left where people's own one is."""
    for name in ("config", "features", "steps", "pages"):
        shutil.copytree(ROOT / name, tmp_path / name)
    for name in ("conftest.py", "pyproject.toml"):
        shutil.copy(ROOT / name, tmp_path / name)
    (tmp_path / "config" / "profiles" / "farm.yaml").write_text(PROFILE, "utf-8")
    return tmp_path


def _run(project: Path, environment: dict[str, str], *chosen: str) -> tuple[int, str]:
    """Exit code, and everything that a run leaves or prints."""
    command = ["run", "--profile", "farm", "--people", "people.virtual", *chosen]
    done = subprocess.run(
        [sys.executable, "-m", "harness.command_line", *command],
        cwd=project,
        env={**os.environ, **environment, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=180,
    )
    files = (file for file in (project / "reports").rglob("*") if file.is_file())
    left = [file.read_bytes().decode("utf-8", "replace") for file in files]
    assert left, done.stderr
    return done.returncode, "\n".join([*left, done.stdout, done.stderr])


@pytest.mark.parametrize(
    ("defect", "exit_code", "status", "reason"),
    [
        (None, 0, "passed", "1 scenario passed"),
        ("role-missing", 1, "failed", "1 of 1 scenario did not pass: Exactly two roles are "),
    ],
)
def test_the_farm_is_told_what_the_report_says(
    project_copy: Path, defect: str | None, exit_code: int, status: str, reason: str
) -> None:
    """Once, at the end; and its key and address are in no file and on no screen."""
    with _farm(defect) as (farm, environment):
        code, everything = _run(project_copy, environment, *ROLES)
    assert code == exit_code, everything[-3000:]
    (told,) = farm.told
    assert told["action"] == "setSessionStatus"
    assert told["arguments"]["status"] == status
    assert told["arguments"]["reason"].startswith(reason)
    assert KEY not in everything
    assert farm.secret_path.strip("/") not in everything


def test_a_farm_that_refuses_and_repeats_the_key(project_copy: Path) -> None:
    """Infrastructure, with the farm's words, but without what was secret in them."""
    with _farm(None, refuses=True) as (farm, environment):
        code, everything = _run(project_copy, environment, *ROLES)
    assert code == 3
    assert "no parallel left" in everything
    assert "[secret]" in everything
    assert KEY not in everything
    assert farm.secret_path.strip("/") not in everything
    assert farm.told == []


def test_without_a_phone_of_the_members_sms_scenarios_are_skipped_with_a_reason(
    project_copy: Path,
) -> None:
    """A farm's phone has no known number: that is nobody's failure."""
    with _farm(None) as (farm, environment):
        smoke = ("features/invite_by_phone.feature", "@smoke")
        code, _ = _run(project_copy, environment, *smoke)
    summary = json.loads((project_copy / "reports" / "summary.json").read_text("utf-8"))
    assert code == 0
    assert summary["scenarios"]["failed"] == summary["scenarios"]["broken"] == 0
    skipped = [each for each in summary["results"] if each["status"] == "skipped"]
    assert skipped
    assert all("no phone of the profile has " in json.dumps(each) for each in skipped)
    assert farm.told == [], "nothing ran to its end, so there is nothing to tell"

"""Sessions with a tiny server, and with a virtual phone behind its own door."""

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from pools import SIMS, MakePool
from tiny_server import TinyServer, start, tiny_server

from harness.session import conversation, sessions
from harness.session import pool as pool_module
from harness.session.phones import Phone, phones_of
from harness.session.pool import Pool
from harness.session.session import Session
from harness.settings import People, Profile, load_settings


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is asked again is asked at once."""
    monkeypatch.setattr(conversation, "_PAUSES_S", (0, 0))
    monkeypatch.setattr(sessions, "_PAUSE_S", 0)


@pytest.fixture
def server() -> Iterator[TinyServer]:
    with tiny_server() as server:
        yield server


@pytest.fixture
def session(server: TinyServer) -> Session:
    return start(server)


@pytest.fixture
def nobody_waits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Lock files of its own, and no waiting for one."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    monkeypatch.setattr(pool_module, "_STUCK_S", 0)
    monkeypatch.setattr(pool_module, "_LIST_S", 0)


@pytest.fixture
def ended() -> list[str]:
    """Phones whose sessions were ended, in order."""
    return []


@pytest.fixture
def make_pool(project: Path, ended: list[str], nobody_waits: None) -> MakePool:
    """A pool as one process of a run has it."""
    virtual = {"VIRTUAL_PHONE_PASSWORD": "x", "VIRTUAL_PHONE_IMAP_PORT": "1143"}
    settings = load_settings(project, environment=virtual)

    def make(
        *phones: dict[str, Any],
        people: dict[str, Any] | None = None,
        workers: int = 1,
        end: Callable[[Phone], None] = lambda phone: ended.append(phone.name),
        **more: Any,
    ) -> Pool:
        profile = {"name": "lab", "kind": "appium", "server_url": "http://127.0.0.1:4723"}
        more = {"timeouts": {"delivery_s": 0.01}} | more
        lab = Profile.model_validate({**profile, "phones": list(phones), **more})
        members = [{"phone": sim, "told_by": {"kind": "sms"}} for sim in SIMS]
        cast: dict[str, Any] = {
            "organization": "Blue Fern Studio",
            "admin": {"phone": "+1 202-555-0100", "code_command": ["code"]},
            "members": members,
        }
        theirs = People.model_validate(cast | (people or {}))
        used = replace(settings, profile=lab, people=theirs)
        with phones_of(lab, {}) as found:
            return Pool(used, found, workers, end)

    return make

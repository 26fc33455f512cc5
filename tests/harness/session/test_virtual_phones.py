import sys
import time
from pathlib import Path

import pytest

from harness.errors import ConfigurationError, InfrastructureError
from harness.session import virtual_phones as module
from harness.session.phones import phones_of
from harness.session.server_status import ask_status
from harness.session.virtual_phones import phones_stand_by, virtual_environment, virtual_phones
from harness.settings import Profile, VirtualSettings


def _start(settings: VirtualSettings | None = None) -> None:
    with virtual_phones(["+12025550100"], settings, virtual_environment()):
        pass


def test_a_phone_that_refuses_its_options_is_wrong_use() -> None:
    """In its own words: nothing is broken, and no time was waited for."""
    with pytest.raises(ConfigurationError) as refused:
        _start(VirtualSettings(defect="nope"))
    said = str(refused.value)
    assert said.startswith("the virtual phone refuses what it is told: virtual_phone: argument")
    assert 'There is no defect "nope".' in said
    assert "\n" not in said


def test_a_phone_takes_as_long_as_the_profile_says() -> None:
    """Every command of every phone, so also the question whether it is ready."""
    sims = ["+12025550100", None]
    with virtual_phones(sims, VirtualSettings(latency_ms=250), virtual_environment()) as phones:
        for phone in phones:
            asked_s = time.monotonic()
            ask_status(phone.url)
            # A lower bound: a busy machine only adds to it.
            assert time.monotonic() - asked_s >= 0.25


def test_phones_can_be_started_by_another_command(monkeypatch: pytest.MonkeyPatch) -> None:
    """By what is forked from a process that stands by; not by this Python."""
    with phones_stand_by() as standing_by:
        monkeypatch.setattr(module.sys, "executable", "/nowhere")
        with virtual_phones([None], None, virtual_environment() | standing_by) as [phone]:
            assert ask_status(phone.url).status == 200


def test_every_phone_has_its_own_sim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One without a number has none, and takes no other's."""
    _instead(tmp_path, monkeypatch, "import sys; sys.exit(' '.join(sys.argv[1:]))")
    sims = [{"udid": "a"}, {"udid": "b", "number": "+12025550147"}]
    profile = Profile.model_validate({"name": "x", "kind": "virtual", "phones": sims})
    with (
        pytest.raises(InfrastructureError, match=r"--sim none --sim \+12025550147 --imap"),
        phones_of(profile, virtual_environment()),
    ):
        pass


def _instead(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Let another program run in place of the virtual phone."""
    python = tmp_path / "python"
    python.write_text(f"#!{sys.executable}\n{program}\n")
    python.chmod(0o700)
    monkeypatch.setattr(module.sys, "executable", str(python))


def test_a_phone_that_ends_says_why(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Its last words, and the command that was really used."""
    _instead(tmp_path, monkeypatch, "import sys; sys.exit('no room left')")
    with pytest.raises(InfrastructureError) as ended:
        _start()
    first, do = str(ended.value).splitlines()
    assert first == "The virtual phone ended with exit code 1: no room left"
    command = "python -m virtual_phone --phones 1 --sim +12025550100 --imap-port "
    assert do.startswith(f"  Do: start it by hand to see more: {command}")
    assert do.endswith(" --stay")


def test_a_phone_that_is_slow_is_not_said_to_have_ended(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """There is no exit code to speak of."""
    _instead(tmp_path, monkeypatch, "import sys; sys.stdin.read()")
    monkeypatch.setattr(module, "_START_S", 0)
    with pytest.raises(InfrastructureError, match="was not ready within 0 s: it said nothing"):
        _start()

import shutil
import socket
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from harness.drill.catalogue import Expected, StepKind, Variant
from harness.drill.clean import FalseAlarm, clean_run
from harness.drill.counter_proof import CounterProof
from harness.drill.drill import drill
from harness.drill.judge import Finding, Outcome, Row
from harness.drill.report import CleanPart, Plan, Report

ROOT = Path(__file__).parents[3]
GREETING = """\
@guide
Feature: Greeting
  Scenario: In the morning
    When the app starts
    Then it says good morning
  Scenario Outline: By <way>
    When the app starts
    Then it says hello
    And it is read <way>
    Examples:
      | way   |
      | phone |
      | email |
"""
PARTING = """\
@guide
Feature: Parting
  Scenario: For today
    When the app starts
    Then it says goodbye
"""
STEPS = '''\
"""An app that does wrong what the profile names as its defect."""

import os
import socket
import threading
from pathlib import Path

import pytest
import yaml
from pytest_bdd import parsers, then, when

from harness.errors import InfrastructureError, NotAsPromised
from harness.session.virtual_phones import virtual_environment, virtual_phones


def defect(config):
    with open(config.getoption("profile")) as file:
        return (yaml.safe_load(file)["virtual"] or {}).get("defect")


@pytest.fixture(scope="session")
def phone():
    for failing in Path().glob("no-phone-*"):
        failing.unlink()
        raise InfrastructureError("The virtual phone ended with exit code 2.")
    if not Path("with-phone").exists():
        yield
        return
    with virtual_phones([None], None, virtual_environment()) as [started]:
        Path("with-phone").write_text(started.url)
        yield
    Path("phone-has-stopped").touch()


@when("the app starts")
def starts(pytestconfig, phone):
    Path("port-" + os.environ["VIRTUAL_PHONE_IMAP_PORT"]).touch()
    match defect(pytestconfig):
        case "dies":
            os._exit(7)
        case "does-not-start":
            raise RuntimeError("no such app")
    hangs = Path("hangs-at")
    if hangs.exists():
        with socket.create_connection(("127.0.0.1", int(hangs.read_text()))) as waiting:
            waiting.recv(1)


@then(parsers.parse("it says {word}"))
@then(parsers.parse("it is read {word}"))
def says(word, pytestconfig):
    wrong = (defect(pytestconfig) or "").partition(":")[0]
    if wrong == f"dies-in-{word}":
        os._exit(7)
    if wrong == f"hangs-in-{word}":
        threading.Event().wait()
    if wrong == f"no-{word.replace(' ', '-')}" or Path(f"always-wrong-{word}").exists():
        raise NotAsPromised("It is silent.", promised=f"it says {word}", seen="nothing")
'''
CONFTEST = """\
pytest_plugins = [
    "harness.settings.pytest_options",
    "harness.gherkin.collect",
    "harness.evidence.plugin",
    "steps",
]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A small suite, whose app needs no phone and has the defects that its profile names."""
    root = tmp_path / "project"
    shutil.copytree(ROOT / "config", root / "config")
    for name, text in {
        "features/greeting.feature": GREETING,
        "features/parting.feature": PARTING,
        "steps/__init__.py": STEPS,
        "conftest.py": CONFTEST,
        "pyproject.toml": '[tool.pytest]\nmarkers = ["guide: g"]\nfeature_order = ["parting"]\n',
    }.items():
        file = root / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    return root


@pytest.fixture
def variant() -> Callable[..., Variant]:
    """Makes a variant by its name and where it should be noticed."""

    def make(
        name: str,
        capability: str = "Greeting",
        step: str = "it says hello",
        kind: StepKind = StepKind.CHECK,
    ) -> Variant:
        defect = name.partition(":")[0]
        expected = Expected(capability, step, kind)
        return Variant(name, defect, "Manners", f"The app has {defect}.", 2, expected)

    return make


@pytest.fixture
def drilled(project: Path) -> Callable[..., Report]:
    """Drills the small suite with some variants."""

    def do(*variants: Variant, clean_runs: int = 0, seed: int = 7) -> Report:
        plan = Plan(variants, clean_runs, seed, at_once=2)
        return drill(plan, project, lambda _: None)

    return do


@pytest.fixture
def silent_server(project: Path) -> Iterator[socket.socket]:
    """At which the small suite's first step waits for an answer for ever."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(60)
        (project / "hangs-at").write_text(str(server.getsockname()[1]))
        yield server


@pytest.fixture
def report(variant: Callable[..., Variant]) -> Report:
    """One row of each outcome, and a clean run with one alarm."""
    finding = Finding(
        feature="Greeting",
        scenario="By phone",
        node_id="features/greeting.feature::by_phone",
        step="Then it says hello",
        keyword="Then",
        verdict="product",
        claim="Promised",
        promised="It says hello",
        seen='<b>A|B</b> & "C"\nand *more*',
        do="Compare.",
        message="silent",
    )
    on_the_way = replace(finding, step="And it is read", keyword="When")
    broken = replace(finding, scenario="By email", verdict="test", message="KeyError: 'x'")
    rows = [
        Row(variant("mute:phone"), Outcome.AS_EXPECTED, finding, (), 1, 2.0),
        Row(
            variant("rude"),
            Outcome.ELSEWHERE,
            on_the_way,
            (finding, broken),
            9,
            3.0,
            broken_off="Full.",
        ),
        Row(variant("dead"), Outcome.NOT_BY_A_CHECK, finding, (), 9, 3.0, doubt="why"),
        Row(variant("subtle"), Outcome.NOT_CAUGHT, None, (), 9, 4.0, skipped=2),
    ]
    run = clean_run(7, 2)
    parts = [CleanPart(run, 5, 1, (FalseAlarm(run, finding),), 9.0), CleanPart(run, 4, 0, (), 8.0)]
    plan = Plan(tuple(row.variant for row in rows), 1, 7, 2)
    proof = CounterProof(2, (), 4.5)
    return Report(plan, rows, parts, proof, 61.5)

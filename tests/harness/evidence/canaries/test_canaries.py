"""Whatever handles a secret in a run, no file and no line of it shows one."""

import html
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from canary_forms import FOLDED, FORMS, SPLIT
from canary_run import ROOT, CanaryRun, run_with_canaries
from canary_values import ADDRESSES, AROUND_ADDRESSES, GROUPED, NUMBERS, OTHERS, SECRETS
from foreign_scan import canaries_in, seeker
from picture_scan import canaries_on_pictures

from harness.evidence.contact_forms import PrivateContact
from harness.evidence.redaction import ONE_TIME, Redactor
from harness.settings import Secret

LINK, CODE = "https://www.example.com/join?token=zjtadwyvacgjedgv", "613943"
EVERY = {**SECRETS, **NUMBERS, **ADDRESSES, "a link": LINK, "a code": CODE}
WRITTEN = [
    *EVERY.items(),
    *((name, written) for name, ways in GROUPED.items() for written in ways),
]


@pytest.fixture(scope="module")
def redactor() -> Redactor:
    """Knows them all."""
    redactor = Redactor(Secret(value, name) for name, value in SECRETS.items())
    numbers = (PrivateContact(f"[{who}]", "", "1", each, "1") for who, each in NUMBERS.items())
    addresses = (PrivateContact(f"[{who}]", each) for who, each in ADDRESSES.items())
    redactor.learn_contacts([*numbers, *addresses])
    redactor.one_time.learn([LINK, CODE])
    return redactor


@pytest.fixture(scope="module")
def run(tmp_path_factory: pytest.TempPathFactory) -> CanaryRun:
    """One run of everything."""
    return run_with_canaries(tmp_path_factory.mktemp("canaries"))


def test_what_the_run_left_and_printed_shows_no_canary(run: CanaryRun) -> None:
    """Not even the half of a secret; and its own look at the end agrees."""
    assert canaries_in(run) == []
    assert "A SECRET IS IN" not in run.printed


def test_no_picture_of_the_run_shows_a_canary(run: CanaryRun) -> None:
    """Who is private is painted over; of a screen with a secret, a link or a code there is none."""
    assert canaries_on_pictures(run) == []


def test_the_canaries_were_on_the_screens(run: CanaryRun) -> None:
    """Else no picture could have shown one; and the private ones on some that a phone gave."""
    seek = seeker(run)
    seen = {name for look in run.looks for text, _ in look for name in seek(text)}
    given = {name for each in run.given for text, _ in each.shown for name in seek(text)}
    assert {"CANARY_REGEX", "a code", "number of member 1"} <= seen
    assert "number of member 1" in given


def test_the_canaries_went_through_it(run: CanaryRun) -> None:
    """Else nothing would have been shown: they were sent, typed, said, and broke the harness."""
    summary = json.loads((run.folder / "reports" / "summary.json").read_text("utf-8"))
    counted = summary["scenarios"]
    assert counted["failed"] + counted["broken"] >= 11, run.printed
    assert run.exit_code == 1
    assert f"Bearer {SECRETS['CANARY_HEADER']}" in run.headers
    assert SECRETS["CANARY_COOKIE"] in run.headers
    assert len(run.links) == len(run.codes) == 1
    junit = (run.folder / "own-junit.xml").read_text("utf-8")
    assert "SystemError: the harness broke at [secret]" in junit
    glued = 'content-desc="Operator[address of member 2]Pending"'
    assert glued in html.unescape(junit)
    assert f"also to {OTHERS[0]}" in junit
    for told in ("[number of member 1]", "typed [secret] on stdout", "typed [secret] on stderr"):
        assert told in junit
    assert "[secret]" in (run.folder / "debug.log").read_text("utf-8")
    assert list((run.folder / "reports" / "pictures").glob("*.png"))
    logs = _attached(run, "device log since the step began")
    assert any("Careless: typed [secret]" in log for log in logs), logs


def test_a_film_is_kept_where_it_shows_no_canary_only(tmp_path: Path) -> None:
    """Where one is typed there is none; what surrounds the pixels of others has none either."""
    run = run_with_canaries(tmp_path, "filmed", are_private=False)
    found = [each for each in canaries_in(run) if each.rpartition(": ")[2] in SECRETS]
    assert found == []
    shown = {each.rpartition(": ")[2] for each in canaries_on_pictures(run)}
    assert shown == set(NUMBERS)  # who is not private here is on pictures and films
    assert "A SECRET IS IN" not in run.printed
    summary = json.loads((tmp_path / "reports" / "summary.json").read_text("utf-8"))
    filmed = [bool(_films_in(each)) for each in summary["results"]]
    assert filmed == [True, False, True], run.printed
    assert len(list((tmp_path / "reports" / "pictures").glob("*.mp4"))) == 2
    assert any("Careless: typed [secret]" in log for log in _attached(run, "device log"))


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_the_scan_finds_each_canary_in_each_form(
    tmp_path: Path, form: Callable[[str], str]
) -> None:
    """One planted in the middle of a file would have been seen."""
    for number, (_, value) in enumerate(WRITTEN):
        (tmp_path / f"{number}.txt").write_text(f"before\n{form(value)}\nbehind", "utf-8")
    found = canaries_in(_left_in(tmp_path))
    for number, (name, _) in enumerate(WRITTEN):
        assert f"{number}.txt: {name}" in found


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_the_writer_hides_each_canary_in_each_form(
    tmp_path: Path, redactor: Redactor, form: Callable[[str], str]
) -> None:
    """Also the link and the code; and its own look at the end knows each by its name."""
    for number, (name, value) in enumerate(WRITTEN):
        planted = f"before\n{form(value)}\nbehind"
        assert _named(name) in redactor.found_in(planted)
        (tmp_path / f"{number}.txt").write_text(redactor.text(planted), "utf-8", newline="")
    assert canaries_in(_left_in(tmp_path)) == []


@pytest.mark.parametrize("form", SPLIT.values(), ids=SPLIT.keys())
def test_the_writer_hides_each_canary_whatever_is_between_its_characters(
    redactor: Redactor, form: Callable[[str], str]
) -> None:
    """Marks, escapes, tags: nothing of it is left, and all around it is."""
    for name, value in [*EVERY.items(), ("a link", LINK.rpartition("=")[2])]:
        planted = f"before\n{form(value)}\nbehind"
        redacted = redactor.text(planted)
        assert redacted.startswith("before\n")
        assert redacted.endswith("\nbehind")
        assert len(set(redacted.splitlines()) & set(form(value).splitlines())) == 0
        assert form(value)[: len(form(value)) // 2] not in redacted
        assert form(value)[len(form(value)) // 2 :] not in redacted
        assert _named(name) in redactor.found_in(planted)


@pytest.mark.parametrize("form", FOLDED.values(), ids=FOLDED.keys())
def test_the_writer_hides_each_canary_that_mail_has_folded(
    tmp_path: Path, redactor: Redactor, form: Callable[[str], str]
) -> None:
    """Nobody who puts the lines together reads one."""
    for name, value in EVERY.items():
        planted = f"before {form(value)} behind"
        assert _named(name) in redactor.found_in(planted)
        together = re.sub(r"=(?:\r\n|\\r\\n)", "", redactor.text(planted))
        assert canaries_in(_left_in(tmp_path, together)) == []


def test_the_document_tells_in_how_many_forms() -> None:
    """Whoever adds one tells."""
    told = (ROOT / "docs" / "reliability.md").read_text("utf-8")
    assert f"in {len(FORMS)} forms: 0 found" in told
    assert f"in {len(FORMS) + len(SPLIT) + len(FOLDED)} forms, the link and the code too" in told
    assert f"{len(SECRETS)} secrets, {len(NUMBERS)} private numbers" in told


@pytest.mark.parametrize("around", AROUND_ADDRESSES.values(), ids=AROUND_ADDRESSES.keys())
def test_the_scan_finds_each_address_beside_whatever(tmp_path: Path, around: str) -> None:
    """Else the product and its proof would be blind at one place."""
    for number, (name, address) in enumerate(ADDRESSES.items()):
        for written in (address, quote(address)):
            (tmp_path / f"{number}.txt").write_text(around.format(written), "utf-8")
            assert f"{number}.txt: {name}" in canaries_in(_left_in(tmp_path))


def test_the_scan_looks_everywhere(tmp_path: Path) -> None:
    """Into archives, at names of files, at what was printed; not at what the run was told."""
    secret, other = SECRETS["CANARY_HEADER"], SECRETS["CANARY_CYRILLIC"]
    with zipfile.ZipFile(tmp_path / "trace.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.txt", secret)
    (tmp_path / f"{other}.txt").touch()
    (tmp_path / "config").mkdir()
    (tmp_path / "config" / "people.yaml").write_text(SECRETS["CANARY_EMOJI"], "utf-8")
    assert canaries_in(_left_in(tmp_path, "typed " + SECRETS["CANARY_COOKIE"])) == [
        "console: CANARY_COOKIE",
        "trace.zip!log.txt: CANARY_HEADER",
        f"{other}.txt (name): CANARY_CYRILLIC",
    ]


def test_the_scan_lets_harmless_texts_pass(tmp_path: Path) -> None:
    """Digits inside hashes and moments are no code, and other people's addresses are theirs."""
    (tmp_path / "log.txt").write_text(
        f"a{CODE}f 12{CODE} 0.{CODE} {OTHERS[0]} +1 202-555-0148 [secret] Cookie",
        "utf-8",
    )
    assert canaries_in(_left_in(tmp_path)) == []


def _attached(run: CanaryRun, name: str) -> list[str]:
    """The texts that Allure's results have under a name with this in it."""
    results = run.folder / "reports" / "allure-results"
    texts = []
    for file in results.glob("*-result.json"):
        for source, title in _attachments_of(json.loads(file.read_text("utf-8"))):
            if name in title:
                texts.append((results / source).read_text("utf-8"))
    return texts


def _attachments_of(result: dict[str, Any]) -> Iterator[tuple[str, str]]:
    yield from ((each["source"], each["name"]) for each in result.get("attachments", []))
    for step in result.get("steps", []):
        yield from _attachments_of(step)


def _films_in(result: dict[str, Any]) -> list[object]:
    """Of a scenario and of its steps."""
    films = [*result.get("films", [])]
    for step in result.get("steps", []):
        films += step.get("films", [])
    return films


def _named(canary: str) -> str:
    """What the redactor calls it."""
    return ONE_TIME if canary in {"a link", "a code"} else canary


def _left_in(folder: Path, printed: str = "") -> CanaryRun:
    return CanaryRun(folder, 0, printed, frozenset({LINK}), frozenset({CODE}))

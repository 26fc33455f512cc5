import base64
import html
import json
import os
import zipfile
from pathlib import Path
from urllib.parse import quote

import pytest

from harness.evidence.leak_scan import LeakScan
from harness.evidence.redaction import Redactor
from harness.settings import Secret

VALUE = 'Quo"te & <tag>7 \u00e4'
FORMS = {
    "plain": VALUE,
    "JSON": json.dumps(VALUE),
    "JSON in JSON": json.dumps(json.dumps({"text": VALUE})),
    "URL": quote(VALUE, safe=""),
    "XML": html.escape(VALUE),
    "base64": base64.b64encode(VALUE.encode()).decode(),
    "base64 behind one": base64.b64encode(f"u{VALUE}:x".encode()).decode(),
    "base64 behind two": base64.b64encode(f"us{VALUE}:x".encode()).decode(),
    "characters": json.dumps(list(VALUE)),
    "keys": json.dumps(
        [{"type": kind, "value": key} for key in VALUE for kind in ("keyDown", "keyUp")]
    ),
}


@pytest.fixture
def scan() -> LeakScan:
    """Knows one secret; everything is new to it."""
    return LeakScan(Redactor([Secret(VALUE, "CANARY")]).found_in, 0)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_each_form_is_found_by_its_name(scan: LeakScan, tmp_path: Path, form: str) -> None:
    """What a writer that knows nothing of the redactor may leave; the value is not repeated."""
    (tmp_path / "junit.xml").write_text(f"before {form} after", "utf-8")
    [leak] = scan.look([tmp_path])
    assert leak.secret == "CANARY"
    assert leak.file.endswith("junit.xml")
    assert VALUE not in str(leak)


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_each_form_is_found_in_archives_too(scan: LeakScan, tmp_path: Path, form: str) -> None:
    """A trace or a film may come as a zip file."""
    with zipfile.ZipFile(tmp_path / "trace.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.txt", form)
    [leak] = scan.look([tmp_path])
    assert leak.file.endswith("trace.zip!log.txt")


@pytest.mark.parametrize("form", FORMS.values(), ids=FORMS.keys())
def test_what_went_through_the_redactor_is_clean(scan: LeakScan, tmp_path: Path, form: str) -> None:
    """The writer and the scan agree."""
    clean = Redactor([Secret(VALUE, "CANARY")]).text(form)
    (tmp_path / "log.txt").write_text(clean, "utf-8")
    assert scan.look([tmp_path]) == []


def test_files_of_earlier_runs_and_files_seen_already_are_left_alone(tmp_path: Path) -> None:
    """The second look reads only what has changed."""
    read: list[str] = []

    def found_in(text: str) -> list[str]:
        read.append(text)
        return []

    (tmp_path / "one.txt").write_text("one")
    scan = LeakScan(found_in, 0)
    scan.look([tmp_path])
    (tmp_path / "two.txt").write_text("two")
    os.link(tmp_path / "one.txt", tmp_path / "again.txt")
    scan.look([tmp_path])
    assert read == ["one.txt", "one", "two.txt", "two"]
    assert LeakScan(found_in, 2**40).look([tmp_path]) == []
    assert len(read) == 4


def test_what_cannot_be_unpacked_fails_the_run_too(scan: LeakScan, tmp_path: Path) -> None:
    """Nobody knows what is in it."""
    with zipfile.ZipFile(tmp_path / "trace.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("log.txt", "x" * 1000)
    content = bytearray((tmp_path / "trace.zip").read_bytes())
    content[40] ^= 0xFF
    (tmp_path / "trace.zip").write_bytes(content)
    assert any("cannot be looked at" in leak.secret for leak in scan.look([tmp_path]))


@pytest.mark.parametrize("text", ["[0,1234][1080,1920]", "12345", "0.1234", "ab1234"])
def test_a_short_secret_does_not_blank_out_numbers(text: str) -> None:
    """Places, longer numbers and measures stay; alone it is replaced."""
    redactor = Redactor(["1234"])
    assert redactor.text(text) == text
    assert redactor.text("typed 1234 here") == "typed [secret] here"


def test_a_common_word_stays_in_sentences() -> None:
    """Else no report could be read; where it is all of a value, it is replaced."""
    redactor = Redactor(["Invite"], lambda: {"invite"})
    assert redactor.text("The Admin taps Invite twice") == "The Admin taps Invite twice"
    assert redactor.text('{"text": "Invite"}') == '{"text": "[secret]"}'

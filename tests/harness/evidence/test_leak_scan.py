import base64
import bz2
import gzip
import hashlib
import html
import json
import lzma
import os
import zipfile
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote

import pytest

from harness.evidence import unpacking
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


PACKERS = {"gz": gzip.compress, "bz2": bz2.compress, "xz": lzma.compress}


@pytest.mark.parametrize("packed", PACKERS.values(), ids=PACKERS.keys())
def test_all_parts_of_a_packed_log_are_looked_through(
    scan: LeakScan, tmp_path: Path, packed: Callable[[bytes], bytes]
) -> None:
    """One that is rotated or appended to has several, one behind the other."""
    parts = (b"the first\n", b"the second\n", f"typed {VALUE}\n".encode())
    (tmp_path / "log").write_bytes(b"".join(map(packed, parts)))
    [leak] = scan.look([tmp_path])
    assert leak.secret == "CANARY"


@pytest.mark.parametrize("packed", PACKERS.values(), ids=PACKERS.keys())
def test_what_is_too_big_or_torn_is_said(
    scan: LeakScan,
    tmp_path: Path,
    packed: Callable[[bytes], bytes],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """What could be read of it is looked through nevertheless."""
    monkeypatch.setattr(unpacking, "_LARGEST_BYTES", 5_000)
    noise = b"".join(hashlib.sha256(bytes([each])).digest() for each in range(94))
    (tmp_path / "big").write_bytes(packed(b"x" * 5_001))
    (tmp_path / "torn").write_bytes(packed(VALUE.encode()) + packed(noise)[:-200])
    big, *torn = scan.look([tmp_path])
    assert "cannot be looked at (it is too big)" in str(big)
    assert [each.secret[:21] for each in torn] == ["CANARY", "what cannot be looked"]


@pytest.mark.parametrize("begins", ["28b52ffd", "377abcaf271c", "526172211a07", "04224d18"])
def test_a_packer_that_nobody_knows_here_is_said(
    scan: LeakScan, tmp_path: Path, begins: str
) -> None:
    """Zstandard, 7z, RAR and LZ4: a secret may be in it, and nobody would see it."""
    (tmp_path / "log").write_bytes(bytes.fromhex(begins) + b"\0" * 40)
    [leak] = scan.look([tmp_path])
    assert "cannot be looked at" in leak.secret


def test_archives_in_too_many_archives_are_said(scan: LeakScan, tmp_path: Path) -> None:
    """Somewhere the look has to end."""
    content = VALUE.encode()
    for depth in range(6):
        content = gzip.compress(content)
        (tmp_path / f"{depth}.gz").write_bytes(content)
    secrets = [leak.secret.partition(" (")[0] for leak in scan.look([tmp_path])]
    assert secrets == ["CANARY"] * 4 + ["what cannot be looked at"] * 2


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be", "utf-32-le", "utf-32-be", "utf-16"])
@pytest.mark.parametrize("before", ["", "-", "\u5bc6\u7801 "])
def test_wide_characters_are_read(scan: LeakScan, tmp_path: Path, codec: str, before: str) -> None:
    """Without a mark at their beginning, too, and in the middle of something else."""
    (tmp_path / "a.log").write_text(f"{before}typed {VALUE}\n", codec)
    plain = "-4f9d-Token-8c1e"
    (tmp_path / "b.log").write_bytes(b"\xff\x01" + f"{before}typed {plain}\n".encode(codec))
    scan = LeakScan(Redactor([Secret(VALUE, "CANARY"), Secret(plain, "PLAIN")]).found_in, 0)
    assert [leak.secret for leak in scan.look([tmp_path])] == ["CANARY", "PLAIN"]


def test_what_only_looks_like_an_archive_is_said(scan: LeakScan, tmp_path: Path) -> None:
    """The look goes on."""
    (tmp_path / "a.zip").write_bytes(b"PK\x05\x06" + b"\xff" * 16 + b"\0\0")
    (tmp_path / "b.txt").write_text(VALUE, "utf-8")
    assert [leak.secret for leak in scan.look([tmp_path])][-1] == "CANARY"


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

"""What reports are full of stays as it is, whatever is secret."""

import json
from pathlib import Path

import pytest

from harness.evidence.contact_forms import PrivateContact
from harness.evidence.redaction import Redactor

ROOT = Path(__file__).parents[3]
PAGE_SOURCE = "".join(
    f'<node index="{place}" package="com.example.app" class="android.widget.TextView" text="{text}"'
    f' checked="false" bounds="[{place},14][720,{place}28]" displayed="true"/>\n'
    for place, text in enumerate(["Invite", "1", "2", "3", "09:41", "4 of 6", "", "5", "6", "7"])
)
LOG = "".join(
    f"11-27 20:25:55.{place}14 4321 5678 I ActivityManager: [{place},{place + 1}] took {place} ms\n"
    for place in range(10)
)
RESULTS = {"steps": [{"start": 1764123456789 + each, "retries": each} for each in range(10)]}


@pytest.fixture
def redactor() -> Redactor:
    """Knows one of each kind; the digits of code and number stand in order in many texts."""
    redactor = Redactor(["correct horse", "battery-staple-77", "1234", "hush77"])
    redactor.learn_contacts(
        [
            PrivateContact("[number of member 1]", "", "1", "2025550147", "1"),
            PrivateContact("[address of the Admin]", "admin@example.com"),
        ]
    )
    redactor.one_time.learn(["https://www.example.com/join?token=zjtadwyvacgjedgv", "123456"])
    return redactor


@pytest.mark.parametrize(
    "text",
    [
        PAGE_SOURCE,
        json.dumps(PAGE_SOURCE),
        LOG,
        json.dumps(LOG),
        json.dumps(RESULTS),
        json.dumps(RESULTS, indent=2),
        json.dumps(RESULTS, separators=(",", ":")),
        "x =\n    1\ny =\r\n2\n",
        "token = 'YWJjZA=='\n'YWJj='\n",
        "- - - - - - - - - -\n==========\n|  |  |  |  |  |  |\n. . . . . . . . .",
    ],
)
def test_an_ordinary_text_stays(redactor: Redactor, text: str) -> None:
    """Page sources, logs, results: neither changed nor an alarm at the end of the run."""
    assert redactor.text(text) == text
    assert redactor.found_in(text) == set()


@pytest.mark.parametrize("file", ["README.md", "ARCHITECTURE.md", "requirements.lock", "Makefile"])
def test_a_file_of_the_project_stays(redactor: Redactor, file: str) -> None:
    """They have versions, hashes, tables and code."""
    text = (ROOT / file).read_text("utf-8")
    assert redactor.text(text) == text
    assert redactor.found_in(text) == set()


def test_the_strings_beside_a_typed_one_stay(redactor: Redactor) -> None:
    """A client writes JSON without blanks: what is between two strings of it is no character."""
    keys = [{"type": kind, "value": each} for each in "hu77" for kind in ("keyDown", "keyUp")]
    text = json.dumps(keys, separators=(",", ":"))
    assert redactor.text(text) == text

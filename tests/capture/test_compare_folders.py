"""Folders that somebody hands over: dumps taken otherwise, and what is no capture."""

import json
from pathlib import Path

import pytest

from harness.capture.compare import compare
from harness.capture.comparison import Comparison
from harness.command_line import main
from harness.errors import ConfigurationError
from pages.walk import NEVER_OPENED, SCREENS

ROOT = Path(__file__).parents[2]
APP = "com.zhiliaoapp.musically"


def _node(text: str, bounds: str, kind: str = "android.widget.TextView", **more: str) -> str:
    attributes = {"text": text, "class": kind, "package": APP, "bounds": bounds, **more}
    written = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<node {written} />"


def _stock(*nodes: str, package: str = APP) -> str:
    """As `uiautomator dump` writes it: one root, elements called node."""
    return (
        "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?><hierarchy rotation=\"0\">"
        f'<node class="android.widget.FrameLayout" package="{package}" bounds="[0,0][1080,2340]">'
        f"{''.join(nodes)}</node></hierarchy>"
    )


ROLES = (
    _node("Admin", "[0,300][1080,400]", clickable="true"),
    _node("Operator", "[0,500][1080,600]", clickable="true"),
)
INVITE = _node("Invite", "[40,2100][1040,2200]", "android.widget.Button", clickable="true")


def _compare(folder: Path) -> Comparison:
    return compare(folder, ROOT, SCREENS, NEVER_OPENED)


def test_dumps_that_are_named_after_pages_are_compared(tmp_path: Path) -> None:
    """As adb takes them; a number may stand before the name, and the version is not known."""
    (tmp_path / "03-role.xml").write_text(_stock(*ROLES, INVITE))
    (tmp_path / "notes.xml").write_text("<notes/>")
    comparison = _compare(tmp_path)
    assert comparison.is_whole
    assert comparison.version == "*"
    assert comparison.folder.left_out == ("notes.xml",)
    assert [result.page.__name__ for result in comparison.pages] == ["RolePage"]
    assert "PermissionsPage" in comparison.not_captured


def test_both_formats_say_the_same(tmp_path: Path) -> None:
    """Appium's page source has several windows, in any order; elements are named for classes."""
    keyboard = (
        '<android.inputmethodservice.SoftInputWindow class="x" package="com.android.keyboard"'
        ' bounds="[0,1485][1080,2340]" text="Invite" clickable="true" />'
    )
    body = _stock(*ROLES, INVITE).partition('rotation="0">')[2].removesuffix("</hierarchy>")
    appium = f'<hierarchy width="1080" height="2340">{keyboard}{body}</hierarchy>'
    states = []
    for name, text in (("stock", _stock(*ROLES, INVITE)), ("appium", appium)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "role.xml").write_text(text)
        [result] = _compare(tmp_path / name).pages
        states.append([part.finding.state for part in result.parts])
    assert states == [["ok", "ok", "ok"], ["ok", "ok", "ok"]]


def test_one_of_several_has_to_be_chosen_by_a_person(tmp_path: Path) -> None:
    """Each proposed line names one of them, and was tried."""
    other = _node("Invite", "[40,1800][1040,1900]", "android.widget.Button", clickable="true")
    (tmp_path / "role.xml").write_text(_stock(*ROLES, other, INVITE))
    comparison = _compare(tmp_path)
    assert not comparison.is_whole
    [correction] = comparison.corrections
    assert correction.is_choice
    assert [way.value for way in correction.alternatives] == [
        'new UiSelector().text("Invite").instance(0)',
        'new UiSelector().text("Invite").instance(1)',
    ]


def test_a_part_that_another_screens_mark_keeps_back_is_told(tmp_path: Path) -> None:
    """No line of a file helps there: the page itself has to be changed."""
    mark = _node("Continue", "[40,1800][1040,1900]", "android.widget.Button", clickable="true")
    (tmp_path / "role.xml").write_text(_stock(*ROLES, mark, INVITE))
    comparison = _compare(tmp_path)
    [result] = comparison.pages
    assert {part.finding.state for part in result.parts} == {"kept back"}
    assert comparison.corrections == ()
    assert result.why_not_open == 'another screen is still in front: it shows the button "Continue"'


def test_a_screen_that_nobody_knows_is_proposed_as_one_in_the_way(tmp_path: Path) -> None:
    """With its safe answer where a known one is on it."""
    strange = _stock(
        _node("Rate the way you shop with us", "[0,300][1080,400]"),
        _node("Not now", "[0,900][1080,1000]", "android.widget.Button", clickable="true"),
    )
    (tmp_path / "01-unexpected-instead-of-menu.xml").write_text(strange)
    _catalog(tmp_path, "01-unexpected-instead-of-menu.xml", page="MenuPage", is_expected=False)
    assert _compare(tmp_path).interstitials == (
        "- name: rate the way you shop with us\n"
        "  shows: [Rate the way you shop with us]\n"
        "  answer: tap\n"
        "  taps: [Not now]\n"
    )


def _catalog(folder: Path, source: object, *, page: str = "RolePage", **more: object) -> None:
    screen = {"page": page, "is_expected": True, "source": source, "picture": None, "at": "now"}
    data = {
        "phone_kind": "appium",
        "profile": "emulator",
        "package": APP,
        "app_version": "47.0.2",
        "language": "en",
        "window": [1080, 2340],
        "began": "now",
        "screens": [screen | more],
    }
    (folder / "capture.json").write_text(json.dumps(data))


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("../../etc/passwd", r"capture.json:1: the file '../../etc/passwd'\n  Expected: a name"),
        ("/etc/passwd", r"the file '/etc/passwd'\n  Expected: a name such as \"05-account.xml\""),
        ("01-role.xml", r"01-role.xml: there is no such file\n  Expected: a screen that"),
        ("02-link.xml", r"02-link.xml: a link to another place"),
        (7, r"\"source\" is the number 7\n  Expected: a text"),
        (None, r"capture.json: it has no screen"),
    ],
)
def test_a_capture_that_leads_elsewhere_is_refused(
    tmp_path: Path, source: object, message: str
) -> None:
    """Whoever hands a capture over names no files but those in it."""
    (tmp_path / "02-link.xml").symlink_to("/etc/hostname")
    _catalog(tmp_path, source)
    with pytest.raises(ConfigurationError, match=message):
        _compare(tmp_path)


ENTITIES = '<!DOCTYPE h [<!ENTITY a "&b;&b;"><!ENTITY b "xx">]><hierarchy>&a;</hierarchy>'


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"<hierarchy><node", "role.xml: this is no XML: "),
        (b"", "role.xml: this is no XML: "),
        (b"\x89PNG\r\n\x1a\n\x00", "role.xml: this is no XML: "),
        (b"<html><body/></html>", "role.xml: its root is <html>"),
        (b"<hierarchy/>", "role.xml: none of its nodes has bounds"),
        (b"<hierarchy><node bounds='x'/></hierarchy>", "none of its nodes has bounds"),
        (ENTITIES.encode(), "role.xml: it declares a document type"),
        (b"<hierarchy>" + b"<node>" * 3000, "role.xml: this is no XML: "),
        (b" " * 8_000_001, "role.xml: 8,000,001 bytes; a screen has at most 8,000,000"),
    ],
    ids="cut empty binary html nothing nowhere entities deep huge".split(),
)
def test_a_file_that_is_no_screen_gets_one_clear_error(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """Which file, what it is, and what to do."""
    (tmp_path / "role.xml").write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        _compare(tmp_path)
    assert message in str(error.value)
    assert "Do: capture again, or take the file out" in str(error.value)


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"{", "capture.json:1: this is not JSON: "),
        (b"\xff", "capture.json: this is not UTF-8"),
        (b"[]", "capture.json: no JSON object"),
        (b"[" * 100_000, "capture.json: it cannot be read: "),
        (b"{}", 'capture.json:1: no "phone_kind"'),
        (b'{"window": [1, 99999999999999999999]}', "capture.json:1: "),
        (b" " * 2_000_001, "capture.json: a file that is too big"),
    ],
    ids="cut bytes list deep empty number huge".split(),
)
def test_a_catalog_that_is_none_gets_one_clear_error(
    tmp_path: Path, content: bytes, message: str
) -> None:
    """With its place."""
    (tmp_path / "capture.json").write_bytes(content)
    with pytest.raises(ConfigurationError) as error:
        _compare(tmp_path)
    assert message in str(error.value)


def test_the_command_says_what_is_no_capture(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, and the names that files may have."""
    assert main(["capture", "--compare", str(tmp_path)]) == 2
    error = capsys.readouterr().err
    assert "no capture: neither capture.json nor an XML file that is named after a page" in error
    assert "permissions.xml" in error
    assert main(["capture", "--compare", str(tmp_path / "absent")]) == 2
    assert "there is no such folder" in capsys.readouterr().err


@pytest.mark.parametrize(("nodes", "code"), [((*ROLES, INVITE), 0), (ROLES, 1)])
def test_the_exit_code_says_whether_all_was_found(
    tmp_path: Path, nodes: tuple[str, ...], code: int
) -> None:
    """For a job that watches a new build of the app."""
    (tmp_path / "role.xml").write_text(_stock(*nodes))
    assert main(["capture", "--compare", str(tmp_path)]) == code


def test_a_comparison_needs_no_people(capsys: pytest.CaptureFixture[str]) -> None:
    """It is offline; what has no effect is refused."""
    assert main(["capture", "--compare", "x", "--people", "y"]) == 2
    assert "--compare needs no phone and no people" in capsys.readouterr().err

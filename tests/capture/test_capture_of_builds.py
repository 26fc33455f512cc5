"""Whole captures of virtual phones: complete, masked, and without consequences."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from capture_stage import PASSWORD, MakeStage, Stage
from lxml import etree
from PIL import Image

import pages.log_in_way
from harness.capture.compare import compare
from harness.capture.masking import MASK
from harness.capture.painting import COLOUR
from harness.session.sighting import Bounds
from pages.walk import NEVER_OPENED, SCREENS
from virtual_phone.app.build import PRESETS
from virtual_phone.organization.world import BLUE_FERN_STUDIO

# Whatever is left of a text when everything that may stand between is taken away.
_OF_SOMEBODY = re.compile(
    r"20255501\d\d|5550\d{3}|examplecom|bluefernstudio|amberpinekitchen|riverstone|rainonaquietlake"
    + re.sub(r"\W", "", PASSWORD),
)
_TIMES = {"began", "at"}
_PLACES = {"bounds", "class", "package", "resource-id", "index", "width", "height"}


def _code_from_sms(stage: Stage) -> str:
    newest = stage.phone.text_messages()[0]
    found = re.search(r"\d{6}", newest.body)
    assert found
    return found.group()


def _strings(value: object, name: str = "") -> Iterator[str]:
    """Keys and texts of capture.json, each by itself; a time of day may look like a number."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield key
            yield from _strings(inner, key)
    elif isinstance(value, list):
        for inner in value:
            yield from _strings(inner, name)
    elif isinstance(value, str) and name not in _TIMES:
        yield value


def _texts(folder: Path) -> list[str]:
    """All that anybody could read in the files of a capture."""
    texts = list(_strings(json.loads((folder / "capture.json").read_text("utf-8"))))
    for file in folder.glob("*.xml"):
        for node in etree.parse(file).iter():
            texts += [str(v) for name, v in node.attrib.items() if name not in _PLACES]
    return texts


@pytest.mark.parametrize("build", PRESETS)
def test_every_build_is_captured_whole_and_masked(
    make_stage: MakeStage, build: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All screens come and all parts are found on them; nobody is in them; nothing was changed."""
    stage = make_stage(build)
    before = stage.organization.members(BLUE_FERN_STUDIO)
    monkeypatch.setattr(
        pages.log_in_way, "one_time_code", lambda _command, _keep_secret: _code_from_sms(stage)
    )
    folder = stage.capture()

    comparison = compare(folder, stage.root, SCREENS, NEVER_OPENED)
    assert comparison.is_whole
    assert list(comparison.not_captured) == [page.__name__ for page in NEVER_OPENED]
    assert comparison.version == stage.build.version

    found = [
        text for text in _texts(folder) if _OF_SOMEBODY.search(re.sub(r"\W", "", text.lower()))
    ]
    assert found == []
    _assert_painted(folder)
    assert stage.organization.pending(BLUE_FERN_STUDIO) == []
    assert stage.organization.members(BLUE_FERN_STUDIO) == before


def _assert_painted(folder: Path) -> None:
    """Every masked text is one dark area in the picture; what may be read is not."""
    for entry in json.loads((folder / "capture.json").read_text())["screens"]:
        if entry["picture"] is None:
            assert entry["page"] == "CredentialsPage"
            continue
        picture = Image.open(folder / entry["picture"]).convert("RGB")
        root = etree.parse(folder / entry["source"]).getroot()
        scale = picture.width / int(str(root.get("width")))
        for node in root.iterdescendants():
            if MASK in str(node.get("text")) or MASK in str(node.get("content-desc")):
                bounds = Bounds.parse(str(node.get("bounds")))
                box = tuple(round(edge * scale) for edge in bounds)
                assert _colours(picture, box) <= {COLOUR, *_marks(box, picture)}, node.attrib
        assert len(_colours(picture, (0, 0, *picture.size))) > 2


def _colours(picture: Image.Image, box: tuple[int, ...]) -> set[object]:
    left, top, right, bottom = box
    if left >= right or top >= bottom:
        return set()
    content = picture.crop((left, top, right, bottom)).tobytes()
    return {tuple(content[at : at + 3]) for at in range(0, len(content), 3)}


def _marks(box: tuple[int, ...], picture: Image.Image) -> set[object]:
    """The upper edge carries the virtual phone's mark."""
    return _colours(picture, (0, 0, picture.width, 60)) if box[1] < 60 else set()


def test_no_password_and_no_code_is_in_a_capture(make_stage: MakeStage) -> None:
    """Where one is typed there is no picture, and its field has no text."""
    folder = make_stage("by-code").capture()
    screens = json.loads((folder / "capture.json").read_text())["screens"]
    asked = [each for each in screens if each["page"] == "CredentialsPage"]
    assert [each["picture"] for each in asked] == [None] * len(asked)
    for each in asked:
        fields = etree.parse(folder / each["source"]).iter("android.widget.EditText")
        assert {field.get("text") for field in fields} == {""}
        assert each["remark"] == ["No picture: a password or a code may be typed on this screen"]


def test_capture_json_says_where_it_comes_from(make_stage: MakeStage) -> None:
    """Version, phone, language, activity of each screen, and how each part was found."""
    folder = make_stage().capture()
    catalog = json.loads((folder / "capture.json").read_text())
    told = {name: catalog[name] for name in ("phone_kind", "app_version", "android", "language")}
    assert told == {
        "phone_kind": "virtual",
        "app_version": "47.0.2",
        "android": "14",
        "language": "en",
    }
    [permissions] = [each for each in catalog["screens"] if each["page"] == "PermissionsPage"]
    assert permissions["activity"] == "com.bytedance.hybrid.spark.page.SparkActivity"
    assert permissions["source"] == "12-permissions.xml"
    assert permissions["parts"][0] == {
        "name": "PermissionsPage.invite",
        "state": "ok",
        "how": 'text "Invite" at (540, 2180)',
    }

"""What is no text where one of some words belongs is refused with its place, like a wrong word."""

from pathlib import Path
from shutil import copytree

import pytest

from harness.errors import ConfigurationError
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, load_settings
from harness.settings.load import load_profile

ROOT = Path(__file__).parents[3]
_FIELDS = {
    "interstitials.yaml": (
        ", answer: tap",
        ", answer: swipe",
        "  answer: stop",
        "  blames: product",
    ),
    "profiles/virtual.yaml": ("kind: virtual",),
    "people.virtual.yaml": ("kind: sms", "kind: imap"),
}


@pytest.mark.parametrize("value", ["null", "true", "1", "1.5", "[tap]", "{a: b}", "2026-11-27"])
@pytest.mark.parametrize(
    ("name", "field"), [(name, each) for name, fields in _FIELDS.items() for each in fields]
)
def test_a_value_that_is_no_text_is_refused(
    tmp_path: Path, name: str, field: str, value: str
) -> None:
    """And nothing fails on the way to the message."""
    copytree(ROOT / "config", tmp_path / "config")
    file = tmp_path / "config" / name
    text = file.read_text("utf-8")
    assert field in text
    key = field.rpartition(":")[0]
    file.write_text(text.replace(field, f"{key}: {value}", 1), encoding="utf-8")
    environment = {VIRTUAL_PASSWORD: "for this test", VIRTUAL_IMAP_PORT: "1143"}
    with pytest.raises(ConfigurationError, match=rf"{Path(name).name}:\d+: "):
        load_settings(tmp_path, environment=environment)


@pytest.mark.parametrize("name", ["appium:appPackage", "appium:udid", "appium:avd"])
@pytest.mark.parametrize("value", ["[x]", "{a: b}", "5", "null", "true"])
def test_a_capability_that_the_harness_goes_by_is_a_text(
    tmp_path: Path, name: str, value: str
) -> None:
    """Before a phone is started for it."""
    copytree(ROOT / "config", tmp_path / "config")
    file = tmp_path / "config" / "profiles" / "emulator.yaml"
    lines = file.read_text("utf-8").splitlines()
    lines = [line for line in lines if f"  {name}:" not in line]
    place = lines.index("  platformName: Android")
    file.write_text("\n".join([*lines[:place], f"  {name}: {value}", *lines[place:], ""]), "utf-8")
    said = rf'emulator\.yaml:{place + 1}: "{name}" is .*\n  Expected: a text'
    with pytest.raises(ConfigurationError, match=said):
        load_profile(tmp_path, "emulator", {})

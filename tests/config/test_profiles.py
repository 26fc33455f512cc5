"""The profiles that come along can be used after changing a few values, and hold no secret."""

import re
from pathlib import Path

import pytest
from documented_shapes import SHAPES
from switched_on import with_everything_switched_on

from harness.errors import ConfigurationError
from harness.settings import load_profile

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "config" / "profiles").glob("*.yaml"))
FARMS = ("browserstack", "saucelabs", "lambdatest", "aws-device-farm", "grid")


def test_every_profile_has_its_documented_shape() -> None:
    """A new one is checked, too; the virtual phone's own need none."""
    others = {file.stem for file in FILES} - set(SHAPES)
    assert all(name.partition("-")[0] == "virtual" for name in others)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_loads_with_its_variables_set(file: Path, placeholders: dict[str, str]) -> None:
    """By its name, which is the one in the file."""
    assert load_profile(ROOT, file.stem, placeholders).name == file.stem


@pytest.mark.parametrize(("name", "shape"), SHAPES.items())
def test_it_speaks_to_the_documented_address(
    name: str, shape: tuple[str, object], placeholders: dict[str, str]
) -> None:
    """Each vendor has one hub, or one for each data centre."""
    profile = load_profile(ROOT, name, placeholders)
    assert re.fullmatch(shape[0], profile.server_url or "")


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_it_holds_no_plain_secret(file: Path) -> None:
    """Whatever is named like a key, a user or a password is a variable, also in comments."""
    named = r"(?i)\b(\w*(?:key|token|password|pin)|user(?:name)?|authorization)\b\"?: +\S"
    for found in re.finditer(named, file.read_text("utf-8")):
        assert "${" in found.string[found.start() : found.string.find("\n", found.start())]


@pytest.mark.parametrize(
    ("name", "variables"),
    [
        ("browserstack", ["BROWSERSTACK_USERNAME", "BROWSERSTACK_ACCESS_KEY"]),
        ("saucelabs", ["SAUCE_USERNAME", "SAUCE_ACCESS_KEY"]),
        ("lambdatest", ["LT_USERNAME", "LT_ACCESS_KEY"]),
        ("aws-device-farm", ["DEVICE_FARM_URL"]),
        ("grid", ["GRID_BASIC_AUTH"]),
    ],
)
def test_unset_credentials_are_all_named_at_once(name: str, variables: list[str]) -> None:
    """With the line of the first one."""
    with pytest.raises(ConfigurationError) as refused:
        load_profile(ROOT, name, {})
    first, *others = variables
    assert re.match(rf"\S+/{name}\.yaml:\d+: the variable {first} is not set\n", str(refused.value))
    said = f"; also missing: {', '.join(others)}" if others else "or choose other files"
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize("name", FARMS)
def test_no_phone_is_silent_for_longer_than_its_farm_allows(
    name: str, placeholders: dict[str, str]
) -> None:
    """The Admin's session waits while the member's messages are waited for."""
    profile = load_profile(ROOT, name, placeholders)
    options = [value for value in profile.capabilities.values() if isinstance(value, dict)]
    limits = [int(profile.capabilities["appium:newCommandTimeout"])]
    limits += [int(each["idleTimeout"]) for each in options if "idleTimeout" in each]
    silent_s = profile.timeouts.delivery_s + profile.timeouts.quiet_s
    assert all(silent_s < limit_s for limit_s in limits)


@pytest.mark.parametrize("name", ["browserstack", "saucelabs", "lambdatest", "aws-device-farm"])
def test_a_farm_chooses_the_phone(name: str, placeholders: dict[str, str]) -> None:
    """A udid would be one of somebody's own."""
    assert [phone.udid for phone in load_profile(ROOT, name, placeholders).phones] == [None]


@pytest.mark.parametrize("name", [*FARMS, "phone"])
def test_it_says_where_its_facts_come_from_or_what_to_change(name: str) -> None:
    """Documentation with address and date, for whoever has to look again."""
    text = (ROOT / "config" / "profiles" / f"{name}.yaml").read_text("utf-8")
    head = " ".join(line.lstrip("# ") for line in text.splitlines() if line.startswith("#"))
    assert name == "phone" or re.search(r"Sources, read on 20\d\d-\d\d-\d\d", head)
    assert name == "phone" or "https://" in head
    assert "Change: " in head or "export DEVICE_FARM_URL" in head


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_lines_that_are_switched_off_are_right(
    file: Path, tmp_path: Path, placeholders: dict[str, str]
) -> None:
    """All of them can be used: nobody looks at a comment until it is needed."""
    changed = tmp_path / file.name
    changed.write_text(with_everything_switched_on(file), "utf-8")
    load_profile(ROOT, str(changed), placeholders)

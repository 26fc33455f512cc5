"""config/locators.yaml."""

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.settings import Alternative, LocatorOverrides, load_overrides

TEXT = """\
"*":
  PermissionsPage.invite: [{label: Invite members}]
  RolePage.invite: [{using: id, value: any}]
"47.*":
  PermissionsPage.invite:
    - {using: xpath, value: //a}
    - {label: Invite}
"47.0.2":
  PermissionsPage.invite: [{using: accessibility id, value: exact}]
"""


def _read(tmp_path: Path, text: str) -> LocatorOverrides:
    file = tmp_path / "locators.yaml"
    file.write_text(text)
    return load_overrides(file)


@pytest.mark.parametrize(
    ("part", "version", "expected"),
    [
        ("PermissionsPage.invite", "46.9.3", [Alternative(label="Invite members")]),
        (
            "PermissionsPage.invite",
            "47.1.0",
            [Alternative(using="xpath", value="//a"), Alternative(label="Invite")],
        ),
        (
            "PermissionsPage.invite",
            "47.0.2",
            [Alternative(using="accessibility id", value="exact")],
        ),
        ("RolePage.invite", "47.0.2", [Alternative(using="id", value="any")]),
        ("RolePage.admin", "47.0.2", []),
    ],
    ids=["any", "family", "exact", "falls back", "none"],
)
def test_the_most_specific_version_wins(
    tmp_path: Path, part: str, version: str, expected: list[Alternative]
) -> None:
    """Of those that fit and have the part."""
    assert list(_read(tmp_path, TEXT).of(part, version)) == expected


def test_parts_are_listed(tmp_path: Path) -> None:
    """So that a misspelt one can be found."""
    assert _read(tmp_path, TEXT).parts() == {"PermissionsPage.invite", "RolePage.invite"}


@pytest.mark.parametrize("text", ["", "{}\n", "# only comments\n"])
def test_nothing_is_overridden(tmp_path: Path, text: str) -> None:
    """As in the committed file."""
    assert _read(tmp_path, text).of("RolePage.invite", "47.0.2") == ()


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("47.x.y!: {}\n", '1: the key "47.x.y!"\n  Expected: a version: "*", "47.*" or "47.0.2"'),
        ('"*":\n  invite: []\n', '2: the key "invite"\n  Expected: a part: "PageName.part_name"'),
        ('"*":\n  A.b: []\n', '2: "A.b" is a list\n  Expected: at least one item'),
        ('"*":\n  A.b: x\n', '2: "A.b" is the text "x"\n  Expected: a list (`- item`)'),
        (
            '"*":\n  A.b:\n    - {label: x}\n    - {using: id}\n',
            '4: no whole alternative\n  Expected: either "label", or "using" and "value"',
        ),
        (
            '"*":\n  A.b: [{using: css, value: x}]\n',
            '2: "using" is the text "css"\n  Expected: one of id, accessibility id, xpath, '
            "-android uiautomator, class name",
        ),
        ("- x\n", "1: a list\n  Expected: a mapping (`key: value`)"),
        ('"*": x\n', '1: the text "x"\n  Expected: a mapping (`key: value`)'),
    ],
    ids=["version", "part", "empty", "text", "half", "strategy", "list", "parts"],
)
def test_what_is_refused(tmp_path: Path, text: str, message: str) -> None:
    """With the line of what is wrong."""
    with pytest.raises(ConfigurationError) as error:
        _read(tmp_path, text)
    assert str(error.value) == f"{tmp_path}/locators.yaml:{message}"

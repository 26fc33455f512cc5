"""Names and paths of settings, and the committed files."""

import shutil
from pathlib import Path

import pytest

from harness.capture.masking import masks_for
from harness.errors import ConfigurationError
from harness.settings import (
    VIRTUAL_IMAP_PORT,
    VIRTUAL_PASSWORD,
    Secret,
    all_secrets,
    load_people,
    load_profile,
    load_settings,
)

ROOT = Path(__file__).parents[3]
VIRTUAL = {VIRTUAL_PASSWORD: "correct horse", VIRTUAL_IMAP_PORT: "1143"}
EXAMPLE = {f"INVITE_{who}_PASSWORD": who for who in ("ADMIN", "OPERATOR", "MEMBER", "MAILBOX")}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A project with the committed config only, whatever a person has beside it."""
    shutil.copytree(ROOT / "config", tmp_path / "config")
    (tmp_path / "config" / "people.yaml").unlink(missing_ok=True)
    return tmp_path


def test_the_default_is_the_virtual_phone(root: Path) -> None:
    """It needs two variables, which the run makes."""
    settings = load_settings(root, environment=VIRTUAL)
    assert settings.profile.kind == "virtual"
    assert [phone.number for phone in settings.profile.phones] == ["+12025550100", "+12025550147"]
    assert settings.people.organization == "Blue Fern Studio"
    assert settings.language.code == "en"
    assert settings.overrides.parts() == frozenset()
    assert all_secrets(settings) == (Secret("correct horse"),)


def test_the_committed_emulator_profile_and_people_example(root: Path) -> None:
    """Both can be copied and filled in as they are."""
    settings = load_settings(root, "emulator", "people.example", environment=EXAMPLE)
    assert settings.profile.server_url == "http://127.0.0.1:4723"
    assert {secret.reveal() for secret in all_secrets(settings)} == {
        "ADMIN",
        "OPERATOR",
        "MEMBER",
        "MAILBOX",
    }


def test_everybodys_own_password_is_a_secret(root: Path) -> None:
    """The virtual phone's people share one, which would hide that somebody is left out."""
    parts = ("admin", "operator", "outsider", "many_accounts", "member", "mailbox")
    people = root / "config" / "people.all.yaml"
    people.write_text(
        "organization: X\n"
        + "".join(
            f'{who}: {{email: {who}@example.com, password: "${{{who}}}"}}\n' for who in parts[:4]
        )
        + 'members: [{email: m@example.com, password: "${member}", told_by: '
        '{kind: imap, host: imap.example.com, user: m, password: "${mailbox}"}}]\n'
    )
    passwords = {who: f"password of {who}" for who in parts}
    settings = load_settings(root, people="all", environment=VIRTUAL | passwords)
    assert {secret.reveal() for secret in all_secrets(settings)} == set(passwords.values())
    masks = masks_for(settings)
    assert masks.text("; ".join(passwords.values())) == "; ".join(["[secret]"] * len(parts))


def test_names_of_other_accounts_are_somebodys(root: Path) -> None:
    """A capture shows an account chooser."""
    people = root / "config" / "people.all.yaml"
    outsider = "{email: o@example.com, other_accounts: [Amber Pine Kitchen]}"
    people.write_text(
        f"organization: X\nadmin: {{email: a@example.com}}\noutsider: {outsider}\n"
        "members: [{email: m@example.com}]\n"
    )
    masks = masks_for(load_settings(root, people="all", environment=VIRTUAL))
    assert masks.text("Log in to Amber Pine Kitchen") == "Log in to \u2022\u2022\u2022"


def test_settings_show_no_secret(root: Path) -> None:
    """pytest prints fixtures when a test fails."""
    assert "horse" not in repr(load_settings(root, environment=VIRTUAL))


def test_names_and_paths(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A name under config, or a path from here or from the root."""
    monkeypatch.chdir(root.parent)
    path = root / "config" / "profiles" / "emulator.yaml"
    assert load_profile(root, str(path)) == load_profile(root, "emulator")
    assert load_profile(root, "config/profiles/emulator.yaml") == load_profile(root, "emulator")
    by_short_name = load_people(root, "virtual", VIRTUAL)
    assert by_short_name == load_people(root, "people.virtual", VIRTUAL)


def test_another_language_than_the_profiles(root: Path) -> None:
    """The command's choice goes first."""
    assert load_settings(root, language="de", environment=VIRTUAL).language.code == "de"


def test_an_unknown_profile(root: Path) -> None:
    """The known ones are listed, and the nearest is offered."""
    with pytest.raises(ConfigurationError) as error:
        load_profile(root, "emulater")
    known = sorted(file.stem for file in (root / "config" / "profiles").glob("*.yaml"))
    assert "virtual" in known
    assert str(error.value) == (
        f'{root}/config/profiles: no profile "emulater"\n'
        f"  Expected: one of {', '.join(known)}; or a path\n"
        '  Do: did you mean "emulator"?'
    )


def test_a_path_that_leads_nowhere(root: Path) -> None:
    """The whole path is named."""
    with pytest.raises(ConfigurationError, match=r"mine/farm\.yaml: there is no such file"):
        load_profile(root, "mine/farm.yaml")


def test_no_people_file_yet(root: Path) -> None:
    """The way to one is told."""
    with pytest.raises(ConfigurationError) as error:
        load_settings(root, "emulator")
    config = root / "config"
    assert str(error.value) == (
        f'{config}: no people file "people"\n'
        "  Expected: one of people.example, people.virtual; or a path\n"
        f"  Do: cp {config}/people.example.yaml {config}/people.yaml, and fill it in"
    )


def test_a_missing_variable_of_the_people_file(root: Path) -> None:
    """File, line and variable are named before anything starts."""
    with pytest.raises(ConfigurationError) as error:
        load_settings(root, "emulator", "people.example", environment={})
    assert "people.example.yaml:13: the variable INVITE_ADMIN_PASSWORD is not set" in str(
        error.value
    )
    assert "also missing: INVITE_MAILBOX_PASSWORD, INVITE_MEMBER_PASSWORD" in str(error.value)

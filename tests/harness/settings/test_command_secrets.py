"""What a command for one-time codes is given from the environment is a secret, too."""

from pathlib import Path
from shutil import copytree

import pytest

from harness.errors import ConfigurationError
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from harness.settings.load import all_secrets

ROOT = Path(__file__).parents[3]
_PASSWORD = 'password: "${VIRTUAL_PHONE_PASSWORD}"'
_SEED = "JBSWY3DPEHPK3PXP"


def _settings(folder: Path, was: str, becomes: str) -> Settings:
    copytree(ROOT / "config", folder / "config")
    file = folder / "config" / "people.virtual.yaml"
    text = file.read_text("utf-8")
    assert was in text
    file.write_text(text.replace(was, becomes, 1), encoding="utf-8")
    environment = {VIRTUAL_PASSWORD: "for this test", VIRTUAL_IMAP_PORT: "1143", "SEED": _SEED}
    return load_settings(folder, environment=environment)


@pytest.mark.parametrize("word", ["${SEED}", "--seed=${SEED}"])
@pytest.mark.parametrize("whose", ["", "told_by: {kind: sms}"])
def test_the_key_of_a_code_command_is_kept_out_of_reports(
    tmp_path: Path, whose: str, word: str
) -> None:
    """A person's and a member's; and no repr of them shows it."""
    was = f"{_PASSWORD}\n    {whose}" if whose else _PASSWORD
    command = f'code_command: [oathtool, --totp, "{word}"]'
    settings = _settings(tmp_path, was, f"{command}\n    {whose}" if whose else command)
    assert _SEED in [secret.reveal() for secret in all_secrets(settings)]
    assert _SEED not in repr(settings.people)
    people = [settings.people.admin, *(each.as_person() for each in settings.people.members)]
    said = [each.code_command for each in people if each.code_command]
    assert said == [("oathtool", "--totp", word.replace("${SEED}", _SEED))]


@pytest.mark.parametrize("command", ['["", x]', "[1]", "[null]", "oathtool"])
def test_a_command_of_other_types_is_refused(tmp_path: Path, command: str) -> None:
    """With its place, as before."""
    with pytest.raises(ConfigurationError, match=r"people\.virtual\.yaml:\d+"):
        _settings(tmp_path, _PASSWORD, f"code_command: {command}")

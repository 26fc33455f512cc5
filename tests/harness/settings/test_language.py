"""Language catalogues."""

from pathlib import Path

import pytest

from harness.errors import ConfigurationError
from harness.settings import load_language

ROOT = Path(__file__).parents[3]
COMMITTED = sorted(file.stem for file in (ROOT / "config" / "languages").glob("*.yaml"))


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of catalogues with English and German."""
    (tmp_path / "en.yaml").write_text("code: en\nlabels: [Profile, Invite]\n")
    (tmp_path / "de.yaml").write_text("code: de\nlabels:\n  Profile: Profil\n")
    return tmp_path


def test_english_is_its_own_translation(folder: Path) -> None:
    """English labels are what the guide says."""
    english = load_language(folder, "en")
    assert english.text("Invite") == "Invite"
    assert english.knows("Invite")
    assert not english.knows("Send")


def test_a_translation(folder: Path) -> None:
    """A label that is there is translated."""
    assert load_language(folder, "de").text("Profile") == "Profil"


def test_a_label_without_translation(folder: Path) -> None:
    """The error names catalogue and label."""
    with pytest.raises(ConfigurationError) as error:
        load_language(folder, "de").text("Invite")
    assert str(error.value) == (
        f'{folder}/de.yaml: no translation of "Invite"\n'
        '  Expected: "Invite: ...", as the app shows it in this language\n'
        "  Do: look at the screen on a phone and add it; only public translations come along"
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            "code: de\nlabels:\n  Profile: Profil\n  Invit: Einladen\n",
            '4: the unknown label "Invit"\n  Expected: a label that en.yaml has\n'
            '  Do: did you mean "Invite"?',
        ),
        ("code: fr\nlabels: {}\n", '1: "code" is the text "fr"\n  Expected: de, as the file'),
        ("code: de\nlabels:\n  Profile: 1\n", '3: "Profile" is the number 1\n  Expected: a text'),
        ("code: de\nlabels:\n  Profile: ''\n", '3: "Profile" is the text ""'),
    ],
    ids=["unknown label", "code", "number", "empty"],
)
def test_catalogues_that_are_refused(folder: Path, text: str, message: str) -> None:
    """With the line of what is wrong."""
    (folder / "de.yaml").write_text(text)
    with pytest.raises(ConfigurationError) as error:
        load_language(folder, "de")
    assert f"{folder}/de.yaml:{message}" in str(error.value)


def test_a_doubled_english_label(folder: Path) -> None:
    """English is a list, in which a double would go unseen."""
    (folder / "en.yaml").write_text("code: en\nlabels:\n  - Invite\n  - Invite\n")
    with pytest.raises(ConfigurationError, match=r'en\.yaml:4: the label "Invite" for a second'):
        load_language(folder, "en")


def test_an_unknown_language(folder: Path) -> None:
    """The known ones are listed."""
    with pytest.raises(ConfigurationError) as error:
        load_language(folder, "dee")
    assert str(error.value) == (
        f'{folder}: no language "dee"\n  Expected: one of de, en\n  Do: did you mean "de"?'
    )


@pytest.mark.parametrize("code", COMMITTED)
def test_committed_catalogues_are_right(code: str) -> None:
    """Each is read, and says where Profile is."""
    assert load_language(ROOT / "config" / "languages", code).text("Profile")

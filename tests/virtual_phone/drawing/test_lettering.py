"""Letters: which are there, where lines break, what is cut."""

import pytest
from PIL import ImageFont

from virtual_phone.drawing import ICONS
from virtual_phone.drawing.lettering import (
    FONTS,
    Weight,
    break_lines,
    font,
    line_mask,
    one_line,
    width,
)
from virtual_phone.drawing.painters.lists import initials

MISSING = "\U0001f600"
"""No font here has it; it is drawn as the box for missing letters."""


def shape(char: str, face: str) -> tuple[tuple[int, int], bytes]:
    """What a letter looks like in a font."""
    mask = font(face, 40).getmask(char)
    return mask.size, bytes(mask)


@pytest.mark.parametrize("weight", ["Regular", "Medium", "Bold"])
@pytest.mark.parametrize("char", "ëÅö•ßĐợồỹéñçãœŁğșДяЖΩ€…–“”‘’·@+°²")
def test_the_letters_of_the_apps_languages_are_there(char: str, weight: Weight) -> None:
    """German, French, Spanish, Portuguese, Vietnamese, Polish, Russian: no empty boxes."""
    assert shape(char, f"Roboto-{weight}") != shape(MISSING, f"Roboto-{weight}")


@pytest.mark.parametrize("char", "プロフィール設定とプライバシー招待権限、。「」")
def test_japanese_letters_are_there(char: str) -> None:
    """Roboto has none; a second font helps out."""
    boxed = shape(MISSING, "DroidSansFallback-Japanese")
    assert shape(char, "DroidSansFallback-Japanese") != boxed
    assert line_mask(char, "Regular", 40).getbbox() is not None


def test_a_line_may_mix_scripts() -> None:
    """Each run comes from its font, one after the other."""
    parts = width("設定", "Regular", 20) + width(" Settings", "Regular", 20)
    assert width("設定 Settings", "Regular", 20) == pytest.approx(parts)


def test_a_letter_that_no_font_has_is_a_box_and_no_error() -> None:
    """An emoji in somebody's name must not cost the picture."""
    assert line_mask(MISSING, "Regular", 40).getbbox() is not None


def test_words_wrap_within_the_width() -> None:
    """No line is wider than the view, and no word is lost."""
    text = "Standard access to this account. Operators can only manage content."
    lines = break_lines(text, "Regular", 20, 200, 9)
    assert len(lines) > 2
    assert " ".join(lines) == text
    assert all(width(line, "Regular", 20) <= 200 for line in lines)


def test_line_feeds_break_lines() -> None:
    """A text's own breaks are kept."""
    assert break_lines("one\n\ntwo", "Regular", 20, 200, 9) == ("one", "", "two")


def test_too_many_lines_end_in_an_ellipsis() -> None:
    """A person sees that there is more."""
    lines = break_lines("word " * 60, "Regular", 20, 200, 2)
    assert len(lines) == 2
    assert lines[1].endswith("word…") or lines[1].endswith("…")
    assert width(lines[1], "Regular", 20) <= 200


def test_a_word_too_long_for_a_line_is_broken() -> None:
    """Addresses and Japanese have no spaces."""
    for text in ("a.very.long.address.indeed@example.com", "設定とプライバシー設定とプライバシー"):
        lines = break_lines(text, "Regular", 20, 150, 9)
        assert len(lines) > 1
        assert "".join(lines) == text


def test_one_line_is_cut_to_the_width() -> None:
    """A title that is too long ends in an ellipsis; one that fits is left alone."""
    assert one_line("Invite", "Bold", 20, 200) == "Invite"
    cut = one_line("An account name that is far too long", "Bold", 20, 200)
    assert cut.startswith("An account")
    assert cut.endswith("…")
    assert width(cut, "Bold", 20) <= 200


def test_a_line_keeps_its_descenders() -> None:
    """Letters that hang below the line are not cut, nor are double accents above it."""
    mask = line_mask("Ễgjpqy", "Bold", 40)
    box = mask.getbbox()
    assert box is not None
    assert box[1] > 0
    assert box[3] < mask.height


def test_the_vendored_fonts_come_with_their_licence() -> None:
    """Whoever passes the fonts on passes the licence on."""
    assert "Apache License" in (FONTS / "LICENSE-Apache-2.0.txt").read_text(encoding="utf-8")
    about = (FONTS / "README.md").read_text(encoding="utf-8")
    for file in FONTS.glob("*.ttf"):
        assert file.stem.split("-")[0] in about
        assert isinstance(ImageFont.truetype(str(file), 12), ImageFont.FreeTypeFont)


def test_every_icon_has_a_code_point() -> None:
    """The list beside the icon fonts is complete."""
    lines = (FONTS / "icons-codepoints.txt").read_text(encoding="ascii").splitlines()
    assert {line.split()[0] for line in lines} == set(ICONS.values())


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Blue Fern Studio", "BF"), ("operator", "O"), ("+1 202-555-0147", ""), ("", "")],
)
def test_initials(name: str, letters: str) -> None:
    """A number has no initials; a person's sign stands for it."""
    assert initials(name) == letters

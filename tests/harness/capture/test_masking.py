import base64
import io
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from harness.capture.masked_screen import MaskedScreen, Rules, masked
from harness.capture.masking import MASK, Masks
from harness.capture.painting import COLOUR, NotPaintable, painted_over
from harness.capture.saved_screen import NotReadable
from harness.screen.page import Page, button
from harness.session.sighting import Bounds

PEOPLE = ["2025550147", "12025550147", "Member@example.com", "Blue Fern Studio"]
MASKS = Masks(["pa55 word"], PEOPLE)
APP = "app"


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("+1 202-555-0147", f"+{MASK}"),
        ("(202) 555-0147", f"({MASK}"),
        ("202.555.0147", MASK),
        ("2 0 2 5 5 5 0 1 4 7", MASK),
        ("+1\u00a0202\u2011555\u20110147", f"+{MASK}"),
        ("\u202a+1\u202c 2025550147", f"\u202a+{MASK}"),
        ("\u0662\u0660\u0662\u0665\u0665\u0665\u0660\u0661\u0664\u0667", MASK),
        ("+1 ***-***-0147", f"+{MASK}"),
        ("ending in 0147", f"ending in {MASK}"),
        ("Your code was sent to +12025550147.", f"Your code was sent to +{MASK}."),
        ("member@example.com", f"{MASK}@{MASK}"),
        ("MEMBER@EXAMPLE.COM, Operator", f"{MASK}@{MASK}, Operator"),
        ("m***r@example.com", f"{MASK}@{MASK}"),
        ("member%40example.com", f"{MASK}@{MASK}"),
        ("by @blue.fern.studio", f"by @{MASK}"),
        ("Blue  Fern-Studio's profile", f"{MASK}'s profile"),
        ("blue fern studio", MASK),
        ("see https://example.com/i?code=1", f"see https://{MASK}"),
        ("123456 is your code", f"{MASK} is your code"),
        ("so pa55 word", "so [secret]"),
        (base64.b64encode(b"pa55 word").decode(), "[secret]"),
    ],
)
def test_what_is_somebodys_is_masked_in_any_spelling(written: str, shown: str) -> None:
    """And its kind can still be told."""
    assert MASKS.text(written) == shown
    assert not MASKS.still_in(shown)


@pytest.mark.parametrize(
    "label",
    [
        "Invite",
        "US +1",
        "+33",
        "Enter 6-digit code",
        "2-step verification",
        "Inbox, 2 notifications",
        "Use phone / email / username",
        "Up to 20 accounts, for 24 hours",
    ],
)
def test_the_apps_own_words_stay(label: str) -> None:
    """Locators need them."""
    assert MASKS.text(label) == label


@given(st.lists(st.sampled_from(list(" -.()/\u00a0\u2011")), min_size=9, max_size=9))
def test_no_grouping_of_a_number_survives(between: list[str]) -> None:
    """One mark between any two digits."""
    digits = "2025550147"
    grouped = digits[0] + "".join(map(str.__add__, between, digits[1:]))
    assert not any(character.isdecimal() for character in MASKS.text(grouped))


class _Plain(Page):
    go = button("Go")


class _Rows(_Plain):
    shows_people = "rows"


class _Secret(_Plain):
    asks_for_secrets = True


RULES = Rules(MASKS, {"Go", "Operator", "Home", "Inbox"}.__contains__, ("Operator",), (), APP)


def _node(text: str = "", bounds: str = "[0,0][10,10]", *inside: str, **more: str) -> str:
    attributes = {"text": text, "class": "x", "package": APP, "bounds": bounds, **more}
    written = " ".join(f'{name.replace("_", "-")}="{value}"' for name, value in attributes.items())
    return f"<x {written}>{''.join(inside)}</x>"


def _screen(*nodes: str, page: type[Page] = _Plain, is_expected: bool = True) -> MaskedScreen:
    xml = f'<hierarchy width="100" height="200">{"".join(nodes)}</hierarchy>'
    return masked(xml, page, RULES, is_expected=is_expected)


def test_a_name_beside_a_role_is_masked() -> None:
    """In a row, and where there are no rows; the button below keeps whatever it is called."""
    row = _node(
        "", "[0,20][100,40]", _node("Some One", "[0,20][50,30]"), _node("Operator", "[0,30][50,40]")
    )
    flat = _node("Any Body", "[0,60][100,66]") + _node("Operator", "[0,70][100,78]")
    screen = _screen(row, flat, _node("Ask people", "[0,180][100,195]"), page=_Rows)
    assert "Some One" not in screen.xml
    assert "Any Body" not in screen.xml
    assert screen.xml.count('text="Operator"') == 2
    assert 'text="Ask people"' in screen.xml


def test_a_list_that_nobody_expected_is_masked_all_the_same() -> None:
    """Roles on a screen make it one."""
    row = _node("", "[0,20][100,40]", _node("Some One"), _node("Operator"))
    assert "Some One" in _screen(row).xml
    assert "Some One" not in _screen(row, is_expected=False).xml


def test_of_other_windows_nothing_is_left() -> None:
    """A keyboard suggests words of its owner, a notification says who wrote what."""
    other = _node("see you at noon", "[0,150][100,200]", package="keys")
    screen = _screen(_node("Go"), other)
    assert "noon" not in screen.xml
    assert Bounds(0, 150, 100, 200) in screen.painted


FIELD = {"class": "android.widget.EditText"}


def test_of_fields_only_the_hint_is_left() -> None:
    """What was typed is somebody's, whatever it looks like."""
    screen = _screen(
        _node("Some One", hint="Your name", **FIELD), _node("Your name", hint="Your name", **FIELD)
    )
    assert "Some One" not in screen.xml
    assert screen.xml.count('text="Your name"') == 1


@pytest.mark.parametrize(
    ("page", "more", "is_expected"),
    [(_Secret, {}, True), (_Plain, {"password": "true"}, True), (_Plain, {}, False)],
)
def test_where_a_secret_may_be_typed_there_is_no_picture(
    page: type[Page], more: dict[str, str], is_expected: bool
) -> None:
    """Also on a screen that nobody knows, if it has a field; single digits go, too."""
    field = _node("\u2022\u2022hidden", hint="Password", **FIELD, **more)
    screen = _screen(field, _node("7"), page=page, is_expected=is_expected)
    assert screen.no_picture == "a password or a code may be typed on this screen"
    assert "hidden" not in screen.xml
    assert 'text="7"' not in screen.xml
    assert 'hint="Password"' in screen.xml


def test_a_screen_that_names_nothing_has_no_picture() -> None:
    """What is drawn on it cannot be known."""
    assert "names nothing" in _screen(_node()).no_picture


def test_a_source_that_cannot_be_read_is_not_saved() -> None:
    """Better nothing."""
    with pytest.raises(NotReadable, match="this is no XML"):
        masked("<hierarchy><x", _Plain, RULES, is_expected=True)


def _png(width_px: int, height_px: int) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", (width_px, height_px), "white").save(written, "PNG")
    return written.getvalue()


@pytest.mark.parametrize(
    "png",
    [
        lambda: _png(200, 100),
        lambda: _png(100, 150),
        lambda: _png(100, 300),
        lambda: _png(300, 600),
        lambda: _png(10, 20),
        lambda: _png(100, 200)[:60],
        lambda: b"nothing",
        lambda: b"",
    ],
    ids="turned shorter higher larger tiny cut none empty".split(),
)
def test_a_picture_that_does_not_fit_is_not_saved(png: Callable[[], bytes]) -> None:
    """What to paint over would be somewhere else."""
    with pytest.raises(NotPaintable):
        painted_over(png(), _screen(_node("Go")))


@pytest.mark.parametrize("scale", [1, 0.5])
def test_masked_areas_are_painted_and_others_are_not(scale: float) -> None:
    """Also where a server makes pictures smaller."""
    screen = _screen(_node("+12025550147", "[20,40][60,60]"), _node("Go", "[20,100][60,120]"))
    png = painted_over(_png(int(100 * scale), int(200 * scale)), screen)
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    inside = [(x * scale, y * scale) for x in range(20, 60, 2) for y in range(40, 60, 2)]
    assert {picture.getpixel((int(x), int(y))) for x, y in inside} == {COLOUR}
    assert picture.getpixel((int(40 * scale), int(110 * scale))) == (255, 255, 255)

"""The vocabulary of looks, and that each look shows the state of its view."""

import drawn_screens as screens
import pytest
from PIL import Image, ImageChops

from virtual_phone import drawing
from virtual_phone.drawing.icons import icon_mask
from virtual_phone.drawing.painters import DARK_LOOKS, LIGHT_LOOKS, PAINTERS
from virtual_phone.drawing.theme import Color
from virtual_phone.tree.node import Node

LOOKS = [look for look in drawing.LOOKS if look]
RED = drawing.LIGHT.accent


def drawn(look: str, **state: str | bool) -> Image.Image:
    """A view of 800x160 pixels on a white page, in a picture of 400x80."""
    view = screens.node(look, 100, 300, 900, 460, **state)
    page = screens.node("screen", 0, 0, 1080, 2400, view)
    return drawing.draw_image([page], screens.DISPLAY).crop((50, 150, 450, 230))


def differ(one: Image.Image, other: Image.Image) -> bool:
    """Whether a person could see a difference."""
    return ImageChops.difference(one, other).getbbox() is not None


def count(image: Image.Image, color: Color) -> int:
    """How many pixels have exactly that colour."""
    pixels = image.tobytes()
    return sum(tuple(pixels[i : i + 3]) == color for i in range(0, len(pixels), 3))


def test_every_look_has_a_painter_and_every_painter_a_look() -> None:
    """The vocabulary is the whole truth."""
    assert set(PAINTERS) == set(LOOKS)
    assert set(DARK_LOOKS | LIGHT_LOOKS) <= set(LOOKS)


@pytest.mark.parametrize("look", LOOKS)
def test_every_look_can_be_seen(look: str) -> None:
    """A look that leaves white paper white is a mistake, but for rows (lines) and white pages."""
    state = {"text": "7 Admin", "content_desc": "Admin"}
    blank = drawn("")
    white = {"screen", "top-bar", "group", "row-plain", "sheet", "dialog", "status-bar"}
    white |= {"navigation-bar", "app-label"}  # of the letters' colour, or drawn elsewhere
    assert differ(drawn(look, **state), blank) or look in white


@pytest.mark.parametrize("icon", drawing.ICONS)
@pytest.mark.parametrize("filled", [False, True])
def test_every_icon_is_a_shape_and_not_the_empty_box(icon: str, filled: bool) -> None:
    """Each glyph is in both icon fonts and fits its square."""
    mask = icon_mask(icon, 48, filled=filled)
    ink = mask.histogram()
    assert sum(ink[128:]) > 30
    assert mask.getbbox() is not None
    assert sum(ink[:128]) > 200


def test_an_unknown_look_names_the_known_ones() -> None:
    """A slip of the pen is found by the first picture, with the words to choose from."""
    node = screens.node("primary-buton", 0, 0, 100, 100)
    with pytest.raises(drawing.UnknownLook) as error:
        drawing.render([node], screens.DISPLAY)
    text = str(error.value)
    assert text.startswith('No look is called "primary-buton". Known looks: screen, grey-screen, ')
    assert text.endswith(
        "app-label, and icon, icon-filled, icon-red, icon-green, icon-grey, icon-white "
        "with a colon and an icon's name."
    )


def test_an_unknown_icon_names_the_known_ones() -> None:
    """The same for icons."""
    with pytest.raises(drawing.UnknownLook) as error:
        drawing.check_look("icon:hart")
    assert str(error.value).startswith('No icon is called "hart". Known icons: home, friends, ')


@pytest.mark.parametrize(
    "look",
    [
        "primary-button",
        "secondary-button",
        "outline-button",
        "text-button",
        "danger-button",
        "text",
        "link",
        "row-label",
        "row-value",
        "chevron",
        "icon:back",
        "radio",
        "checkbox",
    ],
)
def test_what_cannot_be_used_looks_so(look: str) -> None:
    """A disabled view is greyed out."""
    assert differ(drawn(look, text="Continue"), drawn(look, text="Continue", enabled=False))


def test_the_primary_button_is_red_and_grey_when_disabled() -> None:
    """A person sees at once whether Continue can be tapped."""
    assert count(drawn("primary-button", text="Continue"), RED) > 20_000
    disabled = drawn("primary-button", text="Continue", enabled=False)
    assert count(disabled, RED) == 0
    assert count(disabled, drawing.LIGHT.disabled) > 20_000


def test_a_buttons_label_may_be_a_child() -> None:
    """Some builds label a view inside the button: it is as light as the button's own text."""
    label = screens.node("text-button", 100, 300, 900, 460, text="Invite")
    button = screens.node("primary-button", 100, 300, 900, 460, label)
    image = drawing.draw_image([button], screens.DISPLAY)
    assert not differ(image.crop((60, 160, 440, 220)), drawn_button().crop((10, 10, 390, 70)))


def drawn_button() -> Image.Image:
    """The same button with its own text."""
    return drawn("primary-button", text="Invite")


@pytest.mark.parametrize("look", ["radio", "checkbox", "option-card"])
@pytest.mark.parametrize("attribute", ["checked", "selected"])
def test_a_choice_shows_that_it_is_chosen(look: str, attribute: str) -> None:
    """Whichever attribute says so, the chosen one is red."""
    assert count(drawn(look), RED) == 0
    assert count(drawn(look, **{attribute: True}), RED) > 20


@pytest.mark.parametrize("look", ["tab", "bottom-tab", "row", "row-plain", "icon:home", "switch"])
def test_the_selected_one_differs(look: str) -> None:
    """Tabs, tabs' icons and pressed rows show which one it is."""
    text = "" if look.startswith("icon") else "Profile"
    assert differ(drawn(look, text=text), drawn(look, text=text, selected=True))


def test_a_selected_tab_looks_as_the_look_that_says_so() -> None:
    """The look "tab-selected" is "tab" with `selected` set."""
    assert not differ(
        drawn("tab", text="Phone", selected=True), drawn("tab-selected", text="Phone")
    )


@pytest.mark.parametrize("look", ["field", "field-box", "code-box"])
def test_the_focused_field_has_a_caret(look: str) -> None:
    """A person sees where typing goes."""
    assert count(drawn(look, text="12"), RED) == 0
    assert count(drawn(look, text="12", focused=True), RED) >= 20


def test_a_hint_is_paler_than_what_was_typed() -> None:
    """An empty field reports its hint as its text; it must not look typed."""
    hint = drawn("field", text="Phone number", hint="Phone number", showing_hint=True)
    typed = drawn("field", text="Phone number", hint="Phone number")
    assert count(typed, drawing.LIGHT.text) > 0
    assert count(hint, drawing.LIGHT.text) == 0


def test_an_empty_field_shows_its_hint() -> None:
    """Also where a phone reports no text at all."""
    assert not differ(
        drawn("field", hint="Email address"),
        drawn("field", text="Email address", showing_hint=True),
    )


def test_a_password_is_drawn_as_dots() -> None:
    """Two passwords of one length look the same: a picture never tells one."""
    one, other = (drawn("field", text=word, password=True) for word in ("abcdef", "WXYZ.1"))
    assert not differ(one, other)
    assert differ(one, drawn("field", text="abcdef"))
    assert differ(one, drawn("field", text="abcdefg", password=True))


def test_texts_are_light_below_a_dark_look() -> None:
    """A caption over a video can be read, and on a sheet over that video as well."""

    def caption(*looks: str) -> Image.Image:
        inner = screens.node("caption-bold", 100, 300, 900, 460, text="Blue Fern Studio")
        for look in reversed(looks):
            inner = screens.node(look, 0, 0, 1080, 2400, inner)
        image = drawing.draw_image([inner], screens.DISPLAY)
        return image.crop((50, 150, 450, 230))

    assert count(caption("dark-screen"), (255, 255, 255)) > 50
    assert count(caption("dark-screen", "sheet"), drawing.LIGHT.text) > 50


def test_a_scrim_darkens_what_lies_behind() -> None:
    """Behind a dialog the page is still seen, at half its light."""
    page = screens.node("screen", 0, 0, 1080, 2400)
    scrim = screens.node("scrim", 0, 0, 1080, 2400)
    assert drawing.draw_image([page, scrim], screens.DISPLAY).getpixel((200, 600)) == (127,) * 3


@pytest.mark.parametrize(
    ("key", "other"),
    [
        (screens.node("key", 0, 0, 200, 180, text="5\nJKL"), {"text": "5"}),
        (
            screens.node("key-wide", 0, 0, 200, 180, content_desc="Delete"),
            {"content_desc": "Space"},
        ),
    ],
)
def test_keys_show_their_caps(key: Node, other: dict[str, str]) -> None:
    """Letters below a digit, and signs for keys that have only a description."""
    plain = screens.node(key.look, 0, 0, 200, 180, **other)
    images = [drawing.draw_image([node], screens.DISPLAY) for node in (key, plain)]
    assert differ(*images)


def test_a_look_may_bring_words_that_the_tree_must_not_have() -> None:
    """A launcher's icon and label are one view with text for a reader of the screen."""
    drawing.check_look("app-icon=TikTok")
    assert not differ(drawn("avatar=Studio admin"), drawn("avatar", text="Studio admin"))


def test_another_video_is_another_picture() -> None:
    """A person sees that the feed moved on."""
    assert differ(drawn("dark-screen=video 1"), drawn("dark-screen=video 2"))


def test_a_large_icon_is_a_picture() -> None:
    """A hand's target keeps its small icon; a check mark over a page fills its place."""

    def height(size_px: int) -> int:
        view = screens.node("icon:check-circle", 0, 0, size_px, size_px)
        page = screens.node("screen", 0, 0, 1080, 2400, screens.node("", 0, 200, 1, 201))
        view.bounds = view.bounds._replace(top=200, bottom=200 + size_px)
        page.children = [view]
        image = drawing.draw_image([page], screens.DISPLAY).crop((0, 100, 540, 1200))
        box = image.convert("L").point(lambda grey: 255 - grey).getbbox()
        assert box is not None
        return box[3] - box[1]

    assert height(110) < 34
    assert height(190) > 70


@pytest.mark.parametrize("text", ["US +1 ▾", "US +1"])
def test_a_chip_draws_its_arrow_itself(text: str) -> None:
    """The arrow is there once, whether the text brings one or not."""
    assert not differ(drawn("chip", text=text), drawn("chip", text="US +1"))

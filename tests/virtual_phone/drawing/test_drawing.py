"""The picture as a whole: its form, its mark, its parts, its edges."""

import io
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import drawn_screens as screens
import pytest
from PIL import Image, ImageChops

from virtual_phone import drawing
from virtual_phone.tree.device import Display
from virtual_phone.tree.node import Bounds, Node

WHITE = (255, 255, 255)
RED = drawing.LIGHT.accent
MARK = Bounds(736, 14, 862, 48)
DARK_AND_LIGHT = 60
"""Least number of grey steps between the lightest and darkest pixel of a place with letters."""


def picture(*windows: Node) -> Image.Image:
    """Windows, back to front, drawn."""
    return drawing.draw_image(windows, screens.DISPLAY)


def on_page(*views: Node) -> Image.Image:
    """Views on a white page, drawn."""
    return picture(screens.node("screen", 0, 0, 1080, 2400, *views))


def place(image: Image.Image, bounds: Bounds) -> Image.Image:
    """The part of a picture that bounds on the display cover."""
    return image.crop(tuple(edge // 2 for edge in bounds))


def has_letters(image: Image.Image, bounds: Bounds) -> bool:
    """Whether something with contrast is there."""
    darkest, lightest = place(image, bounds).convert("L").getextrema()
    return lightest - darkest > DARK_AND_LIGHT


def pixel(image: Image.Image, x_px: int, y_px: int) -> tuple[int, ...]:
    """The colour at a place of the display."""
    color = image.getpixel((x_px // 2, y_px // 2))
    assert isinstance(color, tuple)
    return color


@pytest.mark.parametrize("build", screens.SCREENS.values(), ids=screens.SCREENS)
def test_every_screen_is_a_png_of_half_the_display(build: Callable[[], list[Node]]) -> None:
    """A picture is 540x1200 for a 1080x2400 display, and any reader can open it."""
    image = Image.open(io.BytesIO(drawing.render(build(), screens.DISPLAY)))
    image.load()
    assert (image.format, image.mode, image.size) == ("PNG", "RGB", (540, 1200))


@pytest.mark.parametrize("build", screens.SCREENS.values(), ids=screens.SCREENS)
def test_every_text_is_drawn_where_its_view_is(build: Callable[[], list[Node]]) -> None:
    """Nobody looks at a report to see an empty place where the tree has a text."""
    windows = build()
    image = drawing.draw_image(windows, screens.DISPLAY)
    covered = {"scrim", "shade"} & {node.look for window in windows for node in window.walk()}
    front = windows[1:] if covered else windows
    missing = [
        node.text
        for window in front
        for node in window.walk()
        if node.text.strip() and node.look and node.look not in {"video-cell", "notification"}
        and not has_letters(image, node.bounds)
    ]  # fmt: skip
    assert missing == []


@pytest.mark.parametrize("build", screens.SCREENS.values(), ids=screens.SCREENS)
def test_every_picture_bears_the_mark(build: Callable[[], list[Node]]) -> None:
    """No picture can be mistaken for a real phone's, whatever lies over the status bar."""
    image = drawing.draw_image(build(), screens.DISPLAY)
    assert pixel(image, 740, 31) == drawing.LIGHT.mark
    assert has_letters(image, MARK)


def test_a_picture_without_windows_is_a_dark_display_with_the_mark() -> None:
    """A phone that shows nothing still says what it is."""
    image = picture()
    assert pixel(image, 540, 1200) == (0, 0, 0)
    assert pixel(image, 740, 31) == drawing.LIGHT.mark


def test_the_scale_sets_the_size() -> None:
    """A film wants small frames, a close look the full display."""
    for scale, size in ((0.25, (270, 600)), (1.0, (1080, 2400))):
        image = drawing.draw_image(screens.profile(), screens.DISPLAY, scale=scale)
        assert image.size == size


def test_a_lying_phone_is_drawn_lying() -> None:
    """The display says which way up the picture is."""
    display = Display(width_px=2400, height_px=1080)
    assert drawing.draw_image(screens.feed(), display).size == (1200, 540)


def test_the_window_in_front_covers_the_one_behind() -> None:
    """Windows come back to front."""
    page = screens.node("screen", 0, 0, 1080, 2400)
    keyboard = screens.node("keyboard", 0, 1485, 1080, 2400)
    assert pixel(picture(page, keyboard), 20, 1500) == drawing.LIGHT.keyboard
    assert pixel(picture(keyboard, page), 20, 1500) == WHITE


def test_views_are_drawn_in_their_drawing_order() -> None:
    """What a tap would hit is what is seen: a badge that comes first may lie in front."""
    badge = screens.node("primary-button", 48, 500, 1032, 626, drawing_order=2)
    panel = screens.node("card", 0, 400, 1080, 700, drawing_order=1)
    assert pixel(on_page(badge, panel), 100, 563) == RED


def test_the_status_bar_shows_its_clock() -> None:
    """The time stands in the bar's text, or in a view of it, as in Android's own tree."""
    clock = Bounds(42, 0, 180, 63)
    view = screens.node("", *clock, text="9:41")
    inside = screens.node("status-bar", 0, 0, 1080, 63, view)
    own = screens.node("status-bar", 0, 0, 1080, 63, text="9:41")
    other = screens.node("status-bar", 0, 0, 1080, 63, text="12:05")
    images = [place(on_page(bar), clock) for bar in (inside, own, other)]
    assert ImageChops.difference(images[0], images[1]).getbbox() is None
    assert ImageChops.difference(images[0], images[2]).getbbox() is not None


def test_what_is_not_displayed_is_not_drawn() -> None:
    """Off-screen pages stay in the tree, with everything below them."""
    hidden = screens.node(
        "", 0, 0, 1080, 2400,
        screens.node("primary-button", 48, 500, 1032, 626, text="Invite"), displayed=False,
    )  # fmt: skip
    assert pixel(on_page(hidden), 60, 563) == WHITE


def test_a_list_cuts_its_rows_at_its_edge() -> None:
    """A row that is scrolled half away does not lie over the title bar."""
    button = screens.node("primary-button", 48, 440, 1032, 566, text="Invite")
    for class_name, cut in (
        ("androidx.recyclerview.widget.RecyclerView", True),
        ("android.widget.FrameLayout", False),
    ):
        parent = screens.node("", 0, 500, 1080, 2000, button, class_name=class_name)
        image = on_page(parent)
        assert (pixel(image, 100, 470) == WHITE) is cut
        assert pixel(image, 100, 540) == RED


def test_views_outside_the_display_are_cut_or_left_out() -> None:
    """Bounds may be anything; the picture stays what it is."""
    image = on_page(
        screens.node("primary-button", -200, -60, 300, 160, text="Invite"),
        screens.node("avatar", 1040, 2300, 1240, 2500, content_desc="Studio admin"),
        screens.node("icon:back", 2000, 100, 2060, 160),
        screens.node("text", 900, 1000, 2000, 1060, text="Half of this is outside"),
        screens.node("text", 100, 100, 100, 100, text="empty"),
        screens.node("icon:back", 300, 300, 301, 301),
        screens.node("primary-button", 300, 400, 302, 403, text="Invite"),
    )
    assert image.size == (540, 1200)
    assert pixel(image, 20, 130) == RED


def test_system_bars_take_the_colour_of_the_app() -> None:
    """Bars are transparent over an app and continue it where it ends, with letters to be read."""
    dark, light = screens.feed(), screens.settings()
    image = drawing.draw_image(dark, screens.DISPLAY)
    assert pixel(image, 20, 2390) == drawing.LIGHT.dark
    assert max(place(image, Bounds(150, 2304, 330, 2370)).convert("L").getextrema()) > 240
    image = drawing.draw_image(light, screens.DISPLAY)
    assert pixel(image, 20, 2390) == drawing.LIGHT.page_grey
    assert min(place(image, Bounds(150, 2304, 330, 2370)).convert("L").getextrema()) < 40


def test_pillow_is_not_loaded_before_the_first_picture() -> None:
    """A phone that nobody looks at starts without the drawing library."""
    code = "import sys, virtual_phone.drawing; print('PIL' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"


def test_the_same_screen_is_the_same_picture() -> None:
    """Two runs can be compared: nothing depends on chance, on time, or on a former picture."""
    first = drawing.draw_image(screens.permissions(), screens.DISPLAY)
    drawing.draw_image(screens.feed(), screens.DISPLAY)
    assert drawing.draw_image(screens.permissions(), screens.DISPLAY) == first


def test_several_phones_may_be_drawn_at_once() -> None:
    """Each phone has its own threads; fonts and icons are shared by all of them."""
    builds = list(screens.SCREENS.values()) * 2
    expected = [drawing.draw_image(build(), screens.DISPLAY) for build in builds]
    with ThreadPoolExecutor(4) as threads:
        drawn = threads.map(lambda build: drawing.draw_image(build(), screens.DISPLAY), builds)
        assert list(drawn) == expected


def test_cut_view_is_drawn_as_a_part() -> None:
    """What its list shows of it looks as it does in the whole, and the rest is not drawn."""
    bounds = Bounds(0, 400, 1080, 500)
    whole = Node("title", "android.widget.TextView", bounds, text="Settings", look="title")
    cut = replace(whole, bounds=bounds._replace(top=450), drawn=bounds)
    of_whole, of_cut, of_nothing = on_page(whole), on_page(cut), on_page()
    upper, lower = bounds._replace(bottom=450), cut.bounds
    assert place(of_cut, lower).tobytes() == place(of_whole, lower).tobytes()
    assert place(of_cut, upper).tobytes() == place(of_nothing, upper).tobytes()


def test_nothing_shows_through_the_shade() -> None:
    """Whatever lies below it."""
    shade = screens.node("shade", 0, 0, 1080, 2400)
    assert picture(*screens.settings(), shade).tobytes() == picture(shade).tobytes()

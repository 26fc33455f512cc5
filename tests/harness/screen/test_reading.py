import pytest
from dumps import APP, KEYBOARD, box, dump, reading, stacked, view
from hypothesis import given
from hypothesis import strategies as st
from sightings import WINDOW

from harness.screen.locator import Locator
from harness.screen.reading import Reading, ReadNode

STOCK = """<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>
<hierarchy rotation="0">
  <node index="0" text="" class="android.widget.FrameLayout" package="com.zhiliaoapp.musically"
        content-desc="" clickable="false" enabled="true" selected="false" bounds="[0,0][1080,2340]">
    <node index="0" text="Permissions" class="android.widget.TextView"
          package="com.zhiliaoapp.musically" content-desc="" clickable="true" enabled="false"
          checked="true" bounds="[0,100][1080,200]" />
  </node>
</hierarchy>"""


def _node(screen: Reading, label: str) -> ReadNode:
    (node,) = screen.labelled(Locator("text", (label,)))
    return node


# Formats


def test_the_servers_own_format_is_read() -> None:
    """Tags are classes; everything that a node says is kept."""
    screen = reading(
        view(
            "Admin",
            "[0,100][1080,200]",
            desc="the role",
            hint="h",
            clickable=True,
            enabled=False,
            selected=True,
        )
    )
    node = _node(screen, "Admin")
    assert (node.class_name, node.package, node.hint) == ("android.widget.TextView", APP, "h")
    assert node.labels == ("Admin", "the role")
    assert node.bounds == (0, 100, 1080, 200)
    assert (node.clickable, node.enabled, node.marked, node.displayed) == (True, False, True, True)


def test_the_format_of_androids_own_dump_is_read() -> None:
    """Tags are all "node"; it does not tell what is displayed, so all of it is."""
    node = _node(Reading(STOCK, WINDOW, APP), "Permissions")
    assert node.class_name == "android.widget.TextView"
    assert (node.clickable, node.enabled, node.marked, node.displayed) == (True, False, True, True)


@pytest.mark.parametrize("name", ["displayed", "visible-to-user"])
def test_both_words_for_visible_are_understood(name: str) -> None:
    """The two formats differ."""
    hidden = view("Invite").replace('displayed="true"', f'{name}="false"')
    assert reading(hidden).visible == []


@pytest.mark.parametrize(
    "xml", ["", " \n", "<html>", "not xml at all", "<hierarchy/>", "<a><b></a>"]
)
def test_what_is_no_page_source_is_an_empty_screen(xml: str) -> None:
    """The report of a failure must not fail itself."""
    screen = Reading(xml, WINDOW, APP)
    assert screen.labelled(Locator("text", ("Invite",))) == []
    assert screen.describe() == (
        "a screen with nothing to read on it (a splash, a picture or an update prompt?)"
    )


@pytest.mark.parametrize("bad", ["\x00", "\x0b", "\ud83d", "\ufffe"])
def test_signs_that_xml_cannot_hold_do_not_hide_the_rest(bad: str) -> None:
    """Half an emoji in somebody's name, for one."""
    xml = dump(*stacked([f"Name {bad}", "Permissions"]))
    assert "Permissions" in Reading(xml, WINDOW, APP).texts


def test_a_cut_off_source_is_read_as_far_as_it_goes() -> None:
    """Better a part of the screen in the report than nothing."""
    xml = dump(*stacked(["Permissions", "Invite"]))
    assert Reading(xml[: xml.index("Invite") - 60], WINDOW, APP).texts == ["Permissions"]


@pytest.mark.parametrize("bounds", ["", "[0,0]", "x"])
def test_a_node_without_readable_bounds_is_nowhere(bounds: str) -> None:
    """It is not shown, and disturbs nothing."""
    screen = reading(view("Lost", bounds), view("Invite"))
    assert screen.texts == ["Invite"]


def test_no_entity_reaches_outside() -> None:
    """A page source comes from a phone: it is not trusted."""
    xml = (
        '<!DOCTYPE h [<!ENTITY secret SYSTEM "file:///etc/hostname">]>'
        f"<hierarchy>{view('&secret;').replace('&amp;', '&')}</hierarchy>"
    )
    assert all("secret" in text or text == "" for text in Reading(xml, WINDOW, APP).texts)


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_text_can_be_read(text: str, bounds: str) -> None:
    """No page source raises."""
    Reading(f'<hierarchy><a text="{text}" bounds="{bounds}"/></hierarchy>', WINDOW).describe()


# Several windows


def test_only_the_apps_windows_are_the_screen() -> None:
    """The keyboard may come first, status and navigation bar have labels of their own."""
    screen = reading(
        box("[0,1485][1080,2340]", view("q", package=KEYBOARD), package=KEYBOARD),
        view("12:00", "[0,0][200,63]", package="com.android.systemui"),
        view("Permissions", "[0,100][1080,200]"),
    )
    assert screen.texts == ["Permissions"]
    assert screen.packages == {KEYBOARD, "com.android.systemui", APP}


def test_without_the_app_every_window_is_the_screen() -> None:
    """The report tells what is there instead: the launcher, a dialog."""
    screen = reading(view("Deny", package="com.android.permissioncontroller"))
    assert screen.texts == ["Deny"]


def test_a_dialog_of_androids_belongs_to_the_screen() -> None:
    """Over the app, and told in the report."""
    screen = reading(view("Home"), view("TikTok isn't responding", package="android"))
    assert "TikTok isn't responding" in screen.texts


# Nodes


def test_off_screen_is_not_visible() -> None:
    """Pages beside the display, views without a size, hidden ones."""
    screen = reading(
        view("beside", "[1080,0][2160,100]"),
        view("flat", "[0,100][1080,100]"),
        view("hidden", "[0,200][1080,300]", displayed=False),
        view("shown", "[0,300][1080,400]"),
    )
    assert screen.texts == ["shown"]


def test_a_control_is_the_nearest_that_reacts() -> None:
    """It may be several unlabelled levels up."""
    screen = reading(
        box(
            "[0,0][1080,200]",
            box("[0,0][1080,200]", view("Account", "[40,50][500,150]")),
            clickable=True,
        ),
        view("header", "[0,200][1080,300]"),
    )
    control = _node(screen, "Account").control
    assert control is not None
    assert control.bounds == (0, 0, 1080, 200)
    assert _node(screen, "header").control is None


def test_texts_come_in_reading_order_and_once_per_place() -> None:
    """A frame that repeats its child's words is read once."""
    screen = reading(
        view("second", "[0,200][500,300]"),
        view("third", "[500,200][1080,300]"),
        box("[0,100][1080,200]", view("first", "[0,100][500,200]"), desc="first"),
    )
    assert screen.texts == ["first", "second", "third"]


def test_words_are_found_inside_labels() -> None:
    """In text and description, without regard to capitals, apostrophes, kinds of blanks."""
    screen = reading(view("DON\u2019T\u00a0ALLOW it"), view("", desc="don't allow"))
    assert len(screen.containing("Don't allow")) == 2


# Rows


def test_a_row_is_the_outermost_box_of_its_shape() -> None:
    """Wide and low; the list around it is too high."""
    screen = reading(
        box(
            "[0,0][1080,2000]",
            box(
                "[0,300][1080,500]",
                box("[40,320][700,480]", view("+1 202-555-0147", "[40,320][500,400]")),
                view("", "[900,350][1000,450]", desc="More", clickable=True),
            ),
        )
    )
    row = screen.row_of(_node(screen, "+1 202-555-0147"))
    assert row.bounds == (0, 300, 1080, 500)
    assert row.texts == ["+1 202-555-0147", "More"]


def test_what_is_in_no_row_is_its_own() -> None:
    """A text right on the screen."""
    screen = reading(box("[0,0][1080,2340]", view("alone", "[0,0][200,100]")))
    node = _node(screen, "alone")
    assert screen.row_of(node) is node


# Words for the report


def test_a_screen_is_described_by_its_title_and_what_it_shows() -> None:
    """One line."""
    screen = reading(*stacked(["Account", "Account information", "Password", "Permissions"]))
    assert screen.describe() == (
        'the screen "Account" showing: Account information, Password, Permissions'
    )


def test_a_title_alone_is_enough() -> None:
    """Nothing is shown below it."""
    assert reading(view("Account")).describe() == 'the screen "Account"'


def test_a_picture_to_go_back_is_no_title() -> None:
    """What a screen reader says of it is read like any other label."""
    back = view(bounds="[0,0][50,50]", desc="Back", clickable=True)
    title = view("Permissions", "[60,10][500,50]")
    assert reading(back, title).describe() == 'the screen "Permissions" showing: Back'


def test_a_screen_that_begins_with_controls_has_no_title() -> None:
    """The first of a row of tabs would be a wrong one."""
    tab = view("Following", "[0,0][50,50]", clickable=True)
    author = view("river.stone.1", "[0,900][50,950]")
    assert reading(tab, author).describe() == "a screen showing: Following, river.stone.1"


def test_a_long_screen_is_cut() -> None:
    """A dozen things, and how many more there are."""
    screen = reading(*stacked([f"row {number}" for number in range(20)]))
    assert screen.describe().startswith('the screen "row 0" showing: row 1, row 2, ')
    assert screen.describe().endswith("row 12, and 7 more")


def test_what_is_there_twice_is_told_once() -> None:
    """A section and its row of the same name."""
    assert reading(*stacked(["Settings", "Account", "Account"])).describe() == (
        'the screen "Settings" showing: Account'
    )


def test_a_fingerprint_changes_when_something_moves_comes_or_goes() -> None:
    """And only then."""
    before = reading(*stacked(["a", "b"])).fingerprint
    assert before == reading(*stacked(["a", "b"])).fingerprint
    assert before != reading(*stacked(["a", "b"], top=1)).fingerprint
    assert before != reading(*stacked(["a"])).fingerprint
    assert before != reading(*stacked(["a", "c"])).fingerprint


def test_a_screen_that_loads_tells_that_nothing_has_come() -> None:
    """Which an empty one does not: a person may see a whole screen there."""
    spinner = reading(view(bounds="[500,1100][600,1200]", kind="android.widget.ProgressBar"))
    assert not spinner.tells_nothing
    assert spinner.describe() == "a screen that loads all the time, with nothing to read on it"
    assert reading(view(bounds="[0,0][100,100]", kind="android.view.View")).tells_nothing

"""What stands in a dialog, told from the screen that it covers, whatever the tree is like."""

import pytest

from harness.screen.dialog import is_wordless, nearest_labels
from harness.screen.locator import Locator
from harness.screen.reading import Reading
from harness.session.sighting import Bounds

OK = Locator("button", ("OK",))


def node(bounds: str, *children: str, text: str = "", more: str = "") -> str:
    """As a page source has it."""
    return (
        f'<a package="app" class="x" text="{text}" bounds="{bounds}" {more}>{"".join(children)}</a>'
    )


def button(bounds: str, text: str) -> str:
    """Something to tap."""
    return node(bounds, text=text, more='clickable="true"')


def read(*nodes: str) -> Reading:
    """A screen of these nodes."""
    xml = f"<hierarchy>{node('[0,0][1080,2340]', *nodes)}</hierarchy>"
    return Reading(xml, Bounds(0, 0, 1080, 2340), "app")


def names_on(*nodes: str) -> list[str]:
    """Labels with an X that are found on a screen of these nodes."""
    return nearest_labels(read(*nodes), OK, lambda s: "X" in s)


ROW = node("[0,300][1080,450]", node("[40,320][700,380]", text="X in the list"))
LIST = node("[0,200][1080,2340]", ROW)
BUTTON = button("[600,1200][940,1300]", "OK")


def panel(*words: str, bounds: str = "[100,900][980,1400]") -> str:
    """A dialog with a button below its words."""
    lines = [
        node(f"[140,{940 + 70 * at}][940,{1000 + 70 * at}]", text=each)
        for at, each in enumerate(words)
    ]
    return node(bounds, node("[140,940][940,1150]", *lines), BUTTON)


@pytest.mark.parametrize("behind", [ROW, LIST], ids=["rows", "list"])
def test_what_lies_behind_is_not_read(behind: str) -> None:
    """Whether or not the dialog says anything to look for."""
    assert names_on(behind, panel("Sent")) == []
    assert names_on(behind, panel("Sent to X")) == ["Sent to X"]


def test_what_a_sheet_covers_is_not_read() -> None:
    """It reaches from side to side, over the list's end."""
    assert names_on(LIST, panel("Sent", bounds="[0,900][1080,2340]")) == []


def test_a_list_under_a_shade_is_not_read() -> None:
    """The shade has no words of its own, but holds the dialog."""
    shade = node("[0,0][1080,2340]", panel("Sent", bounds="[0,900][1080,1400]"))
    assert names_on(LIST, shade) == []


def test_a_dialog_that_swallows_taps_is_read() -> None:
    """It can be tapped as a whole; its words are no buttons."""
    whole = node(
        "[100,900][980,1400]",
        node("[140,940][940,1000]", text="Sent"),
        BUTTON,
        more='clickable="true"',
    )
    assert names_on(ROW, whole) == []


@pytest.mark.parametrize(
    "foot",
    [
        BUTTON,
        node("[40,1150][1040,1350]", button("[60,1160][500,1290]", "Invite more"), BUTTON),
        node("[0,0][1080,2340]", BUTTON),
        node(
            "[590,1190][950,1310]",
            node("[600,1200][640,1300]", more='content-desc="tick"'),
            node("[640,1200][940,1300]", text="OK"),
            more='clickable="true"',
        ),
    ],
    ids=["alone", "beside-another", "in-a-layer", "with-an-icon"],
)
def test_a_whole_screen_is_read(foot: str) -> None:
    """Its button stands apart from its words, perhaps in a layer of its own."""
    words = node("[0,300][1080,380]", text="Sent to X")
    assert names_on(words, foot) == ["Sent to X"]
    assert not is_wordless(read(words, foot), OK)


@pytest.mark.parametrize("behind", [ROW, LIST], ids=["rows", "list"])
def test_a_dialog_without_words_is_told_from_what_lies_behind(behind: str) -> None:
    """It has a button, and room."""
    assert is_wordless(read(behind, panel()), OK)
    assert not is_wordless(read(behind, panel("Sent")), OK)


def test_a_bar_around_a_button_is_no_dialog() -> None:
    """What it says stands above it."""
    bar = node("[40,1150][1040,1350]", BUTTON)
    assert not is_wordless(read(node("[0,300][1080,380]", text="Sent to X"), bar), OK)
    words = node("[140,940][940,1000]", text="Sent to X")
    assert not is_wordless(read(LIST, node("[20,900][1060,1400]", words, bar)), OK)


def test_without_the_button_no_dialog_is_wordless() -> None:
    """Nothing is known of it."""
    assert not is_wordless(read(ROW), OK)


def test_the_nearest_count() -> None:
    """What else stands further away does not."""
    near = node("[0,900][1080,1400]", node("[0,940][1080,1000]", text="X"), BUTTON)
    assert names_on(node("[0,300][1080,380]", text="X above"), near) == ["X"]


def test_without_the_button_all_of_the_screen_is_read() -> None:
    """Nobody can tell then what is in front."""
    assert names_on(ROW, node("[100,900][980,1400]", text="X")) == ["X in the list", "X"]

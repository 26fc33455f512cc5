"""What a dialog says around its button, told from what lies behind it."""

from collections.abc import Callable, Iterator

from harness.screen.locator import Locator
from harness.screen.reading import Reading, ReadNode
from harness.session.sighting import Bounds

# Of a dialog, in heights of its button: a bar or a row around a button has less.
_LEAST_HEIGHT = 2.5


def nearest_labels(reading: Reading, button: Locator, counts: Callable[[str], bool]) -> list[str]:
    """Labels of a dialog that count: those nearest to its button.

    A dialog need not be a window of its own: in one tree with it stands the screen that it covers.

    Args:
        reading: The screen, with the dialog in front.
        button: One that only the dialog has.
        counts: Whether a label is one to look for.

    Returns:
        Those of the smallest part around the button that has any. All that count on the screen
        where the button cannot be told by a label.
    """
    buttons = reading.labelled(button)
    parts = (part for each in buttons for part in _outwards(each, reading.window))
    for part in parts if buttons else [reading.visible]:
        if found := [label for node in part for label in node.labels if counts(label)]:
            return found
    return []


def is_wordless(reading: Reading, button: Locator) -> bool:
    """Whether the dialog around a button says nothing: all words on the screen lie behind it.

    For certain only of a dialog that leaves both sides of the screen free, and is higher than what
    a whole screen may have around a button.

    Args:
        reading: The screen, with the dialog in front.
        button: One that only the dialog has.
    """
    buttons = reading.labelled(button)
    return bool(buttons) and all(_is_alone(each, button, reading.window) for each in buttons)


def _is_alone(node: ReadNode, button: Locator, window: Bounds) -> bool:
    whole = node.control or node
    around = [each for each in whole.ancestors if _floats(each.bounds, window)]
    if not around or around[-1].bounds.height_px < _LEAST_HEIGHT * whole.bounds.height_px:
        return False
    labels = [label for each in around[-1].walk() if each.displayed for label in each.labels]
    return all(button.names([label]) for label in labels)


def _outwards(button: ReadNode, window: Bounds) -> Iterator[list[ReadNode]]:
    """What stands around the button in the dialog, part by part, each without the one before.

    Once there are words with the button, what they cover lies behind them; and where they do not
    reach the sides of the screen, so does all that is beside them.
    """
    inner, has_words = button, False
    for around in button.ancestors:
        beside = [each for each in around.children if each is not inner]
        if has_words:
            beside = [each for each in beside if not _overlap(inner.bounds, each.bounds)]
        part = [around, *(node for each in beside for node in each.walk() if node.displayed)]
        yield part
        has_words = has_words or any(node.labels and _is_read_only(node, button) for node in part)
        if has_words and _floats(around.bounds, window):
            return
        inner = around


def _is_read_only(node: ReadNode, button: ReadNode) -> bool:
    """Whether it is no button, nor in one; a dialog as a whole may swallow taps."""
    control = node.control
    return control is None or (control is not button.control and control in button.ancestors)


def _overlap(one: Bounds, other: Bounds) -> bool:
    return one.has_center_of(other) or other.has_center_of(one)


def _floats(bounds: Bounds, window: Bounds) -> bool:
    return bounds.left > window.left and bounds.right < window.right

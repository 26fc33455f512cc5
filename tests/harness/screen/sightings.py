"""Views as a look-up saw them, on a display of 1080 x 2340 pixels."""

from itertools import count

from harness.session.sighting import Bounds, Sighting

WINDOW = Bounds(0, 0, 1080, 2340)
_NUMBERS = count(1)


def seen(
    text: str = "",
    bounds: tuple[int, int, int, int] = (100, 100, 300, 200),
    *,
    description: str = "",
    displayed: bool = True,
    enabled: bool = True,
    selected: bool = False,
    checked: bool = False,
    clickable: bool = False,
    class_name: str = "android.widget.TextView",
    hint: str = "",
    password: bool = False,
    found_by: frozenset[tuple[str, str]] = frozenset(),
) -> Sighting:
    """A view, in the middle of nowhere and reacting to nothing unless said otherwise."""
    return Sighting(
        element_id=f"e{next(_NUMBERS)}",
        text=text,
        description=description,
        bounds=Bounds(*bounds),
        displayed=displayed,
        enabled=enabled,
        selected=selected,
        checked=checked,
        clickable=clickable,
        class_name=class_name,
        hint=hint,
        password=password,
        found_by=found_by,
    )


def seen_field(
    text: str = "", bounds: tuple[int, int, int, int] = (0, 300, 1080, 400), **more: object
) -> Sighting:
    """An input field."""
    return seen(text, bounds, class_name="android.widget.EditText", **more)  # type: ignore[arg-type]

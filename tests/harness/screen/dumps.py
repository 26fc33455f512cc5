"""Page sources, written as short trees."""

from collections.abc import Sequence
from xml.sax.saxutils import quoteattr

from sightings import WINDOW

from harness.screen.reading import Reading

APP = "com.zhiliaoapp.musically"
KEYBOARD = "com.google.android.inputmethod.latin"


def view(
    text: str = "",
    bounds: str = "[0,0][1080,2340]",
    *children: str,
    kind: str = "android.widget.TextView",
    package: str = APP,
    displayed: bool | None = True,
    **more: object,
) -> str:
    """One node as the UiAutomator2 server writes it; booleans as words, `desc` for content-desc."""
    attributes = {"class": kind, "package": package, "text": text, "bounds": bounds}
    if displayed is not None:
        attributes["displayed"] = str(displayed).lower()
    for name, value in more.items():
        known = "content-desc" if name == "desc" else name.replace("_", "-")
        attributes[known] = str(value).lower() if isinstance(value, bool) else str(value)
    written = " ".join(f"{name}={quoteattr(value)}" for name, value in attributes.items())
    return f"<{kind} {written}>{''.join(children)}</{kind}>"


def box(bounds: str, *children: str, **more: object) -> str:
    """A container without words."""
    more.setdefault("kind", "android.widget.LinearLayout")
    return view("", bounds, *children, **more)  # type: ignore[arg-type]


def dump(*roots: str) -> str:
    """A page source of several windows."""
    return f"<?xml version='1.0' encoding='UTF-8' ?>\n<hierarchy>{''.join(roots)}</hierarchy>"


def reading(*roots: str, package: str = APP) -> Reading:
    """The same, read."""
    return Reading(dump(*roots), WINDOW, package)


def stacked(lines: Sequence[str], top: int = 0, height: int = 100) -> list[str]:
    """Texts one below the other, over all of the width."""
    return [
        view(line, f"[0,{top + number * height}][1080,{top + (number + 1) * height}]")
        for number, line in enumerate(lines)
    ]

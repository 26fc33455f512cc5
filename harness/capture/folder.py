"""A folder with saved screens: a capture, or dumps that somebody took otherwise."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from harness.capture.catalog import FILE, MOST_SCREENS, Catalog, page_of_file, read_catalog, slug
from harness.capture.saved_screen import (
    LARGEST_BYTES,
    NotReadable,
    SavedScreen,
    packages_of,
    parsed,
)
from harness.errors import ConfigurationError, Place
from harness.screen.page import Page
from harness.session.sighting import Bounds

_EXPECTED = "a screen that `harness capture` or `uiautomator dump` saved"
_AGAIN = "capture again, or take the file out"


@dataclass(frozen=True)
class Shot:
    """One saved screen.

    Attributes:
        page: What it is, or should have been.
        is_expected: Whether the page came.
        package: The app's.
    """

    file: Path
    page: type[Page]
    is_expected: bool
    screen: SavedScreen
    package: str


@dataclass(frozen=True)
class Folder:
    """All of a folder.

    Attributes:
        catalog: None for dumps that somebody took otherwise.
        left_out: Files that are named after no page.
    """

    shots: tuple[Shot, ...]
    catalog: Catalog | None
    left_out: tuple[str, ...] = ()


def read_folder(folder: Path, pages: Mapping[str, type[Page]]) -> Folder:
    """Read all saved screens of a folder.

    Args:
        folder: With capture.json, or with XML files that are named after pages.
        pages: All that are known, by the names of their classes.

    Raises:
        ConfigurationError: It is no capture, or something in it is wrong; nothing else is read.
    """
    if not folder.is_dir():
        raise ConfigurationError(Place(folder), "there is no such folder", "what a capture left")
    catalog = read_catalog(folder)
    if catalog is None:
        return _loose_dumps(folder, pages)
    shots = []
    for each in catalog.screens:
        if each.page not in pages:
            known = ", ".join(pages)
            raise ConfigurationError(Place(folder / FILE), f'no page "{each.page}"', known)
        if each.source is not None:
            width_px, height_px = catalog.window
            window = Bounds(0, 0, width_px, height_px)
            page, is_expected = pages[each.page], each.is_expected
            file = folder / each.source
            shots.append(_shot(file, page, catalog.package, window, is_expected=is_expected))
    if not shots:
        raise ConfigurationError(Place(folder / FILE), "it has no screen", _EXPECTED, _AGAIN)
    return Folder(tuple(shots), catalog)


def _loose_dumps(folder: Path, pages: Mapping[str, type[Page]]) -> Folder:
    files = sorted(folder.glob("*.xml"))
    named = [(file, page) for file in files if (page := page_of_file(file.name, dict(pages)))]
    if not named:
        names = ", ".join(f"{slug(page)}.xml" for page in pages.values())
        raise ConfigurationError(
            Place(folder),
            f"no capture: neither {FILE} nor an XML file that is named after a page",
            f"one of {names}; a number may stand before or behind the name",
        )
    if len(named) > MOST_SCREENS:
        raise ConfigurationError(Place(folder), f"{len(named)} screens", f"at most {MOST_SCREENS}")
    shots = tuple(_shot(file, page, "", None, is_expected=True) for file, page in named)
    read = {shot.file for shot in shots}
    return Folder(shots, None, tuple(file.name for file in files if file not in read))


def _shot(
    file: Path, page: type[Page], package: str, window: Bounds | None, *, is_expected: bool
) -> Shot:
    """One file, which has to lie in the folder itself.

    Raises:
        ConfigurationError: It is not there, leads elsewhere, or is no saved screen.
    """
    if file.is_symlink() or not file.is_file():
        found = "a link to another place" if file.is_symlink() else "there is no such file"
        raise ConfigurationError(Place(file), found, _EXPECTED, _AGAIN)
    try:
        size = file.stat().st_size
        xml = file.read_bytes() if size <= LARGEST_BYTES else b" " * (LARGEST_BYTES + 1)
        root = parsed(xml)
    except NotReadable as reason:
        raise ConfigurationError(Place(file), str(reason), _EXPECTED, _AGAIN) from None
    except OSError as fault:
        raise ConfigurationError(Place(file), f"it cannot be read: {fault.strerror}") from fault
    package = package or _likely_app(packages_of(root))
    return Shot(file, page, is_expected, SavedScreen(root, package, window), package)


def _likely_app(packages: list[str]) -> str:
    """The window with most in it that is not Android's own."""
    android = ("android", "com.android.", "com.google.android.")
    return next((each for each in packages if not each.startswith(android)), packages[0])

"""What a capture says of itself: capture.json, and the names of its files."""

import json
import re
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field, field_validator

from harness.errors import ConfigurationError, Place
from harness.screen.page import Page
from harness.settings.strict_model import Items, StrictModel, WholeNumber, refusal, validated
from harness.settings.yaml_source import Source

FILE = "capture.json"
LARGEST_BYTES = 2_000_000
MOST_SCREENS = 200

_Text = Annotated[str, Field(max_length=500)]
_FILE_NAME = re.compile(r"[0-9]{2,3}-[a-z0-9-]{1,80}\.(xml|png)")


class FoundPart(StrictModel):
    """How a part of a page was found.

    Attributes:
        name: "PermissionsPage.invite".
        state: As the comparison calls it: "ok", "not found" ...
        how: By what, where it was found: 'text "Invite" at (540, 2150)'.
    """

    name: _Text
    state: _Text
    how: _Text = ""


class SavedPage(StrictModel):
    """One screen of a capture.

    Attributes:
        page: Class of the page that it is, or was expected to be: "PermissionsPage".
        is_expected: Whether that page came.
        source: File with its page source; None where it could not be masked or read.
        picture: File with its picture; None where there is none.
        remark: What was expected, why there is no source, why there is no picture.
        at: When, as ISO 8601 in UTC.
    """

    page: _Text
    is_expected: bool
    source: str | None
    picture: str | None
    remark: Items[_Text] = ()
    activity: _Text = ""
    at: _Text
    parts: Items[FoundPart] = ()

    @field_validator("source", "picture")
    @classmethod
    def _is_in_this_folder(cls, name: str | None) -> str | None:
        if name is not None and not _FILE_NAME.fullmatch(name):
            raise refusal(f"the file {name[:80]!r}", 'a name such as "05-account.xml", and no path')
        return name


class NotReached(StrictModel):
    """A page that did not come, or could not be left for the next one."""

    page: _Text
    why: _Text


class Catalog(StrictModel):
    """A whole capture.

    Attributes:
        phone_kind: As in reports; what comes from a virtual phone is no evidence.
        window: Width and height of the part of the display that apps can use, in pixels.
        app_version: None: unknown.
        interstitials: What was in the way and was answered.
    """

    format: Literal[1] = 1
    phone_kind: _Text
    profile: _Text
    model: _Text = ""
    android: _Text = ""
    package: _Text
    app_version: Annotated[str, Field(pattern=r"^[0-9]+(\.[0-9A-Za-z]+)*$")] | None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]{2,4})?$")]
    window: Annotated[Items[WholeNumber], Field(min_length=2, max_length=2)]
    began: _Text
    interstitials: Items[_Text] = ()
    screens: Annotated[Items[SavedPage], Field(max_length=MOST_SCREENS)] = ()
    not_reached: Items[NotReached] = ()


def read_catalog(folder: Path) -> Catalog | None:
    """What a capture says of itself; None where the folder has no capture.json.

    Raises:
        ConfigurationError: The file is there, and is wrong.
    """
    file = folder / FILE
    if not file.exists():
        return None
    data = _json(file)
    if not isinstance(data, dict):
        raise ConfigurationError(Place(file), "no JSON object", "what `harness capture` writes")
    return validated(Catalog, Source(file, data, {(): 1}))


def _json(file: Path) -> Any:
    expected = "what `harness capture` writes"
    try:
        if file.stat().st_size > LARGEST_BYTES:
            raise ConfigurationError(Place(file), "a file that is too big", expected)
        return json.loads(file.read_text("utf-8"))
    except UnicodeDecodeError:
        raise ConfigurationError(Place(file), "this is not UTF-8", expected) from None
    except json.JSONDecodeError as error:
        raise ConfigurationError(
            Place(file, error.lineno), f"this is not JSON: {error.msg}", expected
        ) from None
    except (OSError, RecursionError, ValueError) as error:
        raise ConfigurationError(Place(file), f"it cannot be read: {error}", expected) from None


def slug(page: type[Page]) -> str:
    """The page's name in names of files: "invite-by-phone"."""
    words = re.findall(r"[A-Z][a-z0-9]*", page.__name__.removesuffix("Page"))
    return "-".join(words).lower()


def page_of_file(name: str, pages: dict[str, type[Page]]) -> type[Page] | None:
    """The page that a file is named for: "permissions.xml", "03-role.xml", "RolePage.xml"."""
    stem = name.removesuffix(".xml")
    if stem in pages:
        return pages[stem]
    by_slug = {slug(page): page for page in pages.values()}
    words = re.sub(r"^[0-9]+[-_ ]+|[-_ ]+[0-9]+$", "", stem).lower().replace("_", "-")
    return by_slug.get(words.replace(" ", "-"))

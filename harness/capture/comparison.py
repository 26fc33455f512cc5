"""What a comparison of saved screens with pages found."""

from collections.abc import Mapping
from dataclasses import dataclass

from harness.capture.findings import Finding
from harness.capture.folder import Folder, Shot
from harness.capture.near import Near
from harness.capture.proposals import Correction
from harness.screen.page import Page
from harness.settings import Language


@dataclass(frozen=True)
class PartResult:
    """One part of a page, over all screens that were saved of it.

    Attributes:
        is_needed: Whether a run fails without it.
        near: What stands there instead.
        elsewhere: Files of other pages' screens that it stands on.
        correction: What would help, as far as is known.
        is_proposed: Whether it is worth proposing: a part that some builds lack is no fault of a
            page that a run gets along with.
    """

    finding: Finding
    is_needed: bool
    near: tuple[Near, ...] = ()
    elsewhere: tuple[str, ...] = ()
    correction: Correction | None = None
    is_proposed: bool = False

    @property
    def is_wrong(self) -> bool:
        """Whether a run would miss it."""
        return self.is_needed and self.finding.state not in {"ok", "not tried"}


@dataclass(frozen=True)
class PageResult:
    """One page, over all screens that were saved of it.

    Attributes:
        why_not_open: Why a run would not take any of them for the page; empty where it would.
        in_the_way: Known screens that lie over it.
        shows: What a person would read on the last of them.
    """

    page: type[Page]
    shots: tuple[Shot, ...]
    why_not_open: str
    parts: tuple[PartResult, ...]
    in_the_way: tuple[str, ...] = ()
    shows: str = ""

    @property
    def is_wrong(self) -> bool:
        """Whether a run would not get along with it."""
        return bool(self.why_not_open) or any(part.is_wrong for part in self.parts)


@dataclass(frozen=True)
class Comparison:
    """What came of it all.

    Attributes:
        version: Of the app, for the proposals; "*" where it is not known.
        profile_version: `app_version` of the profile, "" where it has none; None: no profile given.
        corrections: Lines for config/locators.yaml.
        still_missing: Parts that are not found with the corrections either.
        translations: Missing labels of the catalogue, English to what stands on the screens.
        untranslated: Missing labels that nothing was found for.
        interstitials: Lines for config/interstitials.yaml.
        not_captured: Why a screen of the guide is not there, by page.
        is_pasted_well: Whether config/locators.yaml can be read with the lines in it.
    """

    folder: Folder
    language: Language
    version: str
    profile_version: str | None
    pages: tuple[PageResult, ...]
    corrections: tuple[Correction, ...]
    still_missing: tuple[str, ...]
    translations: Mapping[str, str]
    untranslated: tuple[str, ...]
    interstitials: str
    not_captured: Mapping[str, str]
    existing: str
    is_pasted_well: bool

    @property
    def is_whole(self) -> bool:
        """Whether a run would find all that it needs."""
        return not any(page.is_wrong for page in self.pages) and not self.untranslated

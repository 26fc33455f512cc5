"""Looks at saved screens as a run would: as things are, and with proposed corrections in place."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from harness.capture.findings import examine_part
from harness.capture.folder import Shot
from harness.capture.proposals import Correction, with_corrections
from harness.screen.locator import Locator
from harness.screen.page import Page, Part
from harness.screen.sight import Sight
from harness.settings import Interstitial, Language, LocatorOverrides
from harness.settings.language import ENGLISH
from harness.wiring import overriding


class ForgivingWords:
    """The language's words; English ones where it has none, which are noted."""

    def __init__(self, language: Language) -> None:
        self._language = language
        self.missing: set[str] = set()

    @property
    def code(self) -> str:
        """The language's."""
        return self._language.code

    def text(self, label: str) -> str:
        """The label in the language, else in English."""
        if self._language.code == ENGLISH or self._language.knows(label):
            return self._language.text(label)
        self.missing.add(label)
        return label


@dataclass(frozen=True)
class Taken:
    """Whether a label is a known part's: it is not what stands in place of another one.

    Attributes:
        by: Known parts, as pages have them and as they are looked for.
    """

    by: tuple[tuple[Locator, Locator], ...]

    def __call__(self, label: str) -> bool:
        """Whether it is."""
        return any(locator.names([label]) for _, locator in self.by)

    def but_by(self, own: Locator) -> "Taken":
        """The same, but for parts that pages call by the same words: "Invite" is on two pages.

        Args:
            own: As the page has it.
        """
        words = set(own.labels)
        return Taken(tuple(each for each in self.by if not words & set(each[0].labels)))


class Trial:
    """All that is known while comparing.

    Args:
        shots: All saved screens.
        pages: All that are known, in the guide's order.
        language: Of the app.
        overrides: What config/locators.yaml says.
        known: Screens that may be in the way.
        run_version: What a run takes for the app's version: it chooses corrections by it.
        version: Of the captured app, for the proposals.

    Attributes:
        taken: Whether a label is a known part's.
    """

    def __init__(
        self,
        shots: Sequence[Shot],
        pages: Iterable[type[Page]],
        language: Language,
        overrides: LocatorOverrides,
        known: Sequence[Interstitial],
        *,
        run_version: str,
        version: str,
    ) -> None:
        self.shots, self.language, self.overrides = shots, language, overrides
        self.known, self._run_version, self.version = known, run_version, version
        self.words = ForgivingWords(language)
        self.pages = tuple(pages)
        self.taken = self._all_taken()
        self.tabs = [locator for _, locator in self.taken.by if locator.kind == "tab"]

    def sight(self, shot: Shot, overrides: LocatorOverrides | None = None) -> Sight:
        """A run's look at a saved screen; with the proposals in place, where they are given."""
        version = self._run_version if overrides is None else self.version
        return Sight(
            shot.screen,
            words=self.words,
            override=overriding(overrides or self.overrides, version),
            package=shot.package,
        )

    def helps(self, correction: Correction, page: type[Page], part: Part, shot: Shot) -> bool:
        """Whether a part is found with a correction in place."""
        overrides = with_corrections(self.overrides, self.version, [correction])
        return examine_part(page, part, self.sight(shot, overrides)).state == "ok"

    def _all_taken(self) -> "Taken":
        sight = self.sight(self.shots[0])
        found = [
            (part.locator, sight.resolve(part.name, part.locator))
            for page in self.pages
            for part in (*page.parts(), *page.never_with)
        ]
        return Taken(tuple(each for each in found if not each[1].explicit))

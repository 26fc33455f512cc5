"""Every page of which a screen was saved: whether a run would know it, and find its parts."""

from dataclasses import replace

from harness.capture.advice import Adviser
from harness.capture.comparison import PageResult, PartResult
from harness.capture.findings import best, examine_part
from harness.capture.folder import Shot
from harness.capture.trial import Trial
from harness.screen.interstitials import in_the_way
from harness.screen.page import Page, Part


class Examiner:
    """Examines pages.

    Args:
        trial: The looks.
    """

    def __init__(self, trial: Trial) -> None:
        self._trial, self._adviser = trial, Adviser(trial)

    def pages(self) -> tuple[PageResult, ...]:
        """Every page of which a screen was saved, in the guide's order."""
        of_page = {
            page: tuple(s for s in self._trial.shots if s.page is page)
            for page in self._trial.pages
        }
        return tuple(self._page(page, shots) for page, shots in of_page.items() if shots)

    def _page(self, page: type[Page], shots: tuple[Shot, ...]) -> PageResult:
        why = [page.why_not_open(self._trial.sight(shot)) for shot in shots]
        is_open = any(each is None for each in why)
        signs = [sign for sign in page.recognised_by if sign not in page.sometimes]
        if not signs:  # nothing that every build has: what the walk saw has to do
            is_open = is_open or any(shot.is_expected for shot in shots)
        results = tuple(self._part(page, part, shots) for part in page.parts())
        is_wrong = not is_open or any(part.is_wrong for part in results)
        is_wrong = is_wrong or any(not shot.is_expected for shot in shots)
        results = tuple(
            replace(part, is_proposed=part.correction is not None and (part.is_needed or is_wrong))
            for part in results
        )
        reasons = [each.why for each in why if each is not None]
        over = {
            each.name
            for shot in shots
            for each in in_the_way(self._trial.known, self._trial.sight(shot).read(), None)[:1]
        }
        return PageResult(
            page,
            shots,
            "" if is_open else reasons[0] if reasons else "it did not come",
            results,
            () if is_open else tuple(sorted(over)),
            self._trial.sight(shots[-1]).read().describe(),
        )

    def _part(self, page: type[Page], part: Part, shots: tuple[Shot, ...]) -> PartResult:
        found = [examine_part(page, part, self._trial.sight(shot)) for shot in shots]
        finding = best(found)
        shot = shots[found.index(finding)]
        result = PartResult(finding, part not in page.sometimes)
        if finding.state == "ok" and finding.reacts:
            return result
        return self._adviser.advised(page, result, shot, shots)

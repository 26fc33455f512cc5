"""What stands in place of a part that was not found, and what would make it be found."""

from collections.abc import Iterable
from dataclasses import replace

from harness.capture.comparison import PartResult
from harness.capture.findings import Finding
from harness.capture.folder import Shot
from harness.capture.near import Near, near, only_one_left
from harness.capture.proposals import Correction
from harness.capture.trial import Trial
from harness.screen.page import Page
from harness.screen.picking import Match
from harness.settings.overrides import Alternative

_LEAST_ALIKE, _LEAST_ALIKE_IF_NOT_NEEDED = 0.6, 0.7
_AHEAD_OF_THE_NEXT = 0.08


class Adviser:
    """Looks for what may be meant, and proposes only what was tried.

    Args:
        trial: The looks.
    """

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def advised(
        self, page: type[Page], result: PartResult, shot: Shot, shots: tuple[Shot, ...]
    ) -> PartResult:
        """A part that was not found, with what may be meant and what would help.

        Args:
            page: Its page.
            result: As it was found, or not.
            shot: The screen on which it was found best.
            shots: All screens of the page.
        """
        finding = result.finding
        more = replace(
            result, near=self._near(finding, shots), elsewhere=self._elsewhere(page, finding)
        )
        return replace(more, correction=self._correction(page, more, shot, shots))

    def _near(self, finding: Finding, shots: tuple[Shot, ...]) -> tuple[Near, ...]:
        taken = self._trial.taken.but_by(finding.part.locator)
        found = [each for shot in shots for each in near(finding.locator, shot, taken)]
        by_label = {each.label: each for each in sorted(found, key=lambda each: each.likely)}
        return tuple(sorted(by_label.values(), key=lambda each: -each.likely)[:3])

    def _elsewhere(self, page: type[Page], finding: Finding) -> tuple[str, ...]:
        if finding.state == "kept back":
            return ()
        others = [shot for shot in self._trial.shots if shot.page is not page]
        return tuple(
            shot.file.name
            for shot in others
            if isinstance(self._trial.sight(shot).look(finding.locator), Match)
            and finding.locator.kind not in {"field", "password"}
        )

    def _correction(
        self, page: type[Page], result: PartResult, shot: Shot, shots: tuple[Shot, ...]
    ) -> Correction | None:
        """A correction that was tried and helps; None where none is known."""
        finding = result.finding
        if not finding.part.name or finding.locator.explicit:
            return None
        if finding.state == "more than one":
            return self._choice(page, finding, shot)
        if finding.state not in {"not found", "ok"}:
            return None
        for label, why in self._likely_labels(result, shots):
            correction = Correction(finding.part.name, (Alternative(label=label),), why)
            if any(self._trial.helps(correction, page, finding.part, each) for each in shots):
                return correction
        return None

    def _likely_labels(
        self, result: PartResult, shots: tuple[Shot, ...]
    ) -> Iterable[tuple[str, str]]:
        was = " or ".join(f'"{label}"' for label in result.finding.locator.labels)
        found = result.near
        least = _LEAST_ALIKE if result.is_needed else _LEAST_ALIKE_IF_NOT_NEEDED
        if found and found[0].alike >= least:
            is_clear = len(found) == 1 or (found[0].likely - found[1].likely >= _AHEAD_OF_THE_NEXT)
            # In place of what does not react to a tap only something that does is any better.
            if is_clear and (result.finding.reacts or found[0].fits):
                yield found[0].label, f"in place of {was}"
        if result.is_wrong:
            taken = self._trial.taken.but_by(result.finding.part.locator)
            for shot in shots:
                if not self._has_own_words(shot):
                    continue
                only = only_one_left(result.finding.locator, shot, taken)
                if only is not None:
                    what = result.finding.locator.kind
                    yield only.label, f"a guess in place of {was}: the only {what} left"

    def _has_own_words(self, shot: Shot) -> bool:
        """Whether anything else on the screen is known: on a strange one nothing is guessed."""
        tabs = {label for tab in self._trial.tabs for label in tab.labels}
        return any(
            self._trial.taken(text) and text not in tabs
            for text in self._trial.sight(shot).read().texts
        )

    def _choice(self, page: type[Page], finding: Finding, shot: Shot) -> Correction | None:
        """Ways to name one of several: a person has to say which one is meant."""
        ways = []
        for match in finding.found:
            target = match.target
            method, label = (
                ("text", target.text) if target.text else ("description", target.description)
            )
            for number in range(len(shot.screen.nodes) if '"' not in label else 0):
                selector = f'new UiSelector().{method}("{label}").instance({number})'
                hits = shot.screen.find(selector)
                if not hits:
                    break
                if hits[0].bounds == target.bounds:
                    ways.append(Alternative(using="-android uiautomator", value=selector))
                    break
        one_each = [Correction(finding.part.name, (way,)) for way in ways]
        good = [each for each in one_each if self._trial.helps(each, page, finding.part, shot)]
        if not good:
            return None
        why = "CHOOSE ONE of these lines and take the others out"
        ways = [way for each in good for way in each.alternatives]
        return Correction(finding.part.name, tuple(ways), why, is_choice=len(ways) > 1)

"""What to do about a comparison: lines to paste, each read back and tried."""

from collections.abc import Iterable, Sequence

from harness.capture.comparison import PageResult, PartResult
from harness.capture.findings import examine_part
from harness.capture.folder import Shot
from harness.capture.proposals import (
    Correction,
    as_lines,
    interstitial_lines,
    interstitials_of,
    language_lines,
    language_of,
    merged,
    overrides_of,
    with_corrections,
)
from harness.capture.trial import Trial
from harness.screen.interstitials import in_the_way


class Proposer:
    """Puts together what a person can paste.

    Args:
        trial: The looks.
    """

    def __init__(self, trial: Trial) -> None:
        self._trial = trial

    def corrections(self, results: Iterable[PageResult]) -> tuple[Correction, ...]:
        """One for each part, as the lines have them, read back and tried once more."""
        found = [
            part.correction
            for result in results
            for part in result.parts
            if part.correction is not None and part.is_proposed and not self._is_untranslated(part)
        ]
        return tuple(merged(found))

    def missing_with(
        self, corrections: Sequence[Correction], results: Iterable[PageResult]
    ) -> tuple[str, ...]:
        """Parts that a run would still miss with the proposed lines in the file."""
        overrides = self._trial.overrides
        if corrections:
            read = overrides_of(as_lines(corrections, self._trial.version))
            overrides = with_corrections(
                self._trial.overrides,
                self._trial.version,
                [
                    Correction(part, ways)
                    for part, ways in read.by_version[self._trial.version].items()
                ],
            )
        choices = {each.part for each in corrections if each.is_choice}
        return tuple(
            dict.fromkeys(
                part.finding.part.name
                for result in results
                for part in result.parts
                if part.is_wrong
                and part.finding.part.name not in choices
                and not any(
                    examine_part(
                        result.page, part.finding.part, self._trial.sight(shot, overrides)
                    ).state
                    == "ok"
                    for shot in result.shots
                )
            )
        )

    def _is_untranslated(self, part: PartResult) -> bool:
        """Whether its label is missing in the catalogue, which is where it belongs then."""
        return any(label in self._trial.words.missing for label in part.finding.part.locator.labels)

    def translations(self, results: Iterable[PageResult]) -> dict[str, str]:
        """What stands on the screens for labels of which the catalogue has no translation.

        In parts of the app that are not translated that is the English label itself.
        """
        readings = [self._trial.sight(shot).read() for shot in self._trial.shots]
        nodes = [node for reading in readings for node in reading.visible]
        texts = {text for node in nodes for text in (*node.labels, node.hint)}
        found = {label: label for label in sorted(self._trial.words.missing) if label in texts}
        for part in (part for result in results for part in result.parts):
            labels = part.finding.part.locator.labels
            way = part.correction.alternatives[0] if part.correction else None
            if len(labels) == 1 and self._is_untranslated(part) and way and way.label:
                found.setdefault(labels[0], way.label)
        read = language_of(language_lines(found), self._trial.language) if found else {}
        return {label: text for label, text in found.items() if read.get(label) == text}

    def interstitials(self, results: Iterable[PageResult]) -> str:
        """Lines for screens that came instead of a page and look like nothing that is known."""
        lines = []
        safe = {label for each in self._trial.known for label in each.taps}
        for result in results:
            for shot in result.shots:
                is_like_page = any(
                    part.finding.state == "ok" or part.correction for part in result.parts
                )
                if not (shot.is_expected or result.in_the_way or is_like_page):
                    lines.append(self._interstitial(shot, safe))
        return "".join(lines)

    def _interstitial(self, shot: Shot, safe: set[str]) -> str:
        reading = self._trial.sight(shot).read()
        tap = next((text for text in reading.texts if text in safe), None)
        sentences = [
            text
            for text in reading.texts
            if text != tap and "\u2022" not in text and not self._trial.taken(text)
        ]
        if not sentences:
            return ""
        shows = max(sentences[:3], key=lambda text: len(text.split()))
        lines = interstitial_lines(shows.lower()[:40], shows, tap)
        return lines if in_the_way(interstitials_of(lines), reading, None) else ""

"""Saved screens against the pages: what a run would not find, what stands there instead, and why.

The looks are a run's own (`Sight`, `Page`); only where they go is another: a file.
"""

import os
from collections.abc import Mapping, Sequence
from pathlib import Path

from harness.capture.comparison import Comparison
from harness.capture.examination import Examiner
from harness.capture.folder import Folder, read_folder
from harness.capture.proposals import ANY_VERSION, Correction, as_lines, overrides_of, pasted
from harness.capture.proposer import Proposer
from harness.capture.trial import Trial
from harness.errors import ConfigurationError
from harness.screen.page import Page
from harness.settings import load_interstitials, load_language, load_overrides, load_profile
from harness.settings.language import ENGLISH


def compare(
    folder: Path,
    root: Path,
    pages: Sequence[type[Page]],
    never_opened: Mapping[type[Page], str],
    *,
    profile: str | None = None,
    language: str | None = None,
) -> Comparison:
    """Compare saved screens with pages.

    Args:
        folder: With the screens.
        root: The project's folder, with config/ in it.
        pages: All that a capture passes, in the guide's order.
        never_opened: The others, and why no capture has them.
        profile: Whose version and language count, by name or path; None: the capture's own.
        language: Of the app; None: the profile's, else the capture's own, else English.

    Raises:
        ConfigurationError: The folder is no capture, or a file of settings is wrong.
    """
    known = {page.__name__: page for page in (*pages, *never_opened)}
    saved = read_folder(folder, known)
    chosen = load_profile(root, profile, os.environ) if profile else None
    captured = saved.catalog.app_version if saved.catalog else None
    code = language or (chosen.language if chosen else None)
    code = code or (saved.catalog.language if saved.catalog else ENGLISH)
    file = root / "config" / "locators.yaml"
    profile_version = (chosen.app_version or "") if chosen else None
    trial = Trial(
        saved.shots,
        known.values(),
        load_language(root / "config" / "languages", code),
        load_overrides(file),
        load_interstitials(root / "config" / "interstitials.yaml"),
        run_version=(captured or "") if profile_version is None else profile_version,
        version=captured or profile_version or ANY_VERSION,
    )
    results, proposer = Examiner(trial).pages(), Proposer(trial)
    corrections = proposer.corrections(results)
    missing = _not_captured(saved, pages, never_opened)
    existing = file.read_text("utf-8")
    translations = proposer.translations(results)
    return Comparison(
        folder=saved,
        language=trial.language,
        version=trial.version,
        profile_version=profile_version,
        pages=results,
        corrections=corrections,
        still_missing=proposer.missing_with(corrections, results),
        translations=translations,
        untranslated=tuple(sorted(trial.words.missing)),
        interstitials=proposer.interstitials(results),
        not_captured=missing,
        existing=existing,
        is_pasted_well=_can_be_pasted(existing, corrections, trial.version),
    )


def _not_captured(
    saved: Folder, pages: Sequence[type[Page]], never_opened: Mapping[type[Page], str]
) -> dict[str, str]:
    came = {shot.page for shot in saved.shots if shot.is_expected}
    reasons = {each.page: each.why for each in saved.catalog.not_reached} if saved.catalog else {}
    instead = (shot for shot in saved.shots if not shot.is_expected)
    reasons |= {shot.page.__name__: f"{shot.file.name} came instead" for shot in instead}
    without = {page: reasons.get(page.__name__, "") for page in pages if page not in came}
    never = {page: why for page, why in never_opened.items() if page not in came}
    return {page.__name__: why for page, why in (without | never).items()}


def _can_be_pasted(existing: str, corrections: Sequence[Correction], version: str) -> bool:
    if not corrections:
        return True
    try:
        overrides_of(pasted(existing, as_lines(corrections, version)))
    except ConfigurationError:
        return False
    return True

"""Saves the screens of a capture, one after another: nothing that was saved is ever lost."""

import re
from collections.abc import Callable, Iterable
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

from harness.capture.catalog import FILE, Catalog, FoundPart, NotReached, SavedPage, slug
from harness.capture.findings import examine
from harness.capture.masked_screen import MaskedScreen, Rules, masked
from harness.capture.painting import NotPaintable, painted_over
from harness.capture.saved_screen import NotReadable, SavedScreen, parsed
from harness.errors import (
    HarnessError,
    InfrastructureError,
    ProductFailure,
    ServerUnreachable,
    SessionLost,
    WrongUse,
)
from harness.screen.page import Page
from harness.screen.reading import Reading
from harness.screen.sight import Sight
from harness.screen.wait import polls
from harness.session.session import Session

_STILL_WITHIN_S = 3
_LONGEST_REMARK = 400


class Announce(Protocol):
    """Tells the person at the command line how it goes."""

    def __call__(self, saved: SavedPage) -> None:
        """A screen was saved, or what could be saved of it."""


class Recorder:
    """Saves what is in front.

    Args:
        folder: Made when it is not there; must not hold another capture.
        session: With the phone.
        rules: What may stay readable.
        catalog: What is known from the start; the screens come in here.
        sight_of: Looks at a saved screen as a run would at the phone.
        announce: Told of each screen.
    """

    def __init__(
        self,
        folder: Path,
        session: Session,
        rules: Rules,
        catalog: Catalog,
        sight_of: Callable[[SavedScreen], Sight],
        announce: Announce,
    ) -> None:
        self._folder, self._session, self._rules = folder, session, rules
        self.catalog = catalog
        self._sight_of, self._announce = sight_of, announce
        self._mark = "VIRTUAL PHONE" if catalog.phone_kind == "virtual" else ""
        self._seen: set[tuple[str, int]] = set()
        _begin(folder)
        self._write_catalog()

    def page(self, page: Page) -> None:
        """Save a page that came; the same screen of it is saved once."""
        self._save(type(page), ())

    def instead_of(self, page: Page, failure: HarnessError) -> None:
        """Save what is there in place of a page that did not come."""
        expected = f"Expected {type(page).__name__}. {self._in_words(failure)}"
        self._save(type(page), (expected,))

    def not_reached(self, page: str, failure: HarnessError) -> None:
        """Note that the walk could not go on from or to a page."""
        entry = NotReached(page=page, why=self._in_words(failure))
        self._add(not_reached=(*self.catalog.not_reached, entry))

    def interstitial(self, name: str) -> None:
        """Something lay over the screen and was dismissed by its safe answer."""
        self._add(interstitials=(*self.catalog.interstitials, name))

    def fallback(self, what: str) -> None:
        """Nothing that a capture has to say."""

    def keep_secret(self, codes: Iterable[str]) -> None:
        """From now on these one-time codes are in no file."""
        self._rules.masks.keep_secret(codes)

    # Inside

    def _save(self, page: type[Page], remarks: tuple[str, ...]) -> None:
        is_expected = not remarks
        number = len(self.catalog.screens) + 1
        name = f"{number:02d}-{'' if is_expected else 'unexpected-instead-of-'}{slug(page)}"
        source = picture = None
        parts: tuple[FoundPart, ...] = ()
        try:
            screen, png, why_no_picture = self._look(page, is_expected=is_expected)
            again = (page.__name__, hash(screen.xml))
            if is_expected and again in self._seen:
                return
            self._seen.add(again)
            self._rules.masks.learn(filter(_is_a_name, screen.names))
            source = self._write_source(name, screen)
            parts = self._parts(page, screen)
            picture, why_no_picture = self._write_picture(name, screen, png, why_no_picture)
            remarks = (*remarks, *([f"No picture: {why_no_picture}"] if not picture else []))
        except (SessionLost, ServerUnreachable):
            raise
        except (NotReadable, InfrastructureError) as fault:
            remarks = (*remarks, f"Not saved: {self._in_words(fault)}")
        saved = SavedPage(
            page=page.__name__,
            is_expected=is_expected,
            source=source,
            picture=picture,
            remark=remarks,
            activity=self._activity(),
            at=_now(),
            parts=parts,
        )
        self._add(screens=(*self.catalog.screens, saved))
        self._announce(saved)

    def _look(
        self, page: type[Page], *, is_expected: bool
    ) -> tuple[MaskedScreen, bytes | None, str]:
        """The masked source, and a picture of the same moment where there may be one."""
        try:
            with self._session.all_windows():
                return self._look_into_all_windows(page, is_expected=is_expected)
        except (SessionLost, ServerUnreachable):
            raise
        except InfrastructureError as fault:
            source = self._session.page_source()
            screen = masked(source, page, self._rules, is_expected=is_expected)
            why = f"nobody can know what lies over the app: {self._in_words(fault)}"
            return screen, None, screen.no_picture or why

    def _look_into_all_windows(
        self, page: type[Page], *, is_expected: bool
    ) -> tuple[MaskedScreen, bytes | None, str]:
        source = self._session.page_source()
        for poll in polls(_STILL_WITHIN_S):
            screen = masked(source, page, self._rules, is_expected=is_expected)
            if screen.no_picture:
                return screen, None, screen.no_picture
            try:
                png = self._session.screenshot_png()
            except InfrastructureError as fault:
                return screen, None, self._in_words(fault)
            later = self._session.page_source()
            if self._is_same(source, later):
                return screen, png, ""
            source = later
            if poll.is_last:
                break
        screen = masked(source, page, self._rules, is_expected=is_expected)
        return screen, None, "the screen did not keep still: what to mask had moved"

    def _is_same(self, source: str, later: str) -> bool:
        first, second = (
            Reading(each, self._session.window).fingerprint for each in (source, later)
        )
        return first == second

    def _write_source(self, name: str, screen: MaskedScreen) -> str:
        file = f"{name}.xml"
        (self._folder / file).write_text(screen.xml, "utf-8")
        return file

    def _write_picture(
        self, name: str, screen: MaskedScreen, png: bytes | None, why: str
    ) -> tuple[str | None, str]:
        if png is None:
            return None, why
        try:
            content = painted_over(png, screen, self._mark)
        except NotPaintable as reason:
            return None, str(reason)
        file = f"{name}.png"
        (self._folder / file).write_bytes(content)
        return file, ""

    def _parts(self, page: type[Page], screen: MaskedScreen) -> tuple[FoundPart, ...]:
        saved = SavedScreen(parsed(screen.xml.encode()), self._rules.package, self._session.window)
        findings = examine(page, self._sight_of(saved))
        return tuple(FoundPart(name=f.part.name, state=f.state, how=f.how) for f in findings)

    def _activity(self) -> str:
        try:
            return self._rules.masks.text(self._session.current_activity())
        except InfrastructureError:
            return ""

    def _in_words(self, fault: Exception) -> str:
        """What went wrong, without what was seen: that stands in the saved screen, masked."""
        words = fault.what or fault.promised if isinstance(fault, ProductFailure) else str(fault)
        return self._rules.masks.text(" ".join(words.split()))[:_LONGEST_REMARK]

    def _add(self, **changed: object) -> None:
        self.catalog = self.catalog.model_copy(update=changed)
        self._write_catalog()

    def _write_catalog(self) -> None:
        """Whole, then in place of the old one: a capture that is cut off has all it had."""
        text = self.catalog.model_dump_json(indent=2)
        draft = self._folder / f".{FILE}.new"
        draft.write_text(self._rules.masks.secrets_out_of(text) + "\n", "utf-8")
        draft.replace(self._folder / FILE)


def _begin(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise WrongUse(f"{folder} is not empty.\n  Do: name a new folder with --output")
    except OSError as fault:
        raise WrongUse(f"{folder} cannot be made: {fault.strerror}") from fault


def _is_a_name(text: str) -> bool:
    return len(text) > 3 and re.search(r"[^\W\d_]", text) is not None  # noqa: PLR2004 - "Mia" would be found in words


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")

"""Saves what the phones show, beside the step that is running."""

import time
from collections.abc import Callable
from math import inf
from typing import Protocol

from harness.evidence.failed_step import pieces_of
from harness.evidence.film import PATIENCE_S, Films
from harness.evidence.pictures import PictureStore
from harness.evidence.records import Card, FilmRecord, PictureRecord
from harness.evidence.redaction import Redactor
from harness.evidence.run_facts import RunFacts
from harness.evidence.secret_screens import SecretScreen
from harness.evidence.source import EvidenceSource, commands_sent, sparing_session, tell_outcome
from harness.evidence.tally import Tally
from harness.evidence.verdicts import Verdict

NO_PICTURES = "none"
_LONGEST_REASON = 300


class Page(Protocol):
    """Where a piece of evidence goes: the step that is running, or the scenario itself."""

    def add_picture(self, picture: PictureRecord, allure_file: str) -> None:
        """Shows a stored picture here; Allure has it under another file name."""

    def add_film(self, film: FilmRecord, allure_file: str) -> None:
        """Shows a stored film here; Allure has it under another file name."""

    def add_text(self, title: str, text: str, kind: str) -> None:
        """Attaches a longer text here; `kind` is "txt" or "xml"."""

    def add_note(self, note: str) -> None:
        """Shows a sentence here."""


class Recorder:
    """What pages, sessions and fixtures know of the evidence.

    A session says `watch(phone)` when it starts and `unwatch(phone)` before it quits; from then on
    the pictures come by themselves. Nothing here ever raises because of a phone.

    Args:
        mode: "failures", "outcomes", "steps" or "none", see `--evidence`.
        redactor: Keeps secrets out of all text.
        facts: Where it is written down what the phones are.
        current: Returns where evidence goes now, None while no scenario runs.
    """

    def __init__(
        self,
        mode: str,
        redactor: Redactor,
        facts: RunFacts,
        current: Callable[[], Page | None],
    ) -> None:
        self.mode = mode
        self._redactor, self._facts, self._current = redactor, facts, current
        self._sources: list[EvidenceSource] = []
        self._sent_before: dict[int, int | None] = {}
        self._sent_at_picture: dict[int, int | None] = {}
        self._actors: dict[str, str] = {}
        self._tallies: dict[int, Tally] = {}
        patience_s = PATIENCE_S if mode == "failures" else inf
        self._films = Films(redactor, wanted=mode != NO_PICTURES, patience_s=patience_s)
        self._step_began_s = 0.0
        self.store: PictureStore | None = None

    def watch(self, source: EvidenceSource) -> None:
        """From now on this phone is in use."""
        if source not in self._sources:
            self._sources.append(source)
        self._try(source, "what the phone is", lambda: self._facts.learn(source.facts()))

    def unwatch(self, source: EvidenceSource) -> None:
        """This phone is not in use any more, and hears what came out; unknown ones are fine."""
        if source in self._sources:
            tally = self._tallies.pop(id(source), Tally())
            self._try(source, "outcome on the farm", lambda: tell_outcome(source, tally))
            self._sources.remove(source)
            self._films.forget(source)

    def use(self, source: EvidenceSource) -> None:
        """The scenario that runs is about to send this phone something, so it films."""
        if self._current():
            self._films.run(source)

    def note(self, title: str, text: str) -> None:
        """Writes something beside the step that is running, such as a dismissed pop-up."""
        if page := self._current():
            page.add_note(self._redactor.text(f"{title}: {text}"))

    def hand_to(self, phone: str, actor: str) -> None:
        """From now on, until the scenario ends, this person acts on the phone of this name."""
        self._actors[phone] = actor

    def _whose(self, source: EvidenceSource) -> str:
        """For people: "phone 1, the Admin's"; "phone 1" while nobody has acted on it."""
        actor = self._actors.get(source.name)
        return f"{source.name}, the {actor}'s" if actor else source.name

    def begin_scenario(self) -> None:
        """From now on a phone is in use once it is sent something."""
        self._actors = {}
        self._sent_before = {id(source): commands_sent(source) for source in self._sources}
        self._sent_at_picture = dict(self._sent_before)
        self._films.begin_scenario()
        self._step_began_s = time.time()

    def begin_step(self) -> None:
        """What is sent to a phone for its film is no act of the step."""
        self._step_began_s = time.time()
        for source in self._in_use():
            acted = self._has_acted(source)
            self._films.run(source)
            if not acted:
                self._sent_at_picture[id(source)] = commands_sent(source)

    def end_scenario(self, card: Card, verdict: Verdict) -> None:
        """A scenario ended like this; called again where its clearing up failed, too."""
        for source in self._in_use():
            tally = self._tallies.setdefault(id(source), Tally())
            tally.add(card.node_id, card.name, verdict)

    def _in_use(self) -> list[EvidenceSource]:
        """Phones that this scenario has sent something, or that do not count."""
        return [source for source in self._sources if not self._is_idle(source)]

    def _is_idle(self, source: EvidenceSource) -> bool:
        sent = commands_sent(source)
        return sent is not None and sent == self._sent_before.get(id(source))

    def take_pictures(self) -> None:
        """One picture of each phone in use; of the first one while none is.

        With a picture of each step, only of phones that the step has sent something: with two
        people, the other one's phone shows what it showed before. A step that has sent nothing
        looks at all of them.
        """
        in_use = self._in_use()
        acted = [source for source in in_use if self._has_acted(source)]
        for source in (acted if self.mode == "steps" else []) or in_use or self._sources[:1]:
            self._take_picture(source)
            self._sent_at_picture[id(source)] = commands_sent(source)

    def _has_acted(self, source: EvidenceSource) -> bool:
        sent = commands_sent(source)
        return sent is None or sent != self._sent_at_picture.get(id(source))

    def take_everything(self) -> None:
        """All that is known of each phone in use: for a step that failed."""
        if self.mode == NO_PICTURES:
            return
        since_s = self._step_began_s
        for source in self._in_use() or list(self._sources):
            may_be_saved = self._take_picture(source)
            self._take_film(source, may_be_saved=may_be_saved)
            for piece in pieces_of(source, since_s=since_s, screen_may_be_saved=may_be_saved):
                self._take_text(source, piece.what, piece.read, piece.kind)

    def _take_picture(self, source: EvidenceSource) -> bool:
        """Whether the screen may be saved at all: not when the phone cannot tell, either.

        A message may pop up while the picture is taken, so that is stored last of all.
        """
        may_be_saved = False

        def take() -> None:
            nonlocal may_be_saved
            screen = SecretScreen(source, self._redactor)
            with screen.looks():
                why = screen.secret()
                png = None if why else self._screenshot(source)
                if png is not None and screen.needs_second_look:
                    why = screen.secret()
            if why:
                self.note(source.name, f"nothing saved, {why}")
                return
            may_be_saved = True
            if png is not None:
                whose = self._whose(source)
                self._try(source, "picture", lambda: self._store(screen.paint(png), whose))

        self._try(source, "evidence", take)
        return may_be_saved

    def _screenshot(self, source: EvidenceSource) -> bytes | None:
        """A picture that may show anything yet; None without one, or without a place for it."""
        png: bytes | None = None

        def take() -> None:
            nonlocal png
            if self._current() and self.store:
                png = source.screenshot_png()

        self._try(source, "picture", take)
        return png

    def _store(self, png: bytes, phone: str) -> None:
        page, store = self._current(), self.store
        if page and store:
            picture = store.put(png, phone)
            page.add_picture(picture, store.link_for_allure(picture))

    def _take_film(self, source: EvidenceSource, *, may_be_saved: bool) -> None:
        def take() -> None:
            film = self._films.take(source, may_be_saved=may_be_saved)
            if film.why_not:
                self.note(source.name, f"no film: {film.why_not}")
            page, store = self._current(), self.store
            if film.mp4 and page and store:
                stored = store.put_film(film.mp4, self._whose(source))
                page.add_film(stored, store.link_for_allure(stored))

        self._try(source, "film", take)

    def _take_text(
        self, source: EvidenceSource, what: str, read: Callable[[], str], kind: str
    ) -> None:
        def take() -> None:
            text = self._redactor.text(read())
            page = self._current()
            if text and kind == "note":
                self.note(source.name, f"{what}: {text}")
            elif page and text:
                page.add_text(f"{self._whose(source)}: {what}", text, kind)

        self._try(source, what, take)

    def _try(self, source: EvidenceSource, what: str, take: Callable[[], None]) -> None:
        """Runs `take`; whatever goes wrong becomes a note.

        Every kind of error is caught: a phone that broke the scenario rarely gives a picture, and
        a screen may forbid one (its "secure" flag). Neither says anything about the scenario.
        """
        try:
            with sparing_session(source):
                take()
        except Exception as error:  # noqa: BLE001 - see above
            # Redacted before it is cut: half a secret is not found any more.
            reason = (
                self._redactor.text(str(error)).strip().split("\n", 1)[0][:_LONGEST_REASON]
                or "no reason given"
            )
            self.note(source.name, f"{what} missing: {type(error).__name__}: {reason}")

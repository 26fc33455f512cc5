"""From settings to a recorder."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from harness.adb import Adb, AdbFailed, adb_program
from harness.capture.catalog import Catalog
from harness.capture.masked_screen import Rules
from harness.capture.masking import masks_for
from harness.capture.recorder import Announce, Recorder
from harness.capture.saved_screen import SavedScreen
from harness.preflight import parts_of_pages
from harness.screen.locator import Kind, plain
from harness.screen.sight import Sight
from harness.session.phone_kind import VIRTUAL
from harness.session.session import Session
from harness.settings import Settings, load_language
from harness.settings.language import ENGLISH
from harness.wiring import app_package, overriding


def recorder_for(
    session: Session,
    settings: Settings,
    folder: Path,
    environment: Mapping[str, str],
    announce: Announce,
) -> Recorder:
    """A recorder for the phone of a session.

    Args:
        session: With the phone.
        settings: Whose data is masked, and which words are the app's own.
        folder: Where the capture goes.
        environment: Where adb is looked for, which knows the app's version.
        announce: Told of each screen.

    Raises:
        WrongUse: The folder has something in it.
    """
    package = app_package(settings)
    version = settings.profile.app_version or installed_version(session, package, environment)
    rules = Rules(
        masks_for(settings),
        _Known(settings),
        roles=_labels_of_kind("option", settings),
        tabs=_labels_of_kind("tab", settings),
        package=package,
    )

    def sight_of(saved: SavedScreen) -> Sight:
        return Sight(
            saved,
            words=settings.language,
            override=overriding(settings.overrides, settings.profile.app_version or ""),
            package=package,
        )

    facts = session.facts()
    catalog = Catalog(
        phone_kind=facts["phone kind"],
        profile=settings.profile.name,
        model=facts.get("model", ""),
        android=facts.get("platform version", ""),
        package=package,
        app_version=version,
        language=settings.language.code,
        window=(session.window.width_px, session.window.height_px),
        began=datetime.now(UTC).isoformat(timespec="seconds"),
    )
    return Recorder(folder, session, rules, catalog, sight_of, announce)


def forgiving(settings: Settings) -> Settings:
    """Settings with English words where the language has none: a walk ends where they are missed.

    A run does not begin so; but a capture is how one gets to see what is missing.
    """
    language = settings.language
    english = load_language(settings.root / "config" / "languages", ENGLISH)
    return replace(
        settings, language=replace(language, labels={**english.labels, **language.labels})
    )


def installed_version(session: Session, package: str, environment: Mapping[str, str]) -> str | None:
    """Version of the installed app, where a local adb lists the phone; None where it does not."""
    program, facts = adb_program(environment), session.facts()
    serial = facts.get("udid", "")
    if program is None or facts["phone kind"] == VIRTUAL:
        return None
    try:
        adb = Adb(program)
        if adb.devices().get(serial) != "device":
            return None
        said = adb.shell(serial, f"dumpsys package {package}").output
    except AdbFailed:
        return None
    name = said.partition("versionName=")[2].split("\n", 1)[0].strip()
    return name if name and all(part.isalnum() for part in name.split(".")) else None


class _Known:
    """Whether a label is one of the app's own words: of the pages, or of a screen in the way."""

    def __init__(self, settings: Settings) -> None:
        words = {*settings.language.labels, *settings.language.labels.values()}
        words |= set(_overriding_labels(settings))
        for each in settings.interstitials:
            words |= {*each.shows, *each.taps}
        self._words = {plain(word).casefold() for word in words}

    def __call__(self, label: str) -> bool:
        return plain(label).casefold() in self._words


def _overriding_labels(settings: Settings) -> Iterable[str]:
    for parts in settings.overrides.by_version.values():
        for alternatives in parts.values():
            yield from (each.label for each in alternatives if each.label)


def _labels_of_kind(kind: Kind, settings: Settings) -> tuple[str, ...]:
    """Labels of parts of a kind; English ones too, as screens may not be translated."""
    labels = {
        label
        for part in parts_of_pages()
        if part.locator.kind == kind
        for label in part.locator.labels
    }
    known = settings.language.labels
    return tuple(sorted(labels | {known[label] for label in labels if label in known}))

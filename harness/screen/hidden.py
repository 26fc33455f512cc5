"""What may hide all of the app from whoever looks for a part: the phone's lock, its language."""

from collections.abc import Callable
from typing import TypeVar

from harness.errors import CannotSee, InfrastructureError
from harness.session.session import Session

T = TypeVar("T")

# A translation may lack some labels: the way to the log-in has fewer parts.
_ENOUGH_PARTS = 12
_OLD_CODES = {"in": "id", "iw": "he", "ji": "yi"}


def refuse_what_hides_app(session: Session, language: str, parts_found: int, what: str) -> None:
    """A part behind the phone's lock, or named in another language than its, is not missing.

    To be asked only where something did not come: an app may have a language of its own.

    Args:
        session: With the phone.
        language: In which labels are looked for; "" where that is not known, and nothing is asked.
        parts_found: How many were found on this phone: with many, the app speaks as it should,
            whatever the phone does.
        what: Did not come, for the message's first line.

    Raises:
        CannotSee: It may be there all the same.
    """
    if not language:
        return
    if _told(session, session.is_locked):
        raise CannotSee(
            f"{what}\n"
            "  Seen: the phone is locked\n"
            "  Do: open its lock, and take it away for tests (Settings, Security)"
        )
    spoken = "" if parts_found >= _ENOUGH_PARTS else _told(session, session.locale) or ""
    if spoken and _language_of(spoken) != _language_of(language):
        raise CannotSee(
            f"{what}\n"
            f"  Seen: the phone speaks {spoken}, and labels are looked for in {language}\n"
            "  Do: set the phone's language, or run with --language"
        )


def _told(session: Session, ask: Callable[[], T]) -> T | None:
    """What the phone says of itself; None where its server does not know the question."""
    try:
        return ask()
    except InfrastructureError:
        if session.is_lost:
            raise
        return None


def _language_of(code: str) -> str:
    """Of a locale; Android still writes three languages as they were written before 1989."""
    language = code[:2].lower()
    return _OLD_CODES.get(language, language)

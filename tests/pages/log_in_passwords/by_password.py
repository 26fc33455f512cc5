"""A log-in with a password, and what the report would say of it."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from harness.errors import (
    ActInDoubt,
    CannotSee,
    InfrastructureError,
    NotShown,
    SessionLost,
)
from harness.settings import VIRTUAL_IMAP_PORT, VIRTUAL_PASSWORD, Settings, load_settings
from pages.app import App

LOST = [ActInDoubt, CannotSee, SessionLost, NotShown, InfrastructureError]
ROOT = Path(__file__).parents[3]
PASSWORD = "for this test"
MakeApp = Callable[..., App]


class Notes:
    """What the report would say."""

    def __init__(self) -> None:
        self.said: list[str] = []

    def interstitial(self, name: str) -> None: ...

    def fallback(self, what: str) -> None:
        self.said.append(what)

    def keep_secret(self, codes: Iterable[str]) -> None: ...


def settings_with(password: str, **timeouts_s: float) -> Settings:
    """The project's own, for this password and with other times."""
    environment = {VIRTUAL_PASSWORD: password, VIRTUAL_IMAP_PORT: "1143"}
    settings = load_settings(ROOT, environment=environment)
    timeouts = settings.profile.timeouts.model_copy(update=timeouts_s)
    return replace(settings, profile=settings.profile.model_copy(update={"timeouts": timeouts}))


def log_in_with(app: App, password: str = PASSWORD) -> None:
    """As the Admin, by phone number."""
    app.log_in(settings_with(password).people.admin, "phone")

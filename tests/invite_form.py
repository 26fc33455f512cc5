"""A phone that shows the page that asks for a contact, and the roles behind it; no app, no wire.

What pages do to it goes through the real `Screen`, and is remembered.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from harness.invitations.journal import Entry, Journal, Scope
from harness.screen.locator import EDIT_TEXT
from harness.screen.screen import Screen
from harness.screen.sight import Override
from harness.session.sighting import Bounds, Sighting
from harness.settings import Timeouts

_HINTS = {"phone": "Phone number", "email": "Email address"}
_ROW_PX = 100
_WINDOW = Bounds(0, 0, 1080, 2340)


class Forgetful(Journal):
    """Writes nothing: that it does is another test's, and would take minutes where many try."""

    def __init__(self) -> None:
        pass

    def intend(self, *_: object, **_more: object) -> int:
        return 1

    def mark(self, *_: object, **_more: object) -> None:
        pass

    def open_entries(self, _profile: str | None = None) -> list[Entry]:
        return []


@dataclass
class InviteForm:
    """The session of that phone.

    Attributes:
        kind: What it asks for.
        code: The country's beside the field; None for none.
        text: What stands in the field.
        makes: What becomes of a text that is typed.
        after_typing: Called when something was typed.
        before_look: Called before each look.
        typed: All that was typed, in whatever field.
        taps: What was tapped.
        notes: What was done in another way than first.
    """

    kind: str = "phone"
    code: int | None = 1
    text: str = ""
    makes: Callable[[str], str] = lambda text: text
    after_typing: Callable[["InviteForm"], None] = lambda _: None
    before_look: Callable[["InviteForm"], None] = lambda _: None
    typed: list[str] = field(default_factory=list)
    taps: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    looks: int = 0
    sent: int = 0
    shows_roles: bool = False
    waited: Any = None
    window: Bounds = _WINDOW

    def find(self, _value: str, _using: str = "") -> list[Sighting]:
        self.before_look(self)
        self.sent, self.looks = self.sent + 1, self.looks + 1
        if self.shows_roles:
            return [_view(row, label) for row, label in enumerate(("Admin", "Operator", "Invite"))]
        chip = [] if self.code is None or self.kind == "email" else [_view(0, f"+{self.code}")]
        link = [_view(2, "Use email address instead")] if self.kind == "phone" else []
        return [*chip, _view(1, self.text, _HINTS[self.kind]), *link, _view(3, "Continue")]

    def clear(self, _sighting: Sighting) -> None:
        self.sent += 1
        self.text = ""

    def type(self, _sighting: Sighting, text: str) -> None:
        self.sent += 1
        self.typed.append(text)
        self.text = self.makes(text)
        self.after_typing(self)

    def tap(self, sighting: Sighting) -> None:
        self.sent += 1
        self.taps.append(sighting.text)
        self.shows_roles = self.shows_roles or sighting.text == "Continue"

    def page_source(self) -> str:
        return "<hierarchy/>"

    def fallback(self, what: str) -> None:
        self.notes.append(what)


class _English:
    code = ""

    def text(self, label: str) -> str:
        return label


def guard_for(*members: Contact) -> InvitationGuard:
    """A guard that lets these be invited."""
    return InvitationGuard(Forgetful(), Scope("lab", "phone", "Blue Fern Studio"), members)


def screen_on(form: InviteForm, guard: InvitationGuard) -> Screen:
    """As pages use it; nothing is waited for."""
    held: Any = form
    return Screen(
        held,
        words=_English(),
        override=lambda _: Override(),
        interstitials=(),
        notes=held,
        guard=guard,
        package="",
        timeouts=Timeouts.model_construct(element_s=0, quiet_s=0),
    )


def _view(row: int, text: str, hint: str = "") -> Sighting:
    return Sighting(
        element_id=text if not hint else "field",
        text=text,
        description="",
        bounds=Bounds(0, _ROW_PX * row, 1080, _ROW_PX * (row + 1)),
        displayed=True,
        enabled=True,
        selected=False,
        checked=False,
        clickable=False,
        class_name=EDIT_TEXT if hint else "android.widget.TextView",
        hint=hint,
        password=False,
        found_by=frozenset(),
    )

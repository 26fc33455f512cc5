"""The role for the invited member (guide, steps 9 and 10). Assumed: no dump is public."""

import re
from collections.abc import Callable
from typing import Self
from unicodedata import normalize

from harness.errors import LoggedOut, NotShown
from harness.invitations.contact import Contact
from harness.screen.choices import Choice, choices
from harness.screen.page import Page, button, final_button, option
from harness.screen.picking import Missing, matches
from harness.screen.screen import Sought
from pages.confirmation import ConfirmationPage

# Neither a handle ("@bluefern") nor an address that hides characters: both tell of nobody else.
_ADDRESS = re.compile(
    r"[^\s@:*\u2022\u25cf\u2026]+@[^\s@*\u2022\u25cf\u2026]+\.[^\s@*\u2022\u25cf\u2026]+"
)
# What may stand around an address in a sentence.
_AROUND = ",;:.()<>[]\"'"
# A list that is being drawn may be right, and wrong again, before it is whole.
_MOST_CHANGES = 3

Offered = Callable[[list[Choice]], bool]
"""Whether roles, as the screen shows them from top to bottom, are as promised."""


class RolePage(Page):
    """Offers the roles; Invite sends the invitation."""

    admin = option("Admin")
    operator = option("Operator")
    invite = final_button("Invite", hint="the guide promises Invite below the roles (step 10)")

    recognised_by = (invite,)
    never_with = (button("Continue"), button("Use email address instead"))

    def wait_open(self, timeout_s: float | None = None) -> Self:
        """Wait until the page is in front; where it does not come, Continue may have sent it.

        Raises:
            NotShown: It did not come in time.
        """
        try:
            return super().wait_open(timeout_s)
        except (NotShown, LoggedOut):
            self._note_passed_over()
            raise

    def comes_unrefused(self) -> bool:
        """Whether the page opens; a refusal, or nothing within the profile's time, is a no."""
        answer = ConfirmationPage(self.screen)

        def look() -> bool | Missing:
            if self.is_open():
                return True
            return False if answer.refuses() else Missing("neither the roles nor a refusal came")

        try:
            return self.screen.wait_for(look, Sought("the roles, or a refusal"))
        except NotShown:
            self._note_passed_over()
            return False
        except LoggedOut:
            self._note_passed_over()
            raise

    def offered(self, as_promised: Offered) -> list[Choice]:
        """The roles, top to bottom: once they are as promised and stay so, else as seen last."""
        self.wait_open()  # Invite may be there before the roles are drawn
        # What is right may be right too early, as a role too many, or a mark, may be drawn last: so
        # it has to stay right for as long as absence takes. On a virtual phone that is 0.05 s.
        awaited, others = Sought("the roles as promised"), Sought("other roles than promised")
        offered: list[Choice] = []
        for _ in range(_MOST_CHANGES):
            offered = self._seen_last(as_promised, awaited, self.screen.timeout_s)
            if not as_promised(offered):
                break
            offered = self._seen_last(
                lambda seen: not as_promised(seen), others, self.screen.quiet_s
            )
            if as_promised(offered):
                break
        return offered

    def chosen(self) -> list[str]:
        """Names of the roles that are chosen at this moment."""
        self.wait_open()
        return _marked(self._offered_now())

    def chosen_as(self, promised: list[str]) -> list[str]:
        """Names of the roles that are chosen: once they are these and stay so, else as seen last.

        Without any role on the screen nothing is known of the choice.
        """
        return _marked(self.offered(lambda seen: bool(seen) and _marked(seen) == promised))

    def comes_with(self, role: str, timeout_s: float) -> bool:
        """Whether the roles are in front within the time, and this one of them is chosen.

        Invite alone tells little: Permissions has a button of that name, too.
        """
        names = {name: self.screen.text(name) for name in ("Admin", "Operator")}

        def look() -> bool | Missing:
            if not self.is_open():
                return Missing("the roles are not there")
            offered = self._offered_now()
            if not {choice.name for choice in offered}.issuperset(names.values()):
                return Missing("not both roles are offered")
            is_chosen = _marked(offered) == [names[role]]
            return True if is_chosen else Missing(f"{role} is not what is chosen")

        sought = Sought(f"the roles, with {role} chosen")
        return self.screen.answers(look, sought, default=False, timeout_s=timeout_s)

    def choose(self, role: str) -> "RolePage":
        """Choose a role by the name the guide gives it."""
        chosen = {"Admin": self.admin, "Operator": self.operator}[role]
        try:
            chosen.tap_once(beside=[self.invite.locator])
        except (NotShown, LoggedOut):
            self._note_passed_over()
            raise
        self.screen.guard.role_chosen(role)
        return self

    def can_send(self, timeout_s: float | None = None) -> bool:
        """Whether Invite can be tapped within the time, by default the profile's."""
        return self.invite.becomes_enabled(timeout_s)

    def send(self) -> ConfirmationPage:
        """Tap Invite, once: from here on a person is told."""
        self.screen.guard.send(self.invite.tap_once)
        return ConfirmationPage(self.screen)

    def send_by_two_taps(self) -> None:
        """Tap Invite twice in a hurry, once: the second tap may land on what the first led to."""
        self.screen.guard.send(self.invite.double_tap_once)

    def other_addresses(self, own: Contact) -> list[str]:
        """Whole email addresses beside the roles other than one; not every build shows any.

        An accent may stand in its letter or behind it: nobody sees that.
        """
        texts = (normalize("NFC", text) for text in self.screen.read().texts)
        words = (word.strip(_AROUND) for text in texts for word in text.split())
        return [word for word in words if _ADDRESS.fullmatch(word) and own.is_not_whose(word)]

    def _seen_last(self, ends: Offered, sought: Sought, timeout_s: float) -> list[Choice]:
        """The roles at the look that ends the wait, or at the last one within the time."""
        offered: list[Choice] = []

        def look() -> bool | Missing:
            nonlocal offered
            offered = self._offered_now()
            names = ", ".join(choice.name for choice in offered)
            return True if ends(offered) else Missing(f"the roles are: {names or 'not there'}")

        self.screen.answers(look, sought, default=False, timeout_s=timeout_s)
        return offered

    def _note_passed_over(self) -> None:
        """Where neither the roles, nor the question before them, nor a refusal is in front."""
        parts = [self.element(part).locator for part in (*self.recognised_by, *self.never_with)]
        seen = self.screen.find(parts)
        stays = any(matches(part, seen, self.screen.window) for part in parts)
        if not stays and not ConfirmationPage(self.screen).refuses():
            self.screen.guard.passed_over_roles()

    def _offered_now(self) -> list[Choice]:
        return choices(self.screen.read(), [self.admin.locator, self.operator.locator])


def _marked(offered: list[Choice]) -> list[str]:
    return [choice.name for choice in offered if choice.marked]

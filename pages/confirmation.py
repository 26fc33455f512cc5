"""What the app says when an invitation was sent (guide, step 11). Assumed: no dump is public."""

from harness.errors import NotAsPromised
from harness.screen.locator import Locator
from harness.screen.page import Page, Part, button
from harness.screen.picking import Match, Missing, matches, pick
from harness.screen.screen import Sought

# The wording is not documented, neither of the confirmation nor of a refusal. These words are
# in no message that says that all went well.
_REFUSAL = (
    ".*([Aa]lready|[Cc]an.t|[Cc]annot|[Cc]ould not|[Cc]ouldn.t|[Ee]rror|[Ff]ailed|[Ii]nvalid"
    "|[Nn]ot sent|[Tt]ry again|[Uu]nable|[Ww]ent wrong|[Yy]ourself).*"
)


class ConfirmationPage(Page):
    """The app's answer to an invitation, until OK is tapped."""

    ok = button("OK", hint="the guide promises a confirmation with OK after Invite (step 11)")

    refusal = Part(Locator("text", (), pattern=_REFUSAL))

    recognised_by = (ok,)

    def wait_answer(self) -> str:
        """Wait for the answer; empty when it confirms, else what it says instead."""

        def look() -> str | Missing:
            seen = self.screen.find([self.ok.locator, self.refusal.locator])
            refusals = matches(self.refusal.locator, seen, self.screen.window)
            if isinstance(pick(self.ok.locator, seen, self.screen.window), Match) or refusals:
                return " ".join(refusal.target.text for refusal in refusals)
            return Missing("neither a confirmation nor a refusal is shown")

        return self.screen.wait_for(look, Sought(f"{self.ok} to be shown", self.ok.locator))

    def confirm_sent(self) -> None:
        """Wait for the answer and note that the invitation was sent.

        Raises:
            NotShown: No answer came.
            NotAsPromised: The app says that something did not work.
        """
        refusal = self.wait_answer()
        if refusal:
            raise NotAsPromised(
                "The app does not confirm the invitation.",
                promised="a confirmation with OK (guide, step 11)",
                seen=refusal,
            )
        self.screen.guard.confirmed()

    def acknowledge(self) -> None:
        """Tap OK."""
        self.ok.tap()

"""What the app says when an invitation was sent (guide, step 11). Assumed: no dump is public."""

from harness.errors import NotAsPromised
from harness.screen.page import Page, button

# The wording is not documented, neither of the confirmation nor of a refusal. These words are
# in no message that says that all went well.
_REFUSING_WORDS = (
    "already",
    "can't",
    "cannot",
    "could not",
    "couldn't",
    "error",
    "failed",
    "invalid",
    "not sent",
    "try again",
    "unable",
    "went wrong",
    "yourself",
)


class ConfirmationPage(Page):
    """The app's answer to an invitation, until OK is tapped."""

    ok = button("OK", hint="the guide promises a confirmation with OK after Invite (step 11)")

    recognised_by = (ok,)

    def message(self) -> str:
        """What the answer says: every text of the screen but OK."""
        ok = self.ok.locator
        return " ".join(text for text in self.screen.read().texts if not ok.names([text]))

    def says_refused(self) -> bool:
        """Whether the answer speaks of something that did not work."""
        message = self.message().casefold().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'")
        return any(word in message for word in _REFUSING_WORDS)

    def confirm_sent(self) -> None:
        """Wait for the answer and note that the invitation was sent.

        Raises:
            NotShown: No answer came.
            NotAsPromised: The app says that something did not work.
        """
        self.wait_open()
        if self.says_refused():
            message = (
                "The app does not confirm the invitation.\n"
                "  Promised: a confirmation with OK (guide, step 11)\n"
                f"  Seen: {self.message()}"
            )
            raise NotAsPromised(message)
        self.screen.guard.confirmed()

    def acknowledge(self) -> None:
        """Tap OK."""
        self.ok.tap()

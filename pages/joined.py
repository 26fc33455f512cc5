"""The last word of an accepted invitation (guide, part 4). Assumed: no dump is public."""

from harness.screen.locator import EDIT_TEXT
from harness.screen.page import Page, button
from harness.screen.picking import Missing
from harness.screen.screen import Sought
from pages.named_role import names_role, wait_for_role_in


class JoinedPage(Page):
    """Says that the member was added to the account, and names the role."""

    ok = button("OK", "Done", "Got it")

    recognised_by = (ok,)
    shows_people = "own accounts"

    def said(self, organization: str) -> str:
        """What a screen says that names the account and asks for no code any more; else empty."""
        reading = self.screen.read()
        if any(node.class_name == EDIT_TEXT for node in reading.visible):
            return ""
        return " ".join(reading.texts) if reading.containing(organization) else ""

    def lets_in(self, organization: str, role: str) -> bool:
        """Whether it names the role, too: a refusal may name the account, to say what is closed.

        It may also say whom to ask: "Contact an Admin of ...".
        """
        return names_role(self.said(organization), self.screen, role)

    def wait_said(self, organization: str) -> str:
        """Wait for the final message, until it names a role, too, or the time is over.

        Raises:
            NotShown: It did not come in time.
        """

        def look() -> str | Missing:
            missing = Missing(f"no screen without a code field names {organization}")
            return self.said(organization) or missing

        sought = Sought(
            f"the final message to name {organization}",
            hint="the guide promises a message with the account and the role (part 4)",
        )
        return wait_for_role_in(self.screen, look, sought)

    def acknowledge(self) -> None:
        """Go on from the message, into the account; whether it has a button is not documented."""
        if self.ok.is_shown():
            self.ok.tap()
            self.wait_left()
        else:
            self.screen.session.back()

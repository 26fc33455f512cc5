"""The invitation behind its link, and what follows the code (guide, part 4).

Assumed but for "Continue": no dump of these screens is public.
"""

from harness.errors import NotShown
from harness.screen.locator import Locator
from harness.screen.page import Page, Part, button, field
from harness.screen.picking import Missing, matches
from harness.screen.screen import Sought
from pages.joined import JoinedPage

# Neither how the app refuses a link nor how it refuses a code is documented. Labels in
# config/locators.yaml replace the pattern.
_REFUSAL = (
    ".*([Ee]xpired|[Nn]o longer|[Aa]lready|[Ii]ncorrect|[Ww]rong|[Ii]nvalid|[Nn]ot valid"
    "|[Cc]ancel+ed|[Ss]omeone else|[Dd]oes ?n.t exist|[Tt]oo many|[Tt]ry again|[Uu]p to"
    "|[Nn]o access).*"
)
_EXPIRED = ".*([Ee]xpired|[Nn]o longer valid).*"


class InvitationPage(Page):
    """Asks the invited member for the code that was sent to them; Continue joins the account."""

    code = field(
        "6-digit code",
        "Enter 6-digit code",
        "Enter code",
        "Verification code",
        hint="the link leads to an invitation confirmation page that asks for a code (part 4)",
    )
    continue_ = button("Continue")
    resend = button("Resend code", "Resend")
    decline_button = button("Decline")

    refusal = Part(Locator("text", (), pattern=_REFUSAL))
    expired = Part(Locator("text", (), pattern=_EXPIRED))

    recognised_by = (code, continue_)
    never_with = (button("Use email address instead"),)
    sometimes = (resend, decline_button)
    asks_for_secrets = True

    def comes_unrefused(self) -> bool:
        """Whether the page opens; a refusal, or nothing within the profile's time, is a no."""

        def look() -> bool | Missing:
            if self.is_open():
                return True
            refused = self.refusal.is_shown()
            return False if refused else Missing("neither the invitation nor a refusal came")

        try:
            return self.screen.wait_for(look, Sought("the invitation, or a refusal"))
        except NotShown:
            return False

    def says_expired(self) -> bool:
        """Whether the app says, within the profile's time, that the invitation has expired."""
        try:
            self.expired.wait_shown()
        except NotShown:
            return False
        return True

    def can_continue(self, timeout_s: float | None = None) -> bool:
        """Whether Continue can be tapped within the time, by default the profile's."""
        return self.continue_.becomes_enabled(timeout_s)

    def enter_code(self, code: str) -> JoinedPage:
        """Enter the code and tap Continue, once."""
        self.code.enter(code)
        return self.go_on()

    def go_on(self) -> JoinedPage:
        """Tap Continue, once: whoever joins changes the list of members."""
        with self.screen.guard.changing_list():
            self.continue_.tap_once()
        return JoinedPage(self.screen)

    def lets_in(self, organization: str) -> bool:
        """Whether the final message comes after Continue; a refusal, or nothing, is a no."""
        joined = JoinedPage(self.screen)

        def look() -> bool | Missing:
            if joined.said(organization):
                return True
            seen = self.screen.find([self.refusal.locator])
            refused = bool(matches(self.refusal.locator, seen, self.screen.window))
            return False if refused else Missing("neither the final message nor a refusal came")

        try:
            return self.screen.wait_for(look, Sought("the final message, or a refusal"))
        except NotShown:
            return False

    def decline(self) -> None:
        """Turn the invitation down."""
        self.decline_button.tap()
        self.wait_left()

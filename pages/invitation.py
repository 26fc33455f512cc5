"""The invitation behind its link, and what follows the code (guide, part 4).

Assumed but for "Continue": no dump of these screens is public.
"""

from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.lasting import Lasting
from harness.screen.locator import EDIT_TEXT, Locator
from harness.screen.page import Page, Part, button, field
from harness.screen.picking import Missing, matches
from harness.screen.screen import Sought
from pages.app_words import CANNOT, FAILURE
from pages.joined import JoinedPage

# Neither how the app refuses a link nor how it refuses a code is documented. Labels in
# config/locators.yaml replace the patterns.
# Of a role it is no refusal: "Operators can't add members".
_CANNOT = f"(?<![Aa]dmins )(?<![Oo]perators ){CANNOT}"
_REFUSAL = (
    ".*([Ee]xpired|[Nn]o longer|[Aa]lready|[Ii]ncorrect|[Ww]rong|[Ii]nvalid|[Nn]ot valid"
    "|[Cc]ancel+ed|[Ss]omeone else|[Dd]oes ?n.t exist|[Tt]oo many|[Tt]ry again"
    r"|([Mm]ember of|[Bb]elong to|[Oo]nly \w+) up to"
    "|[Nn]o access|[Ww]ithdrawn"
    f"|{_CANNOT} (be )?(join|accept|add|use)).*"
)
# What does not say why, but speaks of the joining: "You can't undo this" does not.
_FAILURE = (
    rf".*({FAILURE}|\b[Ww]e {CANNOT}"
    rf"|{_CANNOT} (let|become|enter|verif|confirm|complet|process|continue|proceed)"
    rf"|{_CANNOT} be (an?\b|let|verif|confirm|complet|process|given|made|put)).*"
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
    failure = Part(Locator("text", (), pattern=_FAILURE))
    expired = Part(Locator("text", (), pattern=_EXPIRED))

    recognised_by = (code, continue_)
    never_with = (button("Use email address instead"),)
    sometimes = (resend, decline_button)
    asks_for_secrets = True

    def comes_unrefused(self) -> bool:
        """Whether the page opens; a refusal, or nothing within the profile's time, is a no."""
        refusal = Lasting(self.screen.quiet_s)

        def look() -> bool | Missing:
            if self.is_open() or self._asks_otherwise():
                return True
            # Words like these may be drawn before the form that they belong to.
            is_refused = self._shows(self.refusal)
            if refusal.holds(is_so=is_refused):
                return False
            why = "it is refused, as it seems" if is_refused else "neither invitation nor refusal"
            return Missing(why, has_to_stay=is_refused)

        return self.screen.answers(look, Sought("the invitation, or a refusal"), default=False)

    def says_expired(self) -> bool:
        """Whether the app says, within the profile's time, that the invitation has expired."""
        sought = Sought(f"{self.expired} to be shown", self.expired.locator)
        said = self.screen.answers(self.expired.look, sought, default=None)
        return said is not None

    def enter_code(self, invited: Contact, code: str) -> JoinedPage:
        """Enter the code and tap Continue, once.

        Args:
            invited: Whose invitation it is.
            code: As it was sent to them.
        """
        self.code.enter(code)
        return self._go_on(invited)

    def try_code(self, invited: Contact, code: str) -> bool:
        """Enter a code, or none, that may be refused; whether the app let Continue be tapped."""
        if code:
            self.code.enter(code)
        if not self.continue_.becomes_enabled(self.screen.quiet_s):
            return False
        self._go_on(invited)
        return True

    def lets_in(self, invited: Contact, organization: str, role: str) -> bool:
        """Whether the final message comes after Continue.

        A refusal that stays, or nothing within the profile's time, is a no; in words that are not
        known here, too, as the final message names the role. Words like these may stand on the page
        from the beginning, so they have to outlast the answer. A failure counts only where it would
        be taken for the final message; after it they may have joined all the same.

        Args:
            invited: Whose invitation it is.
            organization: The account's name.
            role: As what they were invited, in the guide's word.
        """
        joined = JoinedPage(self.screen)
        refusal, failure = Lasting(self.screen.quiet_s), Lasting(self.screen.quiet_s)

        def look() -> bool | Missing:
            # First: what comes between two looks is a refusal sooner than the last word.
            is_last_word = joined.lets_in(organization, role)
            is_refused = self._shows(self.refusal)
            if refusal.holds(is_so=is_refused):
                if not self._shows(self.failure):  # then they may have joined all the same
                    self.screen.guard.accounted_for(invited)
                return False
            has_failed = is_last_word and not is_refused and self._shows(self.failure)
            if failure.holds(is_so=has_failed):
                return False
            if is_refused or has_failed:
                return Missing("it is refused, as it seems", has_to_stay=True)
            return is_last_word or Missing("neither the final message nor a refusal came")

        sought = Sought("the final message, or a refusal")
        return self.screen.answers(look, sought, default=False)

    def decline(self, invited: Contact) -> None:
        """Turn the invitation down; whose it was need not be in the list from then on.

        Args:
            invited: Whose invitation it is.
        """
        self.decline_button.tap()
        self.wait_left()
        self.screen.guard.shown(invited)

    def _go_on(self, invited: Contact) -> JoinedPage:
        """Whoever joins changes the list of members; from the tap on they may have joined."""
        self.screen.guard.joined(invited)
        with self.screen.guard.changing_list():
            self.continue_.tap_once()
        return JoinedPage(self.screen)

    def _asks_otherwise(self) -> bool:
        """Whether there is something to type and Continue, in a form that is not known here."""
        if not self.continue_.is_shown():
            return False
        return any(node.class_name == EDIT_TEXT for node in self.screen.read().visible)

    def _shows(self, words: Element) -> bool:
        return bool(matches(words.locator, self.screen.find([words.locator]), self.screen.window))

"""Logging in by phone number or email address (guide, step 1), in both layouts of public dumps.

One layout starts with "Use phone / email / username" and has two tabs; the other starts on the
phone number and has a link to the address.
"""

from typing import Literal

from harness.errors import NotShown
from harness.invitations.contact import Contact
from harness.screen.element import Element
from harness.screen.page import Page, Passing, Shown, button, field, tab, unseen
from harness.screen.picking import Match, Missing, pick
from harness.screen.screen import Sought
from pages.credentials import CredentialsPage
from pages.phone_number_input import NumberInput, enter_phone_number
from pages.region_chip import region

_MOST_HOPS = 8


class LogInPage(Page):
    """From wherever a logged-out app stands to the page that asks for the password or a code."""

    agree = button("Agree and continue")
    profile = tab("Profile")
    have_account = button("Already have an account? Log in")
    use_phone_email_username = button("Use phone / email / username")
    phone_tab = tab("Phone")
    email_tab = tab("Email / Username")
    continue_with_phone = button("Continue with phone")
    continue_with_email = button("Continue with email / username")
    number = field("Phone number")
    region = region()
    address = field("Email or username", "Email / Username")
    submit = button("Continue", "Log in", "Next")

    recognised_by = (submit,)
    # Two layouts, and several screens of one way: no build shows all of them.
    sometimes = (
        agree,
        profile,
        have_account,
        use_phone_email_username,
        phone_tab,
        email_tab,
        continue_with_phone,
        continue_with_email,
        number,
        region,
        address,
    )

    def open_form(self, kind: Literal["phone", "email"], passing: Passing = unseen) -> "LogInPage":
        """Go to the form for a phone number or for an address.

        Args:
            kind: Which of the two.
            passing: Called on each screen of the way, and on the form.

        Raises:
            NotShown: None of the known layouts leads there.
        """
        tabs = {self.phone_tab.name, self.email_tab.name}
        tapped = ""

        def look() -> Shown | LogInPage | Missing:
            closer = self._one_tap_closer(kind)
            if not isinstance(closer, Shown) or closer.element.name != tapped:
                return closer
            # A tab that does not say that it is selected is known by having been tapped. All else
            # that is still there has not been reached by the tap.
            return self if tapped in tabs else Missing(f"the tap on {closer.element} led nowhere")

        for _ in range(_MOST_HOPS):
            closer = self.screen.wait_for(look, Sought(f"the log-in by {kind} to open"))
            passing(self)
            if not isinstance(closer, Shown):
                return self
            tapped = closer.element.name
            closer.tap()
        raise NotShown(
            f"The way to the log-in by {kind} has no end.", seen=self.screen.read().describe()
        )

    def is_open(self) -> bool:
        """Whether one of the screens on the way is in front at this moment.

        The page that asks for the password has buttons of the same names.
        """
        is_on_the_way = super().is_open() or self.asks_who()
        return is_on_the_way and not CredentialsPage(self.screen).is_open()

    def asks_who(self, *, is_fresh: bool = True) -> bool:
        """Whether the app asks for a log-in at this moment, on any screen of the way to the form.

        Args:
            is_fresh: Whether new terms may be the first screen of a new app; else whoever is logged
                in may be asked to agree to them, too.
        """
        links = (self.continue_with_phone, self.continue_with_email)
        tabs = (self.phone_tab, self.email_tab)
        entries = [self.use_phone_email_username, self.have_account, *links]
        if is_fresh:
            entries.append(self.agree)
        seen = self.screen.find([each.locator for each in (*entries, *tabs)])

        def shows(part: Element) -> bool:
            return isinstance(pick(part.locator, seen, self.screen.window), Match)

        return any(map(shows, entries)) or all(map(shows, tabs))

    def enter(self, contact: Contact) -> "LogInPage":
        """Enter the number or the address."""
        if contact.kind == "phone":
            in_vain = "Nobody was logged in: it would be with somebody else's number."
            at = NumberInput(self.screen, self.number, self.region, in_vain)
            enter_phone_number(at, contact)
        else:
            self.address.enter(contact.written)
        return self

    def go_on(self) -> CredentialsPage:
        """Tap Continue; one layout calls it Log in."""
        self.submit.tap()
        return CredentialsPage(self.screen)

    def _one_tap_closer(self, kind: Literal["phone", "email"]) -> "Shown | LogInPage | Missing":
        """What to tap next; this page itself when the form is open."""
        tabs = (self.phone_tab, self.email_tab)
        links = (self.continue_with_phone, self.continue_with_email)
        entries = (self.agree, self.use_phone_email_username, self.have_account, self.profile)
        seen = self.screen.find([each.locator for each in (*tabs, *links, *entries)])

        def shown(part: Element) -> Shown | None:
            match = pick(part.locator, seen, self.screen.window)
            return Shown(part, match) if isinstance(match, Match) else None

        wanted = 0 if kind == "phone" else 1
        tab_shown = shown(tabs[wanted])
        if tab_shown and shown(tabs[1 - wanted]):
            return self if tab_shown.match.marked else tab_shown
        # Each form of the other layout offers the way to the other one.
        if shown(links[1 - wanted]):
            return self
        closer = next((found for each in (links[wanted], *entries) if (found := shown(each))), None)
        return closer or Missing("neither a way to log in nor the main screen is there")

"""The password or the one-time code, after the number or the address."""

from collections.abc import Sequence

from harness.screen.locator import Locator
from harness.screen.page import Page, Part, Shown, button, field, password, text
from harness.screen.picking import Missing, first_shown, matches, pick
from harness.screen.screen import Sought
from harness.session.sighting import Sighting

# How a log-in is refused is not documented. Labels in config/locators.yaml replace this pattern.
_REFUSAL = (
    ".*([Ii]ncorrect|[Ww]rong|[Ii]nvalid|[Nn]ot match|[Dd]oesn.?t match|[Cc]ode has expired"
    "|[Tt]oo many (attempts|tries)).*"
)


class CredentialsPage(Page):
    """Asks for the password, or for a 6-digit code with a link to the password."""

    password = password("Password")
    code = field("Enter 6-digit code")
    asks_for_code = text("Enter 6-digit code")
    use_password = button("Log in with password")
    two_step = text("2-step verification")
    go_on = button("Continue", "Log in", "Next")
    go_on_with_code = button("Continue", "Next")  # "Log in" is a page's title here
    refusal = Part(Locator("text", (), pattern=_REFUSAL))

    recognised_by = (password,)
    sometimes = (
        password,
        code,
        asks_for_code,
        use_password,
        two_step,
        go_on,
        go_on_with_code,
        refusal,
    )
    asks_for_secrets = True

    def wait_asked(self) -> "CredentialsPage":
        """Wait until a password or a code is asked for.

        Raises:
            NotShown: Neither came in time.
        """
        self.wait_any(self.password, self.two_step, self.use_password, self.asks_for_code)
        return self

    def type_password(self, secret: str) -> None:
        """Enter the password; a tap on `go_on` sends it."""
        first = self.wait_any(self.password, self.use_password)
        if first.element.name == self.use_password.name:
            first.tap()
            first = self.wait_any(self.password)
        first.element.enter_seen(first.match, secret, secret=True)

    def enter_code(self, code: str) -> None:
        """Type a one-time code where one is asked for; the app may go on by itself.

        Nothing is read back: the field may be the next page's, or be empty because the code was
        refused, and whatever is typed then is sent once more.
        """
        self._wait_for_code()
        self.code.type(code)

    def left_to_do(
        self, seen: Sequence[Sighting], code: str, *, is_second: bool = False
    ) -> Shown | None:
        """What a typed code waits for on its own page: Continue, or the field if it was mistyped.

        Args:
            seen: By `code`, `go_on_with_code` and `two_step`.
            code: As it was typed.
            is_second: Whether the page is that of the second code.

        Returns:
            None where its page is not in front, or goes on without Continue, or not yet.
        """
        window = self.screen.window
        field, go_on = (
            pick(each.locator, seen, window) for each in (self.code, self.go_on_with_code)
        )
        if isinstance(field, Missing) or isinstance(go_on, Missing):
            return None
        # Only the second page has these words; before they are there, its field is empty.
        if bool(matches(self.two_step.locator, seen, window)) is not is_second:
            return None
        shows_hint = field.target.text in (field.target.hint, *self.code.locator.labels)
        text = "" if shows_hint else field.target.text
        digits = "".join(each for each in text if each.isdecimal())
        if (digits and digits != code) or (not text and is_second):
            return Shown(self.code, field)
        return Shown(self.go_on_with_code, go_on) if text and not go_on.reacts_not_yet else None

    def refusals(self, seen: Sequence[Sighting]) -> list[str]:
        """The words with which the app refuses what was sent, top to bottom.

        Args:
            seen: By `refusal`.
        """
        found = matches(self.refusal.locator, seen, self.screen.window)
        return [each.target.text for each in found]

    def _wait_for_code(self) -> None:
        """By its words, which may stand on it twice: its field is known by being the only one."""
        words = [each.locator for each in (self.asks_for_code, self.two_step)]

        def look() -> bool | Missing:
            seen = self.screen.find(words)
            is_asked = first_shown(words, seen, self.screen.window)
            return is_asked is not None or Missing("no code is asked for")

        self.screen.wait_for(look, Sought("a one-time code to be asked for"))

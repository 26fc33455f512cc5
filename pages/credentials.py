"""The password or the one-time code, after the number or the address."""

from harness.screen.locator import Locator
from harness.screen.page import Page, Part, button, field, password, text
from harness.screen.picking import Missing, first_shown
from harness.screen.screen import Sought

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
        """Enter a one-time code; the app goes on by itself, or by Continue.

        Where it goes on by itself, nothing is read back: the field may be the next page's, or be
        empty because the code was refused, and whatever is typed then is sent once more.
        """
        self._wait_for_code()
        if not self.go_on_with_code.is_shown():
            self.code.type(code)
            return
        self.code.enter(code)
        self.go_on_with_code.tap()

    def _wait_for_code(self) -> None:
        """By its words, which may stand on it twice: its field is known by being the only one."""
        words = [each.locator for each in (self.asks_for_code, self.two_step)]

        def look() -> bool | Missing:
            seen = self.screen.find(words)
            is_asked = first_shown(words, seen, self.screen.window)
            return is_asked is not None or Missing("no code is asked for")

        self.screen.wait_for(look, Sought("a one-time code to be asked for"))

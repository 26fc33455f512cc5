"""The password or the one-time code, after the number or the address."""

from harness.screen.page import Page, button, field, password


class CredentialsPage(Page):
    """Asks for the password, or for a 6-digit code with a link to the password."""

    password = password("Password")
    code = field("Enter 6-digit code")
    use_password = button("Log in with password")
    continue_ = button("Continue")
    log_in = button("Log in")

    recognised_by = (password,)

    def enter_password(self, secret: str) -> None:
        """Enter the password and log in."""
        if self.wait_any(self.password, self.use_password).name == self.use_password.name:
            self.use_password.tap()
        self.password.enter(secret, secret=True)
        self.wait_any(self.continue_, self.log_in).tap()

    def enter_code(self, code: str) -> None:
        """Enter a one-time code; the app goes on by itself, or by Continue."""
        self.code.enter(code)
        if self.continue_.is_shown():
            self.continue_.tap()

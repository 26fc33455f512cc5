"""The second factor, in builds that ask for it."""

from virtual_phone.app.screens.code import DIGITS, Code
from virtual_phone.organization import Refused
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import button


class TwoStepVerification(Code):
    """Titled "2-step verification": six digits, then "Continue"."""

    title = "2-step verification"

    def draw_foot(self, layout: Layout) -> None:
        complete = len(self.code.value) == DIGITS
        button(layout, self.texts("Continue"), self.check, enabled=complete)

    def _changed(self) -> None:
        """Nothing is sent before "Continue"."""

    def check(self) -> None:
        try:
            person = self.app.organization.sign_in_with_code(self.sent_to, self.code.value)
        except Refused as refused:
            self.error = refused.sentence
        else:
            self.app.passed_log_in(person)

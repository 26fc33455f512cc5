"""Removing a member (guide, part 5). Assumed for an invitation that is still pending."""

from harness.screen.page import Page, button


class RemovalDialog(Page):
    """Asks whether the person is really to be removed."""

    remove = button("Remove")

    recognised_by = (remove,)


class RemovalSheet(Page):
    """What the three dots beside a person offer."""

    remove_user_row = button("Remove user")

    recognised_by = (remove_user_row,)

    def leave(self) -> None:
        """Go back without a tap on it."""
        self.wait_open()
        self.screen.session.back()
        self.wait_left()

    def remove_user(self) -> None:
        """Tap "Remove user", then "Remove"."""
        self.remove_user_row.tap()
        RemovalDialog(self.screen).remove.tap_once()

"""Which Organization Account, after a log-in with a member's phone or email (guide, part 6)."""

from functools import partial

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import LOG_IN_FORM, AppScreen
from virtual_phone.organization import Account, Person
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import row, text


class AccountChooser(AppScreen):
    """Up to 20 accounts by name. That there are up to 20 is documented, the wording is assumed."""

    activity = LOG_IN_FORM

    def __init__(self, app: App, person: Person) -> None:
        super().__init__(app)
        self._person = person

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Choose an account"), None)
        text(
            layout,
            self.texts("You can log in to any of the accounts that you are a member of."),
            "text-secondary",
        )
        layout.gap(8)
        choices = self.app.organization.choices_of(self._person)
        for account in choices if self.has_come("list") else ():
            node = row(
                layout,
                account.name,
                partial(self._choose, account),
                icon="avatar",
            )
            node.children[0].look = "avatar"
            node.children[0].content_desc = account.name

    def _choose(self, account: Account) -> None:
        defects = self.app.defects
        if defects.on("chosen-account-does-nothing"):
            return
        if defects.on("chosen-account-is-another"):
            others = self.app.organization.accounts_of(self._person)
            account = next((each for each in others if each != account), account)
        self.app.act_for(self._person, account)

    def back(self) -> bool:
        if len(self.app.stack) == 1:
            self.app.log_out()
            return True
        return False

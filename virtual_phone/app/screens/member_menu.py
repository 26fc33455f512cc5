"""Removing a member, or taking back an invitation (guide, part 5)."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import AppScreen
from virtual_phone.app.screens.notice import Question
from virtual_phone.organization import Invitation, Membership, Refused
from virtual_phone.system.layout import Layout


def shown_in_list(app: App, entry: Membership | Invitation) -> str:
    """Whose row it is, as the build says it; nobody knows the name of who has not joined."""
    if app.build.names_in_list and isinstance(entry, Membership):
        return entry.person.name
    return entry.contact.shown


class MemberMenu(AppScreen):
    """The sheet behind the three dots. That a pending row has the same one is assumed."""

    activity = ""

    def __init__(self, app: App, entry: Membership | Invitation) -> None:
        super().__init__(app)
        self.kind = "sheet"
        self._entry = entry

    def draw(self, layout: Layout) -> None:
        words = (self.texts("Bottom sheet"), self.texts("Close"))
        remove = (self.texts("Remove user"), "danger-button", self._ask)
        options = [remove] if self.has_come("menu") else []
        views.sheet(layout, words, options, self.close)

    def _ask(self) -> None:
        self.close()
        if self.app.defects.on("removing-asks-no-confirmation"):
            self._remove()
            return
        who = shown_in_list(self.app, self._entry)
        message = f"{who} will have no access to this account any more."
        answers = [("Cancel", None), ("Remove", self._remove)]
        self.app.open(Question(self.app, "Remove this person?", message, answers))

    def _remove(self) -> None:
        session = self.app.data.session
        if not session or not session.account:
            return
        try:
            if isinstance(self._entry, Invitation):
                self.app.organization.cancel(session.account, session.person, self._entry)
            else:
                self.app.organization.remove(session.account, session.person, self._entry)
        except Refused as refused:
            self.app.tell(refused.sentence, refused.reason)

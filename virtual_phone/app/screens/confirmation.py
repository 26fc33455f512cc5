"""What the app says when an invitation is sent (assumed but for "OK")."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.organization import Contact
from virtual_phone.system.application import Screen
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.widgets import text

_IN_SPANISH = ("Invitación enviada", "Aceptar")


class Confirmation(AppScreen):
    """Says "Invitation sent"; OK leads back to Permissions with its new pending row."""

    activity = WEB_CONTAINER

    def __init__(self, app: App, contact: Contact, first_screen: Screen) -> None:
        super().__init__(app)
        self._contact = contact
        self._first_screen = first_screen

    def draw(self, layout: Layout) -> None:
        layout.gap(170)
        icon = layout.next(dp(72))
        icon.put(layout.node("sent", "ImageView", icon.bounds, look="icon:check-circle"))
        layout.gap(16)
        kind = self._contact.kind
        wrong = self.app.defects.on("text-in-wrong-language", kind=kind)
        title, ok = _IN_SPANISH if wrong else map(self.texts, ("Invitation sent", "OK"))
        if self.has_come("words"):
            self._draw_words(layout, title)
        if not self.app.defects.on("ok-missing", kind=kind):
            foot = views.foot(layout)
            views.labelled_button(layout, ok, self._ok, self.labels, at=foot)

    @property
    def _named(self) -> Contact:
        defects, name, kind = self.app.defects, "confirmation-names-another", self._contact.kind
        who = defects.chosen(name, "who")
        if who is None or not defects.on(name, kind=kind, who=who):
            return self._contact
        session = self.app.data.session
        inviter = session.person.contacts if who == "the-admin" and session else ()
        return next((each for each in inviter if each.kind == kind), self._contact.mistaken)

    def _ok(self) -> None:
        if not self.app.defects.on("ok-does-nothing", kind=self._contact.kind):
            self._done()

    def _draw_words(self, layout: Layout, title: str) -> None:
        text(layout, title, "dialog-title")
        words = "They will be told how to join the account. The invitation is valid for 24 hours."
        text(layout, self._named.shown, "text-center", name="contact")
        text(layout, self.texts(words), "text-secondary-center")

    def _done(self) -> None:
        defects, name = self.app.defects, "ok-leads-to-wrong-screen"
        wrong = defects.chosen(name, "screen")
        if wrong is None or not defects.on(name, kind=self._contact.kind, screen=wrong):
            self.app.close(self._first_screen)
        elif wrong == "feed":
            self.app.show_tab("Home")
        else:
            self.app.close(self._first_screen)
            self.app.close()

    def back(self) -> bool:
        self._done()
        return True

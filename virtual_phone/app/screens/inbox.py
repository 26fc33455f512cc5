"""The Inbox tab: what the app itself tells a person."""

from collections.abc import Callable

from virtual_phone.app import views
from virtual_phone.app.screens.other import Other
from virtual_phone.app.screens.tab import Tab
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import row

_ROWS = (
    ("New followers", "See who follows you", "icon:people"),
    ("Activity", "Likes, comments and mentions", "icon:heart"),
    ("System notifications", "Account updates", "icon:inbox"),
)


class Inbox(Tab):
    """Rows of the public scripts, and an entry for each invitation that still stands (assumed)."""

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Inbox"), None)
        for label, note, icon in _ROWS:
            name = self.texts(label)
            row(layout, name, self._other(name), note=note, icon=icon, look="row-plain")
        session = self.app.data.session
        entries = (
            self.app.organization.inbox_of(session.person)
            if session and self.has_come("list")
            else ()
        )
        for entry in entries:
            act, icon = self._follow(entry.link), "icon:person-add"
            row(layout, entry.subject, act, note=entry.body, icon=icon, look="row-plain")
        self.draw_bottom_bar(layout)

    def _other(self, name: str) -> Callable[[], None]:
        return lambda: self.app.open(Other(self.app, name))

    def _follow(self, link: str) -> Callable[[], None]:
        return lambda: self.app.open_url(link)

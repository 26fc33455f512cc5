"""What the invited member may do: the guide's two roles, with the guide's descriptions (part 3)."""

from functools import partial

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.cards import choice_card
from virtual_phone.app.screens.confirmation import Confirmation
from virtual_phone.app.screens.waiting import Waiting
from virtual_phone.faults import CATALOGUE
from virtual_phone.organization import Contact, OfferedRole, Refused
from virtual_phone.system.application import Screen
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import text


class Role(AppScreen):
    """One card per role, none chosen at first; "Invite" waits for a choice (assumed)."""

    activity = WEB_CONTAINER

    def __init__(self, app: App, contact: Contact, first_screen: Screen) -> None:
        super().__init__(app)
        self.contact = contact
        self._first_screen = first_screen
        self.offered = app.organization.offered_roles(contact.kind)
        self.chosen = [role for role in self.offered if role.preselected]
        self._chosen_first: OfferedRole | None = None
        self._sent = False

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Role"), self.close)
        layout.gap(8)
        text(layout, self.texts("Choose a role"), "big-title")
        if self.has_come("who is invited"):
            text(layout, self.contact.shown, "text-secondary", name="contact")
        layout.gap(16)
        for role in self.offered:
            if not self.has_come("first choice" if role is self.offered[0] else "next choices"):
                break
            choice_card(
                layout,
                role.name,
                role.description,
                chosen=role in self.chosen,
                on_tap=partial(self._choose, role),
                labels=self.labels,
            )
            layout.gap(12)
        enabled = bool(self.chosen) or self.app.defects.on("final-invite-works-without-role")
        label, foot = self.texts("Invite"), views.foot(layout)
        views.labelled_button(layout, label, self._send, self.labels, enabled=enabled, at=foot)

    def _choose(self, role: OfferedRole) -> None:
        if not self.app.defects.on("two-roles-selectable", role=role.role.label):
            self.chosen = []
        self._chosen_first = self._chosen_first or role
        if role not in self.chosen:
            self.chosen.append(role)

    def send_as_first_role(self) -> None:
        """Send without anybody having chosen."""
        self.chosen = self.chosen or self.offered[:1]
        self._send()

    def _send(self) -> None:
        session = self.app.data.session
        if not session or not session.account or self._is_locked:
            return
        if self.app.host.faults.strikes("rate-limited"):
            self.app.tell(CATALOGUE["rate-limited"].message)
            return
        role = self._to_send.role
        try:
            self.app.organization.invite(session.account, session.person, self.contact, role)
        except Refused as refused:
            self.app.tell(refused.sentence, refused.reason)
        else:
            self._sent = True
            self._show_outcome(role.label)

    @property
    def _to_send(self) -> OfferedRole:
        kind = self.contact.kind
        if self._chosen_first and self.app.defects.on("first-choice-is-sent", kind=kind):
            return self._chosen_first
        return (self.chosen or self.offered)[0]

    @property
    def _is_locked(self) -> bool:
        """Whether a tap on Invite is under way or done: the next one is not for this screen."""
        kind = self.contact.kind
        return self._sent and not self.app.defects.on("sent-twice-on-double-tap", kind=kind)

    def _show_outcome(self, role: str) -> None:
        defects, host, kind = self.app.defects, self.app.host, self.contact.kind
        how = defects.chosen("app-fails-after-invite", "how")
        if defects.on("sent-but-error-shown", kind=kind, role=role):
            self.app.tell("Something went wrong. Try again later.")
        elif how and defects.on("app-fails-after-invite", kind=kind, how=how):
            (host.crash if how == "crash" else host.hang)(self.app.package)
        elif defects.on("endless-spinner", kind=kind):
            self.app.open(Waiting(self.app))
        else:
            self.app.open(Confirmation(self.app, self.contact, self._first_screen))

    def shown(self) -> None:
        if self.app.defects.on("sent-on-opening-role-screen"):
            self.app.send_unseen(self.contact, self.offered[0].role)

    def left(self) -> None:
        choice = "decided" if self.chosen else "undecided"
        if not self._sent and self.app.defects.on("leaving-sends-anyway", choice=choice):
            self.app.send_unseen(self.contact, (self.chosen or self.offered)[0].role)

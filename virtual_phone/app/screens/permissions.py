"""Who may act for the Organization Account.

Assumed but for the official wording: "Permissions", "Invite", the three dots, "Remove user".
"""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.cards import person_row
from virtual_phone.app.screens.invite_by_phone import InviteByPhone
from virtual_phone.app.screens.member_menu import MemberMenu, shown_in_list
from virtual_phone.app.session import Session
from virtual_phone.organization import Account, Invitation, Membership
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import text


class Permissions(AppScreen):
    """Members first, then pending invitations; "Invite" at the foot, for Admins."""

    activity = WEB_CONTAINER

    def __init__(self, app: App) -> None:
        super().__init__(app)
        session = app.data.session
        self._opened_by_admin = session is not None and session.is_admin

    def draw(self, layout: Layout) -> None:
        views.title_bar(layout, self.texts("Permissions"), self.close)
        session = self.app.data.session
        if not session or not session.account:
            return
        defects = self.app.defects
        admin = session.is_admin or (
            self._opened_by_admin and defects.on("old-screen-still-invites")
        )
        shown_by_defect = defects.on("operator-sees-invite") or defects.on(
            "operator-reaches-permissions-by-link"
        )
        if admin or shown_by_defect:
            foot = views.foot(layout)
            label = self.texts("Invite")
            views.labelled_button(layout, label, self._invite, self.labels, at=foot)
        if self.has_come("list"):
            self._draw_list(layout, session, session.account, admin=admin)

    def _draw_list(
        self, layout: Layout, session: Session, account: Account, *, admin: bool
    ) -> None:
        views.section(layout, self.texts("Members"))
        self._draw_count(layout, self.app.organization.member_count(account))
        removes = admin or self.app.defects.on("operator-can-remove")
        for member in self.app.organization.members(account):
            self._draw_entry(layout, member, menu=removes and member.person is not session.person)
        pending = self.app.organization.pending(account)
        if pending:
            views.section(layout, self.texts("Pending invitations"))
        for invitation in pending:
            self._draw_entry(layout, invitation, menu=admin)

    def _draw_entry(self, layout: Layout, entry: Membership | Invitation, *, menu: bool) -> None:
        role, state = entry.role, ""
        if isinstance(entry, Invitation):
            state = self.texts("Pending")
        elif self.app.defects.on("list-names-other-role", role=role.label):
            role = role.other
        if not self.has_come("rest of rows"):
            person_row(layout, shown_in_list(self.app, entry), "", "", None)
            return
        dots = (self.texts("More"), lambda: self.app.open(MemberMenu(self.app, entry)))
        who = shown_in_list(self.app, entry)
        person_row(layout, who, role.label, state, dots if menu else None)

    def _draw_count(self, layout: Layout, count: int) -> None:
        """How many belong to the account. That it is shown at all is assumed."""
        words = f"{count} member" if count == 1 else f"{count} members"
        text(layout, words, "text-secondary", name="count")

    def _invite(self) -> None:
        self.app.open(InviteByPhone(self.app))

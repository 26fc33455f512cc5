"""The member's side: the page behind the link, and the last word (guide, part 4)."""

from virtual_phone.app import views
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import WEB_CONTAINER, AppScreen
from virtual_phone.app.screens.code import DIGITS
from virtual_phone.organization import Invitation, Membership, Refused
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import button, field, text


class JoinInvitation(AppScreen):
    """Who invites to what, and the code that was sent by itself. The words are assumed."""

    activity = WEB_CONTAINER

    def __init__(self, app: App, invitation: Invitation) -> None:
        super().__init__(app)
        self._invitation = invitation
        self.code = TextInput("code", self.texts("6-digit code"), "code", DIGITS)
        self.error = ""

    def draw(self, layout: Layout) -> None:
        invitation = self._invitation
        views.title_bar(layout, self.texts("Invitation"), self.close)
        layout.gap(24)
        if self.has_come("who invites"):
            text(layout, f"Join {invitation.account.name}", "big-title")
            text(layout, f"You're invited to join as {invitation.role.label}.", "text")
        layout.gap(16)
        text(layout, f"Enter the code sent to {invitation.contact.shown}", "text-secondary")
        field(layout, self.app.host, self.code, "field-box")
        if self.error:
            text(layout, self.texts(self.error), "error-text")
        layout.gap(16)
        kind = invitation.contact.kind
        overlooked = self.app.defects.on("code-not-needed", kind=kind)
        complete = len(self.code.value) == DIGITS or overlooked
        label = self.texts("Continue")
        views.labelled_button(layout, label, self._join, self.labels, enabled=complete)
        layout.gap(8)
        for label, act in (("Resend code", self._resend), ("Decline", self._decline)):
            button(layout, self.texts(label), act, "text-button")

    def _join(self) -> None:
        session = self.app.data.session
        person = session.person if session else None
        try:
            membership = self.app.organization.accept(
                self._invitation.token, self.code.value, person
            )
        except Refused as refused:
            self.error = refused.sentence
        else:
            self.close()
            self.app.open(Joined(self.app, membership))

    def _resend(self) -> None:
        try:
            self.app.organization.send_join_code(self._invitation.token)
            self.error = ""
        except Refused as refused:
            self.error = refused.sentence

    def _decline(self) -> None:
        session = self.app.data.session
        person = session.person if session else None
        try:
            self.app.organization.decline(self._invitation.token, person)
        except Refused as refused:
            self.error = refused.sentence
        else:
            self.close()


class Joined(AppScreen):
    """The final message names the account and the role."""

    activity = WEB_CONTAINER

    def __init__(self, app: App, membership: Membership) -> None:
        super().__init__(app)
        self._membership = membership

    def draw(self, layout: Layout) -> None:
        account, role = self._account_named(), self._role_named()
        layout.gap(170)
        icon = layout.next(dp(72))
        icon.put(layout.node("joined", "ImageView", icon.bounds, look="icon:check-circle"))
        layout.gap(16)
        if self.has_come("account"):
            text(layout, f"You were added to {account}", "dialog-title")
        if self.has_come("role"):
            text(layout, f"Your role: {role}", "text-center")
        foot = views.foot(layout)
        views.labelled_button(layout, self.texts("OK"), self._done, self.labels, at=foot)

    def _account_named(self) -> str:
        own = self._membership.account
        if not self._names_wrong("account"):
            return own.name
        accounts = self.app.organization.accounts_of(self._membership.person)
        return next((one.name for one in accounts if one != own), "another account")

    def _role_named(self) -> str:
        role = self._membership.role
        return role.other.label if self._names_wrong("role") else role.label

    def _names_wrong(self, what: str) -> bool:
        kind, role = self._membership.contact.kind, self._membership.role.label
        return self.app.defects.on("final-message-names-wrong", what=what, kind=kind, role=role)

    def _done(self) -> None:
        self.app.act_for(self._membership.person, self._membership.account)

    def back(self) -> bool:
        self._done()
        return True

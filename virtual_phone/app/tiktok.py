"""The app: what is kept between its screens, and how one leads to the next."""

from contextlib import suppress

from virtual_phone.app import chrome
from virtual_phone.app.app import App
from virtual_phone.app.app_screen import MAIN, SPLASH
from virtual_phone.app.build import Build
from virtual_phone.app.interstitials import Scheduler
from virtual_phone.app.links import NO_ACCESS, destination_of, is_app_link, may_see
from virtual_phone.app.overlooks import Overlooks
from virtual_phone.app.screens.account import Account as AccountScreen
from virtual_phone.app.screens.account_chooser import AccountChooser
from virtual_phone.app.screens.code import Code
from virtual_phone.app.screens.friends import Friends
from virtual_phone.app.screens.home import Home
from virtual_phone.app.screens.inbox import Inbox
from virtual_phone.app.screens.interruption import interruption
from virtual_phone.app.screens.join_invitation import JoinInvitation
from virtual_phone.app.screens.log_in import SignUp
from virtual_phone.app.screens.log_in_form import LogInForm
from virtual_phone.app.screens.notice import Notice
from virtual_phone.app.screens.password import Password
from virtual_phone.app.screens.permissions import Permissions
from virtual_phone.app.screens.profile import Profile
from virtual_phone.app.screens.two_step_verification import TwoStepVerification
from virtual_phone.app.screens.welcome import Interests, Welcome
from virtual_phone.app.session import AppData, Session
from virtual_phone.faults import CATALOGUE
from virtual_phone.organization import (
    LINK_START,
    Account,
    Contact,
    Delivery,
    Organization,
    Person,
    Reason,
    Refused,
    Role,
    Subscription,
)
from virtual_phone.system.application import Host, Screen
from virtual_phone.system.layout import Layout
from virtual_phone.tree.node import Node
from virtual_phone.tree.permissions import POST_NOTIFICATIONS

_TABS = {"Home": Home, "Friends": Friends, "Inbox": Inbox, "Profile": Profile}


class TikTok(App):
    """The app on one phone.

    Args:
        host: The phone.
        build: Which build is installed.
        organization: The app's server. What that does wrong on purpose, the app does, too.
    """

    permissions = (
        "android.permission.INTERNET",
        "android.permission.ACCESS_NETWORK_STATE",
        "android.permission.VIBRATE",
        "android.permission.CAMERA",
        "android.permission.RECORD_AUDIO",
        "android.permission.READ_CONTACTS",
        "android.permission.READ_MEDIA_IMAGES",
        "android.permission.READ_MEDIA_VIDEO",
        "android.permission.ACCESS_COARSE_LOCATION",
        POST_NOTIFICATIONS,
    )

    def __init__(self, host: Host, build: Build, organization: Organization) -> None:
        super().__init__(host, build, organization, SPLASH)
        self._scheduler = Scheduler(build.interstitials)
        self._overlooks = Overlooks(self.defects)
        self._logged_in_now = False
        self._seen_version = -1
        self._post: Subscription | None = None

    # Life
    def launch(self) -> None:
        if self.data.session and self.host.faults.strikes("log-in-ended"):
            self._forget_session()
        self.stack = [self._first_screen()]
        self._arrived()

    def clear_data(self) -> None:
        super().clear_data()
        self._forget_session()
        self.data = AppData()

    def has_activity(self, activity: str) -> bool:
        return activity in {SPLASH, MAIN}

    def refresh(self) -> None:
        """Take what the server sent; a removed person loses the account at once (guide, part 5)."""
        for delivery in self._post.take() if self._post else ():
            self._notify(delivery)
        version = self.organization.version
        if version != self._seen_version and not self._overlooks.old_screen(self.stack):
            self._seen_version = version
            session = self.data.session
            if session and session.lost and not self._overlooks.loss(session):
                self._logged_out_by_server(session.name)

    def knows_url(self, url: str) -> bool:
        if url.startswith(LINK_START):
            return not self.defects.on("link-opens-browser")
        return is_app_link(url)

    def open_url(self, url: str) -> None:
        if not url.startswith(LINK_START):
            self._follow(url)
        elif not self.defects.on("link-opens-last-screen"):
            self._open_invitation(url.removeprefix(LINK_START))

    # First screens
    def proceed(self) -> None:
        self.replace_all(self._first_screen())

    def show_tab(self, name: str) -> None:
        self.replace_all(_TABS[name](self))
        if name in {"Inbox", "Profile"} and not self.data.session:
            self.open(LogInForm(self))

    # Log-in
    def identify(self, identifier: str | Contact, *, by_password: bool = False) -> None:
        if by_password or self.build.first_factor == "password":
            self.open(Password(self, identifier))
        else:
            self.open(Code(self, self.organization.send_login_code(identifier)))

    def passed_first_factor(self, person: Person, identifier: str | Contact) -> None:
        if self.build.two_step:
            self.open(TwoStepVerification(self, self.organization.send_login_code(identifier)))
        else:
            self.passed_log_in(person)

    def passed_log_in(self, person: Person) -> None:
        if self.organization.choices_of(person):
            self.replace_all(AccountChooser(self, person))
        else:
            self.act_for(person, None)

    def act_for(self, person: Person, account: Account | None) -> None:
        if account and self.host.faults.strikes("account-suspended"):
            self.tell(CATALOGUE["account-suspended"].message)
            return
        self._forget_session()
        self.data.session = Session.begin(person, account, self.organization)
        self._seen_version = -1  # the account may be one that the person has no place in
        self.data.welcomed = True
        self._post = self.organization.deliveries.to_person(person)
        self._logged_in_now = True
        self.replace_all(Home(self))

    def log_out(self) -> None:
        self._forget_session()
        self.replace_all(self._first_screen())

    def replace_all(self, *screens: Screen) -> None:
        kept = self._overlooks.left_open(self.stack) if self.data.session else []
        self.stack = self.stack[len(kept) :]
        super().replace_all(*screens)
        self.stack = [*kept, *self.stack]

    def send_unseen(self, contact: Contact, role: Role) -> None:
        session = self.data.session
        if session and session.account:
            with suppress(Refused):
                self.organization.invite(session.account, session.person, contact, role)

    # Being seen
    def frame(self, screen: Screen, layout: Layout) -> Node:
        if screen.kind == "dialog":
            whole = layout.area._replace(top=0)
            return layout.node("window", "FrameLayout", whole, children=layout.finish())
        return chrome.frame(screen, layout, self.build, layout.finish())

    def tell(self, sentence: str, reason: Reason | None = None) -> None:
        if not self._overlooks.error(reason):
            self.open(Notice(self, sentence))

    def _arrived(self) -> None:
        super()._arrived()
        due = self._scheduler.due(
            self.screen.name, logged_in_now=self._logged_in_now, seen=self.data.interrupted_by
        )
        self._logged_in_now = False
        for interstitial in due:
            if interstitial.kind == "permission":
                self.host.ask_permission(
                    POST_NOTIFICATIONS, interstitial.title, *interstitial.buttons
                )
            else:
                self.stack.append(interruption(self, interstitial))

    def _first_screen(self) -> Screen:
        if not self.data.welcomed:
            return Welcome(self)
        if self.build.interests and not self.data.interests_chosen:
            return Interests(self)
        if self.data.session or self.build.log_in_layout == "B":
            return Home(self)
        return SignUp(self)

    def _forget_session(self) -> None:
        self.data.session = None
        if self._post:
            self._post.close()
            self._post = None

    def _logged_out_by_server(self, name: str) -> None:
        self._forget_session()
        if self.running:
            self.replace_all(self._first_screen())
            self.open(Notice(self, f"You no longer have access to {name}."))

    def _follow(self, url: str) -> None:
        destination = destination_of(url)
        if destination is None:
            return
        by_defect = self.defects.on("operator-reaches-permissions-by-link")
        if not may_see(destination, self.data.session, by_defect=by_defect):
            self.replace_all(self._first_screen())
            self.open(Notice(self, NO_ACCESS))
        elif destination == "Profile":
            self.show_tab(destination)
        else:
            self.open(Permissions(self) if destination == "Permissions" else AccountScreen(self))

    def _open_invitation(self, token: str) -> None:
        session = self.data.session
        try:
            invitation = self.organization.open_link(token, session.person if session else None)
        except Refused as refused:
            unsaid = self.defects.on("expired-link-not-said")
            if refused.reason is not Reason.LINK_EXPIRED or not unsaid:
                self.open(Notice(self, refused.sentence))
        else:
            self.open(JoinInvitation(self, invitation))

    def _notify(self, delivery: Delivery) -> None:
        def follow() -> None:
            self.host.start_app(self.package)
            self.open_url(delivery.link)

        self.host.notify(self.package, delivery.subject, delivery.body, follow)

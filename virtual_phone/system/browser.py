"""The browser: what a link leads to where no app knows it."""

from typing import Final

from virtual_phone.organization import LINK_START, Organization, Refused
from virtual_phone.system.application import Application, Host, Screen
from virtual_phone.system.layout import Layout, dp
from virtual_phone.system.text_input import TextInput
from virtual_phone.system.widgets import field, text

PACKAGE: Final = "com.android.chrome"
_ACTIVITY: Final = "com.google.android.apps.chrome.Main"
_TAB: Final = "org.chromium.chrome.browser.ChromeTabbedActivity"
_ADDRESS_ID: Final = f"{PACKAGE}:id/url_bar"


class Page(Screen):
    """A web page below its address.

    Args:
        browser: What shows it.
        url: Where it came from; empty for a new tab.
        headline: What it says in big letters.
        sentence: What it says below.
    """

    activity = _TAB

    def __init__(self, browser: "Browser", url: str, headline: str, sentence: str) -> None:
        super().__init__()
        self._host = browser.host
        self._address = TextInput("address", "Search or type URL", value=url)
        self._address.on_enter = lambda: browser.open_url(self._address.value)
        self._headline, self._sentence = headline, sentence

    def draw(self, layout: Layout) -> None:
        bar = layout.top(dp(56))
        field(layout, self._host, self._address, "field-box", at=bar).resource_id = _ADDRESS_ID
        layout.gap(40)
        if self._headline:
            text(layout, self._headline, "big-title")
        if self._sentence:
            text(layout, self._sentence, "text")


class Browser(Application):
    """Opened by web links only: the launcher has no icon of it.

    Assumed: nobody can join in it. An invitation's page names account and role and asks for the
    app; it sends no code.

    Args:
        host: The phone.
        organization: Whose site knows the invitations.
    """

    in_launcher = False

    def __init__(self, host: Host, organization: Organization) -> None:
        super().__init__(host, PACKAGE, "Chrome", "131.0.6778.135", _ACTIVITY)
        self._organization = organization

    def launch(self) -> None:
        self.stack = [Page(self, "", "", "")]

    def knows_url(self, url: str) -> bool:
        return url.lower().startswith(("http://", "https://"))

    def open_url(self, url: str) -> None:
        self.replace_all(Page(self, url, *self._words(url)))

    def _words(self, url: str) -> tuple[str, str]:
        """Headline and sentence of the page behind an address."""
        if not url.startswith(LINK_START):
            return "", "This page is not on the virtual phone."
        try:
            invitation = self._organization.look_at_link(url.removeprefix(LINK_START))
        except Refused as refused:
            return refused.sentence, ""
        return (
            f"Get the app to join {invitation.account.name}",
            f"You're invited as {invitation.role.label}. Once the app is installed, open this link "
            "again.",
        )

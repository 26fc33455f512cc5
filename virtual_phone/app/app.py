"""What a screen may ask of the app that it belongs to."""

from abc import ABC, abstractmethod

from virtual_phone.app.build import Build
from virtual_phone.app.session import AppData
from virtual_phone.app.texts import Texts
from virtual_phone.organization import (
    Account,
    Contact,
    ContactKind,
    Organization,
    Person,
    Reason,
    Role,
)
from virtual_phone.system.application import Application, Host


class App(Application, ABC):
    """The running app, as its screens see it.

    Attributes:
        build: Which build is installed.
        organization: The app's server.
        defects: What the app does wrong on purpose.
        texts: Its words.
        data: What is left of it by a force-stop.
        last_typed: What was typed for the last invitation.
    """

    def __init__(
        self, host: Host, build: Build, organization: Organization, main_activity: str
    ) -> None:
        super().__init__(host, build.package, "TikTok", build.version, main_activity)
        self.build = build
        self.organization = organization
        self.defects = organization.defects
        self.texts = Texts(build.language or host.language)
        self.data = AppData()
        self.last_typed: dict[ContactKind, str] = {}

    @abstractmethod
    def proceed(self) -> None:
        """Leave the welcome behind, or what follows it."""

    @abstractmethod
    def show_tab(self, name: str) -> None:
        """Go to a tab of the bottom bar, by its English label."""

    @abstractmethod
    def identify(self, identifier: str | Contact, *, by_password: bool = False) -> None:
        """Ask for the first factor.

        Raises:
            Refused: The server does not know the identifier; only told where it sends a code.
        """

    @abstractmethod
    def passed_first_factor(self, person: Person, identifier: str | Contact) -> None:
        """Go on with the second factor, where the build asks for it."""

    @abstractmethod
    def passed_log_in(self, person: Person) -> None:
        """Let the person choose an Organization Account if they have any (guide, part 6)."""

    @abstractmethod
    def act_for(self, person: Person, account: Account | None) -> None:
        """Be logged in, and show the feed."""

    @abstractmethod
    def log_out(self) -> None:
        """Forget who is logged in."""

    @abstractmethod
    def tell(self, sentence: str, reason: Reason | None = None) -> None:
        """Say what the server refused, and why; everything typed stays."""

    @abstractmethod
    def send_unseen(self, contact: Contact, role: Role) -> None:
        """Invite without a word: what only a defect does."""

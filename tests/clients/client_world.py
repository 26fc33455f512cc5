"""What a client is given, and what a test may look at behind its back."""

from collections.abc import Callable
from dataclasses import dataclass

from harness.adb import Adb
from virtual_phone.organization import Invitation, Organization, Role
from virtual_phone.organization.world import BLUE_FERN_STUDIO
from virtual_phone.phone import Phone

DOORS = ("appium", "webdriver")
ADMIN, MEMBER = "+12025550100", "+12025550147"


@dataclass(frozen=True)
class Server:
    """The real Appium server, and the adb server that it asks.

    Attributes:
        url: Of Appium.
        adb: Speaks to its adb server.
    """

    url: str
    adb: Adb


@dataclass(frozen=True)
class World:
    """One organization with two phones, and where a client finds the Admin's.

    Attributes:
        url: A WebDriver server.
        udid: The Admin's phone, as that server calls it.
        admin: The Admin's phone itself.
        member: The invited member's phone.
        organization: The server side, for looking at what has really happened.
        password: Everybody's.
    """

    url: str
    udid: str
    admin: Phone
    member: Phone
    organization: Organization
    password: str

    def invitations(self) -> list[Invitation]:
        """Those that wait for an answer."""
        return self.organization.pending(BLUE_FERN_STUDIO)

    def messages(self) -> list[str]:
        """SMS on the member's phone, newest first."""
        with self.member.lock:
            return [message.body for message in self.member.text_messages()]

    def check_member_is_invited(self) -> None:
        """The organization has done what the app confirmed: once, and the member is told."""
        (invitation,) = self.invitations()
        assert (invitation.contact.value, invitation.role) == (MEMBER, Role.OPERATOR)
        (message,) = self.messages()
        assert BLUE_FERN_STUDIO.name in message


MakeWorld = Callable[..., World]

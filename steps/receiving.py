"""The invited member's side, up to the link: what was sent to them, and where they open it."""

from collections.abc import Callable
from dataclasses import dataclass, field

import pytest
from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.inboxes.inbox import Arrivals
from harness.invitations.contact import Contact
from harness.session.lease import KINDS, Lease
from harness.settings import Member, Settings
from pages.app import App
from pages.invitation import InvitationPage
from steps.cast import Cast
from steps.deliveries import Watch
from steps.people import TYPES, Way, is_told, the_member


@dataclass
class Received:
    """An invitation as its member holds it.

    Attributes:
        member: Who was invited.
        role: As what.
        arrivals: What reaches them; asked anew for each code.
        link: From the message; a secret.
        codes: As they were sent, the newest last; secrets.
        link_is: Of what the link is by now: "of a cancelled invitation".
        tried: By what somebody tried to get in who must not: "a wrong code".
        is_answered: Whether the app let a code, or none, be sent off.
    """

    member: Member
    role: str
    arrivals: Arrivals
    link: str = field(repr=False)
    codes: list[str] = field(default_factory=list, repr=False)
    link_is: str = "that is older than 24 hours"
    tried: str = ""
    is_answered: bool = False

    @property
    def contact(self) -> Contact:
        """The number or the address."""
        return Contact.of(self.member)


Receive = Callable[[Way, str], Received]
"""Has the Admin invite the member, and waits for what the member gets."""


@pytest.fixture
def receive(cast: Cast, lease: Lease, settings: Settings, watch: Watch) -> Receive:
    """The member's app is ready first: it may have to log in by a message, too."""

    def receive(kind: Way, role: str) -> Received:
        member = the_member(lease, kind)
        cast.plays(member)
        cast.member()
        arrivals = watch(member)
        admin = cast.admin()
        admin.return_to_permissions()
        confirmation = admin.invite(Contact.of(member), role)
        confirmation.confirm_sent()
        confirmation.acknowledge()
        link = arrivals.wait_for_link(
            settings.people.organization, _within_s(settings), settings.profile.invitation_link
        )
        return Received(member, role, arrivals, link)

    return receive


@pytest.fixture
def told_way(settings: Settings, lease: Lease) -> Way:
    """How a member is invited where it makes no difference: as can be looked at.

    An emulator gets no SMS.
    """
    told = (each for each in KINDS if _can_be_seen(settings, lease, each))
    return next(told, "phone")


@given(
    parsers.parse(
        "the member has received an invitation by {kind:Way} as {name:Role}", extra_types=TYPES
    ),
    target_fixture="received",
)
def has_received(receive: Receive, kind: Way, name: str) -> Received:
    """Sent by the Admin, and there."""
    return receive(kind, name)


@given(
    parsers.parse("the member has received an invitation as {name:Role}", extra_types=TYPES),
    target_fixture="received",
)
def has_received_one(receive: Receive, told_way: Way, name: str) -> Received:
    """By a way that makes no difference to what follows."""
    return receive(told_way, name)


@given(
    parsers.parse(
        "the member has opened the link of an invitation by {kind:Way}", extra_types=TYPES
    ),
    target_fixture="received",
)
def has_opened_by(receive: Receive, kind: Way, cast: Cast, settings: Settings) -> Received:
    """As Operator: the role makes no difference to what follows."""
    received = receive(kind, "Operator")
    open_link(received, cast.member()).wait_open()
    wait_for_code(received, settings)
    return received


@given("the member has opened the link of an invitation", target_fixture="received")
def has_opened(receive: Receive, told_way: Way, cast: Cast, settings: Settings) -> Received:
    """Nor does the way make a difference to what follows."""
    return has_opened_by(receive, told_way, cast, settings)


@when("the member opens the link of the invitation", target_fixture="invitation")
@when("the member opens the link of the invitation again", target_fixture="invitation")
def opens(received: Received, cast: Cast) -> InvitationPage:
    """On their own phone."""
    return open_link(received, cast.member())


@when("the member does nothing about it")
def does_nothing() -> None:
    """The link is not opened."""


@then("the app asks for a code")
def asks_for_code(invitation: InvitationPage) -> None:
    """On the page behind the link."""
    invitation.wait_open()


@then("the app does not ask for a code")
def asks_for_no_code(invitation: InvitationPage) -> None:
    """The link leads somewhere else."""
    if invitation.comes_unrefused():
        raise NotAsPromised(promised="the link lets nobody in", seen="the app asks for a code")


@then(parsers.re("a code of six digits is sent to the member's (phone number|email address)"))
def code_is_sent(received: Received, settings: Settings) -> None:
    """By itself, to where the invitation was sent."""
    wait_for_code(received, settings)


@then("the app says that the invitation has expired")
def says_expired(invitation: InvitationPage) -> None:
    """And not only that something went wrong."""
    if not invitation.says_expired():
        seen = invitation.screen.read().describe()
        raise NotAsPromised(promised="the app says that the invitation has expired", seen=seen)


def open_link(received: Received, app: App) -> InvitationPage:
    """On that phone."""
    return app.open_invitation(received.link)


def wait_for_code(received: Received, settings: Settings) -> str:
    """The code that was sent last."""
    code = received.arrivals.wait_for_code(_within_s(settings))
    received.codes.append(code)
    return code


def _within_s(settings: Settings) -> float:
    return settings.profile.timeouts.delivery_s


def _can_be_seen(settings: Settings, lease: Lease, kind: Way) -> bool:
    """Whether the scenario has a member of that kind, and somewhere to look what they are told."""
    return kind in lease.members and is_told(settings, lease.members[kind])

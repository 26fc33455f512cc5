"""A member's link and code, read from a phone, opened and kept secret: both ways to the phone."""

from collections.abc import Callable, Iterator

import pytest
from hand import PASSWORD, MakeHand
from test_webdriver_contract import WAYS

from harness.evidence.one_time import OneTimeSecrets
from harness.inboxes.inbox import Arrivals, Inbox
from harness.inboxes.notifications import NotificationInbox
from harness.inboxes.sms import SmsInbox
from harness.screen.links import follow_link
from harness.session.session import Session
from virtual_phone.organization import Contact, Organization, Role
from virtual_phone.organization.world import ADMIN_PHONE

MEMBER = "+12025550147"
FIELD = 'new UiSelector().className("android.widget.EditText")'
RESEND = 'new UiSelector().text("Resend code")'


@pytest.fixture(params=WAYS)
def member(
    request: pytest.FixtureRequest, make_hand: MakeHand, needed: Callable[..., str]
) -> Iterator[tuple[Session, Organization, str]]:
    """A session with the member's phone, what is behind it, and the app's package."""
    if request.param == "real Appium":
        needed("node")
    hand = make_hand(sim=MEMBER)
    with WAYS[request.param](hand) as url:
        session = Session.start(url, {}, name="phone 2", command_s=60, session_s=120)
        yield session, hand.organization, hand.package
        session.quit()


def _invite(organization: Organization) -> None:
    admin = organization.sign_in(ADMIN_PHONE, PASSWORD)
    (account,) = organization.accounts_of(admin)[:1]
    organization.invite(account, admin, Contact("phone", MEMBER), Role.OPERATOR)


def _typed(session: Session, text: str) -> None:
    (field,) = session.find(FIELD)
    session.clear(field)
    (field,) = session.find(FIELD)
    session.type(field, text)


@pytest.mark.parametrize("inbox_of", [SmsInbox, NotificationInbox])
def test_a_link_leads_to_the_code_that_lets_the_member_in(
    member: tuple[Session, Organization, str], inbox_of: Callable[[Session], Inbox]
) -> None:
    """A code that is sent anew is told from the first; a screen is saved until one is typed."""
    session, organization, package = member
    secrets = OneTimeSecrets("[secret]")
    arrivals = Arrivals(inbox_of(session), secrets.learn)
    _invite(organization)
    link = arrivals.wait_for_link("Blue Fern Studio", 20)
    follow_link(session, link, package, 20)
    assert session.current_package() == package

    first = arrivals.wait_for_code(20)
    shown = session.everything_shown()
    assert "Join Blue Fern Studio" in shown
    assert not secrets.can_be_read(shown, package)
    _typed(session, first)
    assert secrets.can_be_read(session.everything_shown(), package)

    (resend,) = session.find(RESEND)
    session.tap(resend)
    second = arrivals.wait_for_code(20)
    assert second != first
    _typed(session, second)
    assert secrets.can_be_read(session.everything_shown(), package)
    assert secrets.text(f"{link} {first} {second}") == "[secret] [secret] [secret]"

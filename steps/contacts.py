"""Phone numbers and addresses as people write them."""

from unicodedata import normalize

from pytest_bdd import parsers, then, when

from harness.errors import NotAsPromised
from harness.invitations.contact import Contact
from harness.session.lease import Lease
from harness.settings import Settings
from pages.app import App
from pages.confirmation import ConfirmationPage
from pages.invite import InvitePage
from pages.role import RolePage
from steps.people import TYPES, Way, the_member_contact


@when(parsers.re(r'the Admin types "(?P<written>.*)"'), target_fixture="typed")
def type_contact(invite_page: InvitePage, written: str) -> str:
    """Just as it is written, blanks included."""
    invite_page.type(written)
    return written


@when(
    parsers.parse(
        "the Admin types the member's {kind:Way} with blanks before and behind it",
        extra_types=TYPES,
    )
)
def type_with_blanks(invite_page: InvitePage, lease: Lease, kind: Way) -> None:
    """As it comes out of another app's clipboard."""
    invite_page.type(with_blanks(the_member_contact(lease, kind)))


@when(
    parsers.parse(
        "the Admin invites the member's {kind:Way}, with blanks before and behind it, as"
        " {name:Role}",
        extra_types=TYPES,
    ),
    target_fixture="confirmation",
)
def invite_with_blanks(app: App, lease: Lease, kind: Way, name: str) -> ConfirmationPage:
    """From Permissions to the tap on Invite."""
    written = with_blanks(the_member_contact(lease, kind))
    return app.start_invitation(kind).type(written).go_on().choose(name).send()


@when("the Admin goes on to the roles", target_fixture="role_page")
def go_on(invite_page: InvitePage) -> RolePage:
    """With what was typed."""
    return invite_page.go_on().wait_open()


@then("no other address is shown there")
def no_other_address(role_page: RolePage, typed: str) -> None:
    """What the app keeps is what was typed."""
    others = role_page.other_addresses(Contact("email", normalize("NFC", typed)))
    if others:
        raise NotAsPromised(promised=f"the roles for {typed}", seen=f"for {', '.join(others)}")


@then("the address is still there as it was typed")
def as_it_was_typed(invite_page: InvitePage, typed: str) -> None:
    """Letter for letter, in its field."""
    if not is_same(seen := invite_page.content(), typed):
        promised = f'"{typed}" is still in its field'
        raise NotAsPromised(promised=promised, seen=f'"{seen}"' if seen else "an empty field")


@then("Continue cannot be tapped")
def cannot_continue(invite_page: InvitePage, settings: Settings) -> None:
    """Nothing is entered."""
    if invite_page.can_continue(settings.profile.timeouts.quiet_s):
        raise NotAsPromised(promised="Continue waits for a contact", seen="it can be tapped")


@then("the app goes on to the roles")
def goes_on(invite_page: InvitePage) -> None:
    """What was typed is good enough."""
    if not invite_page.can_continue():
        raise NotAsPromised(promised="what was typed is accepted", seen="Continue is greyed out")
    invite_page.go_on().wait_open()


@then("the app does not go on to the roles")
def does_not_go_on(invite_page: InvitePage, settings: Settings) -> None:
    """Neither Continue nor anything else leads there."""
    if invite_page.can_continue(settings.profile.timeouts.quiet_s) and invite_page.leads_on():
        promised = "what was typed is not accepted"
        raise NotAsPromised(promised=promised, seen="the app went on to the roles")


def with_blanks(contact: Contact) -> str:
    """As one copies it together with what stands around it."""
    return f"  {contact}  "


def is_same(shown: str, typed: str) -> bool:
    """An accent may be kept as part of its letter, or behind it: nobody sees that."""
    return normalize("NFC", shown) == normalize("NFC", typed)

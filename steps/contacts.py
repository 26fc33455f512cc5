"""Phone numbers and addresses as people write them."""

from pytest_bdd import parsers, then, when

from harness.errors import NotAsPromised
from harness.session.lease import Lease
from harness.settings import Settings
from pages.invite import InvitePage
from steps.people import TYPES, Way, the_member_contact


@when(parsers.re(r'the Admin types "(?P<written>.*)"'))
def type_contact(invite_page: InvitePage, written: str) -> None:
    """Just as it is written, blanks included."""
    invite_page.type(written)


@when(
    parsers.parse(
        "the Admin types the member's {kind:Way} with blanks before and behind it",
        extra_types=TYPES,
    )
)
def type_with_blanks(invite_page: InvitePage, lease: Lease, kind: Way) -> None:
    """As it comes out of another app's clipboard."""
    invite_page.type(f"  {the_member_contact(lease, kind)}  ")


@then("Continue cannot be tapped")
def cannot_continue(invite_page: InvitePage, settings: Settings) -> None:
    """Nothing is entered."""
    if invite_page.can_continue(settings.profile.timeouts.quiet_s):
        raise NotAsPromised(promised="Continue waits for a contact", seen="it can be tapped")


@then("the app goes on to the roles")
def goes_on(invite_page: InvitePage) -> None:
    """What was typed is good enough."""
    if not invite_page.can_continue():
        raise NotAsPromised(promised="it is accepted", seen="Continue is greyed out")
    invite_page.go_on().wait_open()


@then("the app does not go on to the roles")
def does_not_go_on(invite_page: InvitePage, settings: Settings) -> None:
    """Neither Continue nor anything else leads there."""
    if invite_page.can_continue(settings.profile.timeouts.quiet_s) and invite_page.leads_on():
        raise NotAsPromised(promised="it is not accepted", seen="the app went on to the roles")

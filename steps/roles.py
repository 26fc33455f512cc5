"""What the screen with the roles offers."""

import re
from collections.abc import Callable

import pytest
from pytest_bdd import given, parsers, then, when

from harness.errors import NotAsPromised
from harness.excerpt import excerpt
from harness.inboxes.links_and_codes import without_links_and_codes
from harness.session.lease import Lease
from harness.settings import Settings
from pages.app import App
from pages.role import RolePage
from steps.people import ROLES, TYPES, Way, the_member_contact
from steps.roles_in_words import differences, in_order, order_difference, other_roles

# Characters of a message in an error: enough to see what it is about.
_SEEN = 200


@given(
    parsers.parse("the Admin has entered the member's {kind:Way}", extra_types=TYPES),
    target_fixture="role_page",
)
@when(
    parsers.parse("the Admin has entered the member's {kind:Way}", extra_types=TYPES),
    target_fixture="role_page",
)
def roles_for_member(app: App, lease: Lease, kind: Way) -> RolePage:
    """From Permissions, up to the roles."""
    return app.choose_role_for(the_member_contact(lease, kind))


@given(
    parsers.parse(
        "the Admin has chosen {name:Role} for the member's {kind:Way}", extra_types=TYPES
    ),
    target_fixture="role_page",
)
def role_chosen(app: App, lease: Lease, name: str, kind: Way) -> RolePage:
    """From Permissions, up to the tap on Invite."""
    return app.choose_role_for(the_member_contact(lease, kind)).choose(name)


@when(parsers.parse("the Admin chooses {name:Role}", extra_types=TYPES))
def choose(role_page: RolePage, name: str) -> None:
    """On the screen with the roles."""
    role_page.choose(name)


@then("exactly these roles are offered:")
def exactly_these_roles(role_page: RolePage, datatable: list[list[str]]) -> None:
    """Names and descriptions, to the letter; the guide promises no order."""
    words = role_page.screen.text
    promised = {words(name): words(meaning) for name, meaning in datatable[1:]}
    seen = role_page.offered(lambda offered: not differences(promised, offered))
    if differences(promised, seen):
        raise other_roles(promised, seen)


@then(parsers.parse("{first:Role} is offered first, then {second:Role}", extra_types=TYPES))
def offered_in_order(role_page: RolePage, first: str, second: str) -> None:
    """Top to bottom; whether there is one too many is another scenario's."""
    promised = [role_page.screen.text(name) for name in (first, second)]
    seen = role_page.offered(lambda offered: not order_difference(promised, offered))
    if difference := order_difference(promised, seen):
        raise NotAsPromised(promised=in_order(promised), seen=difference)


@then("no role is chosen")
def no_role_chosen(role_page: RolePage) -> None:
    """The Admin has to decide. At last one is chosen, to see that the screen tells it at all."""
    _expect_chosen(role_page, [])
    chosen = role_page.choose("Operator").chosen_as([role_page.screen.text("Operator")])
    if not chosen:
        pytest.skip("this build of the app does not tell which role is chosen")


@then(parsers.parse("only {name:Role} is chosen", extra_types=TYPES))
def only_chosen(role_page: RolePage, name: str) -> None:
    """One role at a time."""
    _expect_chosen(role_page, [role_page.screen.text(name)])


@then("Invite can be tapped")
def can_send(role_page: RolePage) -> None:
    """Something is chosen."""
    if not role_page.can_send():
        raise NotAsPromised(promised="Invite works once a role is chosen", seen="it is greyed out")


@then("Invite cannot be tapped yet")
def cannot_send(role_page: RolePage, settings: Settings) -> None:
    """Nothing is chosen."""
    if role_page.can_send(settings.profile.timeouts.quiet_s):
        raise NotAsPromised(promised="Invite waits for a role", seen="it can be tapped without one")


def expect_role(text: str, words: Callable[[str], str], name: str, promised: str) -> None:
    """The role that a message names: behind "as" where it does, else the only one named.

    Who invites may be named, too: "The Admin of ... invited you to join as Operator".

    Args:
        text: What it says.
        words: Of the app's language.
        name: The role that it should name, in the guide's word.
        promised: What the message should say, with a place for the role.

    Raises:
        NotAsPromised: It names another role, both, or none.
    """
    role, roles = words(name), [words(each) for each in ROLES]
    either = "|".join(map(re.escape, roles))
    named = re.findall(rf"\bas (?:an? )?({either})\b", text) or re.findall(rf"\b({either})\b", text)
    if set(named) != {role}:
        # First the links and codes, then the cut: what is left of a cut one would not be known.
        seen = excerpt(without_links_and_codes(text), _SEEN)
        raise NotAsPromised(promised=promised.format(role), seen=f'"{seen}"')


def _expect_chosen(role_page: RolePage, promised: list[str]) -> None:
    seen = role_page.chosen_as(promised)
    if seen != promised:
        raise NotAsPromised(promised=_chosen(promised), seen=_chosen(seen))


def _chosen(names: list[str]) -> str:
    return f"{' and '.join(names) or 'no role'} {'are' if len(names) > 1 else 'is'} chosen"

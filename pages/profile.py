"""The profile homepage (guide, step 3)."""

import re
from collections.abc import Collection, Iterable, Sequence

from harness.errors import InfrastructureError, NotShown
from harness.screen.locator import Locator, plain
from harness.screen.page import Page, button
from harness.screen.picking import Missing, matches
from harness.screen.screen import Sought
from harness.screen.sight import ALWAYS, Condition
from harness.session.sighting import Sighting
from pages.menu import MenuPage

_BEFORE, _BEHIND = re.compile(r"^[\W_]+"), re.compile(r"[\W_]+$")


class ProfilePage(Page):
    """The account's own profile."""

    menu = button("Profile menu", hint="the three dashes in the upper right corner (guide, step 3)")

    recognised_by = (menu,)
    # A log-in may lie over a guest's Profile, whose menu stays in the tree.
    never_with = (button("Continue with phone"), button("Continue with email / username"))
    shows_people = "own accounts"

    def is_of(self, account: str, *, expected: bool = False) -> bool:
        """Whether it names the account.

        Args:
            account: As Profile writes it: "Blue Fern Studio Germany" is another one's.
            expected: The name has the profile's time to come; else as long as it takes to believe
                that something is absent.
        """
        return self.names_of([account], expected=expected) == {account}

    def names_of(self, accounts: Collection[str], *, expected: bool = False) -> set[str]:
        """Which of these accounts it names, once it names any; see `is_of`."""
        self.wait_open()
        named: set[str] = set()

        def look() -> bool | Missing:
            named.update(self._named_now(accounts))
            return bool(named) or Missing("it names none of them")

        sought, quiet_s = Sought("Profile to name its account"), self.screen.quiet_s
        within_s = self.screen.timeout_s if expected else quiet_s
        self.screen.answers(look, sought, default=False, timeout_s=within_s)
        return named

    def open_menu(self, naming: str = "") -> MenuPage:
        """Tap the three dashes.

        Args:
            naming: The account that Profile has to name by then; any, where that is empty.

        Raises:
            InfrastructureError: It names another one, or does not tell.
        """
        try:
            self.menu.tap(self._when_naming(naming) if naming else ALWAYS)
        except NotShown:
            if not naming or not self.is_open():
                raise
            raise _names_other(naming, self.screen.read().describe()) from None
        return MenuPage(self.screen)

    def wait_of(self, account: str) -> None:
        """Wait until it names the account.

        Raises:
            InfrastructureError: It names another one, or does not tell.
        """
        if not self.is_of(account, expected=True):
            raise _names_other(account, self.screen.read().describe())

    def _when_naming(self, account: str) -> Condition:
        """Seen in the look that the tap takes anyhow, where the label is the name alone."""
        alone = Locator("text", (account,), verbatim=True)

        def unmet(seen: Sequence[Sighting]) -> Missing | None:
            if matches(alone, seen, self.screen.window) or self._named_now([account]):
                return None
            return Missing(f"Profile does not name {account}")

        return Condition([alone], unmet)

    def _named_now(self, accounts: Iterable[str]) -> set[str]:
        labels = (each for node in self.screen.read().visible for each in node.labels)
        named = set().union(*map(_readings, labels))
        return {each for each in accounts if _plain(each) in named}


def _names_other(account: str, seen: str) -> InfrastructureError:
    return InfrastructureError(
        f"Profile does not name {account}: the app is in another account, or Profile names it"
        " otherwise.\n"
        f"  Seen: {seen}\n"
        "  Nothing more was done there: whoever is invited would join that account.\n"
        "  Do: change to the account by hand where nobody logs in; where it is the right one,"
        " write profile_name into the people file as Profile has it"
    )


def _readings(label: str) -> set[str]:
    """As it stands, and without what may stand before or behind a name: "@", an arrow, a tick."""
    name = _plain(label)
    before, behind = _BEFORE.sub("", name), _BEHIND.sub("", name)
    return {name, before, behind, _BEHIND.sub("", before)}


def _plain(label: str) -> str:
    return plain(label).casefold()

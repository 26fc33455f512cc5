"""Who may act for the Organization Account (guide, step 7). Assumed: no dump is public."""

from collections.abc import Callable
from typing import Self

from harness.errors import InfrastructureError, NotShown
from harness.invitations.contact import Contact
from harness.invitations.doubt import Standing
from harness.screen.page import Page, button, heading, row, text
from harness.screen.picking import Missing
from harness.screen.reading import Reading
from harness.screen.screen import Screen, Sought
from pages.app_words import refuse_to_blame_app
from pages.invite_by_phone import InviteByPhonePage
from pages.member_row import ListedMember, RowReader
from pages.removal import RemovalSheet, RowMoved


class PermissionsPage(Page):
    """Members and pending invitations; only an Admin can invite."""

    invite = button("Invite", hint="only an Admin sees Invite (guide, part 1)")
    pending = text("Pending", "Invited")
    title = heading("Permissions")
    account_information = row("Account information")  # of the screen before

    recognised_by = (invite,)
    sometimes = (title, pending, account_information)
    shows_people = "rows"
    never_with = (
        button("Continue"),
        text("Full access to this account. Admins can do everything, including completing sensitive"
             " actions, changing settings, assigning roles, and granting permissions."),
        text("Standard access to this account. Operators can only manage content, chats, and"
             " connections."),
    )  # fmt: skip

    def __init__(self, screen: Screen) -> None:
        super().__init__(screen)
        self._has_no_rows = False  # it had none, for all of the time that rows have to come

    def is_seen(self) -> bool:
        """Whether the list is in front at this moment, with or without Invite.

        The screen before it has a row of the same name.
        """
        before = self.account_information.is_shown()
        return not before and (self.title.is_shown() or self.invite.is_shown())

    def offers_removal_of(self, contact: Contact, *, expected: bool = True) -> bool:
        """Whether the three dots beside the contact lead to "Remove user"; it is not tapped.

        Args:
            contact: Whom to look for.
            expected: The dots have the profile's time to come; else as long as it takes to believe
                that something is absent.

        Raises:
            NotShown: The list loads all the time, or says that it could not be loaded.
            InfrastructureError: The list does not tell whether the contact is in it.
        """
        with self.screen.guard.changing_list():
            within_s = None if expected else self.screen.quiet_s
            row = self.find_once(contact, _has_menu, within_s)
            if row is None or row.menu is None:
                return False
            self.screen.session.tap_at(*row.menu)
            sheet = RemovalSheet(self.screen)
            if not sheet.comes():
                return False
            sheet.leave()
            return True

    def start_invitation(self) -> InviteByPhonePage:
        """Tap Invite, which asks for a phone number first.

        All of the list is read before: it tells later whether an invitation is a new one.
        """
        guard, rows = self.screen.guard, self._rows
        guard.abandoned()
        readings = self._read_all()
        guard.list_seen(lambda contact: rows.standing_of(contact, readings))
        self.invite.tap()
        return InviteByPhonePage(self.screen)

    def wait_loaded(self) -> Self:
        """Wait until the list is there, which may follow its frame.

        Raises:
            NotShown: It loads all the time, or says that it could not be loaded.
            InfrastructureError: Nothing but its frame comes.
        """
        if not (self._comes() or self._tells_otherwise(self.screen.read())):
            raise self._not_loaded()
        return self

    def lists(self, contact: Contact) -> bool:
        """Whether the contact is in the list, anywhere.

        Raises:
            NotShown: The list loads all the time, or says that it could not be loaded.
            InfrastructureError: The list does not tell.
        """
        row, may_be_hidden, has_come = self._look_through(contact)
        if row is None and not has_come:
            raise self._not_loaded()
        standing = self._standing(contact, row, is_told=not may_be_hidden)
        if standing == "unknown":
            message = (
                f"The list on Permissions does not tell whether {contact} is in it.\n"
                "  Seen: a row may be theirs that hides characters, or shows a name instead\n"
                "  Do: look there by hand; nobody is removed who is not known"
            )
            raise InfrastructureError(message)
        return standing == "listed"

    def standing_of(self, contact: Contact, *, was_there: bool = False) -> Standing:
        """Whether the contact is in the list, anywhere, as far as the list tells.

        Args:
            contact: Whom to look for.
            was_there: Whether rows of the list were seen just before: then a frame without any is
                an empty list, unless it says that it loads or could not be loaded.
        """
        row, may_be_hidden, has_come = self._look_through(contact)
        if row is None and was_there and not has_come:
            has_come = not self._rows.is_missing(self.screen.read())
        return self._standing(contact, row, is_told=has_come and not may_be_hidden)

    def find(self, contact: Contact) -> ListedMember | None:
        """The row of a contact; scrolls through all of the list."""
        return self._look_through(contact)[0]

    def find_once(
        self,
        contact: Contact,
        says: Callable[[ListedMember], bool],
        timeout_s: float | None = None,
    ) -> ListedMember | None:
        """Like `find`, for a row that should be there: it has time to come, and to say all of it.

        Args:
            contact: Whose row it is.
            says: Whether a row says what it should.
            timeout_s: Other than the profile's.

        Returns:
            The row as it was in the end; None where the list is there without it.

        Raises:
            NotShown: The list loads all the time, or says that it could not be loaded.
            InfrastructureError: The list does not tell whether the contact is in it.
        """
        row = self.find(contact)
        if row is not None and says(row):
            return row

        def look() -> bool | Missing:
            nonlocal row
            now = self._row(contact)
            row = None if isinstance(now, Missing) else now
            return (row is not None and says(row)) or Missing("its row says something else")

        sought = Sought(f"the row of {contact} in full")
        self.screen.answers(look, sought, default=False, timeout_s=timeout_s)
        if row is None and self.lists(contact):
            row = self.find(contact)  # further down, or it has loaded meanwhile
        return row

    def wait_without(self, contact: Contact) -> None:
        """Give the row time to leave after Remove; whether it is gone `lists` tells."""

        def look() -> bool | Missing:
            back, row = self.invite.is_shown(), self._row(contact)
            gone = back and isinstance(row, Missing)
            return True if gone else Missing(f"{contact} is still in the list")

        self.screen.answers(look, Sought(f"{contact} to leave the list"), default=False)

    def remove(self, contact: Contact) -> None:
        """Take the member, or the pending invitation, out of the list as it was loaded just now.

        Whoever is in it by the contact is in the account by no other row: what was noted of a code
        that may have let them in is settled.

        Raises:
            NotShown: The contact is not in the list, or its row has no menu.
            RecipientRefused: The contact must not be removed; nobody was.
        """
        with self.screen.guard.changing_list():
            self.open_menu_of(contact).remove_user(contact).confirm(contact)
            self.screen.guard.accounted_for(contact)
            self.wait_without(contact)

    def open_menu_of(self, contact: Contact) -> RemovalSheet:
        """Tap the three dots beside a member, or a pending invitation.

        What follows is about whoever's row it was: hold `guard.changing_list()` until it is done.

        Raises:
            NotShown: The contact is not in the list, or its row has no menu.
            RowMoved: Its row moves all the time.
        """
        with self.screen.guard.changing_list():
            row = self.find(contact)
            if row is not None:
                row = self._still_row(contact, row)
            if row is None or row.menu is None:
                what = "is not in the list" if row is None else "has no three dots beside it"
                raise NotShown(
                    f"The menu of {contact} cannot be opened: it {what}.",
                    seen=self.screen.read().describe(),
                    look="how a pending invitation is cancelled is not documented (guide, part 5)",
                )
            self.screen.session.tap_at(*row.menu)
            return RemovalSheet(self.screen).wait_open()

    def _standing(self, contact: Contact, row: ListedMember | None, *, is_told: bool) -> Standing:
        if row is not None:
            return "listed"
        if not is_told or self.screen.guard.may_have_joined(contact):
            return "unknown"
        self.screen.guard.absent(contact)
        return "absent"

    def _look_through(self, contact: Contact) -> tuple[ListedMember | None, bool, bool]:
        """What all of the list tells of a contact.

        Returns:
            Their row; whether one that was seen may be theirs without showing it; whether there is
            a list at all: it is waited for as long as for any part.
        """
        may_be_hidden = has_come = False

        def look(reading: Reading) -> ListedMember | Missing:
            nonlocal may_be_hidden, has_come
            has_come = has_come or self._rows.has_rows(reading)
            self._has_no_rows &= not has_come
            row = self._rows.row_of(contact, reading)
            if isinstance(row, Missing) and self._rows.may_hide(contact, reading):
                may_be_hidden = True
            return row

        # Who may only look at the list has no Invite; for everybody else it comes with the rows.
        if not (self.comes() or self.is_seen()):
            self.wait_open()
        row = self.screen.read_anywhere(look)
        if row is None and not has_come:
            if self._comes():
                row = self.screen.read_anywhere(look)
            else:
                has_come = self._tells_otherwise(self.screen.read())
        if row is not None:
            self.screen.guard.shown(contact)
            if not row.is_pending:
                self.screen.guard.accounted_for(contact)
        return row, may_be_hidden, has_come

    def _not_loaded(self) -> NotShown | InfrastructureError:
        """An app that says so has failed; of a bare frame, the guide does not say who is listed."""
        reading = self.screen.read()
        refuse_to_blame_app(reading.texts)
        if not self._rows.is_missing(reading):
            return InfrastructureError(
                "The list on Permissions does not tell who is in it: no row comes.\n"
                f"  Seen: {reading.describe()}\n"
                "  Do: look there by hand, whether the list is empty, or has rows in which nothing"
                " can be read; nobody is taken for absent"
            )
        return NotShown(
            "The list on Permissions does not load.",
            seen=reading.describe(),
            look="whether the app reaches its servers; nobody is absent from it before",
        )

    def _read_all(self) -> list[Reading]:
        """All of the list, in one pass; nothing where nothing but its frame comes.

        Rows may come a few at a time: what is seen in one look counts once it stays for `quiet_s`.

        Raises:
            NotShown: It loads all the time, or says that it could not be loaded: nobody is invited
                before it was seen who is.
            InfrastructureError: It blames the network or the account for that.
        """
        reading = self.screen.read()
        if not reading.labelled(self.invite.locator):
            self.invite.wait_shown()
            reading = self.screen.read()
        if not self._rows.has_rows(reading):
            if not self._comes():
                reading = self.screen.read()
                if self._rows.is_missing(reading):
                    raise self._not_loaded()
                return self.screen.read_through() if self._tells_otherwise(reading) else []
            reading = self.screen.read()
        self._has_no_rows = False
        if self._rows.ends_in_sight(reading) and not self.screen.is_scrolled:
            reading = self.screen.last_of(reading, self.screen.read, lambda each: each.fingerprint)
            if self._rows.ends_in_sight(reading):
                return [reading]
        return self.screen.read_through()

    def _comes(self) -> bool:
        """Whether rows are there in time.

        Where there were none for all of the profile's time, they are not waited for as long again
        on the same phone, unless the list says that it loads.
        """

        def look() -> bool | Missing:
            return self._rows.has_rows(self.screen.read()) or Missing("only its frame is there")

        timeout_s = self.screen.quiet_s if self._has_no_rows else None
        sought = Sought("the list on Permissions")
        comes = self.screen.answers(look, sought, default=False, timeout_s=timeout_s)
        self._has_no_rows = not comes and not self._rows.is_missing(self.screen.read())
        return comes

    def _tells_otherwise(self, reading: Reading) -> bool:
        return self._rows.tells_otherwise(reading, (self.title.locator, self.invite.locator))

    def _row(self, contact: Contact) -> ListedMember | Missing:
        return self._rows.row_of(contact, self.screen.read())

    def _still_row(self, contact: Contact, seen: ListedMember) -> ListedMember:
        """The row where it is the same at two looks, with its three dots.

        A list that loads moves its rows; where the dots do not come in time, it is told as it is.

        Raises:
            NotShown: It has left the list.
            RowMoved: It moves all the time.
        """
        last: ListedMember | Missing = seen

        def look() -> ListedMember | Missing:
            nonlocal last
            before, last = last, self._row(contact)
            if isinstance(last, Missing) or isinstance(before, Missing):
                return Missing("its row is moving")
            if last.menu != before.menu:
                return Missing("its row is moving")
            return last if last.menu else Missing("its row has no three dots")

        what = f"the row of {contact} to stand still"
        try:
            return self.screen.wait_for(look, Sought(what))
        except NotShown as unrest:
            if isinstance(last, Missing):
                raise
            if last.menu:
                raise RowMoved(
                    f"Waited for {what}: it moves all the time, and a tap would meet another one.\n"
                    "  Nothing was tapped.\n"
                    "  Do: keep others from changing the list on Permissions during a run"
                ) from unrest
            return last

    @property
    def _rows(self) -> RowReader:
        roles = tuple(map(self.screen.text, ("Admin", "Operator")))
        return RowReader(self.pending.locator, roles)


def _has_menu(row: ListedMember) -> bool:
    return row.menu is not None

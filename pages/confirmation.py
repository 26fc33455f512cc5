"""What the app says when an invitation was sent (guide, step 11). Assumed: no dump is public."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, Self

from harness.errors import InfrastructureError, NotAsPromised, NotShown
from harness.invitations.contact import Contact
from harness.invitations.in_label import all_in
from harness.screen.dialog import is_wordless, nearest_labels
from harness.screen.locator import Locator
from harness.screen.page import Page, Part, button
from harness.screen.picking import Match, Missing, matches
from harness.screen.reading import Reading
from harness.screen.screen import Sought
from pages.app_words import NO_WAY, refuse_to_blame_app
from pages.invitation_words import (
    SAYS_FAILED,
    SAYS_REFUSED,
    SAYS_SENT,
    Line,
    failure_in,
    refusal_in,
    says_sent,
    top_of_sent,
)

_NO_WAY = re.compile(NO_WAY)
# Before the @ of an address that is nobody's who could be invited: "Write to help@example.com".
_HELP = re.compile(
    r"(?<![^\W_])(help|support|service|care|contact|info|feedback|privacy|no-?reply)(?![^\W_])",
    re.IGNORECASE,
)
_INVITE = Locator("button", ("Invite",))
_INVITED = re.compile(r"[Aa]lready|[Ii]s a member")


@dataclass(frozen=True)
class Answer:
    """What the app says to an invitation.

    Attributes:
        refusal: Why this person is not invited; empty where it does not refuse.
        failure: What did not work; empty where all did.
    """

    refusal: str
    failure: str

    @classmethod
    def of(cls, refusal: str, failure: str) -> Self:
        """What was read; who may not be invited is told so without a word about the network."""
        if refusal and not failure and _NO_WAY.search(refusal):
            return cls("", refusal)
        return cls(refusal, failure)


@dataclass(frozen=True)
class Outcome:
    """What came of trying to invite somebody.

    Attributes:
        kind: Whether the app confirmed it, refused it or led no way on, failed, or did not answer
            within the profile's time.
        seen: What was on the screen; empty where that tells no more.
    """

    kind: Literal["confirmed", "refused", "failed", "unanswered"]
    seen: str = ""


REFUSED = Outcome("refused")


class ConfirmationPage(Page):
    """The app's answer to an invitation, until OK is tapped."""

    ok = button("OK", hint="the guide promises a confirmation with OK after Invite (step 11)")

    refusal = Part(Locator("text", (), pattern=SAYS_REFUSED))
    failure = Part(Locator("text", (), pattern=SAYS_FAILED))
    sent = Part(Locator("text", (), pattern=SAYS_SENT))  # spares a look for other words

    recognised_by = (ok,)

    _ok_seen: Match | None = None

    def refuses(self) -> bool:
        """Whether a refusal is on the screen at this moment."""
        seen = self.screen.find([self.refusal.locator])
        found = matches(self.refusal.locator, seen, self.screen.window)
        return not all(says_sent(match.target.text) for match in found)

    def wait_answer(self) -> "Answer":
        """Wait for the app's answer to Invite; a refusal is noted.

        The guide promises OK, and no words with it: where none come in time, OK alone confirms.

        Raises:
            NotShown: There is none.
            NotAsPromised: The app is not in front any more, or Android says that it hangs.
            InfrastructureError: The app says that the account or the network does not let it.
        """
        said = (self.refusal.locator, self.failure.locator)
        # Where Invite lies behind it, so may a row that says of somebody what it should say itself.
        parts = (self.ok.locator, self.sent.locator, _INVITE, *said)
        is_bare = False

        def look() -> Answer | Missing:
            nonlocal is_bare
            is_bare = False
            seen = self.screen.find(parts)
            ok, sent, invite, *others = (matches(each, seen, self.screen.window) for each in parts)
            sent_at = None if invite else top_of_sent(_lines(sent))
            refusals, failures = map(_lines, others)
            words = refusal_in(refusals, sent_at), failure_in(failures, sent_at)
            if ok and (any(words) or invite or not sent):
                # What has come since the look may refuse, and what lies behind it does not.
                reading = self.screen.read()
                refusals, failures = (self._said(each, reading) for each in said)
                words = refusal_in(refusals, sent_at), failure_in(failures, sent_at)
                is_bare = not any(words) and not self._has_words(reading)
            if is_bare or not (ok or any(words)):
                what = "OK is there without a word"
                return Missing(what if is_bare else "neither a confirmation nor a refusal is shown")
            self._ok_seen = ok[0] if len(ok) == 1 else None
            self.screen.stop_where_blocked(" ".join(words))
            return Answer.of(*words)

        try:
            answer = self.screen.wait_for(look, Sought(f"{self.ok} to be shown", self.ok.locator))
        except NotShown as silence:
            if is_bare:
                answer = Answer("", "")
            elif self._is_gone():
                raise _gone("a confirmation with OK (guide, step 11)", silence.seen) from silence
            else:
                raise
        refuse_to_blame_app([answer.failure])
        if answer.refusal and not answer.failure:
            self.screen.guard.refused(as_invited=bool(_INVITED.search(answer.refusal)))
        return answer

    def outcome(self) -> Outcome:
        """What comes of the tap on Invite; a confirmation is noted.

        Raises:
            NotAsPromised: The app is not in front any more, or Android says that it hangs.
        """
        try:
            answer = self.wait_answer()
        except NotShown as silence:
            return Outcome("unanswered", silence.seen)
        if answer.failure:
            return Outcome("failed", answer.failure)
        if answer.refusal:
            return Outcome("refused", answer.refusal)
        self.screen.guard.confirmed()
        return Outcome("confirmed")

    def confirm_sent(self) -> None:
        """Wait for the answer and note that the invitation was sent.

        Raises:
            NotShown: No answer came.
            NotAsPromised: The app says that something did not work.
        """
        answer = self.wait_answer()
        if answer.refusal or answer.failure:
            raise NotAsPromised(
                "The app does not confirm the invitation.",
                promised="a confirmation with OK (guide, step 11)",
                seen=answer.refusal or answer.failure,
            )
        self.screen.guard.confirmed()

    def others_named(self, contact: Contact) -> list[str]:
        """Who stands there in the member's place; nobody where the member is named at all.

        Nor where it names nobody: that it names anybody is not documented. What lies behind it, and
        where to ask for help, is no name in it.

        Args:
            contact: Who was invited. Others count by a whole number or address of the same kind,
                whosever it is: the Admin's own, too.
        """

        def names_somebody(label: str) -> bool:
            may_be_theirs = contact.is_in(label) or contact.may_be_masked_in(label)
            return may_be_theirs or _names_in_place_of(contact, label)

        reading = self.screen.read()
        if is_wordless(reading, self.ok.locator):
            return []
        named = nearest_labels(reading, self.ok.locator, names_somebody)
        if any(map(contact.is_in, named)):
            return []
        return [label for label in named if _names_in_place_of(contact, label)]

    def acknowledge(self) -> None:
        """Tap OK, where it was seen with the answer if nothing has been done since."""
        if self._ok_seen and not self._ok_seen.reacts_not_yet:
            self.ok.tap_seen(self._ok_seen)
        else:
            self.ok.tap()

    def wait_closed(self) -> None:
        """Wait until it is not there any more, in an app that still is.

        Raises:
            NotShown: It stays.
            NotAsPromised: The app is not in front any more.
        """
        self.wait_left()
        if self._is_gone():
            promised = "OK closes the confirmation (guide, step 11)"
            raise _gone(promised, self.screen.read().describe())

    def _said(self, pattern: Locator, reading: Reading) -> list[Line]:
        """What may refuse, or tell of a failure, with OK."""

        def counts(label: str) -> bool:
            return pattern.names([label]) and not says_sent(label)

        tops = {label: node.bounds.top for node in reading.visible for label in node.labels}
        said = nearest_labels(reading, self.ok.locator, counts)
        return [Line(label, tops.get(label, 0)) for label in said]

    def _has_words(self, reading: Reading) -> bool:
        """Whether anything but OK stands with it: what it says may be drawn a moment later."""
        ok = self.ok.locator
        if is_wordless(reading, ok):
            return False
        return bool(nearest_labels(reading, ok, lambda label: not ok.names([label])))

    def _is_gone(self) -> bool:
        """Whether another app is in front for certain: a phone that fails tells nothing of it."""
        try:
            return not self.screen.is_of_app()
        except InfrastructureError:
            return False


def _gone(promised: str, seen: str) -> NotAsPromised:
    return NotAsPromised(
        "The app is gone: it has crashed, or another one has come in front.",
        promised=promised,
        seen=seen,
        look="the device log, for what made the app end",
    )


def _lines(found: Iterable[Match]) -> list[Line]:
    return [Line(match.target.text, match.target.bounds.top) for match in found]


def _names_in_place_of(contact: Contact, label: str) -> bool:
    named = [each for each in all_in(label) if each.is_whole and each.kind == contact.kind]
    asked_for_help = (_HELP.search(each.text.rpartition("@")[0]) for each in named)
    return contact.is_not_whose(label) and not all(asked_for_help)

"""Nobody but the listed members is ever invited, however their contact is written.

From the pages to what a phone is told: a recording screen stands for the phone.
"""

import random
import re
from collections import Counter
from collections.abc import Callable
from contextlib import suppress

import pytest
from invite_form import InviteForm, guard_for, screen_on
from recipients import LISTED, Whose, spellings

from harness.errors import RecipientRefused
from harness.invitations.contact import Contact
from harness.invitations.guard import InvitationGuard
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage

PAGES: dict[str, type[InvitePage]] = {"phone": InviteByPhonePage, "email": InviteByEmailPage}
VERBS: dict[str, Callable[[InvitePage, Contact], object]] = {
    "enter": InvitePage.enter,
    "type": lambda page, contact: page.type(contact.written),
}
# Neither with nor without a country's code beside the field is a stranger typed.
CODES = (1, None, 44)


def _invite(
    guard: InvitationGuard, contact: Contact, verb: str, code: int | None
) -> tuple[list[str], bool]:
    """What reached the phone: all that was typed, and whether Invite was tapped."""
    form = InviteForm(contact.kind, code)
    page = PAGES[contact.kind](screen_on(form, guard))
    guard.abandoned()
    with suppress(RecipientRefused):
        VERBS[verb](page, contact)
        page.go_on().choose("Operator").send()
    return form.typed, "Invite" in form.taps


def _is_wrong(whose: Whose, typed: list[str], *, is_invited: bool) -> bool:
    """What resembles a reserved contact may be nobody's, and be typed; only members are invited."""
    if is_invited is not (whose == "listed"):
        return True
    return whose in {"neighbour", "somebody"} and typed != []


@pytest.fixture
def _chooses_country(monkeypatch: pytest.MonkeyPatch) -> None:
    """As the list of countries does it; the form has none."""

    def choose(at: object, number: object, _label: str) -> None:
        at.screen.session.code = number.country_code  # type: ignore[attr-defined]

    monkeypatch.setattr("pages.phone_number_input._choose_country", choose)


@pytest.mark.usefixtures("_chooses_country")
def test_only_listed_members_reach_the_driver(
    sizes: dict[str, int], seed: int, figures: list[str]
) -> None:
    """Each spelling is entered and typed, and Invite is tapped if the guard lets one."""
    guard = guard_for(*LISTED)
    counts: Counter[Whose] = Counter()
    wrong: list[str] = []
    chance = random.Random(seed)  # noqa: S311 - trials, not secrets
    for trial, (contact, whose) in enumerate(spellings(sizes["recipients"], chance)):
        counts[whose] += 1
        for verb in VERBS:
            typed, is_invited = _invite(guard, contact, verb, chance.choice(CODES))
            if _is_wrong(whose, typed, is_invited=is_invited):
                text = f"{contact.written!r} {typed}"
                if whose in {"listed", "neighbour"}:  # its domain may be somebody's
                    text = re.sub("@[^']*", "@...", text)
                wrong.append(f"{trial}: {verb} {contact.kind}, {whose}: {text}")
    figures.append(
        f"{counts.total()} recipients, each entered and typed: {counts['listed']} listed members in"
        f" other spellings, {counts['somebody']} strangers, {counts['neighbour']} that resemble a"
        f" member and may be somebody's, {counts['near']} that resemble a reserved one:"
        f" {len(wrong)} typed, invited or refused wrongly"
    )
    assert not wrong, "\n".join(wrong[:40])

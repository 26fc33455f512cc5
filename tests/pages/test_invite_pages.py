"""Whom the pages that ask for a contact let be typed."""

import pytest
from invite_form import InviteForm, guard_for, screen_on

from harness.errors import InfrastructureError, RecipientRefused
from harness.invitations.contact import Contact
from pages.invite import InvitePage
from pages.invite_by_email import InviteByEmailPage
from pages.invite_by_phone import InviteByPhonePage

# Next to what is reserved, so that nobody has them either; the harness cannot know that.
LISTED = {"phone": "+1 202-555-0247", "email": "member@my-example.com"}
STRANGER = {"phone": "+1 202-555-0248", "email": "stranger@my-example.com"}
PAGES: dict[str, type[InvitePage]] = {"phone": InviteByPhonePage, "email": InviteByEmailPage}


def _page(form: InviteForm) -> InvitePage:
    members = [Contact("phone", LISTED["phone"]), Contact("email", LISTED["email"])]
    return PAGES[form.kind](screen_on(form, guard_for(*members)))


def _contact(kind: str, written: str) -> Contact:
    return Contact("email" if kind == "email" else "phone", written)


@pytest.mark.parametrize("kind", ["phone", "email"])
@pytest.mark.parametrize("verb", ["type", "enter"])
def test_a_stranger_is_not_even_typed(kind: str, verb: str) -> None:
    """What stands in the field, Continue would hand to the app."""
    form = InviteForm(kind)
    stranger = _contact(kind, STRANGER[kind])
    said = r"must not be entered: not listed under `members`, and somebody may have it\."
    with pytest.raises(RecipientRefused, match=said):
        getattr(_page(form), verb)(stranger.written if verb == "type" else stranger)
    assert form.typed == []


@pytest.mark.parametrize(
    ("kind", "written", "entered"),
    [
        ("phone", LISTED["phone"], "2025550247"),
        ("phone", "  +1 (202) 555-0247 ", "2025550247"),
        ("phone", "+1 604-555-0148", "6045550148"),
        ("phone", "0000000000", ""),
        ("email", LISTED["email"], ""),
        ("email", "second.member+studio@example.com", ""),
        ("email", "member.example.com", ""),
    ],
)
def test_members_and_what_nobody_has_are_typed(kind: str, written: str, entered: str) -> None:
    """Scenarios try how a contact may be written, and which ones the app does not take."""
    form = InviteForm(kind)
    _page(form).type(written)
    _page(form).enter(_contact(kind, written))
    assert form.typed == [written, entered or written]


@pytest.mark.parametrize("kind", ["phone", "email"])
def test_a_member_who_is_typed_is_read_back(kind: str) -> None:
    """What should stand there is not enough: a wrong character makes a stranger of a member."""
    form, texts = InviteForm(kind), iter([STRANGER[kind], LISTED[kind]])
    form.makes = lambda _: next(texts)
    page = _page(form).type(f"  {LISTED[kind]}  ")
    assert form.typed == [f"  {LISTED[kind]}  "] * 2
    assert page.screen.guard.drafted_member == _contact(kind, LISTED[kind])


@pytest.mark.parametrize("kind", ["phone", "email"])
def test_a_member_who_does_not_stand_there_is_not_drafted(kind: str) -> None:
    """However often it is typed: nothing is sent."""
    form, texts = InviteForm(kind), iter([STRANGER[kind], "7", STRANGER[kind]])
    form.makes = lambda _: next(texts)
    page = _page(form)
    with pytest.raises(InfrastructureError):
        page.type(LISTED[kind])
    assert page.screen.guard.drafted_member is None
    assert form.taps == []


def test_what_a_field_makes_of_nobodys_text_is_for_the_scenario_to_see() -> None:
    """It is typed once more, in case it was the keyboard's doing."""
    form = InviteForm("email", makes=lambda text: text.replace("\u00e9", ""))
    _page(form).type("m\u00e9mb\u00e9r@example.com").go_on()
    assert form.typed == ["m\u00e9mb\u00e9r@example.com"] * 2
    assert form.taps == ["Continue"]


@pytest.mark.parametrize("verb", ["go_on", "leads_on"])
@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("phone", "2025550248", 1),
        ("phone", "2025550247", 44),
        ("phone", "12025550247", None),
        ("phone", "", 1),
        ("email", "member@my-example.co", None),
        ("email", "Member@my-example.com", None),
    ],
)
def test_continue_is_not_tapped_beside_somebody_else(
    verb: str, kind: str, text: str, code: int | None
) -> None:
    """A keyboard may change a word, and an app a country, when one leaves the field."""
    form = InviteForm(kind)
    page = _page(form).enter(_contact(kind, LISTED[kind]))
    form.text, form.code = text, code
    with pytest.raises(InfrastructureError) as refused:
        getattr(page, verb)()
    beside = f" beside +{code}" if code else ""
    assert str(refused.value) == (
        f"{LISTED[kind]} was entered, and {text!r}{beside} stands there when InvitePage.continue_"
        ' (button "Continue") is to be tapped.\n'
        "  Nothing was sent: it would go to somebody else.\n"
        "  Do: look at the phone's keyboard, and at what the app makes of what is typed"
    )
    assert form.taps == []


@pytest.mark.parametrize(
    ("kind", "text", "code"),
    [
        ("phone", "(202) 555-0247", 1),
        ("phone", "+1 202 555 0247", 1),
        ("phone", "+1 202 555 0247", None),
        ("email", " member@my-example.com", None),
        ("email", "member@MY-example.com", None),
    ],
)
def test_another_spelling_of_the_member_is_the_member(
    kind: str, text: str, code: int | None
) -> None:
    """Apps group digits and cut blanks. The look is the one that the tap takes anyhow."""
    form = InviteForm(kind)
    page = _page(form).enter(_contact(kind, LISTED[kind]))
    form.text, form.code = text, code
    looks = form.looks
    page.go_on()
    assert (form.taps, form.looks) == (["Continue"], looks + 1)


def test_a_tap_that_is_sent_again_looks_again() -> None:
    """The app has swallowed the first one; what stands there may have changed since."""
    form = InviteForm("phone")
    page = _page(form).enter(_contact("phone", LISTED["phone"]))
    page.go_on()
    form.shows_roles, form.text = False, "2025550248"
    last = page.screen._obstacles.last_tap
    assert last is not None
    with pytest.raises(InfrastructureError, match="stands there when"):
        last.repeat(2, form.fallback)
    assert form.taps == ["Continue"]

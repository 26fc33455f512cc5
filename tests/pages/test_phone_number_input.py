"""A number is typed beside its own country's code, or not at all; and read back with it."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from invite_form import InviteForm, guard_for, screen_on

from harness.errors import ActInDoubt, InfrastructureError, NotAsPromised
from harness.invitations.contact import Contact
from harness.screen.locator import Explicit
from harness.screen.sight import Override
from harness.session.faults import Stale, TextRefused
from harness.session.sighting import Bounds, Sighting
from pages import phone_number_input
from pages.invite_by_phone import InviteByPhonePage
from pages.log_in import LogInPage
from pages.phone_number_input import (
    NumberInput,
    ShownNumber,
    enter_phone_number,
    shown_number,
)
from pages.region_chip import code_in, region

MEMBER = Contact("phone", "+1 202-555-0147")
IN_VAIN = "Nothing was done: it would be somebody else's number."
NATIONAL, INTERNATIONAL = "2025550147", "+12025550147"


@pytest.fixture
def form(monkeypatch: pytest.MonkeyPatch) -> InviteForm:
    """Where another country can be chosen."""
    form = InviteForm()

    def choose(*_: object) -> None:
        form.taps.append("country")
        form.code = 1

    monkeypatch.setattr(phone_number_input, "_choose_country", choose)
    return form


def _enter(form: InviteForm, contact: Contact = MEMBER, written: str = "") -> None:
    screen = screen_on(form, guard_for(contact))
    screen.timeout_s = 5
    page = InviteByPhonePage(screen)
    enter_phone_number(NumberInput(screen, page.number, page.region, IN_VAIN), contact, written)


def _one_after_the_other(*written: str) -> Callable[[str], str]:
    waiting = list(written)
    return lambda _: waiting.pop(0)


@pytest.mark.parametrize(
    ("code", "typed", "chosen"),
    [(1, NATIONAL, []), (None, INTERNATIONAL, []), (44, NATIONAL, ["country"])],
)
def test_a_number_is_typed_as_the_field_wants_it(
    form: InviteForm, code: int | None, typed: str, chosen: list[str]
) -> None:
    """National beside its country's code, else international; another country is chosen first."""
    form.code = code
    _enter(form)
    assert (form.typed, form.taps) == ([typed], chosen)


def test_to_read_it_back_costs_one_look(form: InviteForm) -> None:
    """Field and code are seen together, before the typing as after it."""
    _enter(form)
    assert (form.looks, form.sent) == (2, 3)


def test_a_code_that_comes_with_the_number_is_fine(form: InviteForm) -> None:
    """Some apps take the country out of what is typed."""
    form.code, form.makes = None, lambda _: "202-555-0147"
    form.after_typing = lambda form: setattr(form, "code", 1)
    _enter(form)
    assert form.typed == [INTERNATIONAL]


def test_beside_another_countrys_code_nothing_is_typed(
    form: InviteForm, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The choice went wrong, or the field took it back: it would be somebody else's number."""
    form.code = 44
    monkeypatch.setattr(phone_number_input, "_choose_country", lambda *_: None)
    with pytest.raises(InfrastructureError) as refused:
        _enter(form)
    assert str(refused.value) == (
        "The country of +1 202-555-0147 was chosen, and the app shows +44 beside the field, not"
        " +1.\n"
        f"  {IN_VAIN}\n"
        "  Do: look at the list of countries by hand, and how the app names this one"
    )
    assert form.typed == []


@pytest.mark.parametrize("code", [1, None])
def test_a_code_that_changes_while_one_types_is_chosen_again(
    form: InviteForm, code: int | None
) -> None:
    """The right digits behind another country's code are somebody else's number."""
    form.code = code
    form.after_typing = lambda form: setattr(form, "code", 44 if len(form.typed) == 1 else 1)
    _enter(form)
    assert (form.typed[1:], form.taps) == ([NATIONAL], ["country"])
    assert form.notes == ['typed 2 times into InviteByPhonePage.number (field "Phone number")']


def test_a_code_that_changes_each_time_ends_it(form: InviteForm) -> None:
    """Nothing is sent."""
    form.after_typing = lambda form: setattr(form, "code", 44)
    with pytest.raises(InfrastructureError) as refused:
        _enter(form)
    seen = ", ".join(["'2025550147' beside +44"] * 3)
    assert str(refused.value) == (
        "+1 202-555-0147 was typed 3 times into InviteByPhonePage.number (field"
        ' "Phone number"), and the page shows another number, or does not tell its country.\n'
        f"  Seen: {seen}\n"
        f"  {IN_VAIN}\n"
        "  Do: type the number by hand, and look at what the app makes of it and of the country"
    )


@pytest.mark.parametrize("fault", [Stale("gone"), TextRefused("no"), ActInDoubt("lost")])
def test_a_field_that_is_found_again_is_looked_at_with_its_code(
    form: InviteForm, fault: Exception
) -> None:
    """What was right beside the code before may be somebody's beside another one."""

    def refuse_once(form: InviteForm) -> None:
        form.after_typing = lambda _: None
        form.code, form.text = None, ""
        raise fault

    form.after_typing = refuse_once
    _enter(form)
    assert form.typed == [NATIONAL, INTERNATIONAL]


@pytest.mark.parametrize(
    ("code", "said"),
    [(None, "or does not tell its country"), (1, r"shows \+1 beside the field, not \+44")],
)
def test_a_lost_plus_is_typed_again(form: InviteForm, code: int | None, said: str) -> None:
    """Without it the digits may be those of another country's number."""
    abroad = Contact("phone", "+44 20 7946 0147")
    form.code, form.makes = None, lambda text: text.removeprefix("+")
    form.after_typing = lambda form: setattr(form, "code", code)
    with pytest.raises(InfrastructureError, match=said):
        _enter(form, abroad)
    form.makes = _one_after_the_other("442079460147", "+44 20 7946 0147")
    form.code, form.typed = None, []
    form.after_typing = lambda _: None
    _enter(form, abroad)
    assert len(form.typed) == 2


def test_a_plus_beside_another_countrys_code_is_not_enough(form: InviteForm) -> None:
    """An app that passes over it makes a number of that country of the digits."""
    form.after_typing = lambda form: setattr(form, "code", 47)
    with pytest.raises(InfrastructureError, match="beside \\+47"):
        _enter(form, written=" +1 202-555-0147 ")
    assert form.typed == [" +1 202-555-0147 "] * 3


def test_wrong_digits_are_typed_again(form: InviteForm) -> None:
    """Other ones each time are the phone's doing, the same ones the app's."""
    form.makes = _one_after_the_other("2025550149", "202-555-0147")
    _enter(form)
    form.makes = _one_after_the_other("2025550149", "2025550148", "2025550149")
    with pytest.raises(InfrastructureError, match="the page shows another number"):
        _enter(form)
    form.makes = lambda _: "202555014"
    with pytest.raises(NotAsPromised, match="Typed 3 times into InviteByPhonePage"):
        _enter(form)


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("+1", 1),
        ("(+1)", 1),
        ("+1 \u25be", 1),
        ("+1 US", 1),
        ("US +1 \u25be", 1),
        ("FR +33", 33),
        ("\u202aUnited States +1\u202c", 1),
        ("United Kingdom (+44)", 44),
        ("C\u00f4te d\u2019Ivoire +225", 225),
        ("\u65e5\u672c +81", 81),
        ("Country code, +1", 1),
        ("+12025550147", None),
        ("+1 202-555-0147", None),
        ("Include your country code, like +44", None),
        ("+1 more", None),
        ("18+", None),
        ("Likes +100", None),
        ("United States", None),
    ],
)
def test_a_chip_shows_its_code_anywhere(label: str, code: int | None) -> None:
    """A number, a sentence and a count have a plus, too."""
    assert code_in(label) == code


def _view(label: str, top: int = 100, left: int = 0, what: str = "TextView") -> Sighting:
    return Sighting(
        element_id=f"{label} {top} {left}",
        text=label,
        description="",
        bounds=Bounds(left, top, left + 300, top + 100),
        displayed=True,
        enabled=True,
        selected=False,
        checked=False,
        clickable=False,
        class_name=f"android.widget.{what}",
        hint="",
        password=False,
        found_by=frozenset({("id", "chip")}) if what == "FrameLayout" else frozenset(),
    )


def _code(*views: Sighting, override: Override | None = None) -> int | None:
    screen = screen_on(InviteForm(), guard_for(MEMBER))
    screen._override = lambda _: override or Override()
    page = InviteByPhonePage(screen)
    at = NumberInput(screen, page.number, page.region, IN_VAIN)
    field = replace(_view(INTERNATIONAL, left=400, what="EditText"), hint="Phone number")
    shown = shown_number(at, [field, *views])
    assert isinstance(shown, ShownNumber)
    return shown.code


@pytest.mark.parametrize(
    ("views", "code"),
    [
        ([_view("US")], 1),
        ([_view("US"), _view("+44", left=310)], 44),
        ([_view("United Kingdom (+44)")], 44),
        ([_view("United Kingdom (+44)", top=0)], 44),
        ([_view("OK")], None),
        ([_view("US", top=300)], None),
        ([_view("Example: +44", top=300)], None),
        ([_view("+44", top=0), _view("+1 \u25be")], 1),
        ([_view("+44", left=310, what="EditText")], 44),
        ([_view("United Kingdom +44, double tap to change")], 44),
        ([_view("Country or region, +1")], 1),
        ([_view("estados unidos +1")], 1),
        ([_view("Country code, +1", top=0)], 1),
        ([_view("Friends +20", top=0)], None),
        ([_view("Friends +20", top=0), _view("+1")], 1),
        ([_view("Include your country code, like +44", top=0)], None),
        ([_view("+1 202-555-0147")], None),
        ([_view("+1"), _view("Include your country code, like +44", left=310)], 1),
    ],
)
def test_the_chip_is_beside_the_field(views: list[Sighting], code: int | None) -> None:
    """Letters alone only there; words of a hint below are none; of two the nearer one counts."""
    assert _code(*views) == code


@pytest.mark.parametrize(
    "label",
    [
        "United Kingdom +44 double tap to change",
        "your country is +44",
        "Include your country code, like +44",
        "United Kingdom +44, 2 of 200",
        "Item 2, United Kingdom +44",
    ],
)
def test_a_chip_that_is_not_understood_tells_no_country(label: str) -> None:
    """To pass it over would trust a plus; a person names the part, and then its code counts."""
    with pytest.raises(InfrastructureError) as refused:
        _code(_view(label))
    assert str(refused.value) == (
        'Beside InviteByPhonePage.number (field "Phone number") stands a country\'s code in words'
        " that are not understood, so the country is not told.\n"
        f"  Seen: {label!r}\n"
        f"  {IN_VAIN}\n"
        "  Do: name what shows the code as InviteByPhonePage.region in config/locators.yaml"
    )
    assert _code(_view(label), override=Override(labels=(label,))) == 44
    assert _code(_view(label, top=300)) is None
    assert region().locator.names([label])


def test_a_number_is_no_chip() -> None:
    """The look for the chip passes over what is typed."""
    for number in ("+12025550147", "+1 202-555-0147", "+1 (202) 555-0147", "+44 20 7946 0147"):
        assert not region().locator.names([number])


def test_the_chip_can_be_named() -> None:
    """By a label, or as the box around what shows the code."""
    box, inside = _view("", top=900, what="FrameLayout"), _view("Dial +44", top=900)
    assert _code(inside) is None
    assert _code(inside, override=Override(labels=("Dial +44",))) == 44
    assert _code(inside, box, override=Override(explicit=(Explicit("id", "chip"),))) == 44
    assert _code(_view("+44"), box, override=Override(explicit=(Explicit("id", "chip"),))) is None


def test_a_log_in_that_cannot_know_the_country_says_what_was_not_done(form: InviteForm) -> None:
    """Nobody is invited there."""
    form.code, form.makes = None, lambda text: text.removeprefix("+")
    screen = screen_on(form, guard_for(MEMBER))
    screen.timeout_s = 5
    with pytest.raises(InfrastructureError) as failure:
        LogInPage(screen).enter(MEMBER)
    said = str(failure.value)
    assert "Nobody was logged in: it would be with somebody else's number." in said
    assert said.endswith("can be named as LogInPage.region in config/locators.yaml")

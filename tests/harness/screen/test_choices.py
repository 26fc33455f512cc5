import pytest
from dumps import box, reading, view

from harness.screen.choices import Choice, choices
from harness.screen.locator import Locator
from harness.screen.reading import Reading

ADMIN = Locator("option", ("Admin",), extended=True)
OPERATOR = Locator("option", ("Operator",), extended=True)
FULL, STANDARD = "Full access to this account.", "Standard access to this account."
BOTH = [Choice("Admin", FULL, marked=False), Choice("Operator", STANDARD, marked=False)]


def _card(number: int, *texts: str, radio: str = "", **more: object) -> str:
    """A clickable box with texts one below the other, and a radio button where asked for."""
    top = 300 + 250 * number
    lines = [
        view(text, f"[100,{top + 80 * line}][1000,{top + 80 * line + 70}]")
        for line, text in enumerate(texts)
    ]
    if radio:
        lines.append(
            view("", f"[20,{top}][80,{top + 60}]", kind="android.widget.RadioButton", desc=radio)
        )
    return box(f"[0,{top}][1080,{top + 240}]", *lines, clickable=True, **more)


def _screen(*cards: str) -> Reading:
    title = view("Assign a role", "[100,100][900,200]")
    send = view("Invite", "[100,2100][980,2200]", kind="android.widget.Button", clickable=True)
    return reading(box("[0,0][1080,2340]", title, box("[0,300][1080,1500]", *cards), send))


def _offered(*cards: str) -> list[Choice]:
    return choices(_screen(*cards), [ADMIN, OPERATOR])


def test_boxes_are_read_with_name_and_description() -> None:
    """Top to bottom."""
    assert _offered(_card(0, "Admin", FULL), _card(1, "Operator", STANDARD)) == BOTH


def test_the_order_is_the_screens() -> None:
    """Swapped roles come swapped."""
    assert _offered(_card(0, "Operator", STANDARD), _card(1, "Admin", FULL)) == BOTH[::-1]


def test_swapped_descriptions_are_seen() -> None:
    """Each belongs to the name in its own box."""
    assert _offered(_card(0, "Admin", STANDARD), _card(1, "Operator", FULL)) == [
        Choice("Admin", STANDARD, marked=False),
        Choice("Operator", FULL, marked=False),
    ]


def test_a_third_role_is_found() -> None:
    """Whatever its name, wherever it stands."""
    cards = _card(0, "Admin", FULL), _card(1, "Viewer", "Looks"), _card(2, "Operator", STANDARD)
    assert [choice.name for choice in _offered(*cards)] == ["Admin", "Viewer", "Operator"]


@pytest.mark.parametrize("other", ["Manager", "Administrator", "operator"])
def test_a_renamed_role_is_found_by_the_name_it_has(other: str) -> None:
    """Also one that begins like a promised name."""
    offered = _offered(_card(0, "Admin", FULL), _card(1, other, STANDARD))
    assert [choice.name for choice in offered] == ["Admin", other]
    assert offered[1].description == STANDARD


def test_one_role_alone_is_one() -> None:
    """The other is missing, and nothing else counts as one."""
    offered = _offered(_card(0, "Admin", FULL))
    assert [choice.name for choice in offered] == ["Admin"]


def test_without_any_promised_name_there_are_none() -> None:
    """Nothing tells what the choices are."""
    assert _offered(_card(0, "Boss", FULL), _card(1, "Hand", STANDARD)) == []


@pytest.mark.parametrize("state", ["selected", "checked"])
def test_a_mark_counts_on_the_box_or_inside_it(state: str) -> None:
    """Selected or checked."""
    marked_card = _card(1, "Operator", STANDARD, **{state: True})
    assert [c.marked for c in _offered(_card(0, "Admin", FULL), marked_card)] == [False, True]


def test_names_and_descriptions_may_stand_in_descriptions_only() -> None:
    """Builds differ in where they carry words."""
    cards = [
        box(
            f"[0,{top}][1080,{top + 240}]",
            view("", f"[100,{top}][1000,{top + 70}]", desc=name),
            view("", f"[100,{top + 80}][1000,{top + 150}]", desc=words),
            clickable=True,
        )
        for top, name, words in ((300, "Admin", FULL), (600, "Operator", STANDARD))
    ]
    assert _offered(*cards) == BOTH


def test_one_label_may_say_name_and_description_together() -> None:
    """As screen readers are told."""
    cards = [
        box(f"[0,{top}][1080,{top + 240}]", desc=f"{name}, {words}", clickable=True)
        for top, name, words in ((300, "Admin", FULL), (600, "Operator", STANDARD))
    ]
    assert _offered(*cards) == BOTH


def test_a_list_without_boxes_is_read_line_by_line() -> None:
    """Name, description, name, description, all on one level."""
    lines = ["Admin", FULL, "Operator", STANDARD]
    flat = [
        view(
            line,
            f"[0,{300 + 100 * number}][1080,{400 + 100 * number}]",
            clickable=number % 2 == 0,
        )
        for number, line in enumerate(lines)
    ]
    assert _offered(*flat) == BOTH


def test_a_hidden_role_is_not_offered() -> None:
    """What a person cannot see does not count."""
    hidden = _card(2, "Viewer", "Looks", displayed=False)
    offered = _offered(_card(0, "Admin", FULL), _card(1, "Operator", STANDARD), hidden)
    assert [choice.name for choice in offered] == ["Admin", "Operator"]


def test_a_radio_button_may_carry_the_name_again() -> None:
    """For screen readers; it is still one role."""
    offered = _offered(
        _card(0, "Admin", FULL, radio="Admin"), _card(1, "Operator", STANDARD, radio="Operator")
    )
    assert offered == BOTH


def test_a_radio_button_may_carry_words_of_its_own() -> None:
    """They belong to the role's box, and do not hide its name."""
    offered = _offered(
        _card(0, "Admin", FULL, radio="Select"), _card(1, "Operator", STANDARD, radio="Select")
    )
    assert [choice.name for choice in offered] == ["Admin", "Operator"]
    assert FULL in offered[0].description


def test_one_role_with_its_name_twice_is_one() -> None:
    """The other role is missing; the radio button is no role of its own."""
    offered = _offered(_card(0, "Admin", FULL, radio="Admin"), _card(1, "Viewer", STANDARD))
    assert [choice.name for choice in offered] == ["Admin", "Viewer"]

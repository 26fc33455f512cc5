"""Rows of the list on Permissions, as builds that nobody has seen may have them."""

from harness.invitations.contact import Contact
from harness.screen.reading import Reading
from harness.session.sighting import Bounds
from pages.member_row import menu_of

MEMBER = Contact("phone", "+1 202-555-0147")


def _node(bounds: str, *children: str, text: str = "", clickable: bool = False) -> str:
    return (
        f'<a package="app" class="x" text="{text}" clickable="{str(clickable).lower()}"'
        f' bounds="{bounds}">{"".join(children)}</a>'
    )


def _person(top: int, text: str, *, menu: bool = True) -> str:
    """A row of 150 pixels."""
    name = _node(f"[40,{top + 20}][700,{top + 80}]", text=text)
    role = _node(f"[40,{top + 80}][700,{top + 130}]", text="Operator")
    dots = _node(f"[950,{top + 45}][1010,{top + 105}]", clickable=True)
    return _node(f"[0,{top}][1080,{top + 150}]", name, role, *([dots] if menu else []))


def _menu_of_member(*rows: str) -> tuple[int, int] | None:
    xml = f"<hierarchy>{_node('[0,0][1080,2340]', _node('[0,300][1080,750]', *rows))}</hierarchy>"
    reading = Reading(xml, Bounds(0, 0, 1080, 2340), "app")
    name = next(n for n in reading.visible if any(MEMBER.is_in(label) for label in n.labels))
    return menu_of(reading.row_of(name), name)


def test_the_menu_stands_in_the_persons_own_row() -> None:
    """A list of three is no higher than a row may be; the last one's menu is somebody else's."""
    rows = (
        _person(300, "+1 202-555-0102"),
        _person(450, "+1 202-555-0147"),
        _person(600, "+1 202-555-0103"),
    )
    assert _menu_of_member(*rows) == (980, 525)


def test_without_a_menu_of_its_own_there_is_none() -> None:
    """Better none than the neighbour's."""
    rows = (
        _person(300, "+1 202-555-0102"),
        _person(450, "+1 202-555-0147", menu=False),
        _person(600, "+1 202-555-0103"),
    )
    assert _menu_of_member(*rows) is None


def test_the_only_person_has_a_menu() -> None:
    """Nothing else is there."""
    assert _menu_of_member(_person(300, "+1 202-555-0147")) == (980, 375)
    assert _menu_of_member(_person(300, "+1 202-555-0147", menu=False)) is None


def test_a_row_of_a_short_list_is_one_persons() -> None:
    """Another person's role and state are not read as this one's."""
    rows = "".join(
        (
            _person(300, "+1 202-555-0102"),
            _person(450, "+1 202-555-0147"),
            _person(600, "a@b.example"),
        )
    )
    xml = f"<hierarchy>{_node('[0,0][1080,2340]', _node('[0,300][1080,750]', rows))}</hierarchy>"
    reading = Reading(xml, Bounds(0, 0, 1080, 2340), "app")
    name = next(n for n in reading.visible if any(MEMBER.is_in(label) for label in n.labels))
    row = reading.row_of(name, MEMBER.is_not_whose)
    assert row.texts == ["+1 202-555-0147", "Operator"]

"""Whose number or address cannot be anybody's."""

import pytest

from harness.invitations.contact import Contact
from harness.invitations.reserved import is_nobodys


@pytest.mark.parametrize(
    ("kind", "written", "expected"),
    [
        ("phone", "+1 202-555-0199", True),
        ("phone", "+1 604-555-0148", True),
        ("phone", "  +1 (202) 555 0100 ", True),
        ("phone", "+1 202-555-0247", False),
        ("phone", "+44 20 7946 0147", False),
        ("phone", "member", True),
        ("phone", "202555", True),
        ("phone", "+999 202 555 0148", True),
        ("phone", "2025550148", True),
        ("phone", "0012025550148", True),
        ("phone", "tel:+1-202-555-0148;ext=7", True),
        ("phone", "+20 2555 0148", False),
        ("phone", "0020 2555 0148", False),
        ("phone", "0000000000", True),
        ("phone", "20255501482025550148", True),
        ("phone", "member@example.com", True),
        ("phone", "0044 20 7946 0147", False),
        ("phone", "011 44 20 7946 0147", False),
        ("phone", "020 7946 0147", False),
        ("phone", "tel:+442079460147", False),
        ("phone", "tel:020-7946-0147;phone-context=+44", False),
        ("phone", "+44 20 7946 0147 ext 12", False),
        ("phone", "\uff0b\uff14\uff14 20 7946 0147", False),
        ("phone", "+\u0664\u0664 20 7946 0147", False),
        ("phone", "+44\u200b207\u200b9460147", False),
        ("phone", "+44 20 SWIMOI47", False),
        ("phone", "+44/20/7946/0147", False),
        ("phone", "020_7946_0147", False),
        ("phone", "020,794,601,47", False),
        ("phone", "202/555/0148", True),
        ("phone", "+1 202-555-0148 / +44 20 7946 0147", False),
        ("phone", "+1 202-555-0148 or 020 7946 0147", False),
        ("email", "member@example.com", True),
        ("email", "Second.Member@mail.Example.ORG.", True),
        ("email", "mémbér@example.com", True),
        ("email", "member@studio@example.com", True),
        ("email", "member@nowhere.invalid", True),
        ("email", "member", True),
        ("email", "member@", True),
        ("email", "member@my-example.com, second@example.com", False),
        ("email", "<member@my-example.com> second@example.com", False),
        ("email", "member\uff20my-example.com", False),
        ("email", "member\ufe6bmy-example.com", False),
        ("email", "member@example.com@my-example.com", False),
        ("email", "member@ex\u0430mple.com", False),
        ("email", "member@my-example.com", False),
        ("email", "member@example.com.studio.io", False),
    ],
)
def test_reserved_or_no_contact_at_all(kind: str, written: str, expected: bool) -> None:
    """What looks like a reserved one is somebody's."""
    assert is_nobodys(Contact("email" if kind == "email" else "phone", written)) is expected

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
        ("email", "member@example.com", True),
        ("email", "Second.Member@mail.Example.ORG.", True),
        ("email", "mémbér@example.com", True),
        ("email", "member@studio@example.com", True),
        ("email", "member@nowhere.invalid", True),
        ("email", "member", True),
        ("email", "member@", True),
        ("email", "member@example.com@my-example.com", False),
        ("email", "member@ex\u0430mple.com", False),
        ("email", "member@my-example.com", False),
        ("email", "member@example.com.studio.io", False),
    ],
)
def test_reserved_or_no_contact_at_all(kind: str, written: str, expected: bool) -> None:
    """What looks like a reserved one is somebody's."""
    assert is_nobodys(Contact("email" if kind == "email" else "phone", written)) is expected

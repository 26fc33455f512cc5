"""What the organization writes down, for whoever tries a suite."""

import json
from pathlib import Path

import pytest
from hand import PASSWORD

from virtual_phone.defects import Defects
from virtual_phone.faults import At, Faults
from virtual_phone.ledger import keeping_books
from virtual_phone.organization import Contact, Refused, Role, default_world
from virtual_phone.organization.world import ADMIN_PHONE

MEMBER = Contact("phone", "+12025550147")


def test_invitations_are_written_down_as_they_are_made(tmp_path: Path) -> None:
    """Also one that is refused; in the end who is left, and what has struck."""
    file, faults = tmp_path / "ledger.jsonl", Faults(["stale-element"])
    faults.meet(At.ELEMENT, reads=True)

    def events() -> list[str]:
        return [json.loads(line)["event"] for line in file.read_text("utf-8").splitlines()]

    with keeping_books(default_world(PASSWORD), Defects(), faults, file) as organization:
        admin = organization.sign_in(ADMIN_PHONE, PASSWORD)
        account = organization.accounts_of(admin)[0]
        invitation = organization.invite(account, admin, MEMBER, Role.OPERATOR)
        with pytest.raises(Refused):
            organization.invite(account, admin, MEMBER, Role.ADMIN)
        assert events() == ["invite", "invite"]
        organization.cancel(account, admin, invitation)
        organization.invite(account, admin, MEMBER, Role.OPERATOR)
    lines = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    assert [each["event"] for each in lines[:4]] == ["invite", "invite", "cancel", "invite"]
    assert [each.get("refused") for each in lines[:2]] == ["", "ALREADY_PENDING"]
    last = {each["event"]: each for each in lines[4:]}
    assert last["pending"]["contacts"] == [MEMBER.value]
    assert last["joined"]["contacts"] == []
    assert last["faults"]["struck"] == {"stale-element": 1}
    assert last["faults"]["struck_reads"] == {"stale-element": 1}
    assert last["faults"]["met"] == {At.ELEMENT: 1}

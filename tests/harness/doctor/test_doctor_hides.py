"""What the doctor says goes through the one redactor, as everything does that a run prints."""

import base64
import json
import sys
from urllib.parse import quote

import pytest
from ward import Ward

KEY = 't-5521 "s&cret"'
PEOPLE = """\
organization: Blue Fern Studio
admin: {phone: "+1 202-555-0100", password: "${ADMIN_PASSWORD}"}
members:
  - {phone: "+1 202-555-0147", private: true, told_by: {kind: sms}}
  - {email: member@example.com}
"""


@pytest.fixture
def hiding(ward: Ward) -> Ward:
    """A key in the profile, a password and a private number in the people file."""
    ward.environment |= {"GRID_TOKEN": KEY, "ADMIN_PASSWORD": "correct horse"}
    ward.profile(more='headers: {Authorization: "Bearer ${GRID_TOKEN}"}\n')
    ward.write("people.yaml", PEOPLE)
    return ward


@pytest.mark.parametrize(
    "form",
    [
        KEY,
        json.dumps(KEY)[1:-1],
        quote(KEY),
        base64.b64encode(f"user:{KEY}".encode()).decode(),
        "correct horse",
    ],
)
def test_secrets_of_both_files_are_replaced_in_every_form(hiding: Ward, form: str) -> None:
    """A server may say back what it was sent in whatever way it was sent."""
    said = hiding.subject().hide(f"who is <{form}>?")
    assert form not in said
    assert "[secret]" in said


def test_who_is_private_is_called_by_whose_it_is(hiding: Ward) -> None:
    """As in reports; who is not stays, else nobody knew what to put right."""
    said = hiding.subject().hide("no SMS for +1 (202) 555-0147, no mail for member@example.com")
    assert said == "no SMS for [number of member 1], no mail for member@example.com"


def test_a_variable_that_is_not_set_hides_nothing(hiding: Ward) -> None:
    """What stands for it meanwhile is in every other word."""
    del hiding.environment["ADMIN_PASSWORD"]
    assert hiding.subject().hide("11 phones, 1 away") == "11 phones, 1 away"


def test_nothing_secret_is_said_where_nothing_can_take_it_out(
    hiding: Ward, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package is missing: that is what the doctor has to say, and it says the rest."""
    monkeypatch.setitem(sys.modules, "harness.evidence.redaction", None)
    subject = hiding.subject()
    assert subject.hide("lxml is missing") == "lxml is missing"
    said = subject.hide(f"who is {KEY}?")
    assert said.startswith("not shown: it holds a secret, which nothing takes out (import of ")
    assert KEY not in said

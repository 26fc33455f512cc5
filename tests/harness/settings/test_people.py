"""People files: who may log in, who may be invited, and the errors."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.settings import Imap, People, Person, Sms

WHOLE = """\
organization: Blue Fern Studio
admin: {phone: "+1 202-555-0100", email: Admin@EXAMPLE.com, password: "${PASSWORD}"}
operator: {email: operator@example.com, code_command: [python3, code.py]}
members:
  - {phone: "+1 202-555-0147", told_by: {kind: sms}}
  - email: member@example.com
    told_by:
      {kind: imap, host: 127.0.0.1, port: "${PORT}", user: box, password: "${PASSWORD}", tls: false}
"""
_NAMES = [f"Studio {number}" for number in range(21)]


def test_a_whole_file(read: Callable[..., Any]) -> None:
    """Numbers and addresses are kept as written and as the network has them."""
    people = read(People, WHOLE)
    phone = people.admin.phone
    assert (phone.written, phone.e164) == ("+1 202-555-0100", "+12025550100")
    assert (phone.country_code, phone.national, phone.region) == (1, "2025550100", "US")
    assert people.admin.email == "Admin@example.com"
    assert people.admin.password.reveal() == "correct horse"
    assert people.operator.code_command == ("python3", "code.py")
    by_phone, by_email = people.members
    assert (by_phone.kind, by_phone.contact) == ("phone", "+12025550147")
    assert (by_email.kind, by_email.contact) == ("email", "member@example.com")
    assert isinstance(by_phone.told_by, Sms)
    assert isinstance(by_email.told_by, Imap)
    assert (by_email.told_by.port, by_email.told_by.folder) == (1143, "INBOX")
    assert "horse" not in repr(people)


def _people(member: str = "{phone: '+12025550147'}", admin: str = "{email: a@example.com}") -> str:
    return f"organization: X\nadmin: {admin}\nmembers:\n  - {member}\n"


PLAIN_PASSWORD = """\
s.yaml:2: a password in plain text
  Expected: "${NAME}", a variable of the environment
  Do: take it out of the file, and change it if the file was ever shared"""


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (_people(admin="{email: a@example.com, password: horse}"), PLAIN_PASSWORD),
        (_people(admin="{email: a@example.com, password: 'x${PASSWORD}'}"), PLAIN_PASSWORD),
        (
            _people(admin="{password: '${PASSWORD}'}"),
            's.yaml:2: neither "phone" nor "email"\n'
            "  Expected: at least one of them, to log in with",
        ),
        (
            _people(admin="{email: a@example.com, code_command: []}"),
            's.yaml:2: an empty command\n  Expected: ["program", "argument"]',
        ),
        (
            _people("{phone: '+12025550147', email: m@example.com}"),
            's.yaml:4: "phone" and "email"\n'
            "  Expected: exactly one of them; a person with both is two members",
        ),
        (
            _people("{told_by: {kind: sms}}"),
            's.yaml:4: neither "phone" nor "email"\n'
            "  Expected: exactly one of them; a person with both is two members",
        ),
        (
            _people("{phone: +1 202 555}"),
            's.yaml:4: the text "+1 202 555" is no phone number: no such number can '
            "exist in its country\n"
            '  Expected: a number in international form, such as "+1 202-555-0147", in '
            "quotes",
        ),
        (
            _people("{phone: 12025550147}"),
            "s.yaml:4: the number 12025550147\n"
            '  Expected: a number in international form, such as "+1 202-555-0147", in '
            "quotes",
        ),
        (
            _people("{phone: '+12025550147 ext. 5'}"),
            's.yaml:4: the text "+12025550147 ext. 5" is no phone number: it has an '
            "extension\n"
            '  Expected: a number in international form, such as "+1 202-555-0147", in '
            "quotes",
        ),
        (
            _people("{email: member.example.com}"),
            's.yaml:4: the text "member.example.com" is no email address: An email '
            "address must have an @-sign\n"
            "  Expected: an email address, such as member@example.com",
        ),
        (
            _people("{email: m@example.com, told_by: {kind: sms}}"),
            "s.yaml:4: an SMS to an address\n  Expected: kind: imap or notification",
        ),
        (
            _people("{phone: '+12025550147', told_by: {kind: smss}}"),
            's.yaml:4: "kind" is the text "smss"\n'
            "  Expected: kind: one of sms, notification, imap\n"
            '  Do: did you mean "sms"?',
        ),
        (
            _people("{phone: '+12025550147', told_by: {}}"),
            's.yaml:4: no "kind"\n  Expected: "kind: ..."',
        ),
        (
            _people("{phone: '+12025550147', told_by: {kind: sms, host: x}}"),
            's.yaml:4: the unknown key "host"\n  Expected: one of kind',
        ),
        (
            _people("{phone: '+12025550147'}\n  - {phone: '+1 202-555-0147'}"),
            "s.yaml:3: +12025550147 twice, as member 1 and 2\n  Expected: once",
        ),
        (
            _people("{email: b@example.com}\n  - {email: A@example.com}"),
            "s.yaml:5: A@example.com, the Admin's own, under members\n"
            "  Expected: has_joined: true, or somebody else: the Admin is never invited",
        ),
        (
            _people("{phone: '+12025550101'}") + 'operator: {phone: "+1 202-555-0101"}\n',
            "s.yaml:4: +12025550101, the Operator's own, under members\n"
            "  Expected: has_joined: true, or somebody else: the Operator is never invited",
        ),
        (
            _people("{phone: '+12025550149', has_joined: true}")
            + "outsider: {email: o@example.com, phone: '+1 202-555-0149'}\n",
            "s.yaml:4: +12025550149, the outsider's own, under members\n"
            "  Expected: somebody else: the outsider is never invited",
        ),
        (
            WHOLE + f"outsider: {{email: o@example.com, other_accounts: [{', '.join(_NAMES)}]}}\n",
            "s.yaml:9: 21 other accounts\n"
            "  Expected: 20 at the most: the guide promises no longer list (part 6)",
        ),
        (
            "organization: X\nadmin: {email: a@example.com}\nmembers: []\n",
            's.yaml:3: "members" is a list\n  Expected: at least one item',
        ),
    ],
)
def test_what_is_refused(read: Callable[..., Any], text: str, message: str) -> None:
    """Each error says line, found and allowed; a password is never repeated."""
    with pytest.raises(ConfigurationError) as error:
        read(People, text)
    assert str(error.value) == message


def test_who_has_a_part_may_be_listed_as_joined(read: Callable[..., Any]) -> None:
    """By any of their contacts: some scenarios are about people who belong to the account."""
    text = _people(
        "{email: A@example.com, has_joined: true}\n  - {phone: '+12025550101', has_joined: true}"
    )
    people = read(People, text + "operator: {phone: '+1 202-555-0101'}\n")
    assert [member.has_joined for member in people.members] == [True, True]


def test_everybody_with_a_part_is_listed_once(read: Callable[..., Any]) -> None:
    """Who is added to the file's parts later must not be forgotten by those who go through all."""
    others = ("outsider: {email: outsider@example.com}", "many_accounts: {email: m@example.com}")
    people = read(People, WHOLE + "\n".join(others))
    parts = [name for name, field in People.model_fields.items() if "Person" in str(field)]
    assert people.persons == tuple(getattr(people, name) for name in parts)
    assert read(People, _people()).persons == (Person(email="a@example.com"),)


def _mailbox(host: str = "127.0.0.1", port: str = "993", rest: str = "") -> str:
    told_by = (
        f"{{kind: imap, host: {host}, port: {port}, user: u, password: '${{PASSWORD}}'{rest}}}"
    )
    return _people(f"email: m@example.com\n    told_by: {told_by}")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            _mailbox("imap.example.com", rest=", tls: false"),
            's.yaml:5: "tls" is false for imap.example.com\n'
            "  Expected: true; false only on this machine",
        ),
        (_mailbox(port="'993'"), 's.yaml:5: "port" is the text "993"\n  Expected: a whole number'),
        (
            _mailbox(port="0"),
            's.yaml:5: "port" is the number 0\n  Expected: a number of at least 1',
        ),
        (
            _mailbox(port="70000"),
            's.yaml:5: "port" is the number 70000\n  Expected: a number of at most 65535',
        ),
        (
            _mailbox(port='"${WORD}"'),
            "s.yaml:5: the value of ${WORD}, which is no number\n  Expected: a whole number",
        ),
        (_mailbox(rest=", tls: 1"), 's.yaml:5: "tls" is the number 1\n  Expected: true or false'),
    ],
)
def test_mailboxes_that_are_refused(read: Callable[..., Any], text: str, message: str) -> None:
    """What a variable holds is not repeated."""
    with pytest.raises(ConfigurationError) as error:
        read(People, text)
    assert str(error.value) == message

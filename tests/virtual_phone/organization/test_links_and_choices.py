from collections.abc import Callable

import pytest

from virtual_phone.organization import Account, Contact, Organization, Person, Reason, Refused, Role
from virtual_phone.organization.world import (
    ALL_ACCOUNTS_EMAIL,
    ALL_ACCOUNTS_PHONE,
    BLUE_FERN_STUDIO,
    MANY_ACCOUNTS,
    MANY_ACCOUNTS_EMAIL,
    MANY_ACCOUNTS_PHONE,
    MEMBER_PHONE,
    OPERATOR_PHONE,
)

Build = Callable[..., Organization]

GSM_7 = frozenset(
    "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡"
    "ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà"
)


def person(organization: Organization, contact: Contact) -> Person:
    """Find somebody of the default world."""
    found = organization.person(contact)
    assert found
    return found


def test_looking_at_a_link_sends_nothing(organization: Organization, admin: Person) -> None:
    """For a place where nobody can join, such as a browser."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    sms = organization.deliveries.to_number(MEMBER_PHONE)

    assert organization.look_at_link(invitation.token) == invitation

    assert sms.take() == []
    with pytest.raises(Refused, match="doesn't exist"):
        organization.look_at_link("made-up")


def test_somebody_elses_link_opens_nothing(
    organization: Organization, admin: Person, operator: Person
) -> None:
    """Nor does it send the member a code."""
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    sms = organization.deliveries.to_number(MEMBER_PHONE)

    with pytest.raises(Refused) as refusal:
        organization.open_link(invitation.token, operator)

    assert refusal.value.reason is Reason.FOR_SOMEBODY_ELSE
    assert sms.take() == []
    assert organization.open_link(invitation.token, person(organization, MEMBER_PHONE))


def test_a_place_is_another_one_after_coming_back(
    organization: Organization, admin: Person, operator: Person
) -> None:
    """Which is how a session knows that it is over."""
    place = organization.membership_of(operator, BLUE_FERN_STUDIO)
    assert place
    assert place.role is Role.OPERATOR
    organization.remove(BLUE_FERN_STUDIO, admin, place)
    assert organization.membership_of(operator, BLUE_FERN_STUDIO) is None


@pytest.mark.parametrize(
    ("contacts", "accounts"),
    [
        ((MANY_ACCOUNTS_PHONE, MANY_ACCOUNTS_EMAIL), MANY_ACCOUNTS[:19]),
        ((ALL_ACCOUNTS_PHONE, ALL_ACCOUNTS_EMAIL), MANY_ACCOUNTS),
    ],
)
def test_persons_with_many_accounts(
    organization: Organization, contacts: tuple[Contact, ...], accounts: tuple[Account, ...]
) -> None:
    """One short of full, and full; reached by number and address alike."""
    for contact in contacts:
        one = person(organization, contact)
        assert organization.choices_of(one) == organization.accounts_of(one) == list(accounts)


def test_the_chooser_can_lack_or_keep_accounts(build: Build) -> None:
    """What a person is a member of does not change by it."""
    lacking = build("account-missing-from-chooser")
    one = person(lacking, MANY_ACCOUNTS_PHONE)
    assert lacking.choices_of(one) == list(MANY_ACCOUNTS[:18])
    assert len(lacking.accounts_of(one)) == 19

    keeping = build("removed-account-stays-in-chooser")
    operator, admin = person(keeping, OPERATOR_PHONE), keeping.members(BLUE_FERN_STUDIO)[0].person
    place = keeping.membership_of(operator, BLUE_FERN_STUDIO)
    assert place
    keeping.remove(BLUE_FERN_STUDIO, admin, place)
    assert BLUE_FERN_STUDIO in keeping.choices_of(operator)
    assert BLUE_FERN_STUDIO not in keeping.accounts_of(operator)


def test_messages_fit_into_two_sms(organization: Organization, admin: Person) -> None:
    """In the alphabet of SMS (GSM 03.38), where a second part makes 306 characters."""
    sms = organization.deliveries.to_number(MEMBER_PHONE)
    invitation = organization.invite(BLUE_FERN_STUDIO, admin, MEMBER_PHONE, Role.OPERATOR)
    organization.open_link(invitation.token)

    told, code = (message.body for message in sms.take())

    assert set(told + code) <= GSM_7
    assert len(told) <= 306
    assert len(code) <= 160
    assert "Blue Fern Studio" in told
    assert invitation.link in told.split()
    assert invitation.link not in code

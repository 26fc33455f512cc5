"""The words of every message. None of them is documented; the guide only says what they are for.

A message names the account and the role and carries the link (guide, part 4); the code comes in a
message of its own.
"""

from datetime import datetime

from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.deliveries import Delivery
from virtual_phone.organization.records import Person

JOIN_SUBJECT = "You're invited to join {account} on TikTok"
"""Subject of the mail that carries an invitation."""


def invitation_message(
    to: Contact, account_name: str, role_name: str, link: str, at: datetime
) -> Delivery:
    """The SMS or mail that tells somebody of their invitation."""
    sentence = f"You're invited to join {account_name} as {role_name}."
    if to.kind == "phone":
        body = f"TikTok: {sentence} Open this link within 24 hours to join: {link}"
        return Delivery("sms", to, "", body, at, link)
    body = (
        f"Hi,\n\n{sentence}\n\nOpen this link within 24 hours to join:\n{link}\n\n"
        "If you didn't expect this invitation, you can ignore this email.\n\nTikTok\n"
    )
    return Delivery("mail", to, JOIN_SUBJECT.format(account=account_name), body, at, link)


def inbox_entry(to: Person, account_name: str, role_name: str, link: str, at: datetime) -> Delivery:
    """The entry in the app's Inbox, for somebody who has the app."""
    body = f"You're invited to join {account_name} as {role_name}."
    return Delivery("in_app", to, "Organization invitation", body, at, link)


def join_code_message(to: Contact, account_name: str, code: str, at: datetime) -> Delivery:
    """The code that proves that the invited number or address is one's own."""
    return _code_message(to, f"{code} is your code to join {account_name}", at)


def login_code_message(to: Contact, code: str, at: datetime) -> Delivery:
    """The code to log in with instead of a password."""
    return _code_message(to, f"{code} is your code to log in", at)


def _code_message(to: Contact, sentence: str, at: datetime) -> Delivery:
    warning = "It is valid for 10 minutes. Don't share it with anyone."
    if to.kind == "phone":
        return Delivery("sms", to, "", f"TikTok: {sentence}. {warning}", at)
    return Delivery("mail", to, sentence, f"Hi,\n\n{sentence}.\n{warning}\n\nTikTok\n", at)

"""What the organization refuses, and the sentence the app shows for it.

None of these sentences is documented; "Enter a valid phone number" is what public automation
scripts have seen. All others are assumed.
"""

from enum import Enum


class Reason(Enum):
    """Why something was refused; the value is the sentence the app shows."""

    INVALID_PHONE = "Enter a valid phone number"
    INVALID_EMAIL = "Enter a valid email address"
    WRONG_CREDENTIALS = "Account or password is incorrect"
    UNKNOWN_PERSON = "There is no account with this phone number or email address"
    WRONG_CODE = "Verification code is incorrect"
    CODE_EXPIRED = "Verification code has expired. Send a new one"
    TOO_MANY_TRIES = "Too many attempts. Send a new code"
    NOT_ADMIN = "Only an Admin can do this"
    ONESELF = "You can't invite yourself"
    ALREADY_MEMBER = "This person is already a member of this account"
    ALREADY_PENDING = "This person has already been invited"
    LINK_UNKNOWN = "This invitation doesn't exist"
    LINK_EXPIRED = "This invitation has expired"
    LINK_USED = "This invitation has already been used"
    LINK_CANCELLED = "This invitation was cancelled"
    FOR_SOMEBODY_ELSE = "This invitation was sent to someone else"
    TOO_MANY_ACCOUNTS = "You can be a member of up to 20 accounts"
    LAST_ADMIN = "An account needs at least one Admin"
    NO_SUCH_MEMBER = "This person is no longer a member of this account"
    NO_SUCH_INVITATION = "This invitation is no longer pending"


class Refused(Exception):
    """The organization does not do what was asked, and nothing was changed.

    Attributes:
        reason: Why.
        sentence: What the app shows to the person.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.sentence = reason.value

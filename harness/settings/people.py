"""People files: who acts for the Organization Account, and who may be invited."""

from typing import Annotated, Any, Literal, Self

from pydantic import Field, field_validator, model_validator

from harness.settings.contacts import EmailAddress, PhoneNumber, PhoneNumberValue
from harness.settings.network import is_loopback
from harness.settings.strict_model import Items, SecretValue, StrictModel, WholeNumber, refusal

Text = Annotated[str, Field(min_length=1)]


class Person(StrictModel):
    """Somebody who can log in.

    Attributes:
        phone: Phone number to log in with.
        email: Address to log in with.
        password: None where the phone is logged in already, or a code is used.
        code_command: Command and arguments that print a one-time code, to log in with or for
            2-step verification.
    """

    phone: PhoneNumberValue | None = None
    email: EmailAddress | None = None
    password: SecretValue | None = None
    code_command: Items[Text] | None = None

    @model_validator(mode="after")
    def _can_be_named(self) -> Self:
        if self.phone is None and self.email is None:
            raise refusal('neither "phone" nor "email"', "at least one of them, to log in with")
        if self.code_command == ():
            raise refusal("an empty command", '["program", "argument"]', key="code_command")
        return self

    @property
    def can_log_in(self) -> bool:
        """Whether there is anything to log in with; else the phone must be logged in already."""
        return self.password is not None or self.code_command is not None


class Sms(StrictModel):
    """The member is told by SMS, which the member's phone shows."""

    kind: Literal["sms"]


class Notification(StrictModel):
    """The member is told by a notification of Android on the member's phone."""

    kind: Literal["notification"]


class Imap(StrictModel):
    """The member is told by mail, which a mailbox holds.

    Attributes:
        port: 993 unless the file says otherwise.
        tls: False only for a mailbox on this machine.
    """

    kind: Literal["imap"]
    host: Text
    port: Annotated[WholeNumber, Field(ge=1, le=65535)] = 993
    user: Text
    password: SecretValue
    tls: bool = True
    folder: Text = "INBOX"

    @model_validator(mode="after")
    def _is_private(self) -> Self:
        if not self.tls and not is_loopback(self.host):
            raise refusal(
                f'"tls" is false for {self.host}', "true; false only on this machine", key="tls"
            )
        return self


ToldBy = Annotated[Sms | Notification | Imap, Field(discriminator="kind")]


class Member(StrictModel):
    """Somebody who may be invited, by one phone number or one address.

    Attributes:
        password: To log in as the member, where a scenario does.
        told_by: Where to look for the invitation; None: nobody looks.
        has_joined: Belongs to the account already; listed for scenarios about such people only.
    """

    phone: PhoneNumberValue | None = None
    email: EmailAddress | None = None
    password: SecretValue | None = None
    told_by: ToldBy | None = None
    has_joined: bool = False

    @model_validator(mode="after")
    def _is_reached_one_way(self) -> Self:
        if (self.phone is None) == (self.email is None):
            found = 'neither "phone" nor "email"' if self.phone is None else '"phone" and "email"'
            raise refusal(found, "exactly one of them; a person with both is two members")
        if isinstance(self.told_by, Sms) and self.phone is None:
            raise refusal("an SMS to an address", "kind: imap or notification", key="told_by")
        if isinstance(self.told_by, Imap) and self.email is None:
            raise refusal("mail to a phone number", "kind: sms or notification", key="told_by")
        return self

    @property
    def kind(self) -> Literal["phone", "email"]:
        """What the member is invited by."""
        return "phone" if self.phone is not None else "email"

    @property
    def contact(self) -> str:
        """The number (E.164) or the address."""
        return self.phone.e164 if self.phone is not None else str(self.email)


class People(StrictModel):
    """A people file.

    Attributes:
        organization: The account's name, as the account chooser shows it.
        members: Who may be invited; nobody else ever is.
    """

    organization: Text
    admin: Person
    operator: Person | None = None
    members: Annotated[Items[Member], Field(min_length=1)]

    @field_validator("members")
    @classmethod
    def _are_all_different(cls, members: Any) -> Any:
        seen: dict[str, int] = {}
        for number, member in enumerate(members, 1):
            contact = member.contact.casefold()
            if contact in seen:
                raise refusal(
                    f"{member.contact} twice, as member {seen[contact]} and {number}", "once"
                )
            seen[contact] = number
        return members


__all__ = ["Imap", "Member", "Notification", "People", "Person", "PhoneNumber", "Sms", "ToldBy"]

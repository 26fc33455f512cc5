"""What is around the phones: messages, persons, the clock, what goes wrong on purpose."""

import re
import time
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from threading import Lock
from typing import Any, Final

from virtual_phone.app.build import Build
from virtual_phone.organization import Contact, Delivery, Organization, Person
from virtual_phone.webdriver.errors import invalid_argument

_LATEST: Final = datetime(2100, 1, 1, tzinfo=UTC)
"""Far enough for whatever expires. Python's own last year is 9999: no clock must come near it."""
_CODE: Final = re.compile(r"\b[0-9]{6}\b")


class WatchedWorld:
    """The organization behind the page, shared by all phones.

    Args:
        organization: The app's server.
        build: Of the app, for its version and package.
        mailbox: Where mail can be fetched by IMAP; None where no mail is delivered.
    """

    def __init__(
        self,
        organization: Organization,
        build: Build,
        mailbox: Mapping[str, Any] | None = None,
    ) -> None:
        self._organization = organization
        self._build = build
        self._mailbox = mailbox
        self._moving = Lock()

    def stamp(self) -> str:
        """What changes with every message, every member, and every move of the clock."""
        organization = self._organization
        ahead_s = round(organization.clock.now().timestamp() - time.monotonic())
        return f"{organization.version}-{len(organization.deliveries.sent())}-{ahead_s}"

    def described(self, *, passwords: bool) -> dict[str, Any]:
        """All of it, for the page.

        Args:
            passwords: Whether those of the persons are told.
        """
        organization = self._organization
        return {
            "now": organization.clock.now().isoformat(),
            "build": {"version": self._build.version, "package": self._build.package},
            "defects": [
                {"name": variant.name, "description": variant.defect.description}
                for variant in organization.defects.switched_on
            ],
            "mailbox": self._mailbox,
            "persons": [self._person(person, told=passwords) for person in organization.persons()],
            "messages": [_message(sent) for sent in organization.deliveries.sent()],
        }

    def let_pass(self, span: timedelta) -> None:
        """Move the clock of all phones and of the organization forward.

        Raises:
            WebDriverError: That would be too far.
        """
        clock = self._organization.clock
        with self._moving:
            now = clock.now()
            if now + span > _LATEST:
                raise invalid_argument(
                    f"The clock stops at {_LATEST:%Y-%m-%d}: at {now:%Y-%m-%d %H:%M:%S} it cannot "
                    f"be moved forward by {span}. Start the virtual phones again for the present"
                )
            clock.advance(span)

    def _person(self, person: Person, *, told: bool) -> dict[str, Any]:
        organization = self._organization
        roles = (
            (account.name, organization.role_of(person, account))
            for account in organization.accounts_of(person)
        )
        return {
            "name": person.name,
            "phone": person.phone.value if person.phone else "",
            "email": person.email.value if person.email else "",
            "password": (told and person.password) or "",
            "places": [f"{role.name.capitalize()} of {name}" for name, role in roles if role],
        }


def _message(sent: Delivery) -> dict[str, Any]:
    words = sent.body.replace(sent.link, "") if sent.link else sent.body
    return {
        "kind": sent.kind,
        "to": sent.to.value if isinstance(sent.to, Contact) else sent.to.name,
        "subject": sent.subject,
        "body": sent.body,
        "link": sent.link,
        "codes": list(dict.fromkeys(_CODE.findall(words))),
        "sent_at": sent.sent_at.isoformat(),
    }

"""What the organization sends to persons, and how phones and the mailbox get hold of it.

Whoever wants deliveries subscribes and takes them out when it suits them. Nobody is called back:
a phone that holds its own lock while it invites can never wait for another phone that way.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from queue import Empty, SimpleQueue
from threading import Lock
from typing import Literal

from virtual_phone.organization.contacts import Contact
from virtual_phone.organization.records import Person

DeliveryKind = Literal["sms", "mail", "in_app"]


@dataclass(frozen=True)
class Delivery:
    """One message to one addressee.

    Attributes:
        to: A number for "sms", an address for "mail", a person for "in_app".
        subject: Of a mail, or the title of an entry in the Inbox; empty for an SMS.
        link: What the message asks to open, also part of the body; empty where there is none.
    """

    kind: DeliveryKind
    to: Contact | Person
    subject: str
    body: str
    sent_at: datetime
    link: str = ""


class Subscription:
    """Deliveries for one receiver, oldest first, each handed out once."""

    def __init__(
        self,
        wanted: Callable[[Delivery], bool],
        end: Callable[["Subscription"], None],
    ) -> None:
        self._wanted = wanted
        self._end = end
        self._waiting: SimpleQueue[Delivery | None] = SimpleQueue()

    def offer(self, delivery: Delivery) -> None:
        """Keep it for the receiver if it is for them."""
        if self._wanted(delivery):
            self._waiting.put(delivery)

    def take(self) -> list[Delivery]:
        """All that has come since the last look; never waits."""
        taken: list[Delivery] = []
        while True:
            try:
                delivery = self._waiting.get_nowait()
            except Empty:
                return taken
            if delivery is not None:
                taken.append(delivery)

    def wait(self) -> Delivery | None:
        """The next delivery, as soon as it comes; None once the subscription is closed."""
        return self._waiting.get()

    def close(self) -> None:
        """Want nothing more; whoever waits gets what had come before, then None."""
        self._end(self)
        self._waiting.put(None)


class Deliveries:
    """The post office: everything sent passes through it."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._sent: list[Delivery] = []
        self._subscriptions: list[Subscription] = []

    def send(self, delivery: Delivery) -> None:
        """Hand it to everybody who wants it, before this returns."""
        with self._lock:
            self._sent.append(delivery)
            for subscription in self._subscriptions:
                subscription.offer(delivery)

    def to_number(self, number: Contact) -> Subscription:
        """Every SMS to a SIM card's number from now on."""
        return self._subscribe(lambda sent: sent.kind == "sms" and sent.to == number)

    def to_person(self, person: Person) -> Subscription:
        """Every new entry of a person's Inbox from now on; for older ones see `inbox_of`."""
        return self._subscribe(lambda sent: sent.kind == "in_app" and sent.to is person)

    def all_mail(self) -> Subscription:
        """Every mail to anybody from now on; with blanks around it an address is nobody's."""
        return self._subscribe(lambda sent: sent.kind == "mail" and _is_addressed(sent.to))

    def sent(self) -> list[Delivery]:
        """Everything sent to anybody, newest first."""
        with self._lock:
            return self._sent[::-1]

    def inbox_of(self, person: Person) -> list[Delivery]:
        """What the app's Inbox holds for a person, newest first."""
        with self._lock:
            return [sent for sent in reversed(self._sent) if sent.to is person]

    def _subscribe(self, wanted: Callable[[Delivery], bool]) -> Subscription:
        subscription = Subscription(wanted, self._unsubscribe)
        with self._lock:
            self._subscriptions.append(subscription)
        return subscription

    def _unsubscribe(self, subscription: Subscription) -> None:
        with self._lock:
            if subscription in self._subscriptions:
                self._subscriptions.remove(subscription)


def _is_addressed(to: Contact | Person) -> bool:
    return isinstance(to, Contact) and to.value == to.value.strip()

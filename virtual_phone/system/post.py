"""The SMS store: what the network brings for the SIM card's number."""

from collections.abc import Iterator
from itertools import count
from typing import Final

from virtual_phone.organization import Contact, Deliveries
from virtual_phone.tree.device import TextMessage

SENDER: Final = "TikTok"


class Post:
    """Messages to one number.

    Args:
        deliveries: Where messages come from.
        number: In E.164; "" for a phone without a SIM card.
    """

    def __init__(self, deliveries: Deliveries, number: str) -> None:
        self._subscription = deliveries.to_number(Contact("phone", number)) if number else None
        self._ids = count(1)
        self.messages: list[TextMessage] = []

    def take(self) -> Iterator[TextMessage]:
        """Store and hand out what has come since the last look."""
        for delivery in self._subscription.take() if self._subscription else ():
            message = TextMessage(next(self._ids), SENDER, delivery.body, delivery.sent_at)
            self.messages.insert(0, message)
            yield message

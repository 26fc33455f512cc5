"""How long the messages of a run have taken, and so how long none must come to be believed."""

from dataclasses import dataclass

_MARGIN = 2


@dataclass
class DeliveryTimes:
    """Of the messages that came to one kind of inbox, as far as this process waited for them.

    Attributes:
        slowest_s: The longest that one was waited for; None before the first has come.
    """

    slowest_s: float | None = None

    def took(self, seconds: float) -> None:
        """A message has come after so many seconds."""
        self.slowest_s = max(seconds, self.slowest_s or 0.0)

    def silence_s(self, quiet_s: float, delivery_s: float) -> float:
        """How long nothing has to come until it is believed that nothing was sent.

        Twice as long as the slowest took: whatever is sent with it, or instead of it, goes the same
        way. Before any has come, as long as the profile lets one take.

        Args:
            quiet_s: The shortest time that counts as silence.
            delivery_s: The longest that a message may take; never more than that.
        """
        if self.slowest_s is None:
            return delivery_s
        return min(delivery_s, max(quiet_s, _MARGIN * self.slowest_s))

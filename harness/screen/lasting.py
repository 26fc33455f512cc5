"""What counts only once it has been so for a while, told look by look."""

from time import monotonic


class Lasting:
    """Whether something was so at every look, for long enough.

    Args:
        enough_s: For how long.
    """

    def __init__(self, enough_s: float) -> None:
        self._enough_s, self._since_s = enough_s, -1.0

    @property
    def is_running(self) -> bool:
        """Whether it was so at the last look."""
        return self._since_s >= 0

    def holds(self, *, is_so: bool) -> bool:
        """Take note of a look; whether it has been so for long enough."""
        if not is_so:
            self._since_s = -1.0
        elif not self.is_running:
            self._since_s = monotonic()
        return is_so and monotonic() - self._since_s >= self._enough_s

"""Whether the display is lit, and whether a lock is in front of everything."""

from dataclasses import dataclass

POWER, MENU, SLEEP, WAKEUP = 26, 82, 223, 224
"""Android's codes of the keys that matter to it."""


@dataclass
class ScreenLock:
    """The display and its lock.

    Attributes:
        awake: The display is lit; a phone that sleeps feels no finger.
        shown: The lock is in front.
        secure: Only a PIN opens it; else a swipe does.
    """

    awake: bool = True
    shown: bool = False
    secure: bool = False

    @property
    def is_open(self) -> bool:
        """Whether a hand reaches what is on the display."""
        return self.awake and not self.shown

    def press(self, keycode: int) -> bool:
        """A key of the phone; returns whether it was meant for the display or its lock."""
        if keycode == WAKEUP or (keycode == POWER and not self.awake):
            self.awake = True
        elif keycode in {POWER, SLEEP}:
            self.awake, self.shown = False, True
        elif keycode == MENU and self.shown:
            self.dismiss()
        else:
            return self.shown or not self.awake  # home, back and letters end at the lock
        return True

    def dismiss(self) -> bool:
        """Open it, as a swipe does; returns whether it is open then."""
        if self.awake and not self.secure:
            self.shown = False
        return not self.shown

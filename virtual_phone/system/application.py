"""What every app on the phone is: a package with a stack of screens."""

from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import count
from typing import ClassVar, Literal, Protocol

from virtual_phone.faults import Faults
from virtual_phone.system.layout import Layout, Scroll
from virtual_phone.system.text_input import TextInput
from virtual_phone.tree.device import TextMessage
from virtual_phone.tree.node import Bounds, Node

_serials = count(1)


class Host(Protocol):
    """What an app may ask of the phone that it runs on."""

    sim: str
    language: str
    faults: Faults

    def now(self) -> datetime: ...
    def log(self, tag: str, message: str) -> None: ...
    def change_screen(self) -> None:
        """A change of screens is about to happen: the old one lingers, the keyboard goes."""

    def focus(self, field: TextInput) -> None:
        """A finger put the caret there: the keyboard comes up."""

    def is_focused(self, field: TextInput) -> bool: ...
    def notify(self, package: str, title: str, text: str, on_tap: Callable[[], None]) -> None:
        """Put an entry into the notification shade."""

    def ask_permission(self, permission: str, question: str, refuse: str, allow: str) -> None:
        """Android asks the person, over the app, with two buttons, unless it is granted."""

    def open_url(self, url: str, package: str | None) -> bool: ...
    def start_app(self, package: str, activity: str | None = None) -> bool: ...
    def installed_packages(self) -> Sequence[str]: ...
    def app_label(self, package: str) -> str: ...
    def text_messages(self) -> Sequence[TextMessage]: ...
    def go_home(self) -> None: ...
    def crash(self, package: str) -> None:
        """The app's process dies."""

    def hang(self, package: str) -> None:
        """The app, which is in front, answers to nothing until it is stopped; Android says so."""


class Screen:
    """One screen of an app: its state, how it is drawn, what its views do.

    Attributes:
        activity: The Android activity that shows it.
        kind: A "sheet" lies in the window of the screen below it; a "dialog" has its own window.
        restless: Something on it plays and never comes to rest.
    """

    activity: ClassVar[str] = ""
    kind: Literal["screen", "sheet", "dialog"] = "screen"
    restless: ClassVar[bool] = False

    def __init__(self) -> None:
        self.serial = next(_serials)
        self.scroll = Scroll()

    @property
    def name(self) -> str:
        """For the log and for keys: the class's name."""
        return type(self).__name__

    def draw(self, layout: Layout) -> None:
        """Put the screen's views on the layout."""
        raise NotImplementedError

    def shown(self) -> None:
        """The screen has come to the front, for the first time or again."""

    def left(self) -> None:
        """The screen has been taken off the stack."""

    def hidden(self) -> None:
        """The app has gone to the background with this screen in front."""

    def back(self) -> bool:
        """The phone's Back; returns whether the screen dealt with it itself."""
        return False


class Application:
    """A package with a stack of screens.

    Attributes:
        package: Android package name.
        label: Name under its icon.
        version: As `dumpsys package` reports it.
        main_activity: The activity that the launcher starts.
        in_launcher: Whether the launcher shows an icon of it.
        startable: Whether it can be brought to the front from outside.
        permissions: All that it asks for in its manifest.
    """

    in_launcher: ClassVar[bool] = True
    startable: ClassVar[bool] = True
    permissions: ClassVar[tuple[str, ...]] = ()

    def __init__(
        self, host: Host, package: str, label: str, version: str, main_activity: str
    ) -> None:
        self.host = host
        self.package = package
        self.label = label
        self.version = version
        self.main_activity = main_activity
        self.stack: list[Screen] = []

    # Life
    @property
    def running(self) -> bool:
        """Whether there is a process."""
        return bool(self.stack)

    def launch(self) -> None:
        """Start afresh: put the first screen on the stack."""
        raise NotImplementedError

    def stop(self) -> None:
        """Force-stop: what is only in memory is gone."""
        self.stack.clear()

    def clear_data(self) -> None:
        """`pm clear`."""
        self.stop()

    def refresh(self) -> None:
        """Something outside may have changed: catch up before anything is shown."""

    def knows_url(self, _url: str) -> bool:
        """Whether such links are opened by this app."""
        return False

    def open_url(self, url: str) -> None:
        """Show what a link leads to; the app is in front."""

    def has_activity(self, activity: str) -> bool:
        """Whether the launcher or a test may start it by this name."""
        return activity.replace(self.package, "", 1).lstrip(".") == self.main_activity.replace(
            self.package, "", 1
        ).lstrip(".")

    # Going from screen to screen
    @property
    def screen(self) -> Screen:
        """The screen in front."""
        return self.stack[-1]

    @property
    def activity(self) -> str:
        """The activity in front: overlays belong to the screen below them."""
        named = [screen.activity for screen in self.stack if screen.activity]
        return named[-1] if named else self.main_activity

    def open(self, screen: Screen) -> None:
        """Put a screen on top."""
        self.host.change_screen()
        self.stack.append(screen)
        self._arrived()

    def close(self, screen: Screen | None = None) -> None:
        """Take the screen (by default the one in front) and all above it away."""
        target = screen or self.screen
        if target not in self.stack:
            return
        self.host.change_screen()
        while target in self.stack:
            self.stack.pop().left()
        if self.stack:
            self._arrived()

    def replace_all(self, *screens: Screen) -> None:
        """Begin a new stack."""
        self.host.change_screen()
        gone, self.stack = self.stack, list(screens)
        for screen in reversed(gone):
            screen.left()
        self._arrived()

    def back(self) -> bool:
        """The phone's Back; False when the app has nothing left to go back to."""
        if self.screen.back():
            return True
        if len(self.stack) == 1:
            return False
        self.close()
        return True

    def _arrived(self) -> None:
        self.host.log("ActivityTaskManager", f"Displayed {self.package}/{self.activity}")
        self.screen.shown()

    # Being seen
    def windows(self, area: Bounds) -> list[Node]:
        """The app's windows, lowest first: one per screen in front, and one per dialog over it.

        Args:
            area: Below the status bar, above navigation bar and keyboard.
        """
        base = max(i for i, screen in enumerate(self.stack) if screen.kind == "screen")
        roots: list[Node] = []
        for screen in self.stack[base:]:
            layout = Layout(screen.serial, area, self.package, screen.scroll)
            screen.draw(layout)
            if screen.kind == "sheet" and roots:
                roots[-1].children.extend(layout.finish())
            else:
                roots.append(self.frame(screen, layout))
        return roots

    def frame(self, _screen: Screen, layout: Layout) -> Node:
        """The window's root around what a screen drew."""
        bounds = Bounds(layout.area.left, 0, layout.area.right, layout.area.bottom)
        return layout.node("window", "FrameLayout", bounds, look="screen", children=layout.finish())

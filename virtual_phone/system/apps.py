"""Which apps are installed, which one is in front, and what becomes of the others."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from functools import partial

from virtual_phone.system.application import Application, Screen
from virtual_phone.system.device_log import DeviceLog
from virtual_phone.system.not_responding import AppNotResponding, NotResponding
from virtual_phone.system.permission_controller import GrantPermission, PermissionController
from virtual_phone.tree.device import AppState
from virtual_phone.tree.permissions import Permissions


class Apps:
    """The installed apps; exactly one is in front, the launcher where there is nothing else.

    Args:
        installed: All but the launcher and Android's own that follow.
        launcher: The home screen.
        controller: Asks for permissions, over the app that needs them.
        not_responding: Says that an app answers no more, over it.
        on_change: Called before another app comes to the front.
        log: Of the phone.

    Attributes:
        front: The app in front.
        permissions: What apps have asked for, and have got.
    """

    def __init__(
        self,
        installed: Iterable[Application],
        launcher: Application,
        controller: PermissionController,
        not_responding: NotResponding,
        on_change: Callable[[], None],
        log: DeviceLog,
    ) -> None:
        self._launcher, self._log = launcher, log
        self._controller, self._not_responding = controller, not_responding
        apps = (*installed, controller, not_responding, launcher)
        self._by_package = {app.package: app for app in apps}
        self._on_change = on_change
        self._below: Application | None = None
        self._hung: set[Application] = set()
        self._returns: tuple[Application, datetime] | None = None
        self.front = launcher
        self.permissions = Permissions()

    def __iter__(self) -> Iterator[Application]:
        return iter(self._by_package.values())

    def get(self, package: str) -> Application | None:
        """The app of that package; None where it is not installed."""
        return self._by_package.get(package)

    @property
    def visible(self) -> Sequence[Application]:
        """What is on the display, lowest first: Android's own dialogs lie over an app."""
        if self.front in self._dialogs and self._below:
            return [self._below, self.front]
        return [self.front]

    @property
    def _dialogs(self) -> tuple[Application, ...]:
        return self._controller, self._not_responding

    def state(self, package: str) -> AppState:
        """What the app does at the moment."""
        app = self.get(package)
        if app is None:
            return "not_installed"
        if app is self.front:
            return "foreground"
        return "background" if app.running else "not_running"

    def bring(self, app: Application) -> None:
        """Put an app in front, as it was left; start it where it does not run."""
        if app is self.front:
            return
        self._on_change()
        before, self.front = self.front, app
        if before.running and before not in self._dialogs:
            before.screen.hidden()
        self._log.write("ActivityTaskManager", f"START u0 {app.package}/{app.main_activity}")
        if not app.running:
            app.launch()
        if app in self._hung:
            self._say_not_responding(app)

    def is_hung(self, app: Application) -> bool:
        """Whether the app answers to nothing until it is stopped."""
        return app in self._hung

    def go_home(self) -> None:
        """The launcher comes to the front; what was in front keeps its state."""
        self._returns = None
        self.bring(self._launcher)

    def go_home_until(self, moment: datetime) -> None:
        """As `go_home`; what was in front comes back by itself."""
        app = self.front
        self.go_home()
        if app is not self._launcher:
            self._returns = (app, moment)

    def catch_up(self, now: datetime) -> None:
        """Bring back what is due, and let every app see what has changed outside."""
        if self._returns and now >= self._returns[1]:
            app, self._returns = self._returns[0], None
            self.bring(app)
        for app in self._by_package.values():
            if app not in self._hung:
                app.refresh()

    def stop(self, app: Application) -> bool:
        """Force-stop; returns whether it was running."""
        if not app.running or app is self._launcher:
            return False
        if app in self.visible:
            self.go_home()
        app.stop()
        self._hung.discard(app)
        self._log.write("ActivityManager", f"Force stopping {app.package}")
        return True

    def permissions_of(self, app: Application) -> dict[str, bool]:
        """All that an app asks for, and whether it is granted."""
        return self.permissions.of(app.package, app.permissions)

    def ask_permission(self, permission: str, question: str, refuse: str, allow: str) -> None:
        """Let the person answer Android's question over the app in front."""
        app = self.front
        if self.permissions_of(app).get(permission):
            return

        def answered(*, allowed: bool) -> None:
            if allowed:
                self.permissions.change(app.package, permission, granted=True)
            self._answered(app)

        self._put_over(app, self._controller, GrantPermission(question, refuse, allow, answered))

    def hang(self, app: Application) -> None:
        """Let the app, which is in front, answer to nothing until it is stopped."""
        self._hung.add(app)
        self._say_not_responding(app)

    def say_other_hangs(self, label: str) -> None:
        """Put Android's dialog about an app that nobody sees over the app in front."""
        app = self.front

        def close() -> None:
            self._on_change()
            self._not_responding.stack.clear()
            self._below, self.front = None, app

        self._put_over(app, self._not_responding, AppNotResponding(label, close, wait=close))

    def _say_not_responding(self, app: Application) -> None:
        """Put Android's dialog over an app; it comes back with the app."""
        close = partial(self.stop, app)
        self._put_over(app, self._not_responding, AppNotResponding(app.label, close))

    def _put_over(self, app: Application, dialog: Application, screen: Screen) -> None:
        self._on_change()
        dialog.stack = [screen]
        self._below, self.front = app, dialog

    def _answered(self, app: Application) -> None:
        self._on_change()
        self._controller.stack.clear()
        self._below, self.front = None, app

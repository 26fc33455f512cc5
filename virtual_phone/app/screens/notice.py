"""Dialogs with words and buttons."""

from collections.abc import Callable, Sequence

from virtual_phone.app.app import App
from virtual_phone.app.app_screen import AppScreen
from virtual_phone.system.layout import Layout
from virtual_phone.system.widgets import dialog, scrim


class Question(AppScreen):
    """A dialog in a window of its own.

    Args:
        app: The app.
        title: In bold.
        message: Below it.
        answers: Labels, and what each does once the dialog is closed; None for nothing.
    """

    activity = ""

    def __init__(
        self,
        app: App,
        title: str,
        message: str,
        answers: Sequence[tuple[str, Callable[[], None] | None]],
    ) -> None:
        super().__init__(app)
        self.kind = "dialog"
        self._title, self._message, self._answers = title, message, answers

    def draw(self, layout: Layout) -> None:
        scrim(layout, layout.area._replace(top=0), self.close)
        buttons = [
            (self.texts(label), lambda act=act: self._answer(act)) for label, act in self._answers
        ]
        title, message = (self._title, self._message) if self.has_come("words") else ("", "")
        dialog(layout, self.texts(title), self.texts(message), buttons)

    def _answer(self, act: Callable[[], None] | None) -> None:
        self.close()
        if act:
            act()


class Notice(Question):
    """What the server has to say, with "OK"."""

    def __init__(self, app: App, sentence: str) -> None:
        super().__init__(app, "", sentence, [("OK", None)])

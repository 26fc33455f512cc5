"""What all pages share: a page is a class body of named parts and a few verbs."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import ClassVar, Literal, Self, overload

from harness.errors import NotShown
from harness.screen.element import Element
from harness.screen.locator import Kind, Locator
from harness.screen.picking import Match, Missing, first_shown, matches, pick
from harness.screen.screen import Screen, Sought
from harness.screen.settling import settled
from harness.screen.sight import Sight


class Part:
    """A named part in a page's class body; becomes an `Element` on a page.

    Args:
        locator: In the guide's words.
        hint: What to look at when it does not come.
        reaches_people: A tap on it tells somebody something: only the guard lets one through.
    """

    def __init__(self, locator: Locator, hint: str = "", *, reaches_people: bool = False) -> None:
        self.locator, self.hint, self.name = locator, hint, ""
        self.reaches_people = reaches_people

    def __set_name__(self, owner: type["Page"], name: str) -> None:
        self.name = f"{owner.__name__}.{name}"

    @overload
    def __get__(self, page: None, owner: type["Page"]) -> Self: ...
    @overload
    def __get__(self, page: "Page", owner: type["Page"]) -> Element: ...
    def __get__(self, page: "Page | None", owner: type["Page"]) -> "Self | Element":
        return self if page is None else page.element(self)


def _part(kind: Kind, labels: tuple[str, ...], hint: str) -> Part:
    return Part(Locator(kind, labels), hint)


def heading(*labels: str, hint: str = "") -> Part:
    """A title or a section's name."""
    return _part("heading", labels, hint)


def text(*labels: str, hint: str = "") -> Part:
    """Words that are only read."""
    return _part("text", labels, hint)


def button(*labels: str, hint: str = "") -> Part:
    """Something to tap; several labels are alternatives in different builds of the app."""
    return _part("button", labels, hint)


def final_button(*labels: str, hint: str = "") -> Part:
    """A button whose tap reaches a person; it can be tapped through the guard only."""
    return Part(Locator("button", labels), hint, reaches_people=True)


def row(*labels: str, hint: str = "") -> Part:
    """An entry of a list; the list is scrolled to find it."""
    return _part("row", labels, hint)


def tab(*labels: str, hint: str = "") -> Part:
    """An entry of a bar; a count may follow its label."""
    return Part(Locator("tab", labels, extended=True), hint)


def option(*labels: str, hint: str = "") -> Part:
    """One of several things of which one is chosen; what it means may follow its label."""
    return Part(Locator("option", labels, extended=True), hint)


def field(*labels: str, hint: str = "") -> Part:
    """An input field, by its hint."""
    return _part("field", labels, hint)


def password(*labels: str, hint: str = "") -> Part:
    """An input field that hides what is typed; found by that, whatever its label."""
    return _part("password", labels, hint)


@dataclass(frozen=True)
class Shown:
    """The one of several parts that came, as it was seen a moment ago."""

    element: Element
    match: Match

    def tap(self) -> None:
        """Tap it where it was just seen."""
        self.element.tap_seen(self.match)


class Page:
    """One screen of the app.

    Attributes:
        recognised_by: Parts that are all shown when the page is open.
        never_with: Parts of neighbouring pages. As long as one of them is shown, this page is not
            the one in front: a tap right after a transition may otherwise land on the old screen.
        sometimes: Parts that are there in some builds or states of the app only.
        shows_people: Whose names stand on it: those of people in "rows" of a list, of "strangers"
            all over a feed, of one's "own accounts", or nobody's ("").
        asks_for_secrets: Whether a password or a code is typed on it.
    """

    recognised_by: ClassVar[tuple[Part, ...]] = ()
    never_with: ClassVar[tuple[Part, ...]] = ()
    sometimes: ClassVar[tuple[Part, ...]] = ()
    shows_people: ClassVar[Literal["", "rows", "strangers", "own accounts"]] = ""
    asks_for_secrets: ClassVar[bool] = False

    def __init__(self, screen: Screen) -> None:
        self.screen = screen

    def element(self, part: Part) -> Element:
        """The part, to be found on this page."""
        screen = self.screen
        never_with = [screen.resolve(each.name, each.locator) for each in self.never_with]
        locator = screen.resolve(part.name, part.locator)
        return Element(
            screen,
            part.name,
            locator,
            never_with=never_with,
            hint=part.hint,
            reaches_people=part.reaches_people,
            its_screen_is_open=self._tells_whether_open(),
        )

    @classmethod
    def parts(cls) -> list[Part]:
        """Its named parts, in the order in which the class has them; inherited ones last."""
        named = {
            part.name: part
            for each in cls.__mro__
            for part in vars(each).values()
            if isinstance(part, Part)
        }
        return list(named.values())

    def named(self, name: str) -> Element:
        """An entry of a list that carries a name of the user's own, such as an account's."""
        locator = Locator("row", (name,), verbatim=True)
        return Element(
            self.screen,
            f"{type(self).__name__}.{name}",
            locator,
            its_screen_is_open=self._tells_whether_open(),
        )

    def wait_any(self, *elements: Element, timeout_s: float | None = None) -> "Shown":
        """Wait until one of several parts is there; the first in the given order counts.

        Raises:
            NotShown: None of them came in time.
        """

        def look() -> Shown | Missing:
            seen = self.screen.find([element.locator for element in elements])
            for element in elements:
                match = pick(element.locator, seen, self.screen.window)
                if isinstance(match, Match):
                    return Shown(element, match)
            return Missing("none of them is on the screen")

        names = ", ".join(str(element.locator) for element in elements)
        return self.screen.wait_for(
            look, Sought(f"{type(self).__name__}: any of {names}"), timeout_s
        )

    def is_open(self) -> bool:
        """Whether the page is in front at this moment; one look-up."""
        return not isinstance(settled(self._look), Missing)

    def wait_open(self, timeout_s: float | None = None) -> Self:
        """Wait until the page is in front.

        Raises:
            NotShown: It did not come in time.
        """
        signs = " and ".join(str(each.locator) for each in self.recognised_by)
        hint = next((each.hint for each in self.recognised_by if each.hint), "")
        sought = Sought(f"{type(self).__name__} (known by its {signs}) to open", hint=hint)
        return self.screen.wait_for(self._look, sought, timeout_s)

    def comes(self, timeout_s: float | None = None) -> bool:
        """Whether the page is in front within the time, by default the profile's."""
        try:
            self.wait_open(timeout_s)
        except NotShown:
            return False
        return True

    def wait_left(self) -> None:
        """Wait until the page is not in front any more.

        Raises:
            NotShown: It stays.
        """
        sought = Sought(f"{type(self).__name__} to be left")
        self.screen.wait_for(lambda: True if not self.is_open() else Missing("it stays"), sought)

    @classmethod
    def why_not_open(cls, sight: Sight) -> Missing | None:
        """Why the page is not the one in front at this moment; None when it is; one look-up."""
        signs = [sight.resolve(each.name, each.locator) for each in cls.recognised_by]
        others = [sight.resolve(each.name, each.locator) for each in cls.never_with]
        seen = sight.find([*signs, *others])
        if other := first_shown(others, seen, sight.window):
            return Missing(f"another screen is still in front: it shows the {other}")
        for sign in signs:
            if not matches(sign, seen, sight.window):
                return Missing(f"its {sign} is not shown")
        return None

    def _tells_whether_open(self) -> Callable[[], bool] | None:
        """Asked after a tap of which nothing came; None where the page's own parts do not tell."""
        return self.is_open if self.recognised_by else None

    def _look(self) -> Self | Missing:
        return self.why_not_open(self.screen) or self


Passing = Callable[[Page], None]
"""Called with each page on a way that spans several, while it is in front."""


def unseen(_page: Page) -> None:
    """Nobody looks on."""

"""What Selenium, Appium and urllib3 raise, sorted into the harness's own errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from selenium.common.exceptions import (
    ElementNotInteractableException,
    InvalidElementStateException,
    InvalidSelectorException,
    InvalidSessionIdException,
    NoSuchElementException,
    ScreenshotException,
    SessionNotCreatedException,
    StaleElementReferenceException,
    UnknownMethodException,
    WebDriverException,
)
from urllib3.exceptions import (
    ConnectTimeoutError,
    HTTPError,
    MaxRetryError,
    NewConnectionError,
    ReadTimeoutError,
    SSLError,
)

from harness.errors import (
    ActInDoubt,
    InfrastructureError,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
    SessionNotStarted,
)
from harness.session.driver import NoWebDriverAnswer
from harness.session.server_words import Known, Means, known


class Stale(InfrastructureError):
    """The view that was found is not on the screen any more; nothing was done to it.

    It says nothing about whether the view is absent: the server may have forgotten it.
    """


class SelectorRefused(InfrastructureError):
    """The server does not understand a selector."""


class CommandUnknown(InfrastructureError):
    """The server does not know a command; another way may do."""


class PictureRefused(InfrastructureError):
    """The phone does not let its screen be photographed (a secure window)."""


class Refused(InfrastructureError):
    """The driver did not carry out what was asked of an element, or says so."""


class TextRefused(InfrastructureError):
    """A field did not take the text; it may be found again."""


class NotSettled(InfrastructureError):
    """The screen was too busy to be looked at."""


class GatewayInTheWay(InfrastructureError):
    """Something before the server answered in its place; whether it was asked is not known."""


class ConnectionBroke(SessionLost):
    """The connection ended before the answer; whether the session goes on is not known."""


class AnswerLate(ConnectionBroke):
    """The answer did not come in time."""


class AnswerLost(ConnectionBroke, ActInDoubt):
    """An act was sent, and the connection ended before its answer."""


class ServerGone(ServerUnreachable, SessionLost):
    """Nothing listens any more at the address of a server that had a session."""


class AppNotStarted(SessionNotStarted):
    """Something else is in front where the app should be."""


class KeyboardStays(InfrastructureError):
    """The keyboard cannot be put away."""


_KINDS: dict[Means, type[InfrastructureError]] = {
    "session lost": SessionLost,
    "phone unusable": PhoneUnusable,
    "not settled": NotSettled,
    "app not started": AppNotStarted,
    "keyboard stays": KeyboardStays,
    "failed": InfrastructureError,
}


@contextmanager
def sorted_faults(doing: str, hide: Callable[[str], str] = str) -> Iterator[None]:
    """Turn the client's exceptions into the harness's, saying what was being done.

    Args:
        doing: What the harness was about, for the message: "tap Invite".
        hide: Takes out of the server's words what must not be seen: farms repeat what they were
            sent, and errors of the network name the address.

    Raises:
        Stale: The view is gone; it may be looked for again.
        SelectorRefused: The server does not know the selector's syntax.
        CommandUnknown: The server does not know the command.
        PictureRefused: No screenshot of a secure window.
        Refused: An element did not take what was done to it.
        GatewayInTheWay: Something else than the server answered.
        SessionNotStarted: No session with the phone.
        SessionLost: The session cannot be used any more.
        ServerUnreachable: Nothing listens at the address.
        InfrastructureError: Anything else below the app.
    """
    words = partial(_words, hide)
    try:
        yield
    except (StaleElementReferenceException, NoSuchElementException) as fault:
        raise Stale(words(fault)) from fault
    except InvalidSelectorException as fault:
        message = f"The server refused a selector while trying to {doing}: {words(fault)}"
        raise SelectorRefused(message) from fault
    except ScreenshotException as fault:
        message = f"No picture of this screen: {words(fault)}"
        raise PictureRefused(message) from fault
    except SessionNotCreatedException as fault:
        raise not_started(f"The session did not start: {words(fault)}", words(fault)) from fault
    except InvalidSessionIdException as fault:
        message = f"The session ended before: {doing}. {words(fault)}"
        raise SessionLost(message + _advice(known(words(fault)))) from fault
    except UnknownMethodException as fault:
        message = (
            f"The server does not know the command to {doing}: {words(fault)}\n"
            "  Do: update Appium and its UiAutomator2 driver"
        )
        raise CommandUnknown(message) from fault
    except (ConnectTimeoutError, NewConnectionError, MaxRetryError) as fault:
        message = (
            f"No WebDriver server answers (while trying to {doing}): {words(fault)}\n"
            "  Do: start Appium, or correct server_url in the profile"
        )
        raise ServerUnreachable(message) from fault
    except HTTPError as fault:
        message = f"The connection broke while trying to {doing}: {words(fault)}"
        raise _kind_of_connection(fault)(message) from fault
    except WebDriverException as fault:
        raise _failed(doing, fault, words(fault)) from fault


def not_started(message: str, said: str) -> SessionNotStarted:
    """Why there is no session, with what is known of the server's words for it."""
    what = known(said)
    kind = AppNotStarted if what.means == "app not started" else SessionNotStarted
    do = what.do or (
        "look at the phone (adb devices), or at the farm's dashboard, and at the Appium server's"
        " log"
    )
    return kind(f"{message}\n  Do: {do}", may_come=what.may_come)


def _failed(doing: str, fault: WebDriverException, said: str) -> InfrastructureError:
    """What a command failed with that has no error code of its own, sorted by its words."""
    what = known(said)
    message = f"The driver failed to {doing}: {said}{_advice(what)}"
    if isinstance(fault, NoWebDriverAnswer) and fault.is_of_a_gateway:
        return GatewayInTheWay(message)
    refusals = InvalidElementStateException, ElementNotInteractableException
    if what.means == "failed" and isinstance(fault, refusals):
        return Refused(message)
    return _KINDS[what.means](message)


def _advice(what: Known) -> str:
    return f"\n  Do: {what.do}" if what.do else ""


def _kind_of_connection(fault: HTTPError) -> type[SessionLost]:
    if isinstance(fault, SSLError):
        return SessionLost  # a certificate is wrong the next time, too
    return AnswerLate if isinstance(fault, ReadTimeoutError) else ConnectionBroke


def _words(hide: Callable[[str], str], fault: BaseException) -> str:
    return hide(_first_line(fault))


def _first_line(fault: BaseException) -> str:
    words = getattr(fault, "msg", None) or str(fault) or type(fault).__name__
    # Selenium adds where to read about its exceptions, which is of no use to a phone's owner.
    return str(words).strip().splitlines()[0].partition("; For documentation on this error")[0]

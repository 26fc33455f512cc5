"""What Selenium, Appium and urllib3 raise, sorted into the harness's own errors."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial

from selenium.common.exceptions import (
    InvalidSelectorException,
    InvalidSessionIdException,
    NoSuchElementException,
    ScreenshotException,
    SessionNotCreatedException,
    StaleElementReferenceException,
    UnknownMethodException,
    WebDriverException,
)
from urllib3.exceptions import ConnectTimeoutError, HTTPError, MaxRetryError, NewConnectionError

from harness.errors import InfrastructureError, ServerUnreachable, SessionLost

# The driver's words when the program on the phone is gone; the session cannot be used any more.
_DEAD_SESSION_WORDS = (
    "cannot be proxied to uiautomator2 server",
    "could not proxy command",
    "instrumentation process is not running",
    "uiautomation not connected",
    "session is either terminated or not started",
)
_NOT_LET_IN = ("HTTP 401", "HTTP 403")


class Stale(Exception):
    """The view that was found is not on the screen any more; nothing was done to it."""


class SelectorRefused(InfrastructureError):
    """The server does not understand a selector."""


class CommandUnknown(InfrastructureError):
    """The server does not know a command; another way may do."""


class PictureRefused(InfrastructureError):
    """The phone does not let its screen be photographed (a secure window)."""


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
        message = (
            f"The session did not start: {words(fault)}\n"
            "  Do: look at the phone (adb devices), or at the farm's dashboard, and at the Appium"
            " server's log"
        )
        raise InfrastructureError(message) from fault
    except InvalidSessionIdException as fault:
        message = f"The session ended before: {doing}. {words(fault)}"
        raise SessionLost(message) from fault
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
        raise SessionLost(message) from fault
    except WebDriverException as fault:
        said = words(fault)
        kind = SessionLost if _says_dead(said) else InfrastructureError
        message = f"The driver failed to {doing}: {said}{_hint(said)}"
        raise kind(message) from fault


def _says_dead(words: str) -> bool:
    return any(mark in words.lower() for mark in _DEAD_SESSION_WORDS)


def _hint(words: str) -> str:
    if words.startswith(_NOT_LET_IN):
        return "\n  Do: look at user and key, which the profile takes from variables"
    return ""


def _words(hide: Callable[[str], str], fault: BaseException) -> str:
    return hide(_first_line(fault))


def _first_line(fault: BaseException) -> str:
    words = getattr(fault, "msg", None) or str(fault) or type(fault).__name__
    # Selenium adds where to read about its exceptions, which is of no use to a phone's owner.
    return str(words).strip().splitlines()[0].partition("; For documentation on this error")[0]

"""What Selenium, Appium and urllib3 raise, sorted into the harness's own errors."""

from collections.abc import Iterator
from contextlib import contextmanager

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


class Stale(Exception):
    """The view that was found is not on the screen any more; nothing was done to it."""


class SelectorRefused(InfrastructureError):
    """The server does not understand a selector."""


class CommandUnknown(InfrastructureError):
    """The server does not know a command; another way may do."""


class PictureRefused(InfrastructureError):
    """The phone does not let its screen be photographed (a secure window)."""


@contextmanager
def sorted_faults(doing: str) -> Iterator[None]:
    """Turn the client's exceptions into the harness's, saying what was being done.

    Args:
        doing: What the harness was about, for the message: "tap Invite".

    Raises:
        Stale: The view is gone; it may be looked for again.
        SelectorRefused: The server does not know the selector's syntax.
        CommandUnknown: The server does not know the command.
        PictureRefused: No screenshot of a secure window.
        SessionLost: The session cannot be used any more.
        ServerUnreachable: Nothing listens at the address.
        InfrastructureError: Anything else below the app.
    """
    try:
        yield
    except (StaleElementReferenceException, NoSuchElementException) as fault:
        raise Stale(_first_line(fault)) from fault
    except InvalidSelectorException as fault:
        message = f"The server refused a selector while trying to {doing}: {_first_line(fault)}"
        raise SelectorRefused(message) from fault
    except ScreenshotException as fault:
        message = f"No picture of this screen: {_first_line(fault)}"
        raise PictureRefused(message) from fault
    except SessionNotCreatedException as fault:
        message = (
            f"The session did not start: {_first_line(fault)}\n"
            "  Do: look at the phone (adb devices) and at the Appium server's log"
        )
        raise InfrastructureError(message) from fault
    except InvalidSessionIdException as fault:
        message = f"The session ended before: {doing}. {_first_line(fault)}"
        raise SessionLost(message) from fault
    except UnknownMethodException as fault:
        message = (
            f"The server does not know the command to {doing}: {_first_line(fault)}\n"
            "  Do: update Appium and its UiAutomator2 driver"
        )
        raise CommandUnknown(message) from fault
    except (ConnectTimeoutError, NewConnectionError, MaxRetryError) as fault:
        message = (
            f"No WebDriver server answers (while trying to {doing}): {_first_line(fault)}\n"
            "  Do: start Appium, or correct server_url in the profile"
        )
        raise ServerUnreachable(message) from fault
    except HTTPError as fault:
        message = f"The connection broke while trying to {doing}: {_first_line(fault)}"
        raise SessionLost(message) from fault
    except WebDriverException as fault:
        words = _first_line(fault)
        kind = SessionLost if _says_dead(words) else InfrastructureError
        message = f"The driver failed to {doing}: {words}"
        raise kind(message) from fault


def _says_dead(words: str) -> bool:
    return any(mark in words.lower() for mark in _DEAD_SESSION_WORDS)


def _first_line(fault: BaseException) -> str:
    words = getattr(fault, "msg", None) or str(fault) or type(fault).__name__
    # Selenium adds where to read about its exceptions, which is of no use to a phone's owner.
    return str(words).strip().splitlines()[0].partition("; For documentation on this error")[0]

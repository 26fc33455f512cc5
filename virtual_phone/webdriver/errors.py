"""WebDriver errors: the codes of the W3C standard with their HTTP status."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "detached shadow root": 404,
        "element click intercepted": 400,
        "element not interactable": 400,
        "invalid argument": 400,
        "invalid element state": 400,
        "invalid selector": 400,
        "invalid session id": 404,
        "javascript error": 500,
        "move target out of bounds": 500,
        "no such alert": 404,
        "no such context": 400,
        "no such element": 404,
        "no such window": 404,
        "script timeout": 500,
        "session not created": 500,
        "stale element reference": 404,
        "timeout": 500,
        "unable to capture screen": 500,
        "unknown command": 404,
        "unknown error": 500,
        "unknown method": 405,
        "unsupported operation": 500,
    }
)


class WebDriverError(Exception):
    """A command failed in a way that the client is told of.

    Args:
        code: One of `STATUS`.
        message: For people.
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return STATUS[self.code]

    def as_value(self) -> dict[str, Any]:
        """The `value` of the answer."""
        return {"error": self.code, "message": self.message, "stacktrace": ""}


def invalid_argument(message: str) -> WebDriverError:
    """What the client sent is wrong."""
    return WebDriverError("invalid argument", message)


def unknown_command() -> WebDriverError:
    """There is no such route, or not with this method."""
    return WebDriverError(
        "unknown command",
        "The requested resource could not be found, or a request was received using an HTTP "
        "method that is not supported by the mapped resource.",
    )


def unknown_session() -> WebDriverError:
    """The session has ended, or never was."""
    return WebDriverError("invalid session id", "A session is either terminated or not started")


def failed(message: str) -> WebDriverError:
    """The phone could not do it, in the words of the driver for an error of its own."""
    return WebDriverError("unknown error", message)


def refused(what: str, why: str) -> WebDriverError:
    """The driver can do this on other phones; it has no meaning on this one."""
    return WebDriverError(
        "unsupported operation", f"{what} is not available on the virtual phone: {why}"
    )


def insecure(feature: str) -> WebDriverError:
    """The driver would do this only if its server had been started with a flag for it."""
    return failed(
        f"Potentially insecure feature '{feature}' has not been enabled. If you want to enable "
        "this feature and accept the security ramifications, please do so by following the "
        "documented instructions at http://appium.io/docs/en/latest/guides/security/"
    )

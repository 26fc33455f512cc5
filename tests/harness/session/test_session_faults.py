import pytest
from selenium.common import exceptions as selenium
from urllib3 import exceptions as urllib3

from harness.errors import (
    InfrastructureError,
    PhoneUnusable,
    ServerUnreachable,
    SessionLost,
    SessionNotStarted,
)
from harness.session.driver import NoWebDriverAnswer
from harness.session.faults import (
    AnswerLate,
    CommandUnknown,
    ConnectionBroke,
    PictureRefused,
    Refused,
    SelectorRefused,
    Stale,
    sorted_faults,
)

_CONNECTION = None
DEAD = (
    "An unknown server-side error occurred while processing the command. Original error: '{}'"
    " cannot be proxied to UiAutomator2 server because the instrumentation process is not running"
    " (probably crashed)"
)


def _sorted(fault: Exception, doing: str = "tap 'Invite'") -> BaseException:
    with pytest.raises(Exception) as sorted_one, sorted_faults(doing):
        raise fault
    assert sorted_one.value.__cause__ is fault
    return sorted_one.value


@pytest.mark.parametrize(
    ("fault", "kind"),
    [
        (selenium.StaleElementReferenceException("not in DOM anymore"), Stale),
        (selenium.NoSuchElementException("not present in the cache or has expired"), Stale),
        (selenium.InvalidSelectorException("Could not parse"), SelectorRefused),
        (selenium.ScreenshotException("'secure' flag set?"), PictureRefused),
        (selenium.SessionNotCreatedException("no device"), SessionNotStarted),
        (selenium.InvalidSessionIdException("terminated"), SessionLost),
        (selenium.UnknownMethodException("no such command"), CommandUnknown),
        (selenium.WebDriverException(DEAD.format("POST /element")), SessionLost),
        (selenium.WebDriverException("UiAutomation not connected!"), PhoneUnusable),
        (selenium.WebDriverException("Could not proxy command. socket hang up"), SessionLost),
        (selenium.WebDriverException("HTTP 503 instead of an answer"), InfrastructureError),
        (selenium.InvalidElementStateException("Unable to perform W3C"), Refused),
        (selenium.TimeoutException("too slow"), InfrastructureError),
        (selenium.InvalidArgumentException("no such key"), InfrastructureError),
        (urllib3.NewConnectionError(_CONNECTION, "refused"), ServerUnreachable),  # type: ignore[arg-type]
        (urllib3.ConnectTimeoutError("too late"), ServerUnreachable),
        (urllib3.MaxRetryError(None, "/", None), ServerUnreachable),  # type: ignore[arg-type]
        (urllib3.ReadTimeoutError(None, "/", "Read timed out."), AnswerLate),  # type: ignore[arg-type]
        (urllib3.ProtocolError("Connection aborted."), ConnectionBroke),
        (urllib3.SSLError("certificate verify failed"), SessionLost),
    ],
    ids=lambda value: value.__class__.__name__ if isinstance(value, Exception) else value.__name__,
)
def test_every_fault_has_its_kind(fault: Exception, kind: type[Exception]) -> None:
    """One table from the client's exceptions to the harness's own."""
    assert type(_sorted(fault)) is kind


@pytest.mark.parametrize("kind", [SelectorRefused, PictureRefused, SessionLost, ServerUnreachable])
def test_what_is_sorted_is_never_the_products_fault(kind: type[Exception]) -> None:
    """A broken phone must not read as a broken app."""
    assert issubclass(kind, InfrastructureError)


def test_nothing_else_is_caught() -> None:
    """A mistake in the harness stays a mistake; what worked stays as it is."""
    with sorted_faults("look"):
        pass
    with pytest.raises(KeyError), sorted_faults("look"):
        raise KeyError("x")
    with pytest.raises(KeyboardInterrupt), sorted_faults("look"):
        raise KeyboardInterrupt


@pytest.mark.parametrize(
    ("fault", "text"),
    [
        (
            selenium.WebDriverException("it broke\nat Server.java:12"),
            "The driver failed to tap 'Invite': it broke",
        ),
        (
            selenium.InvalidSelectorException("Could not parse"),
            "The server refused a selector while trying to tap 'Invite': Could not parse",
        ),
        (
            selenium.InvalidSessionIdException("terminated"),
            "The session ended before: tap 'Invite'. terminated",
        ),
        (
            selenium.SessionNotCreatedException("no device"),
            "The session did not start: no device\n"
            "  Do: look at the phone (adb devices), or at the farm's dashboard, and at the Appium"
            " server's log",
        ),
        (
            selenium.UnknownMethodException("not implemented"),
            "The server does not know the command to tap 'Invite': not implemented\n"
            "  Do: update Appium and its UiAutomator2 driver",
        ),
        (
            urllib3.ConnectTimeoutError("too late"),
            "No WebDriver server answers (while trying to tap 'Invite'): too late\n"
            "  Do: start Appium, or correct server_url in the profile",
        ),
        (
            urllib3.ProtocolError("Connection aborted."),
            "The connection broke while trying to tap 'Invite': Connection aborted.",
        ),
        (selenium.ScreenshotException("secure"), "No picture of this screen: secure"),
        (
            NoWebDriverAnswer(401, "HTTP 401 instead of a WebDriver answer: who are you?"),
            "The driver failed to tap 'Invite': HTTP 401 instead of a WebDriver answer: who are"
            " you?\n  Do: look at user and key, which the profile takes from variables",
        ),
        (selenium.WebDriverException(), "The driver failed to tap 'Invite': Message: None"),
    ],
    ids=lambda value: value.__class__.__name__,
)
def test_it_is_said_what_was_being_done(fault: Exception, text: str) -> None:
    """One line of the client's words, and what to do where that is known."""
    assert str(_sorted(fault)) == text


def test_what_must_not_be_seen_is_taken_out_of_the_servers_words() -> None:
    """A farm repeats the capabilities that it refuses, key and all."""
    with (
        pytest.raises(InfrastructureError) as failed,
        sorted_faults("start", lambda words: words.replace("k-123", "[secret]")),
    ):
        raise selenium.SessionNotCreatedException("no parallel left for accessKey k-123")
    assert str(failed.value).startswith("The session did not start: no parallel left for accessKey")
    assert "k-123" not in str(failed.value)

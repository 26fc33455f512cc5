"""The Appium client, made strict: every failed answer raises, nothing is sent twice."""

from collections import Counter
from collections.abc import Generator, Mapping
from typing import Any

from appium import webdriver
from appium.options.common import AppiumOptions
from appium.webdriver.appium_connection import AppiumConnection
from appium.webdriver.client_config import AppiumClientConfig
from appium.webdriver.errorhandler import MobileErrorHandler
from appium.webdriver.webelement import WebElement
from selenium.common.exceptions import WebDriverException
from urllib3 import BaseHTTPResponse, PoolManager

from harness.excerpt import excerpt
from harness.session.server_status import way_to
from harness.session.sighting import ELEMENT_KEY

_FIRST_SUCCESS_STATUS = 200
_FIRST_REDIRECT_STATUS = 300
_FIRST_ERROR_STATUS = 400
_EXCERPT = 200
# Too many requests, and what a gateway says when it has nobody behind it or got no answer there.
_OF_GATEWAYS = (_FIRST_SUCCESS_STATUS, 429, 502, 503, 504)


class NoWebDriverAnswer(WebDriverException):
    """What came back is no answer of a WebDriver server.

    Attributes:
        is_of_a_gateway: Whether something before the server may have answered for a moment only.
    """

    def __init__(self, status: int, message: str) -> None:
        super().__init__(msg=message)
        self.is_of_a_gateway = status in _OF_GATEWAYS


class _StrictPool:
    """Connections that follow no redirect, and let nothing through as success that is none.

    Args:
        pool: Whose connections they are.
        headers: For every request.
    """

    def __init__(self, pool: PoolManager, headers: Mapping[str, str]) -> None:
        self._pool, self._headers = pool, headers

    def request(self, method: str, url: str, **more: Any) -> BaseHTTPResponse:
        """Send one request, once.

        Raises:
            NoWebDriverAnswer: The answer leads elsewhere, or comes from something else.
        """
        more["headers"] = {**more.get("headers", {}), **self._headers}
        response = self._pool.urlopen(method, url, redirect=False, **more)
        if _FIRST_REDIRECT_STATUS <= response.status < _FIRST_ERROR_STATUS:
            where = response.headers.get("location", "nowhere")
            message = f"HTTP {response.status}: the server sends one on to {where}; not followed."
            raise NoWebDriverAnswer(response.status, message)
        body = response.data.strip()
        is_answer = body.startswith(b"{") and b'"value"' in body
        if response.status < _FIRST_REDIRECT_STATUS and not is_answer:
            shown = excerpt(body.decode(errors="replace"), _EXCERPT) or "an empty page"
            raise NoWebDriverAnswer(_FIRST_SUCCESS_STATUS, f"No WebDriver answer, but: {shown}")
        return response

    def clear(self) -> None:
        """Close all connections."""
        self._pool.clear()


class StrictConnection(AppiumConnection):
    """HTTP to the server, through a strict pool.

    The pool adds the headers of the client's configuration: Appium-Python-Client 6.0.9 knows only
    those of its class, which all drivers of a process would share.
    """

    def _get_connection_manager(self) -> _StrictPool:
        pool: PoolManager = super()._get_connection_manager()  # type: ignore[no-untyped-call]
        return _StrictPool(pool, self._client_config.extra_headers or {})


class StrictErrorHandler(MobileErrorHandler):
    """Raises on answers that the client would take for success.

    Appium-Python-Client 6.0.9 raises only on a W3C error body; a gateway's 502, 503, 429 or an
    HTML page passes as a value, so that a dead server would read as a passed test.
    """

    def check_response(self, response: dict[str, Any]) -> None:
        """Raise the exception that fits the answer, if it is not a W3C success.

        Raises:
            WebDriverException: Or the subclass for the W3C error code.
        """
        super().check_response(response)
        if "status" not in response or "sessionId" in response:
            return
        status = response["status"]
        shown = excerpt(str(response.get("value")), _EXCERPT)
        if isinstance(status, int) and status >= _FIRST_ERROR_STATUS:
            message = f"HTTP {status} instead of a WebDriver answer: {shown}"
            raise NoWebDriverAnswer(status, message)


class SeenElement(WebElement):
    """An element together with what the look-up already told about it."""

    answer: Mapping[str, Any]


class PhoneDriver(webdriver.Remote):
    """The Appium client for one phone.

    Args:
        server_url: Where the WebDriver server listens.
        options: Capabilities of the session to start.
        command_s: Longest wait for the answer to one command, in seconds.
        session_s: Longest wait for the session to start, in seconds.
        headers: HTTP headers for every request.
    """

    def __init__(
        self,
        server_url: str,
        options: AppiumOptions,
        *,
        command_s: float,
        session_s: float,
        headers: Mapping[str, str] | None = None,
    ) -> None:
        self.commands: Counter[str] = Counter()
        config = AppiumClientConfig(
            remote_server_addr=server_url,
            proxy=way_to(server_url),
            timeout=session_s,
            # urllib3 would silently send a read three more times after a fault.
            init_args_for_pool_manager={"init_args_for_pool_manager": {"retries": False}},
            extra_headers=dict(headers or {}),
        )
        super().__init__(StrictConnection(client_config=config), options=options)
        config.timeout = command_s
        self.error_handler = StrictErrorHandler()

    def start_client(self) -> None:
        """Be strict from the very first answer on; the client puts its own handler in later."""
        self.error_handler = StrictErrorHandler()

    def execute(
        self,
        driver_command: str | Generator[dict[str, Any], Any, Any],
        params: dict[str, Any] | None = None,
    ) -> Any:
        """Send one command and count it."""
        self.commands[str(driver_command)] += 1
        return super().execute(driver_command, params)

    def _unwrap_value(self, value: Any) -> Any:
        if isinstance(value, dict) and ELEMENT_KEY in value:
            element = SeenElement(self, value[ELEMENT_KEY])
            element.answer = value
            return element
        return super()._unwrap_value(value)  # type: ignore[no-untyped-call]

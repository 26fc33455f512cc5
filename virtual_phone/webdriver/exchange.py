"""A request, its answer, and what every failure looks like to a client."""

import json
import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

from virtual_phone.selectors.errors import InvalidSelector, NotFound, SelectorFailed
from virtual_phone.webdriver.errors import WebDriverError, invalid_argument

_LOG = logging.getLogger(__name__)
JSON: Final = "application/json; charset=utf-8"


@dataclass(frozen=True)
class Request:
    """What a client asks.

    Attributes:
        method: GET, POST or DELETE.
        path: Without a query.
        body: As it was sent.
        query: What follows the path's question mark, as it was sent.
        headers: By name in lower case.
    """

    method: str
    path: str
    body: bytes = b""
    query: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def parts(self) -> list[str]:
        """The path's parts, still percent-encoded; the first one is empty."""
        return self.path.rstrip("/").split("/")

    def parameters(self) -> dict[str, Any]:
        """The JSON object that was posted, {} for none.

        Raises:
            WebDriverError: It is something else.
        """
        if self.method != "POST" or not self.body.strip():
            return {}
        try:
            body = json.loads(self.body)
        except (ValueError, RecursionError) as error:
            raise invalid_argument(f"The request body is not valid JSON: {error}") from error
        if not isinstance(body, dict):
            raise invalid_argument("The request body must be a JSON object")
        return body


@dataclass(frozen=True)
class Reply:
    """What goes back over the connection.

    Attributes:
        status: Of HTTP.
        payload: The body.
        content_type: Of the body.
        headers: What else its head says.
    """

    status: int
    payload: bytes
    content_type: str = JSON
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Answer:
    """What a command gives: an HTTP status and a JSON object."""

    status: int
    body: dict[str, Any]

    def as_reply(self) -> Reply:
        """As it goes back over the connection."""
        return Reply(self.status, json.dumps(self.body).encode())


def answered(request: Request, run: Callable[[], Any]) -> Answer:
    """What running a command gives, also where it fails.

    Args:
        request: For the log.
        run: The command; returns the answer's `value`.
    """
    try:
        return Answer(200, {"value": run()})
    except WebDriverError as error:
        failure = error
    except NotFound as error:
        failure = WebDriverError("no such element", str(error))
    except InvalidSelector as error:
        failure = WebDriverError("invalid selector", str(error))
    except SelectorFailed as error:
        failure = WebDriverError("unknown error", str(error))
    except ConnectionError:  # nobody is to get an answer
        raise
    except Exception as error:  # noqa: BLE001 -- a client must get an answer, and the next one be served
        _LOG.exception("%s %s failed", request.method, request.path)
        failure = WebDriverError("unknown error", f"{type(error).__name__}: {error}")
    _LOG.info("%s %s -> %s %s", request.method, request.path, failure.status, failure.code)
    return Answer(failure.status, {"value": failure.as_value()})

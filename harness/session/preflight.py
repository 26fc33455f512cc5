"""Is there a WebDriver server at all? Asked once, before anything is started or sent."""

from urllib.parse import urlsplit

import urllib3

from harness.errors import ConfigurationError, Place
from harness.evidence.redaction import Redactor
from harness.session.server_status import ask_status, by_way_of, reason_of
from harness.settings.environment import shown
from harness.settings.network import secrets_of_address

_ANSWER_S = 10
_TRUST = (
    "get it a certificate that is trusted here, or name the file of who has signed it in"
    " $REQUESTS_CA_BUNDLE"
)


def refuse_unreachable_server(server_url: str, place: Place) -> None:
    """Let a run begin only where something answers.

    Any answer will do: grids and farms serve their status under other paths, or to logged-in people
    only. It is asked for as a session would be: through the same proxy, with the same certificates.

    Args:
        server_url: The profile's.
        place: Where it stands.

    Raises:
        ConfigurationError: Nothing answers, or its certificate is not trusted.
    """
    try:
        ask_status(server_url, timeout_s=_ANSWER_S)
    except urllib3.exceptions.HTTPError as fault:
        hide = Redactor(secret.reveal() for secret in secrets_of_address(server_url)).text
        way = by_way_of(server_url)
        raise ConfigurationError(
            place,
            f"no WebDriver server answers at {shown(server_url)}{way and f', {way}'}"
            f" ({hide(reason_of(fault))})",
            "the address of an Appium server, grid or farm that is up",
            _TRUST if "certificate" in reason_of(fault) else _advice(server_url, way),
        ) from fault


def _advice(server_url: str, way: str) -> str:
    if not way:
        start = "appium server --address 127.0.0.1 --port 4723 --log-level warn"
        return f"start it ({start}), or correct the address"
    host = "its host" if shown(server_url) != server_url else urlsplit(server_url).hostname
    return f"correct the variable, or name {host} in $NO_PROXY where it needs no proxy"

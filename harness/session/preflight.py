"""Is there a WebDriver server at all? Asked once, before anything is started or sent."""

import urllib3

from harness.errors import ConfigurationError, Place
from harness.evidence.redaction import Redactor
from harness.settings.environment import shown
from harness.settings.network import secrets_of_address

_ANSWER_S = 10


def refuse_unreachable_server(server_url: str, place: Place) -> None:
    """Let a run begin only where something answers.

    Any answer will do: grids and farms serve their status under other paths, or to logged-in people
    only.

    Args:
        server_url: The profile's.
        place: Where it stands.

    Raises:
        ConfigurationError: Nothing answers, or its certificate is not trusted.
    """
    url = f"{server_url.rstrip('/')}/status"
    try:
        with urllib3.PoolManager(retries=False, timeout=_ANSWER_S) as pool:
            pool.request("GET", url)
    except urllib3.exceptions.HTTPError as fault:
        hide = Redactor(secret.reveal() for secret in secrets_of_address(server_url)).text
        reason = hide(str(fault).rsplit(": ", 1)[-1])
        raise ConfigurationError(
            place,
            f"no WebDriver server answers at {shown(server_url)} ({reason})",
            "the address of an Appium server, grid or farm that is up",
            "start it (appium server --address 127.0.0.1 --port 4723), or correct the address",
        ) from fault

"""What a WebDriver server says of itself, asked over exactly the way that a session would take."""

from collections.abc import Mapping
from dataclasses import dataclass

import urllib3
from selenium.webdriver.remote.client_config import ClientConfig


@dataclass(frozen=True)
class StatusAnswer:
    """The answer to `GET /status`.

    Attributes:
        status: HTTP's.
        headers: HTTP's, by lower-case name.
        body: At most the first 64 KiB.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes


_MOST_BYTES = 65536


def proxy_for(server_url: str) -> str | None:
    """The proxy through which a session would speak to the server; None for none.

    It may hold a password: never show it.
    """
    return ClientConfig(remote_server_addr=server_url).get_proxy_url()


def ask_status(
    server_url: str, headers: Mapping[str, str] | None = None, timeout_s: float = 10
) -> StatusAnswer:
    """Ask once: with the certificates and the proxy of a session, and follow no redirect.

    Raises:
        urllib3.exceptions.HTTPError: Nothing answers, its certificate is not trusted ...
    """
    config = ClientConfig(remote_server_addr=server_url)
    proxy, ca_certs = config.get_proxy_url(), config.ca_certs
    timeout = urllib3.Timeout(total=timeout_s)
    pool = (
        urllib3.ProxyManager(proxy, timeout=timeout, ca_certs=ca_certs)
        if proxy
        else urllib3.PoolManager(timeout=timeout, ca_certs=ca_certs)
    )
    with pool:
        answer = pool.request(
            "GET",
            f"{server_url.rstrip('/')}/status",
            headers={"Accept": "application/json", **(headers or {})},
            retries=False,
            redirect=False,
            preload_content=False,
        )
        body = answer.read(_MOST_BYTES)
        return StatusAnswer(
            answer.status, {name.lower(): value for name, value in answer.headers.items()}, body
        )

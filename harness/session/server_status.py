"""What a WebDriver server says of itself, asked over exactly the way that a session would take."""

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass

import urllib3
from selenium.webdriver.common.proxy import Proxy, ProxyType
from selenium.webdriver.remote.client_config import ClientConfig

from harness.settings.network import is_on_this_machine


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
_NO_ANSWER = "no answer over HTTP"


def way_to(server_url: str) -> Proxy:
    """What a session is told of proxies: nothing for this machine goes through one.

    A proxy knows no server here, and would be shown in plain HTTP what is typed on the phone.
    """
    kind = ProxyType.DIRECT if is_on_this_machine(server_url) else ProxyType.SYSTEM
    return Proxy(raw={"proxyType": kind})


def proxy_for(server_url: str) -> str | None:
    """The proxy through which a session would speak to the server; None for none.

    It may hold a password: never show it.
    """
    config = ClientConfig(remote_server_addr=server_url, proxy=way_to(server_url))
    return config.get_proxy_url() or None


def by_way_of(server_url: str) -> str:
    """The proxy that a session would take, in words that show nothing of it; "" for none."""
    proxy = proxy_for(server_url)
    scheme = "https" if server_url.startswith("https://") else "http"
    names = (f"{scheme}_proxy", f"{scheme}_proxy".upper())
    name = next((name for name in names if proxy and os.environ.get(name) == proxy), None)
    return f"through the proxy of ${name}" if name else ""


def reason_of(fault: Exception) -> str:
    """Why there was no answer, as one line without anything of a proxy.

    Args:
        fault: What `ask_status` raised.
    """
    if isinstance(fault, urllib3.exceptions.ProtocolError):
        return _NO_ANSWER
    if not isinstance(fault, urllib3.exceptions.ProxyError):
        return str(fault).rsplit(": ", 1)[-1]
    refused = re.search(r"Tunnel connection failed: (\d{3}[\w ]*)", str(fault))
    if refused:
        return f"the proxy says {refused[1].strip()}"
    return _NO_ANSWER


def ask_status(
    server_url: str, headers: Mapping[str, str] | None = None, timeout_s: float = 10
) -> StatusAnswer:
    """Ask once: with the certificates and the proxy of a session, and follow no redirect.

    Raises:
        urllib3.exceptions.HTTPError: Nothing answers, its certificate is not trusted ...
    """
    config = ClientConfig(remote_server_addr=server_url)
    proxy, ca_certs = proxy_for(server_url), config.ca_certs
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

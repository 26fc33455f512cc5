"""Who may speak to the page's server: the page itself, and programs of this machine.

A browser lets any site send requests to 127.0.0.1. Three things keep such sites out:

* The Host header must be an IP address, `localhost`, or the name that the server was told to listen
  on. A site that has its own name point to 127.0.0.1 (DNS rebinding) still sends its own name.
* A request that a browser says is made for another site is refused. `Origin` and `Sec-Fetch-Site`
  cannot be set by scripts.
* A POST must carry `application/json`. A form cannot, and a script of another site would have to
  ask first, which nobody answers.
"""

from collections.abc import Mapping
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

from virtual_phone.webdriver.exchange import Request

_OWN: Final = ("same-origin", "none")
"""What browsers say of requests by the page itself, and by a person who typed the address."""


def refusal(request: Request, listening_on: str) -> str | None:
    """Why a request is not answered; None when it is.

    Args:
        request: What has come.
        listening_on: The host that the server was told to listen on.
    """
    host = request.headers.get("host", "")
    if not _is_ours(host, listening_on):
        return (
            f"The Host header is '{host}'. This page answers to IP addresses, to localhost and to "
            f"'{listening_on}' only: open it by the address that was printed"
        )
    if request.method == "GET" and request.path == "/":
        return None  # a link on another page may lead here
    return _not_by_the_page(request.headers, host) or _not_json(request)


def _is_ours(host: str, listening_on: str) -> bool:
    try:
        name = urlsplit(f"//{host}").hostname or ""
        return name in {"localhost", listening_on.lower()} or bool(ip_address(name))
    except ValueError:
        return False


def _not_by_the_page(headers: Mapping[str, str], host: str) -> str | None:
    origin = headers.get("origin")
    if origin is not None and origin.lower() != f"http://{host.lower()}":
        return f"The request was made by a page of '{origin}', and only 'http://{host}' may"
    if headers.get("sec-fetch-site", "none") not in _OWN:
        return "The request was made by a page of another site"
    return None


def _not_json(request: Request) -> str | None:
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.method == "POST" and kind != "application/json":
        return f"A POST must have the Content-Type application/json, and has '{kind}'"
    return None

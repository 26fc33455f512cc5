"""Addresses of WebDriver servers: what may be sent in the clear, and what may be shown of them."""

import ipaddress
from urllib.parse import urlsplit, urlunsplit

from harness.settings.environment import FromEnvironment, shown
from harness.settings.secret import Secret
from harness.settings.strict_model import refusal

_LONGEST_URL = 2000


def is_loopback(host: str) -> bool:
    """Whether the host is this machine; a name other than localhost is not looked up."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def is_on_this_machine(url: str) -> bool:
    """Whether an address leads to this machine."""
    return is_loopback(urlsplit(url).hostname or "")


def one_spelling(url: str) -> str:
    """The address with one name for this machine: localhost and [::1] lead where 127.0.0.1 does."""
    parts = urlsplit(url)
    if not is_on_this_machine(url):
        return url
    port = f":{parts.port}" if parts.port else ""
    return urlunsplit(parts._replace(netloc=f"127.0.0.1{port}"))


def check_server_url(url: str) -> str:
    """Let through the address of a WebDriver server.

    One that comes from a variable keeps its origin: it is a secret, as with farms that hand out an
    address for one session.

    Raises:
        PydanticCustomError: For anything but http(s), for plain HTTP that leaves this machine,
            and for credentials in the address; these are not repeated in the error.
    """
    expected = "an address such as https://grid.example.com:4444"
    if len(url) > _LONGEST_URL:
        raise refusal(f"an address of {len(url):,} characters", expected)
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        why = "" if isinstance(url, FromEnvironment) else f": {error}"
        raise refusal(f'"server_url" is no address{why}', expected) from None
    if parts.username is not None or parts.password is not None:
        raise refusal(
            "a user or password in the address",
            "an address without them",
            'give them under "headers" or "capabilities", as ${NAME}',
        )
    if parts.scheme not in {"http", "https"} or not host or any(c.isspace() for c in url):
        raise refusal(f'the text "{shown(url)}"', expected)
    if parts.query or parts.fragment:
        raise refusal(f"? or # in {shown(url)}", expected)
    if parts.scheme == "http" and not is_loopback(host):
        raise refusal(
            f"plain HTTP to {host if host in shown(url) else shown(url)}",
            "https://, or http:// on this machine only",
            "what is typed on the phone, passwords too, would cross the network readable",
        )
    bare = url.rstrip("/")
    return url.rewritten(bare) if isinstance(url, FromEnvironment) else bare


def secrets_of_address(url: str) -> tuple[Secret, ...]:
    """What must not be seen of an address: nothing, unless it comes from a variable.

    Then it is the variable's value, and the host and the path that it brought: errors of the
    network name these on their own.
    """
    if not isinstance(url, FromEnvironment):
        return ()
    parts = urlsplit(url)
    brought = (part for part in (url, parts.netloc, parts.hostname or "", parts.path.strip("/")))
    hidden = (part for part in brought if part and part not in url.template)
    return (*url.secrets(), *(Secret(part, url.template) for part in hidden))

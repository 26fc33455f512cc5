"""What may be sent in the clear: only what stays on this machine."""

import ipaddress
from urllib.parse import urlsplit

from harness.settings.strict_model import refusal


def is_loopback(host: str) -> bool:
    """Whether the host is this machine; a name other than localhost is not looked up."""
    if host.lower().rstrip(".") == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def check_server_url(url: str) -> str:
    """Let through the address of a WebDriver server.

    Raises:
        PydanticCustomError: For anything but http(s), for plain HTTP that leaves this machine,
            and for credentials in the address; these are not repeated in the error.
    """
    expected = "an address such as https://grid.example.com:4444"
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise refusal(f'"server_url" is no address: {error}', expected) from None
    if parts.username is not None or parts.password is not None:
        raise refusal(
            "a user or password in the address",
            "an address without them",
            'give them under "headers" or "capabilities", as ${NAME}',
        )
    if parts.scheme not in {"http", "https"} or not host or any(c.isspace() for c in url):
        raise refusal(f'the text "{url}"', expected)
    if parts.query or parts.fragment:
        raise refusal(f"? or # in {url}", expected)
    if parts.scheme == "http" and not is_loopback(host):
        raise refusal(
            f"plain HTTP to {host}",
            "https://, or http:// on this machine only",
            "what is typed on the phone, passwords too, would cross the network readable",
        )
    return url.rstrip("/")

"""What a browser loads: the files in `site/`, read once."""

from functools import cache
from importlib.resources import files
from typing import Final

from virtual_phone.webdriver.exchange import Reply

_KINDS: Final = {
    ".html": "text/html; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
}
SAFE: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; "
        "connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}
"""Headers of every reply: nothing is loaded from elsewhere, and no other site shows the page."""


@cache
def site_files() -> dict[str, Reply]:
    """The replies by path; the page itself is at `/`."""
    replies = {}
    for file in (files("virtual_phone.viewer") / "site").iterdir():
        kind = _KINDS.get("." + file.name.rpartition(".")[2])
        if kind:
            path = "/" if file.name == "index.html" else f"/{file.name}"
            replies[path] = Reply(200, file.read_bytes(), kind, SAFE)
    return replies

"""Where links lead inside the app, beside invitations. All of it is assumed, nothing is public.

| Link after `snssdk1233://` or `https://www.tiktok.com/` | Leads to | For |
|---|---|---|
| `organization/permissions` | Permissions | an Admin of the account |
| `setting/account` | Account | whoever is logged in |
| `user/profile` | Profile | everybody; log-in where nobody is logged in |

Who may not see a screen finds the main screen, and is told so. Every other link opens the app as it
was.
"""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final, Literal
from urllib.parse import urlsplit

from virtual_phone.app.session import Session

Destination = Literal["Permissions", "Account", "Profile"]

NO_ACCESS: Final = "You don't have access"
"""What is said to somebody whom a link leads where they may not go."""

_SCHEMES: Final = frozenset({"snssdk1233", "snssdk1180"})
"""The app's own: of the global and of the Asian package."""
_SITE: Final = "www.tiktok.com"
_DESTINATIONS: Final[Mapping[str, Destination]] = MappingProxyType(
    {
        "organization/permissions": "Permissions",
        "setting/account": "Account",
        "user/profile": "Profile",
    }
)


def is_app_link(url: str) -> bool:
    """Whether the app opens it."""
    return _place(url) is not None


def destination_of(url: str) -> Destination | None:
    """The screen that a link leads to; None where it only opens the app."""
    return _DESTINATIONS.get(_place(url) or "")


def may_see(destination: Destination, session: Session | None, *, by_defect: bool) -> bool:
    """Whether a screen is for who is logged in.

    Args:
        destination: The screen.
        session: None where nobody is logged in.
        by_defect: The link forgets to ask for the role.
    """
    if destination == "Profile":
        return True
    if destination == "Account" or session is None:
        return session is not None
    return session.is_admin or (by_defect and session.role is not None)


def _place(url: str) -> str | None:
    """What stands behind the scheme or the site; None for a link of somebody else's."""
    try:
        parts = urlsplit(url)
    except ValueError:  # an address that nobody can read, such as https://[
        return None
    if parts.scheme in _SCHEMES:
        return f"{parts.netloc}{parts.path}".strip("/")
    if parts.scheme == "https" and parts.netloc == _SITE:
        return parts.path.strip("/")
    return None

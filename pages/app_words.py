"""What apps say when something does not work. Assumed, in English: no wording is documented."""

import re
from collections.abc import Iterable
from typing import Final

from harness.errors import InfrastructureError

FAILURE: Final = "[Ee]rror|[Ff]ailed|[Tt]ry again|[Uu]nable|[Ww]ent wrong|[Cc]ould ?(n.|no)t"
"""As part of a regular expression."""

CANNOT: Final = r"\b[Cc]an(.| ?no)?t\b"
"""As part of a regular expression: "can't" with whichever apostrophe, "cannot", "can not". An app
may also say it where all is well: "You can't undo this"."""

WAY: Final = (
    r"[Nn]etwork|[Cc]onnection\b|[Ii]nternet|[Oo]ffline|[Tt]imed? ?out"
    r"|([Cc]onnect to|[Rr]each) (the |our )?servers?"
    r"|[Tt]oo many (requests|attempts|tries)|[Tt]oo (often|fast|frequent)|[Rr]ate limit"
    r"|[Tt]emporarily (blocked|restricted)|blocked temporarily"
)
"""Of the way to the app's servers, or of an account that asks too often: no promise is broken by
either. As part of a regular expression."""

NO_WAY: Final = f"{WAY}|[Cc]onnection|[Rr]etry|[Rr]ight now"
"""Perhaps of the way: what was asked of the servers may have been done. Too broad for what else may
stand on a screen."""
_WAY: Final = re.compile(WAY)


def refuse_to_blame_app(texts: Iterable[str]) -> None:
    """Asked of what the app says where something did not work.

    Args:
        texts: What stands on the screen, or its answer alone.

    Raises:
        InfrastructureError: It says that it cannot reach its servers, or is asked too often.
    """
    said = next((text for text in texts if _WAY.search(text)), "")
    if said:
        message = (
            "The app says that it cannot reach its servers, or is asked too often.\n"
            f"  Last seen: {said}\n"
            "  Do: look at the phone's network and at the account; this says nothing about the app"
        )
        raise InfrastructureError(message)

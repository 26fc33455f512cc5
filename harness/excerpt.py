"""The beginning of a text of somebody else, for a message."""

_CUT = "\u2026"


def excerpt(text: str, longest: int) -> str:
    """Returns a text of so many characters at most, with "\u2026" behind it where it went on.

    By that sign a redactor knows that a number or an address before it may have been cut, too.
    """
    return text if len(text) <= longest else text[:longest] + _CUT

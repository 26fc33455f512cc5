"""What can be wrong with a selector."""


class InvalidSelector(Exception):
    """The selector cannot be understood."""


class SelectorFailed(Exception):
    """The selector was understood, and failed while it was applied."""


class NotFound(Exception):
    """Nothing on the display matches."""

    def __init__(
        self,
        message: str = (
            "An element could not be located on the page using the given search parameters"
        ),
    ) -> None:
        super().__init__(message)


def syntax_error(expression: str, reason: str, position: int | None = None) -> InvalidSelector:
    """The on-device server's words for a UiSelector expression that cannot be parsed.

    Args:
        expression: The expression as far as it was being read.
        reason: What is wrong.
        position: Where, counted from 0; None where no place can be named.
    """
    where = "" if position is None else f" at position {position}"
    return InvalidSelector(f"Could not parse selector expression `{expression}`: {reason}{where}")

"""Numbers in command lines: clients send words, and digits without end."""

from typing import Final

LARGEST: Final = 2**31 - 1


class Complaint(Exception):
    """A command cannot do what its line says; the text is what a phone prints.

    Args:
        text: All that it prints, the command's name included.
        code: Its exit code.
    """

    def __init__(self, text: str, code: int = 1) -> None:
        super().__init__(text)
        self.code = code


def digits(text: str, most: int = LARGEST) -> int | None:
    """A whole number without a sign; None for what is none.

    Args:
        text: As a client sent it.
        most: Stands for every larger one.
    """
    if not (text.isascii() and text.isdigit()):
        return None
    shown = text.lstrip("0") or "0"
    return min(int(shown), most) if len(shown) <= len(str(most)) else most


def count(command: str, text: str) -> int:
    """A number of lines or bytes, its sign left out.

    Args:
        command: Which one was given it.
        text: As a client sent it.

    Raises:
        Complaint: It is none.
    """
    number = digits(text.removeprefix("-"))
    if number is None:
        raise Complaint(f"{command}: not integer: {text}")
    return number

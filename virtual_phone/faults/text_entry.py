"""What becomes of typed text on its way into a field."""

import re

from virtual_phone.faults.fault import PASSED, STOPPED, At, Fault

TEXT_ENTRY = (
    Fault(
        "wrong-characters",
        "Typing",
        "A character of a text that is typed becomes another one.",
        PASSED | STOPPED,
        "The field is read back, and typed into again. One that hides its text cannot be read: "
        "then it stops, as that says nothing about the app.",
        number=32,
        at=At.TEXT,
    ),
    Fault(
        "text-refused",
        "Typing",
        "A field does not take the text.",
        PASSED,
        "It is found again, and typed into again.",
        number=33,
        at=At.TYPING,
        code="invalid element state",
        message=("Cannot set the element to '{text}'. Did you interact with the correct element?"),
    ),
)

_LAST_OF_WORDS = re.compile(r"[^\W_](?=[\W_]*$)")
_DIGITS, _LETTERS = "9876543210", "xyzwvutsrqponmlkjihgfedcba"


def with_wrong_character(text: str, times: int) -> str:
    """The text with its last digit or letter changed: a number or address of somebody else.

    Args:
        text: What is typed; blanks around it stay, as nobody would notice another one of them.
        times: How often it has happened: each time another character comes of it.
    """
    found = _LAST_OF_WORDS.search(text)
    if found is None:
        return f"{text[:-1]}{'x' if text[-1] != 'x' else 'y'}"
    alike = _DIGITS if found[0].isdecimal() else _LETTERS
    others = alike.replace(found[0], "")
    return text[: found.start()] + others[(times - 1) % len(others)] + text[found.end() :]

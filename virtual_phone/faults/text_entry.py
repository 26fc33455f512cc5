"""What becomes of typed text on its way into a field."""

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

"""A link is opened as a person's tap does, and its address stays out of every error."""

import pytest
from tiny_server import TinyServer, answering

from harness.errors import InfrastructureError
from harness.session.session import Session

LINK = "https://www.example.com/join?a=1&token=abcdefgh"


def test_no_package_is_named(server: TinyServer, session: Session) -> None:
    """Android chooses who opens it."""
    session.open_link(LINK)
    [sent] = server.bodies("/execute/sync")
    assert sent == {"script": "mobile: deepLink", "args": [{"url": LINK}]}


@pytest.mark.parametrize(
    "repeated", [LINK, LINK.replace("&", r"\&"), "https://www.example.com/join?..."]
)
def test_what_the_server_repeats_is_not_told(
    server: TinyServer, session: Session, repeated: str
) -> None:
    """adb's words hold the address, also with marks of its own in it."""
    message = f"Error attempting to start URI: Intent {{ dat={repeated} }} unable to resolve Intent"
    value = {"error": "unknown error", "message": message, "stacktrace": ""}
    server.reply = answering(500, {"value": value})
    with pytest.raises(InfrastructureError) as failed:
        session.open_link(LINK)
    assert str(failed.value) == (
        "The driver failed to open a link: Error attempting to start URI: "
        "Intent { [link] } unable to resolve Intent"
    )


@pytest.mark.parametrize(
    ("answer", "package"), [("com.example.app", "com.example.app"), (None, "")]
)
def test_what_is_in_front_is_told(
    server: TinyServer, session: Session, answer: str | None, package: str
) -> None:
    """Nothing, while Android changes from one to another."""
    server.reply = answering(200, {"value": answer})
    assert session.current_package() == package


def test_an_app_is_there_or_not(server: TinyServer, session: Session) -> None:
    """By its package."""
    server.reply = answering(200, {"value": True})
    assert session.has_app("com.example.app")
    [sent] = server.bodies("/execute/sync")
    assert sent["args"] == [{"appId": "com.example.app"}]
    server.reply = answering(200, {"value": False})
    assert not session.has_app("com.example.app")


def test_all_windows_are_shown_for_one_look(server: TinyServer, session: Session) -> None:
    """Afterwards a look-up searches in the window that is used, as before."""
    server.reply = answering(200, {"value": "<hierarchy/>"})
    assert session.everything_shown() == "<hierarchy/>"
    settings = [body["settings"] for body in server.bodies("/appium/settings")]
    assert settings == [{"enableMultiWindows": True}, {"enableMultiWindows": False}]

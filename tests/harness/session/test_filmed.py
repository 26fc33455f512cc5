"""What spoils a film, and what is asked of the server for one."""

import base64
import json
from typing import Any

import pytest
from tiny_server import Handler, TinyServer, answering

from harness.session.session import Session
from harness.session.sighting import Bounds, Sighting


def _field(*, password: bool = False) -> Sighting:
    bounds = Bounds(0, 0, 10, 10)
    return Sighting(
        "e1", "", "", bounds, True, True, False, False, True, "Field", "", password
    )  # fmt: skip


def test_a_film_is_asked_for_and_given(server: TinyServer, session: Session) -> None:
    """One that was under way is thrown away; the answer is a file in base64."""
    session.film_spoiled_by = "before"
    session.typed_in_film, session.secrets_typed = ("2025550147", "123456"), ("123456",)
    session.start_film()
    assert session.film_spoiled_by == ""
    assert session.typed_in_film == session.secrets_typed == ()
    _, path, body = server.requests[-1]
    assert path.endswith("/appium/start_recording_screen")
    options: dict[str, Any] = json.loads(body)["options"]
    assert options == {"forceRestart": True, "timeLimit": 180, "bitRate": 1_000_000}
    server.reply = answering(200, {"value": base64.b64encode(b"film").decode()})
    assert session.stop_film() == b"film"


@pytest.mark.parametrize("value", [None, "", "no base64!"])
def test_no_film_is_no_bytes(server: TinyServer, session: Session, value: str | None) -> None:
    """Whatever a server says for none."""
    server.reply = answering(200, {"value": value})
    assert session.stop_film() == b""


@pytest.mark.parametrize(
    ("field", "text", "why"),
    [
        (_field(password=True), "Blue-Fern-9", "a password was typed"),
        (_field(), "123456", "what may be a one-time code or a link was typed"),
        (_field(), "123 456", "what may be a one-time code or a link was typed"),
        (_field(), "1-2-3-4-5-6-7-8", "what may be a one-time code or a link was typed"),
        (_field(), " 12345678 ", "what may be a one-time code or a link was typed"),
        (_field(), "4", "what may be a one-time code or a link was typed"),
        (_field(), "https://example.com/join/x", "what may be a one-time code or a link was typed"),
        (_field(), "2025550147", ""),
        (_field(), "202 555 0147", ""),
        (_field(), "202555014", ""),
        (_field(), "2025550147x", ""),
        (_field(), "member@example.com", ""),
        (_field(), "+12025550147", ""),
    ],
)
def test_typing_spoils_a_film(
    server: TinyServer, session: Session, field: Sighting, text: str, why: str
) -> None:
    """Passwords and codes do, and are remembered; contacts do not."""
    server.reply = answering(200, {"value": None})
    session.type(field, text)
    assert session.film_spoiled_by == why
    assert session.typed_in_film == (text,)
    assert session.secrets_typed == ((text,) if why else ())


def test_looking_at_a_password_spoils_a_film(server: TinyServer, session: Session) -> None:
    """Whether or not it has been typed yet."""
    server.reply = answering(200, {"value": '<a><b password="false"/></a>'})
    session.page_source()
    assert session.film_spoiled_by == ""
    server.reply = answering(200, {"value": '<a><b password="true"/></a>'})
    session.page_source()
    assert session.film_spoiled_by == "a password was asked for"


def test_reading_a_secret_spoils_a_film(server: TinyServer, session: Session) -> None:
    """In whatever field or label it is found, and however it came there."""
    session.is_secret = lambda text: "hush hush" in text
    server.reply = answering(200, {"value": '<a text="Welcome"/>'})
    session.page_source()
    assert session.film_spoiled_by == ""
    server.reply = answering(200, {"value": '<a text="hush hush"/>'})
    session.page_source()
    assert session.film_spoiled_by == "a secret could be read on the screen"
    session.start_film()
    element = {"element-6066-11e4-a52e-4f735466cecf": "e1", "text": "Welcome"}
    rest = {"rect": {"x": 0, "y": 0, "width": 9, "height": 9}, "enabled": True, "displayed": True}
    for text, why in (("Welcome", ""), ("hush hush", "a secret could be read on the screen")):
        server.reply = answering(200, {"value": [{**element, **rest, "text": text}]})
        session.find("new UiSelector()")
        assert session.film_spoiled_by == why


def test_a_link_spoils_a_film(session: Session) -> None:
    """It may be read where it opens."""
    session.open_link("https://example.com/join/x")
    assert session.film_spoiled_by == "a link was opened"
    assert session.secrets_typed == ("https://example.com/join/x",)


def test_an_unchanged_screen_is_judged_again(server: TinyServer, session: Session) -> None:
    """What it shows may have become a secret meanwhile."""
    server.reply = answering(200, {"value": '<a text="123456"/>'})
    session.page_source()
    session.is_secret = lambda text: "123456" in text
    session.page_source()
    assert session.film_spoiled_by == "a secret could be read on the screen"


def test_few_of_many_typed_secrets_are_sought(server: TinyServer, session: Session) -> None:
    """Each once, but the digits of a code as they were typed, which may repeat."""
    server.reply = answering(200, {"value": None})
    for text in ("Blue-Fern-9", *"112233", *["Blue-Fern-9"] * 3):
        session.type(_field(password=True), text)
    assert session.secrets_typed == ("Blue-Fern-9", *"112233")
    for number in range(40):
        session.type(_field(), f"12{number:04}")
        session.type(_field(), str(number % 10))
    assert len(session.secrets_typed) == 64
    assert session.secrets_typed[31] == "120039"
    assert session.secrets_typed[-1] == "9"


def test_log_lines_since_a_moment(server: TinyServer, session: Session) -> None:
    """By the server's stamps; where there are none since then, the last ones before it."""
    lines = [{"timestamp": at * 1000, "level": "ALL", "message": f"line {at}"} for at in (5, 9)]

    def reply(handler: Handler) -> None:
        handler.send(200, {"value": lines})

    server.reply = reply
    assert session.device_log(6) == "line 9"
    assert session.device_log(5) == "line 5\nline 9"
    first, *rest = session.device_log(10).splitlines()
    assert first == "(no line since then, by the server's clock; the last lines before it)"
    assert rest == ["line 5", "line 9"]

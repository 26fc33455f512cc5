"""Farms are told what came out, in the words that each documents."""

import json
from typing import Any

import pytest
from tiny_server import TinyServer, answering

from harness.errors import InfrastructureError
from harness.session.session import Session


def _start(server: TinyServer, capabilities: dict[str, Any]) -> Session:
    return Session.start(
        server.url,
        capabilities,
        name="phone 1",
        command_s=5,
        session_s=5,
    )


@pytest.mark.parametrize(
    ("options", "script"),
    [
        (
            "bstack:options",
            'browserstack_executor: {"action": "setSessionStatus", "arguments":'
            ' {"status": "failed", "reason": "1 of 2 did not pass: Say \\"no\\""}}',
        ),
        ("sauce:options", "sauce:job-result=failed"),
        (
            "lt:options",
            'lambda-hook: {"action": "setTestStatus", "arguments":'
            ' {"status": "failed", "remark": "1 of 2 did not pass: Say \\"no\\""}}',
        ),
    ],
)
def test_each_farm_is_told_in_its_own_words(server: TinyServer, options: str, script: str) -> None:
    """One script, sent to the session that it is about."""
    session = _start(server, {options: {}})
    session.tell_outcome("failed", '1 of 2 did not pass: Say "no"')
    assert server.bodies("/session/s1/execute/sync") == [{"script": script, "args": []}]


@pytest.mark.parametrize("capabilities", [{}, {"appium:udid": "emulator-5554"}])
def test_nobody_else_is_told(server: TinyServer, capabilities: dict[str, Any]) -> None:
    """An Appium server would take the script for one of its own, and refuse it."""
    _start(server, capabilities).tell_outcome("passed", "2 scenarios passed")
    assert server.asked("/execute/sync") == 0


def test_a_long_reason_is_cut(server: TinyServer) -> None:
    """LambdaTest takes 255 characters."""
    _start(server, {"lt:options": {}}).tell_outcome("passed", "x" * 1000)
    (sent,) = server.bodies("/execute/sync")
    told = json.loads(sent["script"].partition(": ")[2])
    assert told["arguments"] == {"status": "passed", "remark": "x" * 255}


def test_a_session_that_is_lost_tells_nothing(server: TinyServer) -> None:
    """Nobody answers for it any more."""
    session = _start(server, {"sauce:options": {}})
    session.is_lost = True
    session.tell_outcome("passed", "")
    assert server.asked("/execute/sync") == 0


@pytest.mark.parametrize(
    "answer", [None, "", {"items": None}, {"total": 3}, [], "Unknown mobile command"]
)
def test_no_list_of_messages_is_not_an_empty_list(server: TinyServer, answer: Any) -> None:
    """Else a farm that shows no SMS would read as an app that sends none."""
    session = _start(server, {})
    server.reply = answering(200, {"value": answer})
    with pytest.raises(InfrastructureError, match='mobile: listSms has no list of mappings as "it'):
        session.text_messages()
    with pytest.raises(InfrastructureError, match="mobile: getNotifications has no list"):
        session.notifications()


@pytest.mark.parametrize(
    ("answer", "shape"),
    [
        ([{"body": "Join: 123456"}], "list"),
        ("Join: 123456", "str"),
        ({}, "nothing"),
        ({"items": ["Join: 123456"], "Note": 7}, '"items": list, "Note": int'),
        ({"items": "Join: 123456"}, '"items": str'),
    ],
)
def test_messages_in_another_form_are_not_told(server: TinyServer, answer: Any, shape: str) -> None:
    """Nobody has learned yet what in them is secret."""
    session = _start(server, {})
    server.reply = answering(200, {"value": answer})
    with pytest.raises(InfrastructureError) as failed:
        session.text_messages()
    assert str(failed.value) == (
        "The server's answer to mobile: listSms has no list of mappings as"
        f' "items", but: {shape}\n'
        "  Do: look whether the server, or the farm, lets one run this command"
    )


def test_an_empty_list_of_messages_is_one(server: TinyServer) -> None:
    """The phone was asked, and holds none."""
    session = _start(server, {})
    server.reply = answering(200, {"value": {"items": [], "total": 0}})
    assert session.text_messages() == []

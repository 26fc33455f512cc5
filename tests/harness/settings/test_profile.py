"""Profiles: what is allowed, and the errors for what is not."""

from collections.abc import Callable
from typing import Any

import pytest

from harness.errors import ConfigurationError
from harness.settings import Profile

APPIUM = """\
name: farm
kind: appium
server_url: https://grid.example.com:4444/wd/hub/
phones:
  - {udid: emulator-5554, number: "+1 202-555-0100", capabilities: {appium:systemPort: 8201}}
  - {}
capabilities:
  platformName: Android
  appium:noReset: true
  vendor:options: {accessKey: "${KEY}", list: ["${WORD}"]}
headers: {Authorization: "Bearer ${PASSWORD}"}
timeouts: {element_s: 0.5}
"""


def test_a_whole_profile(read: Callable[..., Any]) -> None:
    """Values as written, defaults where nothing is written."""
    profile = read(Profile, APPIUM)
    assert profile.server_url == "https://grid.example.com:4444/wd/hub"
    assert [phone.udid for phone in profile.phones] == ["emulator-5554", None]
    assert profile.phones[0].number == "+12025550100"
    assert profile.phones[0].capabilities == {"appium:systemPort": 8201}
    assert profile.capabilities["vendor:options"] == {"accessKey": "k-123", "list": ["abc"]}
    assert profile.headers == {"Authorization": "Bearer correct horse"}
    timeouts = profile.timeouts
    assert (timeouts.element_s, timeouts.command_s, timeouts.session_s) == (0.5, 60, 120)
    assert (profile.language, profile.people) == ("en", None)


def test_an_emulator_that_appium_starts_has_the_time_that_phones_have_to_start(
    read: Callable[..., Any],
) -> None:
    """Appium is told it, unless the profile says otherwise; the client waits for both."""
    lines = {
        "phones": "phones: [{udid: emulator-5554}, {capabilities: {appium:avd: first}},"
        " {capabilities: {appium:avd: second, appium:avdReadyTimeout: 7}}]",
        "timeouts": "timeouts: {boot_s: 90.5, session_s: 30}",
    }
    profile = read(Profile, _appium(**lines))
    waits = [profile.capabilities_of(each).get("appium:avdReadyTimeout") for each in profile.phones]
    assert waits == [None, 90_500, 7]
    assert [profile.session_s_of(each) for each in profile.phones] == [30, 120.5, 120.5]


def test_what_came_from_the_environment_is_secret(read: Callable[..., Any]) -> None:
    """The redactor must know it, and no repr shows it."""
    profile = read(Profile, APPIUM)
    assert {secret.reveal() for secret in profile.secrets()} == {"k-123", "abc", "correct horse"}
    assert "k-123" not in repr(profile)
    assert "horse" not in repr(profile)


@pytest.mark.parametrize("link", ["app://permissions", "https://www.example.com/p?a=1", "app:p"])
def test_a_link_into_the_app_is_kept_as_it_is(read: Callable[..., Any], link: str) -> None:
    """Of whatever scheme: apps choose their own."""
    assert read(Profile, _appium(links=f"deep_links: {{permissions: '{link}'}}")).deep_links == {
        "permissions": link
    }


def _appium(**changed: str) -> str:
    lines = {
        "name": "name: x",
        "kind": "kind: appium",
        "server_url": "server_url: http://127.0.0.1:4723",
        "phones": "phones: [{udid: a}]",
    }
    return "\n".join({**lines, **changed}.values()) + "\n"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (
            _appium(phones="phnes: []"),
            's.yaml:4: the unknown key "phnes"\n'
            f"  Expected: one of {', '.join(Profile.model_fields)}\n"
            '  Do: did you mean "phones"?',
        ),
        (
            _appium(phones="phones: []"),
            's.yaml:4: "phones" is a list\n  Expected: at least one item',
        ),
        (
            _appium(phones="phones: {udid: a}"),
            's.yaml:4: "phones" is a mapping\n  Expected: a list (`- item`)',
        ),
        (
            _appium(phones="phones:\n - {udid: a}\n - {udid: a}"),
            's.yaml:4: the phone "a" twice\n  Expected: every udid once',
        ),
        (
            _appium(phones="phones: [{udid: a}, {capabilities: {appium:udid: a}}]"),
            's.yaml:4: the phone "a" twice\n  Expected: every udid once',
        ),
        (
            _appium(phones="phones: [{}, {}]", c="capabilities: {appium:udid: a}"),
            's.yaml:4: the phone "a" twice\n  Expected: every udid once',
        ),
        (
            _appium(phones="phones: [{udid: a}, {udid: a, server_url: 'http://localhost:4723'}]"),
            's.yaml:4: the phone "a" twice\n  Expected: every udid once',
        ),
        (
            _appium(phones="phones: [{}, {}]", c='capabilities: {appium:udid: "${WORD}"}'),
            's.yaml:4: the phone "${WORD}" twice\n  Expected: every udid once',
        ),
        (
            _appium(phones="phones:\n - capabilities: {appium:udid: b}\n   udid: a"),
            's.yaml:6: "udid" and "appium:udid"\n  Expected: one of them: they are the same thing',
        ),
        (
            _appium(phones="phones: [{number: '+1 202-555-0147'}, {number: '+12025550147'}]"),
            "s.yaml:4: two phones with the number +12025550147\n  Expected: every SIM in one phone",
        ),
        (
            _appium(phones="phones:\n - {udid: a}\n - {udid: 5554}"),
            's.yaml:6: "udid" is the number 5554\n  Expected: a text',
        ),
        (
            _appium(phones="phones:\n - a"),
            's.yaml:5: the text "a"\n  Expected: a mapping (`key: value`)',
        ),
        (
            _appium(phones="phones: [{number: '202'}]"),
            's.yaml:4: the text "202" is no phone number: it does not start with + and '
            "the country's code\n"
            '  Expected: a number in international form, such as "+1 202-555-0147", in '
            "quotes",
        ),
        (_appium(phones="language: en"), 's.yaml:1: no "phones"\n  Expected: "phones: ..."'),
        (
            _appium(links="deep_links:\n  permision: app://x"),
            's.yaml:6: a link to the unknown screen "permision"\n'
            "  Expected: one of permissions\n"
            '  Do: did you mean "permissions"?',
        ),
        (
            _appium(links="deep_links: {permissions: nonsense}"),
            's.yaml:5: the text "nonsense"\n  Expected: a link, such as "app://permissions"',
        ),
        (
            _appium(links='deep_links: {permissions: "app: //x"}'),
            's.yaml:5: the text "app: //x"\n  Expected: a link, such as "app://permissions"',
        ),
        (
            _appium(links='deep_links: {permissions: "${WORD}"}'),
            's.yaml:5: the value of ${WORD}\n  Expected: a link, such as "app://permissions"',
        ),
        (
            _appium(links="deep_links: {permissions: 7}"),
            "s.yaml:5: the number 7\n  Expected: a text",
        ),
        (_appium(name="name:"), 's.yaml:1: "name" is nothing\n  Expected: a text'),
        (
            _appium(kind="kind: apium"),
            's.yaml:2: "kind" is the text "apium"\n'
            "  Expected: one of virtual, appium\n"
            '  Do: did you mean "appium"?',
        ),
        (
            _appium(kind="kind: virtual"),
            's.yaml:3: "server_url" for the virtual phone\n  Expected: none: the run starts it',
        ),
        (
            "name: x\nkind: virtual\nphones: [{server_url: 'http://127.0.0.1:1'}]\n",
            's.yaml:3: "server_url" for the virtual phone\n  Expected: none: the run starts it',
        ),
        (
            _appium(server_url="", phones="phones: [{server_url: 'http://127.0.0.1:1'}, {}]"),
            's.yaml:1: no "server_url"\n'
            '  Expected: "server_url: ...", of an Appium server, grid or farm',
        ),
        (
            _appium(phones="phones:\n - {server_url: 'http://grid.example.com'}"),
            "s.yaml:5: plain HTTP to grid.example.com\n"
            "  Expected: https://, or http:// on this machine only\n"
            "  Do: what is typed on the phone, passwords too, would cross the network readable",
        ),
        (
            _appium(server_url=""),
            's.yaml:1: no "server_url"\n'
            '  Expected: "server_url: ...", of an Appium server, grid or farm',
        ),
        (
            _appium(server_url="server_url: http://grid.example.com"),
            "s.yaml:3: plain HTTP to grid.example.com\n"
            "  Expected: https://, or http:// on this machine only\n"
            "  Do: what is typed on the phone, passwords too, would cross the network "
            "readable",
        ),
        (
            _appium(server_url="server_url: ftp://x"),
            's.yaml:3: the text "ftp://x"\n'
            "  Expected: an address such as https://grid.example.com:4444",
        ),
        (
            _appium(server_url="server_url: 4723"),
            "s.yaml:3: the number 4723\n  Expected: a text",
        ),
        (
            _appium(server_url="server_url: https://x?a=1"),
            "s.yaml:3: ? or # in https://x?a=1\n"
            "  Expected: an address such as https://grid.example.com:4444",
        ),
        (
            _appium(timeouts="timeouts:\n  element_s: 0"),
            's.yaml:6: "element_s" is the number 0\n  Expected: a number above 0',
        ),
        (
            _appium(timeouts="timeouts: {element_s: '10'}"),
            's.yaml:5: "element_s" is the text "10"\n  Expected: a number',
        ),
        (
            _appium(timeouts="timeouts: 10"),
            's.yaml:5: "timeouts" is the number 10\n  Expected: a mapping (`key: value`)',
        ),
        (
            "name: x\nkind: virtual\nphones: [{}]\nvirtual: {latency_ms: 50 ms}\n",
            's.yaml:4: "latency_ms" is the text "50 ms"\n  Expected: a whole number',
        ),
        (
            "name: x\nkind: virtual\nphones: [{}]\nvirtual: {latency_ms: 60001}\n",
            's.yaml:4: "latency_ms" is the number 60001\n  Expected: a number of at most 60000',
        ),
        (
            _appium(virtual="virtual: {defect: x}"),
            's.yaml:5: "virtual" for a phone behind Appium\n  Expected: kind: virtual',
        ),
        (
            _appium(c="capabilities:\n  noReset: true"),
            's.yaml:6: the capability "noReset"\n'
            '  Expected: a vendor\'s prefix, such as "appium:noReset"',
        ),
        (
            _appium(c="capabilities: {a:b: {accessKey: k1}}"),
            's.yaml:5: "accessKey" in plain text\n'
            '  Expected: "${NAME}", a variable of the environment\n'
            "  Do: take it out of the file, and change it if the file was ever shared",
        ),
        (
            _appium(h="headers: {Authorization: Bearer abc}"),
            's.yaml:5: "Authorization" in plain text\n  Expected: "${NAME}", or text around it',
        ),
        ("- a\n", "s.yaml:1: a list\n  Expected: a mapping (`key: value`)"),
        ("", "s.yaml:1: nothing\n  Expected: a mapping (`key: value`)"),
    ],
)
def test_what_is_refused(read: Callable[..., Any], text: str, message: str) -> None:
    """Each error says line, found and allowed."""
    with pytest.raises(ConfigurationError) as error:
        read(Profile, text)
    assert str(error.value) == message


def test_a_password_in_the_address_is_refused_and_not_repeated(read: Callable[..., Any]) -> None:
    """The error text may land in a log."""
    with pytest.raises(ConfigurationError) as error:
        read(Profile, _appium(server_url="server_url: https://me:horse@grid.example.com"))
    assert "s.yaml:3: a user or password in the address" in str(error.value)
    assert "horse" not in str(error.value)


def test_an_address_may_be_a_secret(read: Callable[..., Any]) -> None:
    """It is used as it is and shown nowhere, nor are host and path on their own."""
    profile = read(Profile, _appium(server_url='server_url: "${SECRET_URL}"'))
    assert profile.server_url == "https://endpoint.example.com/t-5/wd"
    assert "endpoint" not in repr(profile)
    assert {secret.reveal() for secret in profile.secrets()} == {
        "https://endpoint.example.com/t-5/wd/",
        "https://endpoint.example.com/t-5/wd",
        "endpoint.example.com",
        "t-5/wd",
    }


def test_a_phone_may_have_a_server_of_its_own(read: Callable[..., Any]) -> None:
    """It goes over the profile's; both are asked before a run, and both may be secrets."""
    own = 'phones: [{udid: a, server_url: "${SECRET_URL}"}, {udid: a}, {udid: b}]'
    profile = read(Profile, _appium(phones=own))
    assert [profile.server_of(phone) for phone in profile.phones] == [
        "https://endpoint.example.com/t-5/wd",
        "http://127.0.0.1:4723",
        "http://127.0.0.1:4723",
    ]
    assert profile.servers() == (
        "https://endpoint.example.com/t-5/wd",
        "http://127.0.0.1:4723",
    )
    assert "endpoint.example.com" in {secret.reveal() for secret in profile.secrets()}
    assert "endpoint" not in repr(profile)


def test_where_every_phone_has_a_server_the_profile_needs_none(read: Callable[..., Any]) -> None:
    """Phones of several machines have nothing in common."""
    own = "phones: [{server_url: 'http://127.0.0.1:1'}, {server_url: 'https://lab.example.com'}]"
    profile = read(Profile, _appium(server_url="", phones=own))
    assert profile.servers() == ("http://127.0.0.1:1", "https://lab.example.com")


def test_of_an_address_only_what_a_variable_brings_is_secret(read: Callable[..., Any]) -> None:
    """What stands in the file may be shown."""
    profile = read(Profile, _appium(server_url='server_url: "https://grid.example.com/${WORD}"'))
    assert {secret.reveal() for secret in profile.secrets()} == {
        "abc",
        "https://grid.example.com/abc",
    }


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ("${PLAIN_URL}", "plain HTTP to ${PLAIN_URL}"),
        ("${WORD}", 'the text "${WORD}"'),
        ("${SECRET_URL}?a=1", "? or # in ${SECRET_URL}?a=1"),
        ("https://[${WORD}", '"server_url" is no address'),
    ],
)
def test_a_secret_address_that_is_wrong_is_not_repeated(
    read: Callable[..., Any], value: str, message: str
) -> None:
    """The error names the variable instead."""
    with pytest.raises(ConfigurationError) as error:
        read(Profile, _appium(server_url=f'server_url: "{value}"'))
    assert str(error.value).startswith(f"s.yaml:3: {message}\n")
    assert "endpoint" not in str(error.value)


@pytest.mark.parametrize("host", ["127.0.0.1:4723", "localhost:4723", "[::1]:4723", "127.8.0.1"])
def test_plain_http_stays_on_this_machine(read: Callable[..., Any], host: str) -> None:
    """Loopback in all its spellings."""
    profile = read(Profile, _appium(server_url=f'server_url: "http://{host}/"'))
    assert profile.server_url == f"http://{host}"


@pytest.mark.parametrize("host", ["localhost.example.com", "127.0.0.1.example.com", "0.0.0.0"])  # noqa: S104
def test_hosts_that_only_look_like_this_machine(read: Callable[..., Any], host: str) -> None:
    """A name that begins like loopback is another machine."""
    with pytest.raises(ConfigurationError, match="plain HTTP"):
        read(Profile, _appium(server_url=f"server_url: http://{host}"))

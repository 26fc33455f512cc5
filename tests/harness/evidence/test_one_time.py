import base64
import hashlib
import html
import json
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from harness.evidence.one_time import OneTimeSecrets, tokens_of
from harness.evidence.redaction import Redactor

TOKEN = "abcdefghijklmnopqrst"
LINK = f"https://www.example.com/join/confirm?token={TOKEN}&lang=en"
CODE = "123456"


def knowing(*values: str) -> OneTimeSecrets:
    """What has read these."""
    secrets = OneTimeSecrets("[secret]")
    secrets.learn(values)
    return secrets


@pytest.mark.parametrize(
    "form",
    [
        CODE,
        "123 456",
        "123-456",
        "1 2 3 4 5 6",
        "123\u00a0456",
        json.dumps("123\u00a0456")[1:-1],
        repr("123\u00a0456")[1:-1],
        repr("123\u00a0456".encode())[2:-1],
        "123\u2011456",
        json.dumps("123\u2011456")[1:-1],
        "123&#160;456",
        "123&#x202F;456",
        "123&#8209;456",
        "123%c2%a0456",
        "123=C2=A0456",
        quote("123 456"),
        quote_plus("123 456"),
        json.dumps(list(CODE))[1:-1],
        json.dumps(list(CODE), separators=(",", ":"))[1:-1],
        str(list(CODE))[1:-1],
    ],
)
@pytest.mark.parametrize(
    "around",
    [
        "before {} after",
        "{}",
        "G-{}",
        'text="{}"',
        "https://www.example.com/?code={}&x=1",
        "10 {} 10 minutes",
        "{}\u2026",
    ],
)
def test_a_code_is_replaced_however_it_is_grouped(form: str, around: str) -> None:
    """In messages, page sources, requests and the lists of characters that clients send."""
    assert knowing(CODE).text(around.format(form)) == around.format("[secret]")


def test_a_code_is_known_by_its_digits() -> None:
    """Whichever way it was read first."""
    assert knowing("654 321").text("654321, 654-321") == "[secret], [secret]"


@pytest.mark.parametrize("before", ["a\n", "a\t", "é", "…", " "])
def test_a_code_is_seen_behind_what_is_escaped(before: str) -> None:
    """The escape ends in digits and letters, and is none of the code."""
    text = f"{before}{CODE}"
    secrets = knowing(CODE)
    assert secrets.text(json.dumps(text)) == json.dumps(f"{before}CODE").replace("CODE", "[secret]")
    assert secrets.text(quote(text)) == f"{quote(before)}[secret]"


@pytest.mark.parametrize(
    "text",
    [
        "1234567",
        "0123456",
        "1764123456789",
        "ab123456cd.png",
        hashlib.sha256(b"").hexdigest(),
        "550e8400-e29b-41d4-a716-123456440000",
        "12 3456",
        "%12%34%56",
        r"\u2612\u3456",
        "+1 202-555-0147",
    ],
)
def test_other_numbers_stay(text: str) -> None:
    """Names of pictures and moments in files must stay what they are."""
    assert knowing(CODE).text(text) == text


@pytest.mark.parametrize(
    "mark", ["\n", "\t", ", ", ",", ".", "/", "_", ":", "|", "~", " | ", r"\n", "%20", "<br>"]
)
def test_a_code_is_replaced_whatever_is_between_its_digits(mark: str) -> None:
    """The same between all of them."""
    assert knowing(CODE).text(f"(x {mark.join(CODE)} y)") == "(x [secret] y)"


@pytest.mark.parametrize("said", [CODE, "123 456", "123-456"])
@pytest.mark.parametrize("before", ["", "a", "ab", "Your code is ", "\u00e9 "])
@pytest.mark.parametrize("behind", ["", "a", ".", " is your code, and not for anybody else"])
def test_a_code_cannot_be_read_in_base64(before: str, said: str, behind: str) -> None:
    """On its own, and inside a longer text; in both alphabets."""
    text = f"{before}{said}{behind}".encode()
    for encoded in (base64.b64encode(text).decode(), base64.urlsafe_b64encode(text).decode()):
        secrets = knowing(CODE)
        assert "[secret]" in secrets.text(f'"{encoded}"')
        assert len(secrets.text(encoded).replace("[secret]", "")) <= len(encoded) - 8


@pytest.mark.parametrize("value", [LINK, TOKEN])
@pytest.mark.parametrize("before", ["", "a", "ab"])
def test_a_link_cannot_be_read_in_base64(value: str, before: str) -> None:
    """On its own, and inside a longer text."""
    encoded = base64.b64encode(f"{before}{value} x".encode()).decode()
    redacted = knowing(LINK).text(encoded)
    assert "[secret]" in redacted
    assert len(redacted.replace("[secret]", "")) <= 8


ORDINARY = [
    "at 1:23:45.6, at 12:34:56, from 1.2.3 to 4.5.6",
    'bounds="[0,14][720,28]" bounds="[1,2][3,4]" index="5" text="6"',
    "[[1,2],[3,4],[5,6]]",
    '{"x": 1, "y": 2}, {"x": 3, "y": 4}, {"x": 5, "y": 6}',
    "[1, 2, 3, 4, 5, 6, 7]",
    "[0, 1, 2, 3, 4, 5, 6]",
    "10, 1, 2, 3, 4, 5, 6",
    "1, 2, 3, 4, 5, 60",
    "1,2,3.4,5,6",
    '"1", "2", "3", "4", "5", "6", "7"',
    '<node index="1"/>\n<node index="2" text=""/>\n<a index="3"/><node index="456"/>',
    "<td>1</td><td>2</td><td>3</td><td>4</td><td>5</td><td>6</td><td>7</td>",
    base64.b64encode(b"at 1764123456789, 0123456 and 12345678").decode(),
    "sha256=8d969eef6ecad3c29a3a629280e686cf0c3f5d5a86aff3ca12020c923adc6c92",
]


@pytest.mark.parametrize("text", ORDINARY)
def test_times_places_and_lists_hold_no_code(text: str) -> None:
    """Though its digits stand in them one after the other."""
    assert knowing(CODE).text(text) == text


@pytest.mark.parametrize(
    "form",
    [
        LINK,
        quote(LINK),
        quote(LINK, safe=""),
        quote(LINK, safe="").lower(),
        json.dumps({"url": LINK}),
        LINK.replace("/", r"\/"),
        html.escape(LINK),
        f"token: {TOKEN}",
        f"{{token={TOKEN}}}",
    ],
)
def test_a_link_is_replaced_however_it_is_written(form: str) -> None:
    """Also its token alone: with that, anybody can make the link again."""
    redacted = knowing(LINK).text(f"before {form} after")
    assert redacted.startswith("before ")
    assert redacted.endswith(" after")
    assert "[secret]" in redacted
    assert TOKEN not in redacted
    assert "/join" not in redacted


@pytest.mark.parametrize(
    ("cut", "left"),
    [
        (f"token='{LINK[-30:]}'", None),
        (f"link='{LINK[:20]}...{LINK[-12:]}'", "link='[secret]....[secret]'"),
        (f"Received(...{LINK[-25:]}', codes=[])", "Received(...[secret]', codes=[])"),
        (f"{LINK[:60]}\u2026 and more", "[secret]\u2026 and more"),
        (f"{LINK[len('https://') : 50]}\u2026", "[secret]\u2026"),
        ("...qrst, www...", "...qrst, www..."),
        ("Loading... please wait\u2026", "Loading... please wait\u2026"),
        ("...", "..."),
    ],
)
def test_what_is_left_of_a_link_that_was_cut_is_replaced(cut: str, left: str | None) -> None:
    """A representation in a traceback is cut in its middle, a text on a screen at its end."""
    redacted = knowing(LINK, CODE).text(cut)
    assert redacted == left or (left is None and TOKEN not in redacted)


def test_two_links_of_one_kind_are_both_replaced_as_a_whole() -> None:
    """The one that is the beginning of the other leaves nothing of it over."""
    short, long = "https://www.example.com/terms", "https://www.example.com/terms/of/use"
    assert knowing(short, long).text(f"{long} {short}") == "[secret] [secret]"


@pytest.mark.parametrize(
    ("link", "tokens"),
    [
        (LINK, [TOKEN]),
        ("https://vm.example.com/ZMabCdEfG/", ["ZMabCdEfG"]),
        ("https://example.com/i/a1b2c3d4?org=Blue%20Fern%20Studio", ["a1b2c3d4"]),
        ("app://join#t=abcd1234%3D%3D", ["abcd1234=="]),
        ("https://example.com/invitation/confirm?campaign=invitation", []),
        ("https://example.com/?to=%2B12025550147&mail=member1@example.com&at=1764168123", []),
        ("https://[broken", []),
        ("no address at all", []),
    ],
)
def test_a_token_is_a_part_that_is_no_word(link: str, tokens: list[str]) -> None:
    """Words and contacts stay: without them no report can be read."""
    assert set(tokens) <= set(tokens_of(link))
    assert bool(tokens) == bool(tokens_of(link))
    for word in ("invitation", "Blue Fern Studio", "+12025550147", "member1@example.com"):
        assert knowing(link).text(f"{word}.") == f"{word}."


@given(st.text(min_size=4))
def test_whatever_is_learned_is_gone(value: str) -> None:
    """Nothing that a message holds stops a run; nothing of it survives."""
    value = value.encode("utf-8", "ignore").decode()
    secrets = knowing(value)
    if len(value) >= 4 and not value.isdigit() and value not in "[secret]":
        assert value not in secrets.text(f"({value})").replace("[secret]", "")


def test_nothing_is_awaited_until_somebody_reads_messages() -> None:
    """Also where none has come yet: the first may pop up over the app at any time."""
    secrets = OneTimeSecrets("[secret]")
    assert secrets.is_empty
    assert not secrets.are_awaited
    secrets.learn([])
    assert secrets.is_empty
    assert secrets.are_awaited
    assert secrets.text(CODE) == CODE


def _screen(*nodes: str, package: str = "app") -> str:
    inner = "".join(f'<node package="{package}" {node}/>' for node in nodes)
    return f'<?xml version="1.0" encoding="UTF-8"?><hierarchy>{inner}</hierarchy>'


@pytest.mark.parametrize(
    ("screen", "readable"),
    [
        (_screen('text="Enter the 6-digit code" class="android.widget.EditText"'), False),
        (_screen('text="123456" class="android.widget.EditText"'), True),
        (_screen('text="" hint="123 456"'), True),
        (_screen('content-desc="Code 123-456"'), True),
        (_screen(*(f'text="{digit}"' for digit in CODE)), True),
        (_screen('text="1"', 'text="Code"', *(f'text="{digit}"' for digit in "23456")), True),
        (_screen('text="999999"'), False),
        (_screen(f'text="Join: {html.escape(LINK)}"'), True),
        (_screen(f'resource-id="{CODE}"'), False),
        # what pops up has not been read yet
        (_screen('text="999999 is your code"', package="com.android.systemui"), True),
        (_screen('text="https://vm.example.com/ZMabCdEfG/"', package="com.android.systemui"), True),
        (_screen('text="12:30" content-desc="+1 202-555-0147"', package="x"), False),
        (_screen('text="Read https://www.example.com/help"', package="x"), False),
    ],
)
def test_a_screen_with_a_code_or_a_link_is_told(screen: str, readable: bool) -> None:
    """A known one anywhere; over the app also what may be a new one."""
    assert knowing(CODE, LINK).can_be_read(screen, "app") is readable


def test_one_redactor_keeps_both_kinds() -> None:
    """Passwords in all of their forms, codes and links in theirs; also where it knows no other."""
    redactor = Redactor(["hush hush"])
    redactor.one_time.learn([CODE, LINK])
    assert redactor.text(f"hush hush {CODE} {LINK}") == "[secret] [secret] [secret]"
    alone = Redactor()
    alone.one_time.learn([CODE])
    assert alone.data(CODE.encode()) == b"[secret]"

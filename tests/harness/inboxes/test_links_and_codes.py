import pytest

from harness.evidence.redaction import Redactor
from harness.inboxes.links_and_codes import (
    addresses_in,
    codes_in,
    is_link,
    likely_codes_in,
    spelled_codes_in,
    without_links_and_codes,
)
from harness.inboxes.message import Message

LINK = "https://www.example.com/join/t-X_9~?k=aB%20c&v=1.2#part"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"Open {LINK}", [LINK]),
        (f"Open {LINK}.", [LINK]),
        (f"Open ({LINK}), please", [LINK]),
        (f"<{LINK}>", [LINK]),
        (f'"{LINK}"!?', [LINK]),
        (f"Link:{LINK}\nThanks", [LINK]),
        (f"点击{LINK}加入", [LINK]),
        (f"点击{LINK}。", [LINK]),
        ("https://example.com/a_(b)", ["https://example.com/a_(b)"]),
        ("(https://example.com/a_(b))", ["https://example.com/a_(b)"]),
        ("https://[2001:db8::1]/a", ["https://[2001:db8::1]/a"]),
        ("https://example.com/token_", ["https://example.com/token_"]),
        ("https://example.com/token-", ["https://example.com/token-"]),
        ("https://example.com/b, https://example.com/a", None),
        ("https://example.com/b https://example.com/b", ["https://example.com/b"]),
        ("HTTPS://EXAMPLE.COM/A", ["HTTPS://EXAMPLE.COM/A"]),
        ("snssdk1233://join?t=1", ["snssdk1233://join?t=1"]),
        ("no address: example.com, https://", []),
        ("Studio.https://example.com/a", ["https://example.com/a"]),
        ("", []),
    ],
)
def test_addresses_are_taken_as_they_stand(text: str, found: list[str] | None) -> None:
    """Without the sentence around them, and in order."""
    in_order = ["https://example.com/b", "https://example.com/a"]
    assert list(addresses_in(text)) == (in_order if found is None else found)


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (LINK, True),
        ("HTTPS://EXAMPLE.COM", True),
        ("http://example.com", False),
        ("https://", False),
        ("app://https://example.com", False),
    ],
)
def test_a_link_is_one_that_nobody_on_the_way_reads(address: str, link: bool) -> None:
    """https with a host."""
    assert is_link(address) is link


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("123456 is your code", ["123456"]),
        ("Your code: 123456.", ["123456"]),
        ("TikTok: 123456, valid for 10 minutes", ["123456"]),
        ("[TikTok] 000042", ["000042"]),
        ("G-123456", ["123456"]),
        ("验证码123456，10分钟内有效", ["123456"]),
        ("Code\n123456\n10 minutes", ["123456"]),
        ("Code 123456 10 minutes", ["123456"]),
        ("Within 10 minutes 123456", ["123456"]),
        ("123 456 is your code", ["123456"]),
        ("123\u00a0456", ["123456"]),
        ("Your code is 123-456.", ["123456"]),
        ("Your code is 1 2 3 4 5 6", ["123456"]),
        ("First 111111, then 222222, and 111111", ["111111", "222222"]),
        ("202611", ["202611"]),
        ("In 202611 your code is 654321", ["654321"]),
        ("\u9a8c\u8bc1\u7801\uff11\uff12\uff13\uff14\uff15\uff16", ["123456"]),
        ("\uff11\uff12\uff13 \uff14\uff15\uff16", ["123456"]),
        ("\u0661\u0662\u0663\u0664\u0665\u0666", ["123456"]),
        # no code
        ("\uff0b\uff11\uff12\uff10\uff12\uff15\uff15\uff15\uff10\uff11\uff14\uff17", []),
        ("\uff11\uff12\uff13\uff14\uff15\uff16\uff17", []),
        ("12345 or 1234567", []),
        ("+12025550147", []),
        ("+1 202-555-0147", []),
        ("(202) 555-0147", []),
        ("202 555 0147", []),
        ("202.555.0147", []),
        ("(030) 123456", []),
        ("030 123456", []),
        ("+49 30 123456", []),
        ("030/123456", []),
        ("2026-11-26 14:45:12", []),
        ("26.112026", []),
        ("123456.78 or 1,123456", []),
        ("10 123 456 views", []),
        ("1 2 3 4 5 6 7", []),
        ("A123456, 123456b and id_123456", []),
        ("https://example.com/123456/?t=654321", []),
        ("app://123456", []),
    ],
)
def test_a_code_is_six_digits_that_stand_alone(text: str, codes: list[str]) -> None:
    """As people write them; not what is a part of something else."""
    assert list(codes_in(text)) == codes


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("654321", ["654321"]),
        ("Order 654321. Your code is 123456. Singapore 048583", ["123456"]),
        ("123456 is your verification code.\nOrder 654321", ["123456"]),
        ("Bestellung 654321\nDein Best\u00e4tigungscode: 123456", ["123456"]),
        ("Pedido 654321. Tu c\u00f3digo es 123456", ["123456"]),
        (
            "\u8ba2\u5355654321\u3002\u9a8c\u8bc1\u7801\uff11\uff12\uff13\uff14\uff15\uff16",
            ["123456"],
        ),
        ("Order 654321 code 123456", ["654321", "123456"]),
        ("Order 654321. Barcode 123456", ["654321", "123456"]),
        ("Your code is new. It is 123456", ["123456"]),
        ("Enter the code. 123456 or 654321", ["123456", "654321"]),
    ],
)
def test_the_code_is_what_a_message_calls_so(text: str, codes: list[str]) -> None:
    """In the same sentence; where that does not decide, all are left."""
    assert list(likely_codes_in(text)) == codes


def test_a_code_in_other_digits_is_kept_out_of_reports_as_it_stands() -> None:
    """Whoever reads the report can read them, too."""
    text = "Code \uff11\uff12\uff13\uff14\uff15\uff16, ok"
    assert without_links_and_codes(text) == "Code [code], ok"
    redactor = Redactor()
    redactor.one_time.learn(Message("1", text).secrets)
    assert redactor.text(f"{text} and 123456") == "Code [secret], ok and [secret]"


def test_codes_are_also_known_as_they_are_spelled() -> None:
    """That is how they would stand in a report; a month among them costs nothing."""
    assert spelled_codes_in("123 456 or 654321 of 202611") == ("123 456", "654321", "202611")


def test_what_may_be_told_has_neither() -> None:
    """A word stands in their place, and all the rest stays."""
    text = "Join as Admin: https://a.example.com/x. Also https://a.example.com/xy! Code 123 456, ok"
    assert without_links_and_codes(text) == ("Join as Admin: [link]. Also [link]! Code [code], ok")

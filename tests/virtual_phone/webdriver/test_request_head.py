"""The head of a request, byte for byte."""

import io

import pytest

from virtual_phone.webdriver.request_head import (
    FirstLine,
    MalformedHead,
    first_line,
    headers_of,
)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        (b"GET /status HTTP/1.1\r\n", FirstLine("GET", "/status", 1)),
        (b"POST /session HTTP/1.0\n", FirstLine("POST", "/session", 0)),
        (b"GET //example.com/x HTTP/1.1\r\n", FirstLine("GET", "/example.com/x", 1)),
    ],
)
def test_first_line(line: bytes, read: FirstLine) -> None:
    """Method, address, version; two slashes would make a host of a path."""
    assert first_line(line) == read


@pytest.mark.parametrize(
    "line", [b"GET /\r\n", b"GET / HTTP/2.0\r\n", b"GET / HTTP/1.1 x\r\n", b"GET a b HTTP/1.1"]
)
def test_first_line_of_something_else(line: bytes) -> None:
    """The error shows what came, and what should have."""
    with pytest.raises(
        MalformedHead, match=r"a method, an address and HTTP/1\.1, and not"
    ) as error:
        first_line(line)
    assert repr(line.decode().strip()) in str(error.value)


def test_headers() -> None:
    """Names in any letters, values without blanks around them; the body is left unread."""
    source = io.BytesIO(b"Host: a:1\r\nX-Empty:\r\nCONTENT-length:\t2 \r\nX: 1\nx: 2\r\n\r\n{}")
    assert headers_of(io.BufferedReader(source)) == {
        "host": "a:1",
        "x-empty": "",
        "content-length": "2",
        "x": "2",
    }


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (b"Content-Length 5\r\n\r\n", "A header is written as 'name: value'"),
        (b"Content-Length : 5\r\n\r\n", "A header is written as 'name: value'"),
        (b"a: b\r\n folded\r\n\r\n", "and not as ' folded'"),
        (b"a: " + b"x" * 65536 + b"\r\n\r\n", "more than 65536 bytes"),
        (b"a: b\r\n" * 101 + b"\r\n", "more than 100 headers"),
    ],
)
def test_headers_that_are_none(lines: bytes, words: str) -> None:
    """Refused, before anybody takes what follows for a request."""
    with pytest.raises(MalformedHead) as error:
        headers_of(io.BufferedReader(io.BytesIO(lines)))
    assert words in str(error.value)

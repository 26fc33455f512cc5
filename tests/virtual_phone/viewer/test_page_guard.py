"""Scripts of other sites are kept out."""

import json

import pytest
from viewed_phones import Viewed

from virtual_phone.viewer.guard import refusal
from virtual_phone.webdriver.exchange import Request

_TAP = "/api/phones/virtual-1/tap"
_PLACE = {"at": [540, 1200]}


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("127.0.0.1:8080", True),
        ("localhost:8080", True),
        ("LOCALHOST", True),
        ("[::1]:8080", True),
        ("192.0.2.7:8080", True),
        ("phones.example.com", True),
        ("evil.example.org:8080", False),
        ("127.0.0.1.evil.example.org", False),
        ("localhost.evil.example.org", False),
        ("", False),
        ("[", False),
        ("127.0.0.1:port", True),
    ],
)
def test_only_its_own_names(host: str, *, answered: bool) -> None:
    """A site whose name points to this machine sends its own name (DNS rebinding)."""
    request = Request("GET", "/", headers={"host": host})
    assert (refusal(request, "phones.example.com") is None) is answered


@pytest.mark.parametrize("path", ["/", "/main.js", "/api/phones"])
def test_a_rebound_name_gets_nothing(viewed: Viewed, path: str) -> None:
    """Not even the page; the answer says what to do."""
    status, headers, answer = viewed.ask("GET", path, Host="evil.example.org")
    assert (status, headers["content-type"]) == (403, "application/json; charset=utf-8")
    assert json.loads(answer)["value"] == {
        "error": "forbidden",
        "message": "The Host header is 'evil.example.org'. This page answers to IP addresses, to "
        "localhost and to '127.0.0.1' only: open it by the address that was printed",
    }


@pytest.mark.parametrize(
    ("headers", "message"),
    [
        ({"Origin": "http://evil.example.org"}, "made by a page of 'http://evil.example.org'"),
        ({"Origin": "null"}, "made by a page of 'null'"),
        ({"Origin": "http://127.0.0.1:1"}, "made by a page of 'http://127.0.0.1:1'"),
        ({"Sec_Fetch_Site": "cross-site"}, "made by a page of another site"),
        ({"Sec_Fetch_Site": "same-site"}, "made by a page of another site"),
        ({"Content_Type": "text/plain"}, "must have the Content-Type application/json, and has"),
        ({"Content_Type": "application/x-www-form-urlencoded"}, "must have the Content-Type"),
    ],
)
def test_another_site_cannot_touch_a_phone(
    viewed: Viewed, headers: dict[str, str], message: str
) -> None:
    """By script, by form, from another port of this machine."""
    before = viewed.shown_by_apps("virtual-1")
    status, _, answer = viewed.ask("POST", _TAP, _PLACE, **headers)
    assert status == 403
    assert message in json.loads(answer)["value"]["message"]
    assert viewed.shown_by_apps("virtual-1") == before


@pytest.mark.parametrize("path", ["/api/world", "/api/phones/virtual-1/picture", "/main.js"])
def test_another_site_cannot_read(viewed: Viewed, path: str) -> None:
    """Not as a picture, nor as a script; only a link to the page itself works."""
    assert viewed.ask("GET", path, Sec_Fetch_Site="cross-site")[0] == 403
    assert viewed.ask("GET", "/", Sec_Fetch_Site="cross-site")[0] == 200


def test_the_page_and_programs_are_served(viewed: Viewed) -> None:
    """What browsers send for the page's own requests; a program sends nothing of that."""
    own = {"Origin": viewed.url.rstrip("/"), "Sec_Fetch_Site": "same-origin"}
    assert viewed.ask("POST", _TAP, _PLACE, **own)[0] == 200
    assert viewed.ask("POST", _TAP, _PLACE)[0] == 200


def test_preflights_get_no_permission(viewed: Viewed) -> None:
    """A browser asks before it sends JSON for another site, and is not told that it may."""
    status, headers, _ = viewed.ask("OPTIONS", _TAP, Origin="http://evil.example.org")
    assert status == 404
    assert not [name for name in headers if name.startswith("access-control-")]

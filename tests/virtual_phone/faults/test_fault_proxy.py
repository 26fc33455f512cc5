"""The proxy in front of a server: what a client and the server see of each fault."""

import http.client
import json
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import closing
from threading import Thread
from urllib.parse import urlsplit

import pytest

from virtual_phone.arguments import read
from virtual_phone.faults import CATALOGUE, PROXIED, Faults
from virtual_phone.faults.proxy import Proxy
from virtual_phone.serving import served
from virtual_phone.webdriver.exchange import Reply, Request
from virtual_phone.webdriver.server import Server

CLICK, SOURCE = ("POST", "/session/1/element/2/click"), ("GET", "/session/1/source")


class Behind:
    """A server that remembers what reached it."""

    def __init__(self) -> None:
        self.requests: list[Request] = []
        self.server = Server("127.0.0.1", 0, self._respond, lambda: None)
        self.url = f"http://127.0.0.1:{self.server.server_port}/wd/hub"
        self._thread = Thread(target=self.server.serve_forever, args=(0.01,), daemon=True)
        self._thread.start()

    def _respond(self, request: Request) -> Reply:
        self.requests.append(request)
        return Reply(200, json.dumps({"value": "x" * 200}).encode(), headers={"X-Kept": "yes"})

    def stop(self) -> None:
        """Let its port go."""
        self.server.shutdown()
        self._thread.join()
        self.server.close_all()


@pytest.fixture
def behind() -> Iterator[Behind]:
    """What the proxy stands in front of."""
    server = Behind()
    yield server
    server.stop()


@pytest.fixture
def proxy(behind: Behind) -> Iterator[Callable[..., Proxy]]:
    """Puts a proxy with faults in front of it."""
    proxies: list[Proxy] = []

    def make(*faults: str) -> Proxy:
        proxies.append(Proxy(behind.url, Faults(faults)))
        proxies[-1].start()
        return proxies[-1]

    yield make
    for each in proxies:
        each.stop()


def _connected(proxy: Proxy, timeout_s: float = 10) -> http.client.HTTPConnection:
    there = urlsplit(proxy.url)
    assert there.hostname
    return http.client.HTTPConnection(there.hostname, there.port, timeout=timeout_s)


def _ask(connection: http.client.HTTPConnection, method: str, path: str) -> tuple[int, bytes]:
    body = b'{"a": 1}' if method == "POST" else None
    headers = {"Content-Type": "application/json", "X-Client": "yes"}
    connection.request(method, f"/wd/hub{path}", body, headers)
    answer = connection.getresponse()
    return answer.status, answer.read()


def test_everything_else_is_handed_on(proxy: Callable[..., Proxy], behind: Behind) -> None:
    """Path, query, body and headers there; status, headers and body back."""
    front = proxy("answer-reset:nth=100")
    with closing(_connected(front)) as connection:
        connection.request("POST", "/wd/hub/session?a=b", b'{"a": 1}', {"X-Client": "yes"})
        answer = connection.getresponse()
        assert (answer.status, answer.headers["X-Kept"]) == (200, "yes")
        assert json.load(answer)["value"] == "x" * 200
    [request] = behind.requests
    assert (request.path, request.query, request.body) == ("/wd/hub/session", "a=b", b'{"a": 1}')
    assert request.headers["x-client"] == "yes"
    assert front.url.endswith("/wd/hub")


@pytest.mark.parametrize(
    ("name", "error", "reached"),
    [
        ("request-reset", ConnectionResetError, False),
        ("answer-reset", ConnectionResetError, True),
        ("answer-cut", http.client.IncompleteRead, True),
    ],
)
def test_an_act_fails_on_its_way(
    proxy: Callable[..., Proxy],
    behind: Behind,
    name: str,
    error: type[Exception],
    reached: bool,
) -> None:
    """Before the request, or when it has been done; the next one goes through."""
    front = proxy(name)
    with closing(_connected(front)) as connection:
        assert _ask(connection, *SOURCE)[0] == 200
        with pytest.raises(error):
            _ask(connection, *CLICK)
    assert len(behind.requests) == 1 + reached
    with closing(_connected(front)) as connection:
        assert _ask(connection, *CLICK)[0] == 200


def test_a_read_is_reset(proxy: Callable[..., Proxy], behind: Behind) -> None:
    """An act is not."""
    with closing(_connected(proxy("read-reset"))) as connection:
        assert _ask(connection, *CLICK)[0] == 200
        with pytest.raises(ConnectionResetError):
            _ask(connection, *SOURCE)
    assert len(behind.requests) == 1


def test_an_answer_is_too_late_for_anybody(proxy: Callable[..., Proxy], behind: Behind) -> None:
    """What was asked is done; a client with more patience would wait longer."""
    front = _connected(proxy("answer-late"), timeout_s=0.3)
    with closing(front) as connection, pytest.raises(TimeoutError):
        _ask(connection, *CLICK)
    assert len(behind.requests) == 1


@pytest.mark.parametrize(
    ("name", "status", "reached"),
    [
        ("gateway-lost-answer", 502, True),
        ("gateway-unavailable", 503, False),
        ("gateway-too-many", 429, False),
    ],
)
def test_a_gateway_answers(
    proxy: Callable[..., Proxy], behind: Behind, name: str, status: int, reached: bool
) -> None:
    """With a page of its own, which is no WebDriver answer."""
    with closing(_connected(proxy(name))) as connection:
        answered, page = _ask(connection, *CLICK)
        assert (answered, CATALOGUE[name].message.encode() in page) == (status, True)
        assert _ask(connection, *CLICK)[0] == 200
    assert len(behind.requests) == 1 + reached


def test_a_server_goes_down_between_two_requests(
    proxy: Callable[..., Proxy], behind: Behind
) -> None:
    """The one before is answered; then nobody listens any more."""
    front = proxy("server-down:nth=2")
    with closing(_connected(front)) as connection:
        assert _ask(connection, *CLICK)[0] == 200
    front.stopping.wait(10)
    front.stop()  # waits until it has gone down
    with closing(_connected(front)) as connection, pytest.raises(ConnectionRefusedError):
        _ask(connection, *CLICK)
    assert len(behind.requests) == 1


def test_a_server_that_was_never_up(proxy: Callable[..., Proxy]) -> None:
    """As at the first request."""
    front = _connected(proxy("server-down"))
    with closing(front) as connection, pytest.raises(ConnectionRefusedError):
        _ask(connection, *CLICK)


def test_nothing_behind_is_a_bad_gateway() -> None:
    """As of any gateway."""
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    front = Proxy(f"http://127.0.0.1:{port}", Faults())
    front.start()
    with closing(_connected(front)) as connection:
        assert _ask(connection, *CLICK)[0] == 502
    front.stop()


def _program(*words: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-m", "virtual_phone.faults.proxy", *words]
    return subprocess.run(command, capture_output=True, text=True, check=False)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--to", "127.0.0.1:4723"], 'write it as http://127.0.0.1:4723, not "127.0.0.1:4723"'),
        (
            ["--to", "http://127.0.0.1:4723", "--fault", "stale-element"],
            '"stale-element" is not between client and server; a proxy knows: server-down',
        ),
        (["--to", "http://x", "--fault", "answer-cat"], "Near it: answer-cut"),
    ],
)
def test_wrong_use_is_refused(words: list[str], said: str) -> None:
    """With what would have been right."""
    ran = _program(*words)
    assert (ran.returncode, said in ran.stderr) == (2, True), ran.stderr


def test_help_lists_the_faults_that_it_knows() -> None:
    """Those on the way, and no others."""
    said = _program("--help").stdout
    for fault in CATALOGUE.values():
        assert (f"  {fault.usage}\n" in said) == (fault.at in PROXIED)


@pytest.mark.parametrize(("asked", "reads"), [(CLICK, {}), (SOURCE, {"gateway-unavailable": 1})])
def test_a_read_is_told_from_an_act_on_the_way(
    behind: Behind, asked: tuple[str, str], reads: dict[str, int]
) -> None:
    """Whoever judges a suite wants to know which of them was struck."""
    faults = Faults(["gateway-unavailable"])
    proxy = Proxy(behind.url, faults)
    proxy.start()
    with closing(_connected(proxy)) as connection:
        _ask(connection, *asked)
    proxy.stop()
    assert (faults.struck, faults.struck_reads) == ({"gateway-unavailable": 1}, reads)


def test_phones_come_with_it() -> None:
    """Where a fault of the transport is switched on, a phone's address is the proxy's."""
    options = read(["--phones", "1", "--no-mailbox", "--fault", "gateway-unavailable"])
    with served(options, "open sesame") as ready:
        there = urlsplit(ready["phones"][0]["url"])
        assert there.hostname
        with closing(http.client.HTTPConnection(there.hostname, there.port)) as connection:
            connection.request("GET", "/session/1/source")
            assert connection.getresponse().status == 503

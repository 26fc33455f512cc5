"""A server over HTTPS must show a certificate that is trusted; a run does not begin otherwise."""

import ssl
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from harness.errors import ConfigurationError, Place
from harness.session.preflight import refuse_unreachable_server

_PLACE = Place(Path("profile.yaml"), 3)


class _Status(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, *_: object) -> None:
        """A client that does not trust it hangs up."""


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """For 127.0.0.1, signed by itself, with its key in the same file."""
    file = tmp_path / "own.pem"
    words = ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"]
    words += ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"]
    words += ["-keyout", str(tmp_path / "key.pem"), "-out", str(tmp_path / "crt.pem")]
    try:
        subprocess.run(words, check=True, capture_output=True)
    except FileNotFoundError:
        pytest.skip("openssl is not installed")
    file.write_text((tmp_path / "key.pem").read_text() + (tmp_path / "crt.pem").read_text())
    return file


@pytest.fixture
def server_url(certificate: Path) -> Iterator[str]:
    """A server that shows that certificate."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with _Server(("127.0.0.1", 0), _Status) as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.01,), daemon=True)
        thread.start()
        yield f"https://127.0.0.1:{server.server_address[1]}"
        server.shutdown()
        thread.join()


def test_a_certificate_that_nobody_has_signed_is_refused(server_url: str) -> None:
    """With the line of the address, before anything is sent."""
    with pytest.raises(ConfigurationError, match="certificate") as refused:
        refuse_unreachable_server(server_url, _PLACE)
    assert str(refused.value).startswith("profile.yaml:3: no WebDriver server answers at https://")
    assert "$REQUESTS_CA_BUNDLE" in str(refused.value)


def test_a_certificate_that_this_machine_trusts_is_taken(
    server_url: str, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By a variable that Selenium reads, too; there is no switch that trusts everybody."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    refuse_unreachable_server(server_url, _PLACE)

"""A server over HTTPS must show a certificate that is trusted, or no session begins."""

import ssl
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from tiny_server import TinyServer, tiny_server

from harness.errors import ConfigurationError, InfrastructureError, Place
from harness.session.preflight import refuse_unreachable_server
from harness.session.session import Session

_PLACE = Place(Path("profile.yaml"), 3)


@pytest.fixture
def certificate(tmp_path: Path, needed: Callable[..., str]) -> Path:
    """For 127.0.0.1, signed by nobody but itself, with its key in the same file."""
    key, signed, both = tmp_path / "key.pem", tmp_path / "signed.pem", tmp_path / "both.pem"
    words = f"req -x509 -newkey rsa:2048 -nodes -keyout {key} -out {signed} -days 2 -subj /CN=grid"
    command = [needed("openssl"), *words.split(), "-addext", "subjectAltName=IP:127.0.0.1"]
    subprocess.run(command, check=True, capture_output=True, timeout=30)
    both.write_text(signed.read_text() + key.read_text())
    return both


@pytest.fixture
def secure_server(certificate: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[TinyServer]:
    """Shows that certificate, on a machine that is told of no authority of its own."""
    monkeypatch.delenv("REQUESTS_CA_BUNDLE", raising=False)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate)
    with tiny_server() as server:
        server.socket = context.wrap_socket(server.socket, server_side=True)
        yield server


def _address(server: TinyServer) -> str:
    return server.url.replace("http:", "https:")


def _start(server: TinyServer) -> Session:
    return Session.start(_address(server), {}, name="phone 1", command_s=5, session_s=5)


def test_no_run_begins_without_a_certificate_that_is_trusted(secure_server: TinyServer) -> None:
    """With the line of the address, and with what to do, before anything is sent."""
    with pytest.raises(ConfigurationError, match="certificate") as refused:
        refuse_unreachable_server(_address(secure_server), _PLACE)
    assert str(refused.value).startswith("profile.yaml:3: no WebDriver server answers at https://")
    assert "$REQUESTS_CA_BUNDLE" in str(refused.value)
    assert secure_server.requests == []


def test_no_session_begins_without_one_either(secure_server: TinyServer) -> None:
    """What is typed on a phone, passwords too, is told to nobody else."""
    with pytest.raises(InfrastructureError, match="certificate"):
        _start(secure_server)
    assert secure_server.requests == []


def test_an_authority_that_this_machine_trusts_is_trusted(
    secure_server: TinyServer, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the variable that names a company's own; there is no switch that trusts everybody."""
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(certificate))
    refuse_unreachable_server(_address(secure_server), _PLACE)
    _start(secure_server)
    assert [path for _, path, _ in secure_server.requests][:2] == ["/status", "/session"]

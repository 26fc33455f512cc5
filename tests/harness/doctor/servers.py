"""Small real servers, each wrong in its own way."""

import json
import socket
import ssl
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

READY = {"value": {"ready": True, "message": "ready", "build": {"version": "3.8.0"}}}


class _Handler(BaseHTTPRequestHandler):
    server: "StatusServer"

    def do_GET(self) -> None:
        self.server.asked.append((self.path, dict(self.headers)))
        status, content, headers = self.server.answers.get(self.path, self.server.otherwise)
        body = (content if isinstance(content, str) else json.dumps(content)).encode()
        self.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Keep quiet."""


class StatusServer(ThreadingHTTPServer):
    """Answers `/status` as it is told."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.asked: list[tuple[str, dict[str, str]]] = []
        self.answers: dict[str, tuple[int, Any, dict[str, str]]] = {}
        self.otherwise: tuple[int, Any, dict[str, str]] = (200, READY, {})

    @property
    def port(self) -> int:
        return int(self.server_address[1])

    def handle_error(self, *_: object) -> None:
        """A client that does not trust the certificate hangs up; that is what is tested."""


@contextmanager
def status_server(certificate: Path | None = None) -> Iterator[StatusServer]:
    """Serves, over TLS where there is a file with certificate and key."""
    with StatusServer() as server:
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        thread = Thread(target=server.serve_forever, args=(0.02,), daemon=True)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


@contextmanager
def line_server(answer: bytes, *, hangs: bool = False) -> Iterator[int]:
    """Takes connections, says what it is told whatever it is asked, and hangs up; its port."""
    ending = Event()
    with socket.create_server(("127.0.0.1", 0)) as listening:

        def serve() -> None:
            while not ending.is_set():
                try:
                    connection, _ = listening.accept()
                except OSError:
                    return
                with connection:
                    if hangs:
                        ending.wait(20)
                    elif answer:
                        connection.recv(64)
                        connection.sendall(answer)

        thread = Thread(target=serve, daemon=True)
        thread.start()
        try:
            yield int(listening.getsockname()[1])
        finally:
            ending.set()
            listening.shutdown(socket.SHUT_RDWR)
            thread.join(5)


def certificate(folder: Path, openssl: str, *, days: int = 2, host: str = "localhost") -> Path:
    """A certificate that nobody has signed but itself, and its key, in one file."""
    names = f"subjectAltName=DNS:{host}" + (",IP:127.0.0.1" if host == "localhost" else "")
    (folder / "names").write_text(f"{names}\n")
    key, request, signed = folder / "key.pem", folder / "request.pem", folder / "signed.pem"
    for words in (
        f"req -newkey rsa:2048 -nodes -keyout {key} -out {request} -subj /CN={host}",
        f"x509 -req -in {request} -signkey {key} -days {days} "
        f"-extfile {folder / 'names'} -out {signed}",
    ):
        subprocess.run([openssl, *words.split()], check=True, capture_output=True, timeout=30)
    both = folder / f"{host}.pem"
    both.write_text(signed.read_text() + key.read_text())
    return both

"""A plain HTTP connection to a door."""

import http.client
import json
import socket
from typing import Any
from urllib.parse import urlsplit


class Wire:
    """One connection to a door."""

    def __init__(self, url: str) -> None:
        self.address = urlsplit(url)
        assert self.address.hostname
        self.connection = http.client.HTTPConnection(
            self.address.hostname, self.address.port, timeout=10
        )

    def ask(
        self, method: str, path: str, body: Any = None, **headers: str
    ) -> tuple[int, dict[str, Any]]:
        payload = body if isinstance(body, bytes | None) else json.dumps(body)
        self.connection.request(method, path, payload, headers)
        answer = self.connection.getresponse()
        return answer.status, json.loads(answer.read())

    def raw(self, data: bytes) -> bytes:
        with socket.create_connection((self.address.hostname, self.address.port), 10) as plain:
            plain.sendall(data)
            plain.shutdown(socket.SHUT_WR)
            return b"".join(iter(lambda: plain.recv(65536), b""))

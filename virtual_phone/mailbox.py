"""The mailbox that every mail of the organization arrives in: a real IMAP server (pymap).

There is one user, one folder (INBOX), and mail for everybody in it; the To header tells whose it
is. The server is a child process, started when the first mail is sent or the first client connects:
most phones never see a mail, and it takes as much time to come up as the phone itself. The port is
open from the beginning, and mail is delivered in order by a thread of its own.
"""

import imaplib
import json
import logging
import os
import select
import socket
import subprocess
import sys
from email.message import EmailMessage
from email.policy import SMTP, SMTPUTF8
from email.utils import format_datetime, make_msgid
from pathlib import Path
from threading import Event, Thread
from typing import Self

from virtual_phone.organization import Contact, Delivery, Subscription
from virtual_phone.standby import ADDRESS_VARIABLE, command_for

SENDER = "TikTok <no-reply@example.com>"
"""Whom every mail is from."""

_log = logging.getLogger(__name__)
_SERVER = Path(__file__).with_name("mailbox_server.py")
_ANSWER_TIMEOUT_S = 30.0
_MOST_ATTEMPTS = 5
_PAUSE_S = 0.2
_END_TIMEOUT_S = 3.0


class Mailbox:
    """An IMAP server without TLS, and the postman who fills it.

    Use it as a context manager, or call `start` and `close`. Should this process be killed, the
    server ends by itself.

    Args:
        mail: What is to be delivered; closed together with the mailbox.
        password: Of the one user.
        user: Their name.
        host: Address to listen on.
        port: Port to listen on; 0 picks a free one.

    Attributes:
        host: As given.
        port: The port that it listens on, known at once.
        user: As given.

    Raises:
        OSError: The port is taken.
    """

    def __init__(
        self,
        mail: Subscription,
        *,
        password: str,
        user: str = "mailbox",
        host: str = "127.0.0.1",
        port: int = 0,
    ) -> None:
        self.host, self.user = host, user
        self._password = password
        self._mail = mail
        family = socket.AF_INET6 if ":" in host else socket.AF_INET
        self._listening = socket.create_server((host, port), family=family)
        self.port: int = self._listening.getsockname()[1]
        self._closing, self._up = Event(), Event()
        self._ring, self._bell = socket.socketpair()
        self._server: subprocess.Popen[bytes] | None = None
        self._connection: imaplib.IMAP4 | None = None
        self._threads: list[Thread] = []

    def __enter__(self) -> Self:
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def start(self) -> None:
        """Open the mailbox; returns within milliseconds, before there is a server."""
        self._threads = [
            Thread(target=self._keep_server, name="mailbox-server", daemon=True),
            Thread(target=self._deliver_all, name="mailbox-postman", daemon=True),
        ]
        for thread in self._threads:
            thread.start()

    def close(self) -> None:
        """End the server and the postman; mail that has not arrived yet is dropped."""
        self._closing.set()
        self._mail.close()
        self._ring.send(b"!")
        if self._threads:
            self._up.wait()
        if self._server is not None:
            _end(self._server)
        for thread in self._threads:
            thread.join(_END_TIMEOUT_S)
        for each in (self._listening, self._ring, self._bell):
            each.close()

    def _keep_server(self) -> None:
        """Start the server for whoever comes first, and see that it stays."""
        select.select([self._listening, self._bell], [], [])
        try:
            server = None if self._closing.is_set() else self._start_server()
            self._server = server
        finally:
            self._up.set()
        if server is not None:
            self._watch(server)

    def _start_server(self) -> subprocess.Popen[bytes]:
        # -P keeps this folder out of the child's import path: "selectors" here is not Python's.
        command = [sys.executable, "-P", str(_SERVER)]
        if address := os.environ.get(ADDRESS_VARIABLE):
            command = command_for("mailbox", address)
        server = subprocess.Popen(
            [*command, str(self._listening.fileno())],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            pass_fds=[self._listening.fileno()],
        )
        # From here on the port is the server's alone: when it dies, connecting fails at once.
        self._listening.close()
        if server.stdin is not None:
            who = {"user": self.user, "password": self._password}
            server.stdin.write(json.dumps(who).encode() + b"\n")
            server.stdin.flush()
        return server

    def _watch(self, server: "subprocess.Popen[bytes]") -> None:
        code = server.wait()
        if not self._closing.is_set():
            _log.error(
                "The mailbox's IMAP server (pymap, port %d) has ended by itself with exit code %d."
                " Mail is no longer delivered, and what had arrived is gone."
                " Look at its own messages on stderr, then start the virtual phone again.",
                self.port,
                code,
            )

    def _deliver_all(self) -> None:
        while (delivery := self._mail.wait()) is not None and not self._closing.is_set():
            try:
                self._deliver(delivery)
            except Exception:  # noqa: BLE001 -- one odd mail must not end the post for all others
                _log.exception("Mail to %s was not delivered", delivery.to)
        self._disconnect()

    def _deliver(self, delivery: Delivery) -> None:
        message = as_mail(delivery)
        if not self._up.is_set():
            self._ring.send(b"!")
            self._up.wait()
        for attempt in range(1, _MOST_ATTEMPTS + 1):
            try:
                # An earlier attempt may have arrived although its answer did not.
                if attempt == 1 or not self._has(message["Message-ID"]):
                    self._append(message, delivery)
            except (OSError, imaplib.IMAP4.error) as error:
                self._disconnect()
                problem = error
                if self._gone() or self._closing.wait(_PAUSE_S):
                    break
            else:
                return
        if not self._closing.is_set():
            _log.error("Mail to %s was not delivered: %r", message["To"], problem)

    def _append(self, message: EmailMessage, delivery: Delivery) -> None:
        at = imaplib.Time2Internaldate(delivery.sent_at)
        status, answer = self._connected().append("INBOX", "", at, message.as_bytes())
        if status != "OK":
            raise imaplib.IMAP4.error(f"APPEND was answered with {status} {answer!r}")

    def _has(self, message_id: str) -> bool:
        connection = self._connected()
        connection.select("INBOX", readonly=True)
        _, found = connection.search(None, "HEADER", "Message-ID", f'"{message_id}"')
        connection.close()  # deletes nothing, as it was opened to read only
        return bool(found[0])

    def _connected(self) -> imaplib.IMAP4:
        if self._connection is None:
            connection = imaplib.IMAP4(self.host, self.port, timeout=_ANSWER_TIMEOUT_S)
            # Without it every APPEND waits 40 ms for an acknowledgement that nobody is sending yet.
            connection.sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            connection.login(self.user, self._password)
            self._connection = connection
        return self._connection

    def _disconnect(self) -> None:
        connection, self._connection = self._connection, None
        if connection is not None:
            connection.shutdown()

    def _gone(self) -> bool:
        return self._server is None or self._server.poll() is not None


def as_mail(delivery: Delivery) -> EmailMessage:
    """A delivery of kind "mail" as a message of RFC 5322 (RFC 6532 for a non-ASCII address).

    Raises:
        ValueError: It is not a mail.
    """
    if delivery.kind != "mail" or not isinstance(delivery.to, Contact):
        raise ValueError(f'Only a delivery of kind "mail" can be mailed, not "{delivery.kind}".')
    to = delivery.to.value
    message = EmailMessage(policy=SMTP if to.isascii() else SMTPUTF8)
    message["From"] = SENDER
    message["To"] = to
    message["Subject"] = delivery.subject
    message["Date"] = format_datetime(delivery.sent_at)
    message["Message-ID"] = make_msgid(domain="example.com")
    message.set_content(delivery.body, charset="utf-8")
    return message


def _end(server: "subprocess.Popen[bytes]") -> None:
    if server.stdin is not None:
        server.stdin.close()
    try:
        server.wait(_END_TIMEOUT_S)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()

"""A mailbox over IMAP."""

import imaplib
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage

from harness.errors import InfrastructureError
from harness.inboxes.inbox import Message
from harness.settings import Imap

_TIMEOUT_S = 20
_NEWEST = 50


class MailInbox:
    """Mail to one address in a mailbox.

    Args:
        mailbox: Server, user, password and folder.
        address: Only mail to this address counts, as one mailbox may hold several people's.
    """

    def __init__(self, mailbox: Imap, address: str) -> None:
        self._mailbox, self._address = mailbox, address
        self.name = f"the mailbox of {address}"

    def messages(self) -> list[Message]:
        """Newest first.

        Raises:
            InfrastructureError: The server cannot be reached or refuses the user.
        """
        with self._folder() as server:
            _, found = server.uid("search", "TO", f'"{self._address}"')
            uids = (found[0] or b"").split()[-_NEWEST:]
            return [self._fetch(server, uid) for uid in reversed(uids)]

    @contextmanager
    def _folder(self) -> Iterator[imaplib.IMAP4]:
        box = self._mailbox
        connect = imaplib.IMAP4_SSL if box.tls else imaplib.IMAP4
        try:
            with connect(box.host, box.port, timeout=_TIMEOUT_S) as server:
                server.login(box.user, box.password.reveal())
                server.select(box.folder, readonly=True)
                yield server
        except (OSError, imaplib.IMAP4.error) as fault:
            message = (
                f"{self.name} cannot be read at {box.host}:{box.port}: {fault}\n"
                "  Do: look at told_by in the people file, and at the mail server"
            )
            raise InfrastructureError(message) from fault

    def _fetch(self, server: imaplib.IMAP4, uid: bytes) -> Message:
        _, parts = server.uid("fetch", uid.decode(), "(BODY.PEEK[])")
        raw = next(part[1] for part in parts if isinstance(part, tuple))
        mail = message_from_bytes(raw, _class=EmailMessage, policy=policy.default)
        body = mail.get_body(("plain", "html"))
        text = body.get_content() if body is not None else ""
        return Message(uid.decode(), f"{mail['subject']}\n{text}")

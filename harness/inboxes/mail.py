"""A mailbox over IMAP."""

import imaplib
import re
import ssl
import time
from base64 import b64encode
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage
from email.utils import getaddresses
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, Literal, NamedTuple, Self

from pydantic import Field, model_validator

from harness.errors import InfrastructureError
from harness.inboxes.links_and_codes import addresses_in
from harness.inboxes.mail_body import read_body
from harness.inboxes.message import Message
from harness.inboxes.told_by import ToldBy, Way
from harness.settings.network import is_loopback
from harness.settings.strict_model import SecretValue, WholeNumber, refusal

if TYPE_CHECKING:
    from harness.session.session import Session

Text = Annotated[str, Field(min_length=1)]

_TIMEOUT_S = 20
_NEWEST = 50
# What the email package raises at headers and bodies that break its rules.
_MALFORMED = (AttributeError, LookupError, TypeError, ValueError)


class Imap(ToldBy):
    """The member is told by mail, which a mailbox holds.

    Attributes:
        port: 993 unless the file says otherwise.
        tls: False only for a mailbox on this machine.
    """

    kind: Literal["imap"]
    host: Text
    port: Annotated[WholeNumber, Field(ge=1, le=65535)] = 993
    user: Text
    password: SecretValue
    tls: bool = True
    folder: Text = "INBOX"

    what: ClassVar[str] = "mail"
    reaches: ClassVar[tuple[Way, ...]] = ("email",)

    @model_validator(mode="after")
    def _is_private(self) -> Self:
        if not self.tls and not is_loopback(self.host):
            raise refusal(
                f'"tls" is false for {self.host}', "true; false only on this machine", key="tls"
            )
        return self

    def inbox(self, contact: str, phone: "Callable[[], Session]") -> "MailInbox":  # noqa: ARG002
        """Mail to the member's address."""
        return MailInbox(self, contact)


class MailInbox:
    """Mail to one address in a mailbox.

    Args:
        mailbox: Server, user, password and folder.
        address: Only mail to this address counts, as one mailbox may hold several people's.
    """

    pace_s = 2.0  # each look logs in; providers refuse those who do so too often

    def __init__(self, mailbox: Imap, address: str) -> None:
        self._mailbox, self._address = mailbox, address
        self._read: dict[str, Message | None] = {}
        self.name = f"the mailbox of {address}"

    def messages(self) -> list[Message]:
        """Newest first.

        Raises:
            InfrastructureError: The server cannot be reached, refuses the user, or does not tell
                what it holds.
        """
        # Only ASCII can be searched for without more ado; who it is for is looked at once more.
        wanted = ("TO", f'"{self._address}"') if self._address.isascii() else ("ALL",)
        with self._folder() as server:
            found = _ask(server, "search", *wanted)
            uids = [uid.decode() for uid in (found[0] or b"").split()[-_NEWEST:]]
            for uid in uids:
                # Nothing is no mail: it was deleted meanwhile, or will be told at the next look.
                if uid not in self._read and (fetched := _fetch(server, uid)).raw:
                    self._read[uid] = self._mail(uid, fetched)
        return [mail for uid in reversed(uids) if (mail := self._read.get(uid)) is not None]

    def reach(self) -> None:
        """Log in, open the folder, and read nothing.

        Raises:
            InfrastructureError: As `messages`; its cause says what is wrong.
        """
        with self._folder():
            pass

    @contextmanager
    def _folder(self) -> Iterator[imaplib.IMAP4]:
        box = self._mailbox
        try:
            with _connect(box) as server:
                _log_in(server, box.user, box.password.reveal())
                _select(server, box.folder)
                yield server
        except (OSError, imaplib.IMAP4.error) as fault:
            message = (
                f"{self.name} cannot be read at {box.host}:{box.port}: {fault}\n"
                "  Do: look at told_by in the people file, and at the mail server"
            )
            raise InfrastructureError(message) from fault

    def _mail(self, uid: str, fetched: "_Fetched") -> Message | None:
        """A mail that is to this address, alone or among others, and can be read at all."""
        try:
            mail = message_from_bytes(fetched.raw, _class=EmailMessage, policy=policy.default)
            people = getaddresses([str(to) for to in mail.get_all("to", [])])
            if self._address.lower() not in (address.lower() for _, address in people):
                return None
            text, addresses = read_body(mail)
            subject = str(mail["subject"] or "")
        except _MALFORMED:  # spam often is; it must not hide the rest
            return None
        # Another machine's clock cannot be read by IMAP, and may be wrong.
        at_s = fetched.arrived_at_s if is_loopback(self._mailbox.host) else None
        return Message(uid, f"{subject}\n{text}", (*addresses_in(subject), *addresses), at_s)


def _connect(box: Imap) -> imaplib.IMAP4:
    """Over TLS with a certificate that is trusted: imaplib alone would take any."""
    if not box.tls:
        return imaplib.IMAP4(box.host, box.port, timeout=_TIMEOUT_S)
    trusted = ssl.create_default_context()
    return imaplib.IMAP4_SSL(box.host, box.port, ssl_context=trusted, timeout=_TIMEOUT_S)


def _log_in(server: imaplib.IMAP4, user: str, password: str) -> None:
    """By LOGIN, which every server knows, and which takes ASCII only; else by SASL PLAIN."""
    if user.isascii() and password.isascii():
        server.login(user, password)
    elif "AUTH=PLAIN" in server.capabilities:
        server.authenticate("PLAIN", lambda _: f"\0{user}\0{password}".encode())
    else:
        message = (
            "the user or the password has letters outside ASCII, which this server does not take"
            " (no AUTH=PLAIN); give the mailbox a password in ASCII"
        )
        raise imaplib.IMAP4.error(message)


def _ask(server: imaplib.IMAP4, command: str, *arguments: str) -> list[Any]:
    """The answer of the server, which need not be willing: a busy one says NO."""
    status, answer = server.uid(command, *arguments)
    if status != "OK":
        raise imaplib.IMAP4.error(f"{command} was answered with {status} {answer!r}")
    return answer


class _Fetched(NamedTuple):
    """A mail as it came; empty where the server has none under that number.

    Attributes:
        arrived_at_s: When it came into the mailbox, by the server's clock; None where it is silent.
    """

    raw: bytes
    arrived_at_s: float | None


def _fetch(server: imaplib.IMAP4, uid: str) -> _Fetched:
    """Leaves it unread."""
    parts = _ask(server, "fetch", uid, "(INTERNALDATE BODY.PEEK[])")
    raw = next((bytes(part[1]) for part in parts if isinstance(part, tuple)), b"")
    around = b" ".join(part[0] if isinstance(part, tuple) else part or b"" for part in parts)
    at = imaplib.Internaldate2tuple(around)
    return _Fetched(raw, time.mktime(at) if at else None)


def _select(server: imaplib.IMAP4, folder: str) -> None:
    status, answer = server.select(_quoted(folder), readonly=True)
    if status != "OK":
        raise imaplib.IMAP4.error(f"no folder {folder!r}: {answer!r}")


def _quoted(folder: str) -> str:
    """A folder's name as IMAP wants it: in quotes, and in its own UTF-7 (RFC 3501, 5.1.3)."""

    def shifted(found: re.Match[str]) -> str:
        code = b64encode(found[0].encode("utf-16-be")).decode()
        return f"&{code.rstrip('=').replace('/', ',')}-"

    ascii_only = re.sub(r"[^\x20-\x7e]+", shifted, folder.replace("&", "&-"))
    escaped = ascii_only.replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'

"""A mailbox: reached, logged in to, and nothing read."""

import imaplib
import socket
import ssl
from collections.abc import Iterator
from dataclasses import replace

from harness.doctor.finding import Finding, broken, misconfigured, ok, unseen
from harness.doctor.subject import Subject
from harness.errors import InfrastructureError
from harness.inboxes.mail import MailInbox
from harness.settings import Imap

_TOLD_BY = "told_by in the people file"
_OWN_AUTHORITY = "export SSL_CERT_FILE=/path/to/authority.pem"


def look_into_mailboxes(subject: Subject) -> Iterator[Finding]:
    """Log in to each once."""
    members = subject.people.members if subject.people else ()
    told = {each.told_by: each.contact for each in members if isinstance(each.told_by, Imap)}
    if not told:
        yield replace(ok("nobody is told by mail"), title="Mailbox")
    for box, address in told.items():
        yield replace(_look_into(subject, box, address), title="Mailbox")


def _look_into(subject: Subject, box: Imap, address: str) -> Finding:
    where = f"{box.host}:{box.port}"
    missing = sorted({each.name for each in subject.missing} & {box.password.name})
    if missing:
        return unseen(f"{where} wants ${missing[0]}, which is not set")
    try:
        MailInbox(box, address).reach()
    except InfrastructureError as error:
        return _why(box, where, error.__cause__)
    return ok(f"{where} lets {box.user} in")


def _why(box: Imap, where: str, cause: BaseException | None) -> Finding:
    """What is wrong with a mailbox that cannot be read."""
    match cause:
        case ssl.SSLCertVerificationError():
            said = f"{where}: its certificate is not trusted: {cause.verify_message}"
            fix = f"correct host under {_TOLD_BY}, or name the file of your own authority"
            finding = broken(said, fix, _OWN_AUTHORITY)
        case ssl.SSLError():
            finding = misconfigured(f"{where} speaks no TLS", f"correct port under {_TOLD_BY}")
        case socket.gaierror():
            said = f"no host is called {box.host}"
            finding = misconfigured(said, f"correct host under {_TOLD_BY}")
        case TimeoutError():
            fix = "look at the mail server and the firewall"
            finding = broken(f"{where} does not answer", fix)
        case OSError():
            said = f"{where} cannot be reached: {cause.strerror or cause}"
            fix = f"start the mail server, or correct host and port under {_TOLD_BY}"
            finding = broken(said, fix)
        case imaplib.IMAP4.abort():
            finding = broken(f"{where} hangs up: {cause}", "look at the mail server")
        case _:
            said = f"{where} refuses {box.user}, folder {box.folder}: {cause}"
            fix = f"correct user and folder under {_TOLD_BY}, and the value of ${box.password.name}"
            finding = misconfigured(said, fix)
    return finding

"""Mailboxes that cannot be read, on a real IMAP server and on none."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from servers import certificate, line_server, status_server
from ward import PEOPLE, Ward

from harness.doctor.finding import Finding
from virtual_phone.mailbox import Mailbox
from virtual_phone.organization import Deliveries

BOX = """\
  - email: member@example.com
    told_by:
      kind: imap
      host: {host}
      port: {port}
      user: {user}
      password: "${{MAILBOX_PASSWORD}}"
      tls: {tls}
      folder: {folder}
"""


@pytest.fixture(scope="module")
def mailbox() -> Iterator[Mailbox]:
    """A real IMAP server."""
    with Mailbox(Deliveries().all_mail(), password="open sesame") as mailbox:
        yield mailbox


def _finding(ward: Ward, port: int, **other: str) -> Finding:
    given = {"host": "127.0.0.1", "user": "mailbox", "tls": "false", "folder": "INBOX"} | other
    ward.write("people.yaml", PEOPLE + BOX.format(port=port, **given))
    ward.environment.setdefault("MAILBOX_PASSWORD", "open sesame")
    return ward.finding("Inboxes", "Mailbox")


def test_mailbox_that_is_well(ward: Ward, mailbox: Mailbox) -> None:
    """Logged in to, folder and all."""
    assert _finding(ward, mailbox.port).said == f"127.0.0.1:{mailbox.port} lets mailbox in"


def test_nobody_is_told_by_mail(ward: Ward) -> None:
    """Then there is nothing to look into."""
    assert ward.finding("Inboxes", "Mailbox").said == "nobody is told by mail"


def test_wrong_password(ward: Ward, mailbox: Mailbox) -> None:
    """The variable is named, and what it holds is not."""
    ward.environment["MAILBOX_PASSWORD"] = "crocodile"
    finding = _finding(ward, mailbox.port)
    assert (finding.state, finding.blames) == ("wrong", "configuration")
    assert f"127.0.0.1:{mailbox.port} refuses mailbox, folder INBOX" in finding.said
    assert finding.fix.endswith("the value of $MAILBOX_PASSWORD")
    assert "crocodile" not in repr(finding)


def test_no_such_folder(ward: Ward, mailbox: Mailbox) -> None:
    """Somebody mistyped it."""
    assert "folder Invitations" in _finding(ward, mailbox.port, folder="Invitations").said


def test_password_is_not_set(ward: Ward, mailbox: Mailbox) -> None:
    """Nobody is asked to log in with nothing."""
    ward.environment["MAILBOX_PASSWORD"] = ""
    finding = _finding(ward, mailbox.port)
    assert finding.state == "not looked at"
    assert finding.said.endswith("wants $MAILBOX_PASSWORD, which is not set")


def test_no_server(ward: Ward) -> None:
    """The port is nobody's."""
    finding = _finding(ward, 9)
    assert finding.said == "127.0.0.1:9 cannot be reached: Connection refused"


def test_unknown_host(ward: Ward) -> None:
    """A name that nobody has."""
    finding = _finding(ward, 993, host="imap.invalid", tls="true")
    assert finding.said == "no host is called imap.invalid"


def test_no_tls(ward: Ward, mailbox: Mailbox) -> None:
    """A plain port where TLS is wanted."""
    finding = _finding(ward, mailbox.port, tls="true")
    assert finding.said == f"127.0.0.1:{mailbox.port} speaks no TLS"


def test_certificate_is_not_trusted(ward: Ward, tmp_path: Path, needed: Callable[..., str]) -> None:
    """The password is not sent to somebody who cannot say who they are."""
    with status_server(certificate(tmp_path, needed("openssl"))) as server:
        finding = _finding(ward, server.port, tls="true")
    assert "its certificate is not trusted: self-signed certificate" in finding.said


def test_server_that_hangs(ward: Ward, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is given up."""
    monkeypatch.setattr("harness.inboxes.mail._TIMEOUT_S", 0.3)
    with line_server(b"", hangs=True) as port:
        assert _finding(ward, port).said == f"127.0.0.1:{port} does not answer"
